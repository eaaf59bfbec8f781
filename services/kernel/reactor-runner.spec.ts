import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import {
  EFFECT_AGAIN_MAX_MS,
  EFFECT_AGAIN_MS,
  LEASE_MARGIN_MS,
  REACTOR_CLOSE_LAST_MS,
  REACTOR_CLOSE_WAIT_MS,
} from './limits.ts';
import { createReactorRunner } from './reactor-runner.ts';
import { projection } from './testing/letter.projection.ts';
import {
  aWhile,
  gate,
  LEASE_MS,
  type LetterReactor,
  letterWorld,
  NEVER,
  START,
  TIMEOUT_MS,
} from './testing/letter-world.ts';

/** Only a test that hangs gets there. */
const HANG_MS = 60_000;
const world = letterWorld(afterEach);
const until = (isSo: () => unknown) => expect.poll(isSo, { timeout: HANG_MS, interval: 2 });

describe('an effect', () => {
  it('is attempted once, as soon as it is wanted, and what came of it is in the log', async () => {
    const { host, want, post, story, store } = world();
    const { runner } = await host();
    const [key = ''] = await want();
    await until(() => story(key)).toBe('wanted claimed sent');
    expect(post.sendings).toEqual([{ key, attempt: 1, host: 'host 1', at: START }]);
    await want(3);
    await until(() => post.sendings.length).toBe(4);
    await aWhile(store);
    expect(post.times().get(key)).toBe(1);
    await until(() => runner.health()).toEqual({ letters: { status: 'running', underWay: 0, failing: 0 } });
  });

  it('that was wanted while nothing ran is attempted at the start', async () => {
    const { host, want, story } = world();
    const [key = ''] = await want();
    await host();
    await until(() => story(key)).toBe('wanted claimed sent');
  });

  it('is not attempted before it is wanted', async () => {
    const { host, want, post, clock, store } = world();
    await host();
    await want(1, '2026-11-20T02:14:00.000Z');
    await aWhile(store);
    await clock.advance(59_999);
    await aWhile(store);
    expect(post.sendings).toHaveLength(0);
    await clock.advance(1);
    await until(() => post.sendings[0]?.at).toBe('2026-11-20T02:14:00.000Z');
  });

  it('that failed is attempted again when its outcome says so', async () => {
    const { host, want, story, clock, post, store } = world();
    const againAt = '2026-11-20T02:13:20.000Z';
    await host({
      change: (reactor) => ({
        ...reactor,
        async run(claim, signal) {
          const outcome = await reactor.run(claim, signal);
          return claim.attempt === 1 ? { againAt } : outcome;
        },
      }),
    });
    const [key = ''] = await want();
    await until(() => story(key)).toBe('wanted claimed failed');
    await aWhile(store);
    await clock.advance(19_999);
    await aWhile(store);
    expect(post.sendings).toHaveLength(1);
    await clock.advance(1);
    await until(() => story(key)).toBe('wanted claimed failed claimed sent');
    expect(post.sendings[1]?.at).toBe(againAt);
  });

  it('that is no longer wanted when its turn comes is left alone', async () => {
    const { host, want, handle, story, post, store } = world();
    const held = gate();
    await host({
      change: (reactor) => ({
        ...reactor,
        async claim(effect, lease) {
          await held.promise;
          return reactor.claim(effect, lease);
        },
      }),
    });
    const [key = ''] = await want();
    await handle(key, { type: 'WithdrawLetter' });
    held.open();
    await aWhile(store);
    expect(await story(key)).toBe('wanted withdrawn');
    expect(post.sendings).toEqual([]);
  });
});

