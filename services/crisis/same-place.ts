/** What was known a few hours ago of a place, for a crisis that has no message to remember it by. */
import type { District } from '@bijspringen/access/index.ts';
import type { HardRule } from '@bijspringen/contracts/crisis/values.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { later } from './crisis-now.policy.ts';
import { SAME_EVENING_MS } from './limits.ts';
import { openWords } from './opened-words.ts';
import { livesThere } from './same-home.policy.ts';
import { type CrisisTools, load } from './tools.ts';

type Here = { district: District; place: string; now: string };

/** Every yes of the same evening about this street and number, so that opening once more does not overwrite it. */
export async function dangersAt(tools: CrisisTools, { district, place, now }: Here): Promise<HardRule[]> {
  const found = new Set<HardRule>();
  for (const crisisId of tools.rows.withYesSince(district.districtId, later(now, -SAME_EVENING_MS))) {
    const before = await load(tools, crisisId);
    if (isRefusal(before)) continue;
    const there = openWords(tools.kernel.vault, before.opened.place);
    if (there === null || !livesThere(there, place)) continue;
    for (const rule of before.crisis.knownYes) found.add(rule);
  }
  return [...found];
}
