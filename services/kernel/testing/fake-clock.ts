/** A clock that stands still until a test moves it. */
import type { Clock } from '../clock.ts';

export type FakeClock = Clock & {
  /** Moves on, calling what falls due on the way, in order, each at its own instant. */
  advance(durationMs: number): Promise<void>;
  advanceTo(instant: string | Date): Promise<void>;
  /** How many alarms are set. */
  pending(): number;
};

/** Turns of the event loop that work started by an alarm gets before the clock moves on. */
const TURNS = 3;
/** Alarms in one advance; more is an alarm that keeps setting itself at the same instant. */
const ALARMS_MAX = 100_000;

export function createFakeClock(start: string | Date): FakeClock {
  let nowMs = new Date(start).getTime();
  let made = 0;
  const alarms = new Map<number, { atMs: number; call: () => void }>();

  const nextDue = (untilMs: number) => {
    let first: [number, { atMs: number; call: () => void }] | undefined;
    for (const alarm of alarms) {
      if (alarm[1].atMs <= untilMs && (first === undefined || alarm[1].atMs < first[1].atMs)) first = alarm;
    }
    return first;
  };

  async function advanceTo(instant: string | Date): Promise<void> {
    const untilMs = new Date(instant).getTime();
    await turns();
    for (let fired = 0; fired < ALARMS_MAX; fired++) {
      const due = nextDue(untilMs);
      if (due === undefined) {
        nowMs = Math.max(nowMs, untilMs);
        return;
      }
      alarms.delete(due[0]);
      nowMs = Math.max(nowMs, due[1].atMs);
      due[1].call();
      await turns();
    }
    throw new Error('an alarm keeps setting itself without moving on');
  }

  return {
    now: () => new Date(nowMs),
    at(instant, call) {
      const id = made++;
      alarms.set(id, { atMs: instant.getTime(), call });
      return () => alarms.delete(id);
    },
    advance: (durationMs) => advanceTo(new Date(nowMs + durationMs)),
    advanceTo,
    pending: () => alarms.size,
  };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
}
