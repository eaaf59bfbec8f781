/** Looks every day for keys that no event uses: left by commands that made a key and never came to their append. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { openLogFileReadOnly } from '../event-store/sqlite-file.ts';
import {
  ORPHAN_AGE_MS,
  ORPHAN_BATCH_EVENTS,
  ORPHAN_SETTLE_MS,
  ORPHAN_SWEEP_EVERY_MS,
  ORPHAN_SWEEP_FIRST_MS,
} from '../limits.ts';
import type { Log } from '../log.ts';
import type { Subject } from './port.ts';
import { subjectsIn } from './sealed-text.ts';
import type { OwnVault } from './vault.ts';

export type OrphanSweepOptions = {
  vault: Pick<OwnVault, 'sweepOrphans'>;
  clock: Clock;
  log: Log;
  /** The log whose events use the keys. */
  logFile: string;
};

export interface OrphanSweep {
  /** Resolves when no sweep is under way or will follow. */
  stop(): Promise<void>;
}

/** Starts with an alarm, and sweeps once a day. A sweep that fails destroys nothing and is tried again the next day. */
export function startOrphanSweep({ vault, clock, log, logFile }: OrphanSweepOptions): OrphanSweep {
  const stopping = Promise.withResolvers<void>();
  let isStopped = false;
  let underWay: Promise<void> = Promise.resolve();
  let cancelAlarm = () => {};

  const after = (waitMs: number, call: () => void) =>
    clock.at(new Date(clock.now().getTime() + waitMs), call);

  function schedule(waitMs: number): void {
    cancelAlarm = after(waitMs, () => {
      underWay = sweep();
    });
  }

  async function sweep(): Promise<void> {
    try {
      const madeBefore = new Date(clock.now().getTime() - ORPHAN_AGE_MS);
      const keys = await vault.sweepOrphans(usedAmong, madeBefore);
      if (keys > 0) log('keys that nothing uses: destroyed', { keys });
    } catch (error) {
      log('keys that nothing uses: could not be looked for', {
        error: error instanceof Error ? error.name : typeof error,
      });
    }
    if (!isStopped) schedule(ORPHAN_SWEEP_EVERY_MS);
  }

  /** Only a log that is whole may say that a key is not used: every event is checked on the way. */
  async function usedAmong(subjects: ReadonlySet<Subject>): Promise<ReadonlySet<Subject> | null> {
    await settled();
    const used = new Set<Subject>();
    const { database, log: events } = openLogFileReadOnly(logFile);
    try {
      for (let last = 0; !isStopped; await nextTurn()) {
        const rows = events.readAll(last, ORPHAN_BATCH_EVENTS);
        if (rows.length === 0) return used;
        for (const { data } of rows)
          for (const subject of subjectsIn(data)) if (subjects.has(subject)) used.add(subject);
        last += rows.length;
      }
      return null;
    } finally {
      database.close();
    }
  }

  async function settled(): Promise<void> {
    const waited = Promise.withResolvers<void>();
    const cancel = after(ORPHAN_SETTLE_MS, waited.resolve);
    await Promise.race([waited.promise, stopping.promise]);
    cancel();
  }

  schedule(ORPHAN_SWEEP_FIRST_MS);
  return {
    async stop() {
      isStopped = true;
      cancelAlarm();
      stopping.resolve();
      await underWay;
    },
  };
}
