import { afterEach, describe, expect, it } from 'vitest';
import { CLOCK_BEHIND_HEAD_START_MS } from './limits.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { aWhile, letterWorld } from './testing/letter-world.ts';

/** Only a test that hangs gets there. */
const HANG_MS = 60_000;
const world = letterWorld(afterEach);
const until = (isSo: () => unknown) => expect.poll(isSo, { timeout: HANG_MS, interval: 2 });

describe('a host whose clock is behind the log', () => {
  it('lets the others go first, and sends what is still open after that', async () => {
    const { host, want, post, log, store } = world();
    await want(1, '2026-11-19T00:00:00.000Z');
    const slow = createFakeClock('2026-11-20T01:13:00.000Z');
    const { runner } = await host({ clock: slow, name: 'slow' });
    await until(() => runner.health().letters?.status).toBe('clock-behind');
    await slow.advance(CLOCK_BEHIND_HEAD_START_MS - 1);
    await aWhile(store);
    expect(post.sendings).toEqual([]);
    expect(log).toEqual(['clock is behind the log: other hosts go first with effects {"reactor":"letters"}']);
    await slow.advance(1);
    await until(() => post.sendings.length).toBe(1);
  });

  it('has nothing left to do when another host did it', async () => {
    const { host, want, post, store } = world();
    const slow = createFakeClock('2026-11-20T01:13:00.000Z');
    await want(20, '2026-11-19T00:00:00.000Z');
    const { runner } = await host({ clock: slow, name: 'slow' });
    await until(() => runner.health().letters?.status).toBe('clock-behind');
    await host({ name: 'right' });
    await until(() => post.sendings.length).toBe(20);
    await aWhile(store);
    await slow.advance(10 * CLOCK_BEHIND_HEAD_START_MS);
    await aWhile(store);
    expect(new Set(post.sendings.map((sending) => sending.host))).toEqual(new Set(['right']));
    expect(post.sendings).toHaveLength(20);
  });
});
