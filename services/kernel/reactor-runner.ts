/** Runs the reactors of this host: wakes them when the read models moved, and ends them when the host stops. */
import assert from 'node:assert/strict';
import type { Clock } from './clock.ts';
import type { EventStore } from './event-store/port.ts';
import { REACTOR_CLOSE_LAST_MS, REACTOR_CLOSE_WAIT_MS } from './limits.ts';
import type { Log } from './log.ts';
import type { Reader } from './projections/reader.ts';
import type { Reactor } from './reactors.ts';
import { type ReactorHealth, RunningReactor } from './running-reactor.ts';
import { TimedOut, withinTime } from './within-time.ts';

export type ReactorRunnerOptions = {
  reactors: readonly Reactor[];
  clock: Clock;
  store: Pick<EventStore, 'head' | 'compare'>;
  reader: Pick<Reader, 'health' | 'newestEventAt' | 'onChange'>;
  log: Log;
};

export interface ReactorRunner {
  /** By the name of the reactor. */
  health(): Readonly<Record<string, ReactorHealth>>;
  /**
   * Begins nothing more; waits for what is under way, then aborts it, within `REACTOR_CLOSE_WAIT_MS` and
   * `REACTOR_CLOSE_LAST_MS`. What has no outcome by then gets a next attempt after its lease. A second call waits too.
   */
  close(): Promise<void>;
}

/** Starts at once; a reactor begins when the read models it reads have seen what is in the log now. */
export function createReactorRunner(options: ReactorRunnerOptions): ReactorRunner {
  const { reactors, clock, store, reader, log } = options;
  const running = new Map(
    reactors.map((reactor) => [reactor.name, new RunningReactor({ reactor, clock, store, reader, log })]),
  );
  assert.equal(running.size, reactors.length, 'two reactors have the same name');
  const wake = () => {
    for (const each of running.values()) each.wake();
  };
  const stopListening = reader.onChange(wake);
  wake();

  async function close(): Promise<void> {
    stopListening();
    const all = [...running.values()];
    for (const each of all) each.stop();
    const ended = Promise.all(all.map((each) => each.ended()));
    if (await isWithin(clock, REACTOR_CLOSE_WAIT_MS, ended)) return;
    for (const each of all) each.interrupt();
    if (await isWithin(clock, REACTOR_CLOSE_LAST_MS, ended)) return;
    const left = all.reduce((sum, each) => sum + each.health().underWay, 0);
    log('effects were left without an outcome: a next attempt follows after their lease', { left });
  }

  let closing: Promise<void> | null = null;
  return {
    health: () => Object.fromEntries([...running].map(([name, each]) => [name, each.health()])),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function isWithin(clock: Clock, timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  try {
    await withinTime(clock, timeoutMs, work);
    return true;
  } catch (error) {
    if (error instanceof TimedOut) return false;
    throw error;
  }
}
