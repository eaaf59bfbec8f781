import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';

const START = new Date('2026-11-20T22:00:00.000Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

/** The instants at which the alarm rang. */
function alarmAfter(durationMs: number) {
  const rang: number[] = [];
  const cancel = systemClock.at(new Date(START.getTime() + durationMs), () => rang.push(Date.now()));
  return { rang, cancel };
}

describe('an alarm of the system clock', () => {
  it('rings once, at its instant, also months ahead', () => {
    const { rang } = alarmAfter(60 * DAY_MS);
    vi.advanceTimersByTime(60 * DAY_MS - 1);
    expect(rang).toEqual([]);
    vi.advanceTimersByTime(DAY_MS);
    expect(rang).toEqual([START.getTime() + 60 * DAY_MS]);
  });

  it('rings soon after a computer that slept past it wakes up', () => {
    const { rang } = alarmAfter(3 * HOUR_MS);
    vi.advanceTimersByTime(HOUR_MS);
    // Asleep: the clock on the wall goes on, timers do not.
    vi.setSystemTime(START.getTime() + 8 * HOUR_MS);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(rang).toHaveLength(1);
  });

  it('does not ring early when the clock is set back', () => {
    const { rang } = alarmAfter(10_000);
    vi.setSystemTime(START.getTime() - HOUR_MS);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(rang).toEqual([]);
    vi.advanceTimersByTime(HOUR_MS);
    expect(rang).toHaveLength(1);
  });

  it('of a moment ago rings in a later turn, and not at all once it was cancelled', () => {
    const { rang } = alarmAfter(-HOUR_MS);
    expect(rang).toEqual([]);
    const cancelled = alarmAfter(-HOUR_MS);
    cancelled.cancel();
    vi.advanceTimersByTime(1);
    expect([rang.length, cancelled.rang.length]).toEqual([1, 0]);
  });
});
