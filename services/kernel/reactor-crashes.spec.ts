import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import {
  LEASE_MS,
  type LetterHost,
  type LetterOutcome,
  type LetterReactor,
  letterWorld,
  NEVER,
} from './testing/letter-world.ts';

const HANG_MS = 60_000;
const world = letterWorld(afterEach);

/** Where a host goes down with an attempt in its hands. */
type Crash = 'before-claim' | 'after-claim' | 'after-run' | 'after-record';
type Step =
  | { do: 'want'; count: number }
  | { do: 'start'; crash: Crash | null; fails: boolean }
  | { do: 'kill'; which: number }
  | { do: 'wait'; waitMs: number };

const aCrash = fc.option(fc.constantFrom<Crash>('before-claim', 'after-claim', 'after-run', 'after-record'));
const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('want' as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant('start' as const), crash: aCrash, fails: fc.boolean() }),
  fc.record({ do: fc.constant('kill' as const), which: fc.nat({ max: 3 }) }),
  fc.record({ do: fc.constant('wait' as const), waitMs: fc.integer({ min: 0, max: 2 * LEASE_MS }) }),
);

/** From that point on every attempt of this host hangs, as if it had gone down there. */
function crashing(
  reactor: LetterReactor,
  crash: Crash | null,
  fails: () => LetterOutcome | null,
): LetterReactor {
  return {
    ...reactor,
    claim: async (effect, lease) => {
      if (crash === 'before-claim') return NEVER;
      const claim = await reactor.claim(effect, lease);
      return crash === 'after-claim' ? NEVER : claim;
    },
    run: async (claim, signal) => {
      const outcome = await reactor.run(claim, signal);
      return crash === 'after-run' ? NEVER : (fails() ?? outcome);
    },
    record: async (claim, outcome) => {
      await reactor.record(claim, outcome);
      return crash === 'after-record' ? NEVER : undefined;
    },
  };
}

it('whatever goes down wherever, every effect is sent, recorded once, and never twice at a time', async () => {
  const property = fc.asyncProperty(fc.array(aStep, { minLength: 3, maxLength: 12 }), async (steps) => {
    const { host, want, clock, post, story } = world();
    const hosts: LetterHost[] = [];
    const keys: string[] = [];
    for (const step of steps) {
      if (step.do === 'want') keys.push(...(await want(step.count)));
      if (step.do === 'wait') await clock.advance(step.waitMs);
      if (step.do === 'kill') await hosts.splice(step.which, 1)[0]?.kill();
      if (step.do !== 'start' || hosts.length > 3) continue;
      let left = step.fails ? 2 : 0;
      const fails = () =>
        left-- > 0 ? { againAt: new Date(clock.now().getTime() + 5_000).toISOString() } : null;
      hosts.push(await host({ change: (reactor) => crashing(reactor, step.crash, fails) }));
    }
    for (const each of hosts.splice(0)) await each.kill();
    const { runner } = await host();
    const stories = async () => Promise.all(keys.map(story));
    const isSent = async () => {
      // Time stands still while something is under way, however slow this machine is.
      if (runner.health().letters?.underWay === 0) await clock.advance(LEASE_MS / 4);
      return (await stories()).every((one) => one.endsWith('sent'));
    };
    await expect.poll(isSent, { timeout: HANG_MS, interval: 2 }).toBe(true);
    for (const [n, one] of (await stories()).entries()) {
      expect(one.match(/sent/g)).toHaveLength(1);
      const sendings = post.sendings.filter(({ key }) => key === keys[n]);
      expect(sendings.length).toBeGreaterThanOrEqual(1);
      expect(sendings.length).toBeLessThanOrEqual(one.match(/claimed/g)?.length ?? 0);
      // An attempt is made once: what comes after it has a number of its own.
      expect(new Set(sendings.map(({ attempt }) => attempt)).size).toBe(sendings.length);
    }
    expect(post.most.ofOne).toBeLessThanOrEqual(1);
  });
  await fc.assert(property, { seed: 20_261_122, numRuns: 20 });
});
