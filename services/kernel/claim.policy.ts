/** When an effect outside may be attempted: what deciders and projections of every service that has effects share. */

/** What the log says of one effect. It is the whole truth: a runner remembers nothing that is not in here. */
export type Attempts = {
  /** Claims so far; also the number of the latest attempt. */
  readonly count: number;
  /** No next attempt before this instant: the end of the lease, or when a failed one may be tried again. null before the first. */
  readonly notBefore: string | null;
  /** Nothing more is wanted: it succeeded, was given up, withdrawn or expired. */
  readonly isDone: boolean;
};

export const NO_ATTEMPTS: Attempts = { count: 0, notBefore: null, isDone: false };

/** Whether a next attempt may be claimed at `now`, an ISO instant: not done, nobody holds it, and tries are left. */
export function mayClaim(
  attempts: Attempts,
  { now, attemptsMax }: { now: string; attemptsMax: number },
): boolean {
  if (attempts.isDone || attempts.count >= attemptsMax) return false;
  return attempts.notBefore === null || Date.parse(attempts.notBefore) <= Date.parse(now);
}

/** For `evolve` of the event that says that an attempt was claimed. */
export function claimed(attempts: Attempts, claim: { attempt: number; leaseUntil: string }): Attempts {
  return { ...attempts, count: Math.max(attempts.count, claim.attempt), notBefore: claim.leaseUntil };
}

/** Whether an outcome is one of an attempt that was claimed; one that comes after its lease still tells what happened. */
export function isOfClaim(attempts: Attempts, outcome: { attempt: number }): boolean {
  return Number.isInteger(outcome.attempt) && outcome.attempt >= 1 && outcome.attempt <= attempts.count;
}

/** For `evolve` of an event after which nothing more is wanted, whichever attempt it came from. */
export function done(attempts: Attempts): Attempts {
  return { ...attempts, isDone: true };
}

/**
 * For `evolve` of the event that says that an attempt failed and may be tried again at `again`. One that comes late, while
 * a later attempt is under way, does not end that one's lease.
 */
export function failed(attempts: Attempts, outcome: { attempt: number; again: string }): Attempts {
  return outcome.attempt === attempts.count ? { ...attempts, notBefore: outcome.again } : attempts;
}
