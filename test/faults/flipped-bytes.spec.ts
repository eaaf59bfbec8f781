/** Damage to the file shows: nothing altered is ever read. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Corrupt, WrongSetting } from '@bijspringen/kernel/errors.ts';
import { checksumOf } from '@bijspringen/kernel/event-store/checksum.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { verifyLog } from '@bijspringen/kernel/event-store/verify.ts';
import { describe, expect, it } from 'vitest';
import { newEvent, newStream } from '../conformance/events.ts';
import { openStore, readEverything, temporaryFolder } from './support.ts';

const STREAMS = 25;
const EVENTS_EACH = 4;
const HEADER_BYTES = 100;
const FLIPS = 250;

async function makeLog(file: string): Promise<RecordedEvent[]> {
  const store = openStore(file);
  for (let number = 0; number < STREAMS; number += 1) {
    const events = Array.from({ length: EVENTS_EACH }, (_, turn) =>
      newEvent({ number, turn, text: 'abc '.repeat((number % 5) * 300) }),
    );
    await store.append(newStream(), events, 'no-stream');
  }
  const all = await readEverything(store);
  await store.close();
  return all;
}

/** Everything as it is read both ways, or the error that reading ends in. */
async function readBothWays(file: string, streams: Iterable<RecordedEvent['stream']>): Promise<unknown> {
  try {
    const store = openStore(file);
    try {
      const all = await readEverything(store);
      const byStream: RecordedEvent[] = [];
      for (const stream of streams) byStream.push(...(await store.readStream(stream)));
      return { all, byStream };
    } finally {
      await store.close();
    }
  } catch (error) {
    return error;
  }
}

describe('a damaged log', () => {
  it('is never read as something else, whichever byte is flipped', async () => {
    const file = join(temporaryFolder(), 'log.sqlite');
    const all = await makeLog(file);
    const streams = new Set(all.map((event) => event.stream));
    const sound = readFileSync(file);
    const step = Math.ceil(sound.length / FLIPS);
    const places = [
      ...Array.from({ length: HEADER_BYTES }, (_, place) => place),
      ...Array.from({ length: FLIPS }, (_, index) => index * step + (index % step)),
    ].filter((place) => place < sound.length);
    let seen = 0;
    for (const place of places) {
      const damaged = Buffer.from(sound);
      damaged[place] = (damaged[place] ?? 0) ^ (1 << (place % 8));
      writeFileSync(file, damaged);
      for (const rest of ['-wal', '-shm']) rmSync(file + rest, { force: true });
      const read = await readBothWays(file, streams);
      if (read instanceof Error) {
        seen += 1;
        expect([Corrupt, WrongSetting], `byte ${place}: ${read.stack}`).toContain(read.constructor);
      } else {
        expect(read, `byte ${place}`).toEqual({ all, byStream: all });
      }
    }
    // The rest is room that holds nothing.
    expect(seen).toBeGreaterThan(places.length / 2);
  });

  it('names the place of a changed event, never what it says', async () => {
    const file = join(temporaryFolder(), 'log.sqlite');
    const all = await makeLog(file);
    change(file, `UPDATE events SET data = replace(data, 'abc', 'abd') WHERE position = 58`);
    const changed = all[57];
    const error = await readBothWays(file, []);
    expect(error).toBeInstanceOf(Corrupt);
    expect(String(error)).toContain(`${changed?.stream} version ${changed?.version}`);
    expect(String(error)).not.toContain('abd');
    const { problems } = await verifyLog(file);
    expect(problems).toEqual([`${changed?.stream} version ${changed?.version}: the checksum does not fit`]);
  });

  it.each([
    ['deleted', 'DELETE FROM events WHERE position = 50'],
    [
      'deleted and the rest moved up',
      'DELETE FROM events WHERE position = 50; UPDATE events SET position = position - 1 WHERE position > 50',
    ],
    [
      'replaced by a copy of another',
      `UPDATE events SET (id, data, metadata, previous, checksum) = (SELECT id, data, metadata, previous, checksum FROM events WHERE position = 49) WHERE position = 50`,
    ],
    [
      'swapped with its neighbour',
      'UPDATE events SET position = -1 WHERE position = 50; UPDATE events SET position = 50 WHERE position = 51; UPDATE events SET position = 51 WHERE position = -1',
    ],
  ])('shows an event in the middle that was %s', async (_, sql) => {
    const file = join(temporaryFolder(), 'log.sqlite');
    const all = await makeLog(file);
    change(file, sql);
    expect(await readBothWays(file, [])).toBeInstanceOf(Corrupt);
    expect((await verifyLog(file)).problems).not.toEqual([]);
    expect(all).toHaveLength(STREAMS * EVENTS_EACH);
  });

  it('shows an event that was rewritten with a checksum of its own, by the event after it', async () => {
    const file = join(temporaryFolder(), 'log.sqlite');
    const all = await makeLog(file);
    const [rewritten, next] = all.slice(49, 51);
    if (rewritten === undefined || next?.stream !== rewritten.stream)
      throw new Error('a stream goes on at 51');
    rewrite(file, { ...rewritten, number: 50 });
    const store = openStore(file);
    await expect(store.readStream(rewritten.stream)).rejects.toBeInstanceOf(Corrupt);
    await expect(store.readStream(next.stream, next.version)).rejects.toBeInstanceOf(Corrupt);
    await store.close();
    expect((await verifyLog(file)).problems).toEqual([
      `${next.stream} version ${next.version}: it does not follow the event before it`,
    ]);
  });

  it('shows an event that is taken away while the store runs', async () => {
    const file = join(temporaryFolder(), 'log.sqlite');
    const all = await makeLog(file);
    const store = openStore(file);
    change(file, 'DELETE FROM events WHERE position = 50');
    const damaged = all[49];
    if (damaged === undefined) throw new Error('the log has 50 events');
    await expect(store.readStream(damaged.stream)).rejects.toBeInstanceOf(Corrupt);
    await expect(readEverything(store)).rejects.toBeInstanceOf(Corrupt);
    const other = all[0];
    expect(other && (await store.readStream(other.stream))).toHaveLength(EVENTS_EACH);
    await store.close();
  });
});

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

/** Changes what an event says, and makes its checksum fit. */
function rewrite(file: string, event: RecordedEvent & { number: number }): void {
  const database = new DatabaseSync(file);
  const previous = database
    .prepare('SELECT previous FROM events WHERE position = ?')
    .get(event.number)?.previous;
  if (typeof previous !== 'string') throw new Error('the event is there');
  const [data, metadata] = ['{"text":"rewritten"}', JSON.stringify(event.metadata)];
  const checksum = checksumOf({ ...event, data, metadata }, previous);
  database
    .prepare('UPDATE events SET data = ?, metadata = ?, checksum = ? WHERE position = ?')
    .run(data, metadata, checksum, event.number);
  database.close();
}
