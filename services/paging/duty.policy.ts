/** When somebody's duty ends, and when the next begins. */
import type { Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { SHIFT_GAP_MAX_MS } from './limits.ts';

/**
 * The end of this person's duty in the district from `since` on, over shifts that follow each other; `since` itself when
 * there is none. `shifts` are in the order of their start.
 */
export function endOfDuty(
  shifts: readonly Shift[],
  { personId, districtId, since }: { personId: Id; districtId: Id; since: string },
): string {
  let end = since;
  for (const shift of shifts) {
    if (shift.personId !== personId || !shift.districtIds.includes(districtId)) continue;
    const follows = Date.parse(shift.from) <= Date.parse(end) + SHIFT_GAP_MAX_MS;
    if (follows && shift.until > end) end = shift.until;
  }
  return end;
}

/** The first shift in the district that ends after `now`: it runs already, or it is the next to begin. */
export function nextShift(shifts: readonly Shift[], districtId: Id, now: string): Shift | null {
  return shifts.find((shift) => shift.districtIds.includes(districtId) && shift.until > now) ?? null;
}

/** From when this shift can be called for what waits since an instant. */
export function callsFrom(shift: Pick<Shift, 'from'>, since: string): string {
  if (shift.from > since) return shift.from;
  return since;
}
