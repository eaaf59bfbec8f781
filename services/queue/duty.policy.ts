/** How the duty officer's talks stand: what they are called, and in which order. */
import type { AftercareView } from '@bijspringen/contracts/crisis/views.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** "Bewoner A" for whoever was asked first in that alert, and never a name; after Z it goes on with "AA". */
export function aftercareLabel(whose: AftercareView['for'], askedBefore: number): string {
  if (whose === 'reporter') return 'De buur';
  if (whose === 'person') return 'De persoon';
  return `Bewoner ${letters(askedBefore)}`;
}

function letters(index: number): string {
  const rest = Math.floor(index / LETTERS.length);
  const last = LETTERS.charAt(index % LETTERS.length);
  return rest === 0 ? last : `${letters(rest - 1)}${last}`;
}

type Due = Pick<AftercareView, 'before' | 'isYours'> & { endOfDay: string };

/** What is due today or passed first, in it what is yours first, then by its moment; a stable sort keeps who was asked first before the others. */
export function byDue(a: Due, b: Due): number {
  return (
    Number(b.before < b.endOfDay) - Number(a.before < a.endOfDay) ||
    Number(b.isYours) - Number(a.isYours) ||
    inText(a.before, b.before)
  );
}

function inText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
