import { afterEach, describe, expect, it } from 'vitest';
import { FIRE_AGAIN_MS, FIRE_TIMEOUT_MS, TICK_FIRES_MAX } from './limits.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { createTicker, type Ticker } from './ticker.ts';
import type { Deadline, Timer } from './timers.ts';

const START = '2026-11-20T10:00:00.000Z';
const running: Ticker[] = [];
afterEach(async () => {
  for (const ticker of running.splice(0)) await ticker.close();
});

/** Deadlines in an array, as a read model would give them; firing one closes it unless `fails` says otherwise. */
function setUp(due: Record<string, string>, fails: (key: string, time: number) => Error | null = () => null) {
  const clock = createFakeClock(START);
  const open = new Map<string, Deadline>(Object.entries(due).map(([key, at]) => [key, { key, due: at }]));
  const fired: string[] = [];
  const log: string[] = [];
  const listeners = new Set<() => void>();
  const newest: { at: string | null } = { at: null };
  const times = new Map<string, number>();
  const timer: Timer = {
    name: 'promises',
    open: (limit) => [...open.values()].sort((a, b) => a.due.localeCompare(b.due)).slice(0, limit),
    async fire({ key }) {
      times.set(key, (times.get(key) ?? 0) + 1);
      const error = fails(key, times.get(key) ?? 0);
      if (error) throw error;
      fired.push(`${key} ${clock.now().toISOString().slice(11, 19)}`);
      open.delete(key);
    },
  };
  const start = (timers: Timer[] = [timer]) => {
    const ticker = createTicker({
      clock,
      timers,
      onChange: (call) => {
        listeners.add(call);
        return () => listeners.delete(call);
      },
      log: (what) => log.push(what),
      newestEventAt: () => newest.at,
    });
    running.push(ticker);
    return ticker;
  };
  const change = () => {
    for (const call of listeners) call();
  };
  return { clock, open, fired, log, newest, timer, times, start, change };
}

