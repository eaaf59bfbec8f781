/** Effects outside that follow from events: at least once, on any number of hosts, known from the log alone. */
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Projection } from './projections/projection.ts';

/** One effect that is wanted. `key` is unique within the reactor and may be logged: an id, never a name or an address. */
export type Effect = {
  key: string;
  /** ISO instant before which no attempt is wanted: when it was asked for, when a lease lapses, when to try again. */
  notBefore: string;
};

/** What the runner offers for one attempt. The same one comes back when `claim` threw, so that it is found in the log. */
export type Lease = {
  /** The commandId of the claim. Made at random by one runner, so that a repeat of it is never somebody else's. */
  claimId: Id;
  /** ISO instant until which no other host may begin: goes into the claim's event. */
  leaseUntil: string;
};

/** An attempt that this host holds, as the log says. Services add what `run` and `record` need. */
export type Claim = { attempt: number; leaseUntil: string };

/**
 * A reactor does not decide whether something was done: `claim` and `record` are commands, and their decider reads the
 * stream (see `claim.policy.ts`). Written as methods, so that a list can hold reactors with claims of different types; a
 * runner gives a reactor back only what came from it.
 */
export interface Reactor<E extends Effect = Effect, C extends Claim = Claim, Outcome = unknown> {
  readonly name: string;
  /** What `open` reads. Nothing runs while one of them is being built, is behind or has stopped. */
  readonly projections: readonly Projection[];
  /** Effects under way at a time on one host. */
  readonly concurrencyMax: number;
  /** After this the signal of `run` is aborted. At least `LEASE_MARGIN_MS` shorter than the lease. */
  readonly timeoutMs: number;
  readonly leaseMs: number;
  /**
   * Up to `limit` effects that want an attempt, now or later, those with the earliest `notBefore` first; from a read model.
   * What is claimed has the end of its lease as `notBefore`; what is done is not among them. Fast: it is asked at every change.
   */
  open(now: string, limit: number): readonly E[];
  /**
   * Appends the claim (number of the attempt, end of the lease) through the command handler, with `claimId` as its commandId.
   * null: somebody else holds it, or it is no longer wanted; so let the decider refuse then, since an empty decision could not
   * be told from having it. What it throws is tried again with the same lease.
   */
  claim(effect: E, lease: Lease): Promise<C | null>;
  /**
   * The effect. Gives what came of it, also when that is a failure: the outcome says whether and when to try again. The signal
   * aborts at the time-out and when the host stops; it then has `RUN_GRACE_MS` to say what came of it. What it throws leaves
   * the outcome unknown: nothing is recorded, and a next attempt follows when the lease lapses.
   */
  run(claim: C, signal: AbortSignal): Promise<Outcome>;
  /** Appends the outcome; a repeat must be harmless. What it throws is tried again, within a bound. */
  record(claim: C, outcome: Outcome): Promise<void>;
}
