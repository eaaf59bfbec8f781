/**
 * A clock that starts at an instant of choice and then goes on as fast as the real one: live streams settle and beat,
 * and a test in a browser still knows which day it is. `moveTo` jumps ahead.
 */
import type { Clock } from '@bijspringen/kernel/clock.ts';

export type FlowingClock = Clock & {
  /** Jumps ahead; what falls due on the way happens at once. */
  moveTo(instant: string): void;
};

type Alarm = { atMs: number; call: () => void; timer: NodeJS.Timeout | undefined };

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createFlowingClock(start: string): FlowingClock {
  let aheadMs = Date.parse(start) - Date.now();
  const alarms = new Set<Alarm>();
  const nowMs = () => Date.now() + aheadMs;

  function arm(alarm: Alarm): void {
    clearTimeout(alarm.timer);
    const leftMs = Math.max(0, alarm.atMs - nowMs());
    alarm.timer = setTimeout(
      () => {
        if (alarm.atMs > nowMs()) return arm(alarm);
        alarms.delete(alarm);
        alarm.call();
      },
      Math.min(leftMs, LONGEST_TIMER_MS),
    );
    alarm.timer.unref();
  }

  return {
    now: () => new Date(nowMs()),
    at(instant, call) {
      const alarm: Alarm = { atMs: instant.getTime(), call, timer: undefined };
      alarms.add(alarm);
      arm(alarm);
      return () => {
        clearTimeout(alarm.timer);
        alarms.delete(alarm);
      };
    },
    moveTo(instant) {
      aheadMs = Date.parse(instant) - Date.now();
      for (const alarm of alarms) arm(alarm);
    },
  };
}
