/** When somebody's duty ends, and when somebody else has it. Pure. */

import type { Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';

type Span = Pick<Shift, 'personId' | 'from' | 'until'>;

/** From when on, and before when it has to be done. */
export type Owned = { since: string; before: string };

/**
 * The end of the duty that this person has at the moment, or takes up before it has to be done, with what follows on it
 * without a gap. The moment itself for somebody who has no such duty.
 */
export function dutyEndsAt(shifts: readonly Span[], personId: Id, { since, before }: Owned): string {
  const own = shifts
    .filter((one) => one.personId === personId && one.until > since && one.from < before)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const [first, ...rest] = own;
  if (first === undefined) return since;
  return rest.reduce((end, one) => (one.from <= end && one.until > end ? one.until : end), first.until);
}

/** The first moment from then on at which somebody else has duty; null when nobody is planned. */
export function nextDuty(shifts: readonly Span[], besides: Id, from: string): string | null {
  const moments = shifts
    .filter((one) => one.personId !== besides && one.until > from)
    .map((one) => (one.from > from ? one.from : from));
  return moments.sort()[0] ?? null;
}
