/** Whom a page calls at which step. */
import type { Id } from '@bijspringen/contracts/shared/ids.ts';

/** Who is on the roster now; `officer` has the crisis that the page is about. */
export type Roster = { first: readonly Id[]; second: readonly Id[]; officer?: Id | undefined };

/**
 * First the officer of the crisis, together with who has duty when the officer has none any more; else the first on the roster, else the second; from the next step on everybody
 * together. Nobody when the roster is empty.
 */
export function whomToCall(step: number, { first, second, officer }: Roster): Id[] {
  const everybody = [...new Set([...(officer === undefined ? [] : [officer]), ...second, ...first])];
  if (step > 1) return everybody;
  const next = first.length > 0 ? [...new Set(first)] : [...new Set(second)];
  if (officer === undefined) return next;
  return [first, second].some((one) => one.includes(officer)) ? [officer] : [officer, ...next];
}