describe('several hosts', () => {
  it('share the effects: each is sent once, none twice at a time, and no more at a time than each may', async () => {
    const { host, want, post, story } = world();
    const first = await host();
    const second = await host();
    const keys = await want(1_000);
    await until(() => post.sendings.length).toBe(1_000);
    for (const { runner } of [first, second]) {
      await until(() => runner.health().letters?.underWay).toBe(0);
    }
    expect(post.times().size).toBe(1_000);
    expect(post.most.ofOne).toBe(1);
    expect(post.most.atATime).toBeGreaterThan(1);
    expect(post.most.atATime).toBeLessThanOrEqual(64);
    const stories = await Promise.all(keys.map(story));
    expect(new Set(stories)).toEqual(new Set(['wanted claimed sent']));
  });

  it('leave an effect to the one that claimed it until its lease lapses; then another attempts it', async () => {
    const { host, want, post, story, clock, store } = world();
    const dying = await host({ change: (reactor) => ({ ...reactor, run: () => NEVER }) });
    const [key = ''] = await want();
    await until(() => story(key)).toBe('wanted claimed');
    await dying.kill();
    await host({ name: 'other' });
    await aWhile(store);
    await clock.advance(LEASE_MS - 1);
    await aWhile(store);
    expect(post.sendings).toEqual([]);
    await clock.advance(1);
    await until(() => story(key)).toBe('wanted claimed claimed sent');
    expect(post.sendings).toEqual([
      { key, attempt: 2, host: 'other', at: new Date(Date.parse(START) + LEASE_MS).toISOString() },
    ]);
  });

  it('send an effect again whose outcome died with its host: twice is allowed, never is not', async () => {
    const { host, want, post, story, clock, store } = world();
    const dying = await host({ change: (reactor) => ({ ...reactor, record: () => NEVER }) });
    const [key = ''] = await want();
    await until(() => post.sendings.length).toBe(1);
    await dying.kill();
    await host();
    await aWhile(store);
    await clock.advance(LEASE_MS);
    await until(() => story(key)).toBe('wanted claimed claimed sent');
    expect(post.sendings.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });
});

describe('what was done is known from the log alone', () => {
  it('so nothing is sent again after the read files were deleted', async () => {
    const { host, want, post, clock, store, root } = world();
    const first = await host();
    await want(50);
    await until(() => post.sendings.length).toBe(50);
    await until(() => first.runner.health().letters?.underWay).toBe(0);
    await first.close();
    rmSync(first.folder, { recursive: true });
    await host({ folder: join(root, 'new') });
    const [one = ''] = await want();
    await until(() => post.times().get(one)).toBe(1);
    await clock.advance(2 * LEASE_MS);
    await aWhile(store);
    expect(post.sendings).toHaveLength(51);
  });

  it('so a read model that still shows it as open does no harm', async () => {
    const { host, want, post, clock, store } = world();
    const stale: { key: string; notBefore: string }[] = [];
    await host({
      change: (reactor) => ({
        ...reactor,
        open: (now, limit) => [...stale, ...reactor.open(now, limit)].slice(0, limit),
      }),
    });
    const [key = ''] = await want();
    await until(() => post.sendings.length).toBe(1);
    stale.push({ key, notBefore: START });
    await clock.advance(10 * EFFECT_AGAIN_MAX_MS);
    await aWhile(store);
    expect(post.sendings).toHaveLength(1);
  });
});

describe('while a read model', () => {
  it('cannot be kept up to date, nothing runs; and all of it when it can again', async () => {
    const { host, want, post, store, clock, log } = world();
    const { runner, reader, folder } = await host();
    await until(() => runner.health().letters?.status).toBe('running');
    const holder = new DatabaseSync(join(folder, 'letters.v1.sqlite'));
    holder.exec('BEGIN IMMEDIATE');
    const [key = ''] = await want();
    await until(() => reader.health().projections.letters?.status).toBe('behind');
    await clock.advance(10_000);
    await aWhile(store);
    expect(post.sendings).toEqual([]);
    expect(runner.health().letters?.status).toBe('waiting');
    holder.exec('COMMIT');
    holder.close();
    await until(() => post.times().get(key)).toBe(1);
    expect(log).toEqual([]);
  });

  it('has not seen what was in the log at the start, nothing runs', async () => {
    const { host, want, store, post, clock } = world();
    const keys = await want(3);
    const { reader } = await host({ change: (reactor) => ({ ...reactor, open: () => [] }) });
    await reader.ready();
    let isSeen = false;
    let reads = 0;
    const behind = createReactorRunner({
      reactors: [
        {
          name: 'letters',
          projections: [projection],
          concurrencyMax: 1,
          timeoutMs: TIMEOUT_MS,
          leaseMs: LEASE_MS,
          open: () => {
            reads += 1;
            return keys.map((key) => ({ key, notBefore: START }));
          },
          claim: async () => null,
          run: () => NEVER,
          record: () => NEVER,
        },
      ],
      clock,
      store,
      reader: {
        onChange: () => () => {},
        newestEventAt: () => null,
        health: () => {
          const health = reader.health();
          const letters = health.projections.letters;
          assert(letters);
          return {
            ...health,
            projections: { letters: { ...letters, position: isSeen ? letters.position : null } },
          };
        },
      },
      log: () => {},
    });
    await aWhile(store);
    await clock.advance(5_000);
    expect(reads).toBe(0);
    expect(behind.health().letters?.status).toBe('waiting');
    isSeen = true;
    await clock.advance(1_000);
    await until(() => reads).toBeGreaterThan(0);
    expect(post.sendings).toEqual([]);
    await behind.close();
  });
});

describe('a reactor', () => {
  it('whose effects cannot be read says so, is read again after a while, and goes on', async () => {
    const { host, want, post, clock, log, store } = world();
    let isReadable = false;
    let reads = 0;
    const { runner } = await host({
      change: (reactor) => ({
        ...reactor,
        open(now, limit) {
          reads += 1;
          if (!isReadable) throw new RangeError('no such column: huisnummer');
          return reactor.open(now, limit);
        },
      }),
    });
    await until(() => runner.health().letters?.status).toBe('unreadable');
    await want(5);
    await aWhile(store);
    expect(reads).toBe(1);
    expect(log).toEqual([
      `reactor could not be read {"reactor":"letters","error":"RangeError","againMs":${EFFECT_AGAIN_MS}}`,
    ]);
    isReadable = true;
    await clock.advance(2 * EFFECT_AGAIN_MS);
    await until(() => post.sendings.length).toBe(5);
    expect(runner.health().letters?.status).toBe('running');
  });

  it('has no more effects under way than it may, however many are open', async () => {
    const { host, want, post } = world();
    await want(300);
    await host({ change: (reactor) => ({ ...reactor, concurrencyMax: 3 }) });
    await until(() => post.sendings.length).toBe(300);
    expect(post.most.atATime).toBe(3);
    expect(post.times().size).toBe(300);
  });

  it('with a lease that its time-out does not fit in is not started, nor two of one name', async () => {
    const { host } = world();
    const wrong = (change: (reactor: LetterReactor) => LetterReactor) => host({ change });
    await expect(
      wrong((reactor) => ({ ...reactor, leaseMs: reactor.timeoutMs + LEASE_MARGIN_MS - 1 })),
    ).rejects.toThrow('too short');
    await expect(wrong((reactor) => ({ ...reactor, concurrencyMax: 0 }))).rejects.toThrow('concurrencyMax');
    await expect(wrong((reactor) => ({ ...reactor, timeoutMs: 0 }))).rejects.toThrow('timeoutMs');
    const { store, clock } = world();
    let one: LetterReactor | undefined;
    const { reader } = await host({
      change: (reactor) => {
        one = reactor;
        return reactor;
      },
    });
    assert(one);
    const options = { reactors: [one, one], clock, store, reader, log: () => {} };
    expect(() => createReactorRunner(options)).toThrow('same name');
  });
});

describe('closing', () => {
  it('waits for what is under way, and begins nothing more', async () => {
    const { host, want, story, post, store } = world();
    const held = gate();
    const { runner } = await host({
      change: (reactor) => ({
        ...reactor,
        concurrencyMax: 1,
        async run(claim, signal) {
          const outcome = await reactor.run(claim, signal);
          await held.promise;
          return outcome;
        },
      }),
    });
    const [first = ''] = await want();
    await until(() => post.sendings.length).toBe(1);
    await want(5);
    let isClosed = false;
    const closing = Promise.all([runner.close(), runner.close()]).then(() => {
      isClosed = true;
    });
    await aWhile(store);
    expect(isClosed).toBe(false);
    held.open();
    await closing;
    expect(await story(first)).toBe('wanted claimed sent');
    await aWhile(store);
    expect(post.sendings).toHaveLength(1);
    expect(runner.health().letters?.status).toBe('closed');
  });

  it('asks what takes too long to say what came of it, and leaves what does not answer', async () => {
    const { host, want, story, clock, post, log } = world();
    let begun = 0;
    const { runner } = await host({
      change: (reactor) => ({
        ...reactor,
        run(_claim, signal) {
          begun += 1;
          if (begun === 1) return NEVER;
          return new Promise((resolve) => {
            signal.addEventListener('abort', () => resolve({ againAt: START }));
          });
        },
        timeoutMs: 20_000,
      }),
    });
    const keys = await want(2);
    await until(() => begun).toBe(2);
    const closing = runner.close();
    await clock.advance(REACTOR_CLOSE_WAIT_MS);
    await until(async () => (await Promise.all(keys.map(story))).sort()).toEqual([
      'wanted claimed',
      'wanted claimed failed',
    ]);
    await clock.advance(REACTOR_CLOSE_LAST_MS);
    await closing;
    expect(post.sendings).toEqual([]);
    expect(log.some((line) => line.includes('no outcome'))).toBe(true);
  });
});