describe('a deadline', () => {
  it('fires when it passes, and not before', async () => {
    const { clock, fired, start } = setUp({ a: '2026-11-20T17:00:00.000Z' });
    start();
    await clock.advanceTo('2026-11-20T16:59:59.999Z');
    expect(fired).toEqual([]);
    await clock.advance(1);
    expect(fired).toEqual(['a 17:00:00']);
    await clock.advance(86_400_000);
    expect(fired).toHaveLength(1);
  });

  it('fires at once, in order, when it passed while nothing ran', async () => {
    const { clock, fired, start } = setUp({
      b: '2026-11-19T17:00:00.000Z',
      later: '2026-11-20T11:00:00.000Z',
      a: '2026-11-18T17:00:00.000Z',
    });
    start();
    await clock.advance(0);
    expect(fired).toEqual(['a 10:00:00', 'b 10:00:00']);
  });

  it('that comes with a change moves the alarm forward', async () => {
    const { clock, fired, open, start, change } = setUp({ late: '2026-11-20T17:00:00.000Z' });
    start();
    await clock.advance(60_000);
    open.set('early', { key: 'early', due: '2026-11-20T10:05:00.000Z' });
    change();
    await clock.advanceTo('2026-11-20T12:00:00.000Z');
    expect(fired).toEqual(['early 10:05:00']);
    expect(clock.pending()).toBe(1);
  });

  it('that is taken away does not fire', async () => {
    const { clock, fired, open, start, change } = setUp({ a: '2026-11-20T17:00:00.000Z' });
    start();
    await clock.advance(60_000);
    open.delete('a');
    change();
    await clock.advance(86_400_000);
    expect(fired).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it('is not fired again while the read model still has to see what firing did', async () => {
    const { clock, timer, times, open, start, change } = setUp({ a: '2026-11-20T09:00:00.000Z' });
    const slow: Timer = { ...timer, fire: async ({ key }) => void times.set(key, (times.get(key) ?? 0) + 1) };
    start([slow]);
    await clock.advance(FIRE_AGAIN_MS - 1);
    change();
    await clock.advance(0);
    expect(times.get('a')).toBe(1);
    await clock.advance(1);
    expect(times.get('a')).toBe(2);
    open.delete('a');
  });
});

describe('the ticker', () => {
  it('fires more than fit in a round, in the rounds that follow', async () => {
    const count = TICK_FIRES_MAX * 2 + 50;
    const due = Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`k${n}`, '2026-11-20T09:00:00.000Z']),
    );
    const { clock, fired, start } = setUp(due);
    start();
    for (let turn = 0; turn < 5; turn++) await clock.advance(0);
    expect(new Set(fired).size).toBe(count);
    expect(fired).toHaveLength(count);
  });

  it('tries a failing deadline again after a wait that doubles, and lets the others go first', async () => {
    const { clock, fired, log, times, start } = setUp(
      { bad: '2026-11-20T09:00:00.000Z', good: '2026-11-20T09:30:00.000Z' },
      (key, time) => (key === 'bad' && time < 4 ? new Error('no') : null),
    );
    const ticker = start();
    await clock.advance(0);
    expect(fired).toEqual(['good 10:00:00']);
    expect(ticker.health()).toEqual({ status: 'ticking', failing: 1 });
    await clock.advance(FIRE_AGAIN_MS * 7);
    expect(times.get('bad')).toBe(4);
    expect(fired).toEqual(['good 10:00:00', 'bad 10:00:14']);
    expect(ticker.health().failing).toBe(0);
    expect(log).toHaveLength(3);
  });

  it('never stops trying, but at most every five minutes', async () => {
    const { clock, times, start } = setUp({ bad: '2026-11-20T09:00:00.000Z' }, () => new Error('no'));
    start();
    await clock.advance(3_600_000);
    const before = times.get('bad') ?? 0;
    await clock.advance(3_600_000);
    expect((times.get('bad') ?? 0) - before).toBe(12);
  });

  it('gets to deadlines behind more failing ones than fit in a round', async () => {
    const due = Object.fromEntries(
      Array.from({ length: TICK_FIRES_MAX * 3 }, (_, n) => [`bad${n}`, '2026-11-20T09:00:00.000Z']),
    );
    const { clock, fired, start } = setUp({ ...due, good: '2026-11-20T09:30:00.000Z' }, (key) =>
      key.startsWith('bad') ? new Error('no') : null,
    );
    start();
    for (let turn = 0; turn < 10; turn++) await clock.advance(100);
    expect(fired).toHaveLength(1);
  });

  it('goes on with the others when one fire never answers', async () => {
    const { clock, timer, fired, start } = setUp({ a: '2026-11-20T09:00:00.000Z' });
    const hung: Timer = {
      name: 'hung',
      open: () => [{ key: 'h', due: '2026-11-19T09:00:00.000Z' }],
      fire: () => new Promise(() => {}),
    };
    const ticker = start([hung, timer]);
    await clock.advance(FIRE_TIMEOUT_MS);
    expect(fired).toEqual(['a 10:00:30']);
    expect(ticker.health().failing).toBe(1);
    const closing = ticker.close();
    await clock.advance(FIRE_TIMEOUT_MS);
    await closing;
  });

  it('goes on with the other timers when one cannot be read, and reads it again later', async () => {
    const { clock, timer, fired, log, start, change } = setUp({ a: '2026-11-20T09:00:00.000Z' });
    let isReadable = false;
    const other: Timer = {
      name: 'unreadable',
      open: (limit) => {
        if (!isReadable) throw new Error('being built');
        return limit > 0 && fired.length < 2 ? [{ key: 'u', due: '2026-11-20T09:00:00.000Z' }] : [];
      },
      fire: async () => void fired.push('u'),
    };
    const ticker = start([other, timer]);
    await clock.advance(10);
    expect(fired).toEqual(['a 10:00:00']);
    change();
    change();
    await clock.advance(10);
    expect(log).toEqual(['timer could not be read']);
    expect(ticker.health().failing).toBe(1);
    isReadable = true;
    await clock.advance(FIRE_AGAIN_MS);
    expect(fired).toEqual(['a 10:00:00', 'u']);
    expect(ticker.health().failing).toBe(0);
  });

  it('lets nothing expire while its clock is behind the log, says so, and goes on when the clock is right', async () => {
    const { clock, fired, log, newest, start } = setUp({ a: '2026-11-20T09:00:00.000Z' });
    newest.at = '2026-11-20T10:00:02.001Z';
    const ticker = start();
    await clock.advance(0);
    expect(fired).toEqual([]);
    expect(ticker.health().status).toBe('clock-behind');
    expect(log).toHaveLength(1);
    await clock.advance(1);
    expect(ticker.health().status).toBe('ticking');
    expect(fired).toEqual(['a 10:00:00']);
  });

  it('ticks when the clock is exactly as far behind as is allowed', async () => {
    const { clock, fired, newest, start } = setUp({ a: '2026-11-20T09:00:00.000Z' });
    newest.at = '2026-11-20T10:00:02.000Z';
    start();
    await clock.advance(0);
    expect(fired).toHaveLength(1);
  });

  it('fires nothing after it is closed', async () => {
    const { clock, fired, open, start, change } = setUp({ a: '2026-11-20T10:00:01.000Z' });
    const ticker = start();
    await clock.advance(0);
    await ticker.close();
    open.set('b', { key: 'b', due: START });
    change();
    await clock.advance(10_000);
    expect(fired).toEqual([]);
    expect(ticker.health().status).toBe('closed');
    expect(clock.pending()).toBe(0);
  });
});
