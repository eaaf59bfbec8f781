/** Who is asked in a wave: facts in, ids and counts out. Pure. */
import type { WaveChoice } from '@bijspringen/contracts/crisis/commands.ts';
import type { PassedOver } from '@bijspringen/contracts/crisis/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';

/** One crisis-trained resident, in the order of invitation. `reasons` says what keeps this person from being asked. */
export type Candidate = {
  personId: Id;
  reasons: readonly PassedOver[];
  /** In any crisis; null when never. */
  lastAskedAt: string | null;
};

/** What comes first when several reasons hold, so that one person counts once. */
const ORDER: readonly PassedOver[] = [
  'asked-before',
  'is-on-duty',
  'minor',
  'no-valid-training',
  'no-agreement',
  'not-available',
  'in-another-alert',
  'is-reporter',
  'lives-there',
];

/** Whoever was asked least recently comes first, and then whoever was invited first. */
export function choose(candidates: readonly Candidate[], size: number): WaveChoice {
  const possible = candidates.filter(({ reasons }) => reasons.length === 0);
  // Sorting keeps the order of invitation among equals.
  const ordered = [...possible].sort((a, b) => compare(a.lastAskedAt ?? '', b.lastAskedAt ?? ''));
  const counts = new Map<PassedOver, number>();
  for (const { reasons } of candidates) {
    const why = ORDER.find((reason) => reasons.includes(reason));
    if (why !== undefined) counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const left = Math.max(0, ordered.length - size);
  if (left > 0) counts.set('not-in-this-wave', left);
  return {
    personIds: ordered.slice(0, size).map(({ personId }) => personId),
    passedOver: [...counts].map(([why, count]) => ({ why, count })),
    isAnyoneLeft: left > 0,
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
