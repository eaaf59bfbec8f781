/** When nobody is first on duty in a district. Pure. */
import type { Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';

/** Instants; `until` is not in it. */
export type Gap = { from: string; until: string };

/** The spans of `[from, until)` without anybody first on duty in the district, in order. A second is no first. */
export function gapsIn(
  shifts: readonly Shift[],
  { districtId, from, until }: Gap & { districtId: Id },
): Gap[] {
  const firsts = shifts
    .filter((shift) => shift.place === 'first' && shift.districtIds.includes(districtId))
    .filter((shift) => shift.from < shift.until)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const gaps: Gap[] = [];
  let coveredUntil = from;
  for (const shift of firsts) {
    if (shift.from >= until) break;
    if (shift.from > coveredUntil) gaps.push({ from: coveredUntil, until: shift.from });
    if (shift.until > coveredUntil) coveredUntil = shift.until;
  }
  if (coveredUntil < until) gaps.push({ from: coveredUntil, until });
  return gaps;
}
