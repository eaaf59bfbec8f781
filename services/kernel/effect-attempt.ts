/** One attempt at one effect: claim it, run it within the lease, record what came of it. */
import type { Clock } from './clock.ts';
import { errorName } from './errors.ts';
import {
  CLOCK_SKEW_MAX_MS,
  RECORD_AGAIN_MAX_MS,
  RECORD_AGAIN_MS,
  RECORD_TIMEOUT_MS,
  RECORD_TRIES_MAX,
  RUN_GRACE_MS,
} from './limits.ts';
import type { Log } from './log.ts';
import type { Claim, Effect, Lease, Reactor } from './reactors.ts';
import { TimedOut, withinTime } from './within-time.ts';

/**
 * recorded: its outcome is in the log. not-claimed: somebody else has it, or it is no longer wanted. claim-failed: whether it
 * is claimed is not known. unknown: it was claimed, and a next attempt follows when the lease lapses.
 */
export type AttemptEnd = 'recorded' | 'not-claimed' | 'claim-failed' | 'unknown';

/** Tells all attempts under way that the host stops. */
export type Interruption = { isInterrupted: boolean; readonly calls: Set<() => void> };

export type AttemptTools = { reactor: Reactor; clock: Clock; log: Log; interruption: Interruption };

/** Never rejects: what failed is logged, and told by how it ended. */
export async function attemptEffect(tools: AttemptTools, effect: Effect, lease: Lease): Promise<AttemptEnd> {
  const { reactor, clock } = tools;
  const say = (what: string, details: Record<string, string | number> = {}) =>
    tools.log(what, { reactor: reactor.name, key: effect.key, ...details });
  let claim: Claim | null;
  try {
    claim = await withinTime(
      clock,
      reactor.leaseMs,
      promised(() => reactor.claim(effect, lease)),
    );
  } catch (error) {
    say('effect could not be claimed', { error: errorName(error) });
    return 'claim-failed';
  }
  if (claim === null) return 'not-claimed';
  let outcome: unknown;
  try {
    outcome = await run(tools, claim);
  } catch (error) {
    say('effect has no outcome: a next attempt follows', { attempt: claim.attempt, error: errorName(error) });
    return 'unknown';
  }
  return (await record(tools, say, { claim, outcome })) ? 'recorded' : 'unknown';
}

/**
 * No later than the lease allows: what another host sends after it has lapsed never meets this one, also when the two clocks
 * differ by what is allowed.
 */
async function run({ reactor, clock, interruption }: AttemptTools, claim: Claim): Promise<unknown> {
  const nowMs = clock.now().getTime();
  const lastMs = Date.parse(claim.leaseUntil) - CLOCK_SKEW_MAX_MS - RUN_GRACE_MS;
  const abortAtMs = Math.min(nowMs + reactor.timeoutMs, lastMs);
  if (!(abortAtMs > nowMs)) throw new TimedOut('the lease is over before the effect began');
  if (interruption.isInterrupted) throw new TimedOut('the host stops');
  const controller = new AbortController();
  let cancelGrace = () => {};
  const late = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => {
      const endsAt = new Date(clock.now().getTime() + RUN_GRACE_MS);
      cancelGrace = clock.at(endsAt, () => reject(new TimedOut('did not end when it was aborted')));
    });
  });
  const abort = () => controller.abort(new TimedOut('the effect took too long, or the host stops'));
  const cancelAbort = clock.at(new Date(abortAtMs), abort);
  interruption.calls.add(abort);
  try {
    return await Promise.race([promised(() => reactor.run(claim, controller.signal)), late]);
  } finally {
    interruption.calls.delete(abort);
    cancelAbort();
    cancelGrace();
  }
}

type Result = { claim: Claim; outcome: unknown };
type Say = (what: string, details?: Record<string, string | number>) => void;

/** Tried again while the lease lasts and after it: that it was done is worth knowing also when it comes late. */
async function record(tools: AttemptTools, say: Say, { claim, outcome }: Result): Promise<boolean> {
  const { reactor, clock, interruption } = tools;
  for (let tries = 1; tries <= RECORD_TRIES_MAX; tries++) {
    try {
      await withinTime(
        clock,
        RECORD_TIMEOUT_MS,
        promised(() => reactor.record(claim, outcome)),
      );
      return true;
    } catch (error) {
      say('outcome could not be recorded', { attempt: claim.attempt, tries, error: errorName(error) });
    }
    if (interruption.isInterrupted) return false;
    if (tries < RECORD_TRIES_MAX) await pause(tools, recordWaitMs(tries));
  }
  return false;
}

function recordWaitMs(tries: number): number {
  return Math.min(RECORD_AGAIN_MS * 2 ** (tries - 1), RECORD_AGAIN_MAX_MS);
}

/** Ends early when the host stops, for one last try. */
function pause({ clock, interruption }: AttemptTools, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      interruption.calls.delete(end);
      resolve();
    };
    const cancel = clock.at(new Date(clock.now().getTime() + waitMs), end);
    interruption.calls.add(end);
  });
}

/** A reactor that throws before it gives a promise fails like one that rejects. */
async function promised<T>(call: () => Promise<T>): Promise<T> {
  return await call();
}
