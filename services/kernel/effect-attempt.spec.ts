import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Busy } from './errors.ts';
import {
  EFFECT_AGAIN_MAX_MS,
  EFFECT_AGAIN_MS,
  LEASE_MARGIN_MS,
  RECORD_AGAIN_MS,
  RUN_GRACE_MS,
} from './limits.ts';
import {
  aWhile,
  gate,
  LEASE_MS,
  type LetterReactor,
  letterWorld,
  NEVER,
  TIMEOUT_MS,
} from './testing/letter-world.ts';

/** Only a test that hangs gets there. */
const HANG_MS = 60_000;
const world = letterWorld(afterEach);
const until = (isSo: () => unknown) => expect.poll(isSo, { timeout: HANG_MS, interval: 2 });

describe('a claim', () => {
  it('that threw after it was written is found in the log, and the effect does not wait for its own lease', async () => {
    const { host, want, post, story, clock, store } = world();
    let throws = 2;
    const { runner } = await host({
      change: (reactor) => ({
        ...reactor,
        async claim(effect, lease) {
          const claim = await reactor.claim(effect, lease);
          if (throws > 0) {
            throws -= 1;
            throw new Busy('no answer');
          }
          return claim;
        },
      }),
    });
    const [key = ''] = await want();
    await until(() => runner.health().letters).toEqual({ status: 'running', underWay: 0, failing: 1 });
    await clock.advance(EFFECT_AGAIN_MS);
    await until(() => throws).toBe(0);
    await until(() => runner.health().letters?.underWay).toBe(0);
    await aWhile(store);
    await clock.advance(2 * EFFECT_AGAIN_MS);
    await until(() => post.sendings.length).toBe(1);
    expect(post.sendings[0]?.attempt).toBe(1);
    await until(() => story(key)).toBe('wanted claimed sent');
    await until(() => runner.health().letters).toEqual({ status: 'running', underWay: 0, failing: 0 });
  });

  it('that cannot be made is tried again with growing waits, without end, and the others go on', async () => {
    const { host, want, post, clock, log, store } = world();
    let bad = '';
    let tries = 0;
    const { runner } = await host({
      change: (reactor) => ({
        ...reactor,
        claim(effect, lease) {
          if (effect.key !== bad) return reactor.claim(effect, lease);
          tries += 1;
          throw new Busy('too much to do');
        },
      }),
    });
    [bad = ''] = await want();
    await until(() => tries).toBeGreaterThan(0);
    const [good = ''] = await want();
    await until(() => post.times().get(good)).toBe(1);
    await aWhile(store);
    for (let step = 0; step < 10; step++) await clock.advance(EFFECT_AGAIN_MAX_MS);
    const before = tries;
    for (let step = 0; step < 10; step++) await clock.advance(EFFECT_AGAIN_MAX_MS);
    expect(tries - before).toBeGreaterThanOrEqual(8);
    expect(tries - before).toBeLessThanOrEqual(11);
    expect(runner.health().letters?.failing).toBe(1);
    expect(log[0]).toBe(`effect could not be claimed {"reactor":"letters","key":"${bad}","error":"Busy"}`);
  });

  it('that took so long that the lease is nearly over begins nothing', async () => {
    const { host, want, post, clock, story, store } = world();
    const held = gate();
    await host({
      change: (reactor) => ({
        ...reactor,
        async claim(effect, lease) {
          const claim = await reactor.claim(effect, lease);
          if (claim?.attempt === 1) await held.promise;
          return claim;
        },
      }),
    });
    const [key = ''] = await want();
    await until(() => story(key)).toBe('wanted claimed');
    await clock.advance(LEASE_MS - LEASE_MARGIN_MS + 2_000);
    held.open();
    await aWhile(store);
    expect(post.sendings).toEqual([]);
    await clock.advance(LEASE_MS);
    await until(() => story(key)).toBe('wanted claimed claimed sent');
  });
});

describe('a run', () => {
  beforeEach(() => {
    begun = 0;
  });
  let begun = 0;
  const stuck = (onAbort: 'answers' | 'ignores') => (reactor: LetterReactor) => ({
    ...reactor,
    run: (claim: Parameters<LetterReactor['run']>[0], signal: AbortSignal) => {
      begun += 1;
      if (claim.attempt > 1) return reactor.run(claim, signal);
      if (onAbort === 'ignores') return NEVER;
      return new Promise<'sent' | { againAt: string }>((resolve) => {
        signal.addEventListener('abort', () => resolve({ againAt: '2026-11-20T02:13:12.000Z' }));
      });
    },
  });

  it('is aborted at its time-out, and what it says of that is recorded', async () => {
    const { host, want, story, clock, store } = world();
    await host({ change: stuck('answers') });
    const [key = ''] = await want();
    await until(() => begun).toBe(1);
    await clock.advance(TIMEOUT_MS - 1);
    await aWhile(store);
    expect(await story(key)).toBe('wanted claimed');
    await clock.advance(1);
    await until(() => story(key)).toBe('wanted claimed failed');
    await clock.advance(2_000);
    await until(() => story(key)).toBe('wanted claimed failed claimed sent');
  });

  it('that does not heed that is given up, gives its place to others, and is attempted again after the lease', async () => {
    const { host, want, story, clock, log } = world();
    const { runner } = await host({
      change: (reactor) => ({ ...stuck('ignores')(reactor), concurrencyMax: 1 }),
    });
    const [key = ''] = await want();
    await until(() => begun).toBe(1);
    await clock.advance(TIMEOUT_MS + RUN_GRACE_MS);
    await until(() => runner.health().letters).toEqual({ status: 'running', underWay: 0, failing: 1 });
    expect(log).toEqual([
      `effect has no outcome: a next attempt follows {"reactor":"letters","key":"${key}","attempt":1,"error":"TimedOut"}`,
    ]);
    await clock.advance(LEASE_MS);
    await until(() => story(key)).toBe('wanted claimed claimed sent');
    await until(() => runner.health().letters?.failing).toBe(0);
  });

  it('that throws leaves the outcome open until the lease lapses, and its words stay out of the log', async () => {
    const { host, want, story, clock, log, store } = world();
    await host({
      change: (reactor) => ({
        ...reactor,
        run(claim, signal) {
          if (claim.attempt === 1) throw new TypeError('buurvrouw op nummer 12');
          return reactor.run(claim, signal);
        },
      }),
    });
    const [key = ''] = await want();
    await until(() => log.length).toBe(1);
    expect(log[0]).toContain('TypeError');
    expect(log[0]).not.toContain('buurvrouw');
    await aWhile(store);
    await clock.advance(LEASE_MS);
    await until(() => story(key)).toBe('wanted claimed claimed sent');
  });
});

describe('an outcome', () => {
  it('that cannot be recorded is tried again, and the effect is not sent again meanwhile', async () => {
    const { host, want, story, clock, post, store } = world();
    let tries = 0;
    await host({
      change: (reactor) => ({
        ...reactor,
        record(claim, outcome) {
          tries += 1;
          return tries < 4 ? Promise.reject(new Busy('too much to do')) : reactor.record(claim, outcome);
        },
      }),
    });
    const [key = ''] = await want();
    await until(() => tries).toBe(1);
    for (const time of [1, 2, 4]) {
      await aWhile(store);
      await clock.advance(time * RECORD_AGAIN_MS);
    }
    await until(() => story(key)).toBe('wanted claimed sent');
    await aWhile(store);
    expect(tries).toBe(4);
    expect(post.sendings).toHaveLength(1);
  });
});
