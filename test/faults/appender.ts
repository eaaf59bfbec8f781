/**
 * A process that appends until it is stopped or done, and names each event once it is acknowledged. Started by the
 * fault tests: `appender.ts <log file> <acknowledged file> <callers> <appends per caller>`.
 */
import { openSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { newEvent, newStream } from '../conformance/events.ts';

const [file = '', acknowledgedFile = '', callers = '1', appendsEach = '1'] = process.argv.slice(2);
/** Long enough that some events flow over to a page of their own. */
const TEXT_CHARS_MAX = 6_000;
const STREAM_EVENTS = 5;

let commits = 0;
const exec = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function (sql: string) {
  exec.call(this, sql);
  if (sql === 'COMMIT') commits += 1;
};

const acknowledged = openSync(acknowledgedFile, 'a');
const store = openSqliteStore({
  file,
  onFatal() {
    say({ fatal: true });
    // After the callers have had their answers.
    setImmediate(() => process.kill(process.pid, 'SIGKILL'));
  },
});

function say(what: Record<string, unknown>): void {
  writeSync(1, `${JSON.stringify(what)}\n`);
}

async function call(caller: number): Promise<void> {
  let stream = newStream();
  let version = -1;
  for (let turn = 0; turn < Number(appendsEach); turn += 1) {
    const isLong = (caller + turn) % 10 === 0;
    const event = newEvent({ caller, turn, text: 'x'.repeat(isLong ? TEXT_CHARS_MAX : 100) });
    try {
      ({ version } = await store.append(stream, [event], version < 0 ? 'no-stream' : version));
    } catch (error) {
      say({ refused: error instanceof Error ? error.name : 'unknown' });
      return;
    }
    writeSync(acknowledged, `${event.id}\n`);
    if (version + 1 < STREAM_EVENTS) continue;
    stream = newStream();
    version = -1;
  }
}

// Opening makes the file in transactions of its own.
commits = 0;
await Promise.all(Array.from({ length: Number(callers) }, (_, caller) => call(caller)));
say({ commits });
await store.close();
