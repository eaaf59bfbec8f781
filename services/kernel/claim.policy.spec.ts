import { describe, expect, it } from 'vitest';
import { type Attempts, claimed, done, failed, isOfClaim, mayClaim, NO_ATTEMPTS } from './claim.policy.ts';

const AT = '2026-11-20T02:13:00.000Z';
const LATER = '2026-11-20T02:13:30.000Z';
const may = (attempts: Attempts, now: string, attemptsMax = 3) => mayClaim(attempts, { now, attemptsMax });

describe('an attempt may be claimed', () => {
  const first = claimed(NO_ATTEMPTS, { attempt: 1, leaseUntil: LATER });

  it('when there was none', () => {
    expect(may(NO_ATTEMPTS, AT)).toBe(true);
  });

  it('not while another holds it, and from the very end of its lease on', () => {
    expect(may(first, AT)).toBe(false);
    expect(may(first, '2026-11-20T02:13:29.999Z')).toBe(false);
    expect(may(first, LATER)).toBe(true);
  });

  it('after a failure from the moment on that was named, also when that is before the end of the lease', () => {
    const again = failed(first, { attempt: 1, again: '2026-11-20T02:13:05.000Z' });
    expect(may(again, '2026-11-20T02:13:04.999Z')).toBe(false);
    expect(may(again, '2026-11-20T02:13:05.000Z')).toBe(true);
  });

  it('never after it is done, and no more often than is allowed', () => {
    expect(may(done(first), LATER)).toBe(false);
    expect(may(first, LATER, 1)).toBe(false);
    expect(may(first, LATER, 2)).toBe(true);
  });
});

describe('an outcome', () => {
  const second = claimed(claimed(NO_ATTEMPTS, { attempt: 1, leaseUntil: AT }), {
    attempt: 2,
    leaseUntil: LATER,
  });

  it('is of a claim that was made, not of one that was not', () => {
    expect([1, 2].every((attempt) => isOfClaim(second, { attempt }))).toBe(true);
    expect([0, -1, 3, 1.5, Number.NaN].some((attempt) => isOfClaim(second, { attempt }))).toBe(false);
    expect(isOfClaim(NO_ATTEMPTS, { attempt: 1 })).toBe(false);
  });

  it('that comes late does not end the lease of a later attempt', () => {
    expect(failed(second, { attempt: 1, again: AT })).toEqual(second);
    expect(failed(second, { attempt: 2, again: AT }).notBefore).toBe(AT);
  });

  it('of success ends it, whichever attempt it came from', () => {
    expect(done(second).isDone).toBe(true);
  });
});
