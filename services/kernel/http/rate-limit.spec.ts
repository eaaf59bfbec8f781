import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { RATE_SALT_LIFE_MS } from './limits.ts';
import { createRateLimiter } from './rate-limit.ts';

const MINUTE_MS = 60_000;
const start = '2026-03-02T09:00:00.000Z';

function limiter(options: { triesMax?: number; keysMax?: number } = {}) {
  const clock = createFakeClock(start);
  return { clock, limit: createRateLimiter({ clock, triesMax: 3, windowMs: 15 * MINUTE_MS, ...options }) };
}

describe('a rate limit', () => {
  it('allows the bound and not one more', () => {
    const { limit } = limiter();
    expect([1, 2, 3, 4].map(() => limit.allows('a'))).toEqual([true, true, true, false]);
  });

  it('counts each key by itself', () => {
    const { limit } = limiter({ triesMax: 1 });
    expect(limit.allows('a')).toBe(true);
    expect(limit.allows('b')).toBe(true);
    expect(limit.allows('a')).toBe(false);
  });

  it('slides: an old try makes room for one new try', async () => {
    const { clock, limit } = limiter();
    limit.allows('a');
    await clock.advance(10 * MINUTE_MS);
    limit.allows('a');
    limit.allows('a');
    expect(limit.allows('a')).toBe(false);
    await clock.advance(5 * MINUTE_MS);
    expect(limit.allows('a')).toBe(true);
    expect(limit.allows('a')).toBe(false);
  });

  it('does not make somebody who keeps trying wait for ever', async () => {
    const { clock, limit } = limiter();
    for (let minute = 0; minute < 14; minute++) {
      limit.allows('a');
      await clock.advance(MINUTE_MS);
    }
    await clock.advance(2 * MINUTE_MS);
    expect(limit.allows('a')).toBe(true);
  });

  it('takes a good try back', () => {
    const { limit } = limiter({ triesMax: 1 });
    limit.allows('a');
    limit.forgive('a');
    expect(limit.allows('a')).toBe(true);
  });

  it('remembers a fixed number of keys, and drops the one unused for longest', () => {
    const { limit } = limiter({ triesMax: 1, keysMax: 100 });
    for (let key = 0; key < 1_000; key++) limit.allows(`key ${key}`);
    expect(limit.size()).toBe(100);
    expect(limit.allows('key 999')).toBe(false);
    expect(limit.allows('key 0')).toBe(true);
  });

  it('forgets everything with its salt', async () => {
    const { clock, limit } = limiter();
    limit.allows('a');
    await clock.advance(RATE_SALT_LIFE_MS);
    limit.allows('b');
    expect(limit.size()).toBe(1);
  });
});
