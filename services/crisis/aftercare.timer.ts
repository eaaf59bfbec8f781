/** Aftercare goes to the next shift, by name, when the duty of whoever had it ends. */
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Timer } from '@bijspringen/kernel/timers.ts';
import type { OpenItem } from './crisis.queries.ts';
import { later } from './crisis-now.policy.ts';
import { ASSIGNED_AT_ONCE_MAX, SHIFT_LOOK_AHEAD_MS } from './limits.ts';
import { dutyEndsAt, nextDuty } from './shift.policy.ts';
import { type CrisisTools, command, load, matterOf, TIMER } from './tools.ts';

/** All items of one crisis that one person has had since one moment move together. */
export function aftercareTimer(tools: CrisisTools): Timer {
  return {
    name: 'crisis-aftercare',
    open: (limit) => {
      const now = tools.kernel.clock.now().toISOString();
      const dues = [...groups(tools.rows.openAftercare())].flatMap(([key, item]) => {
        const due = dueOf(tools, item, now);
        return due === null ? [] : [{ key, due }];
      });
      return dues.sort((a, b) => Date.parse(a.due) - Date.parse(b.due)).slice(0, limit);
    },
    fire: async ({ key, due }) => {
      const [crisisId = '', ownerPersonId = '', ownedSince = ''] = key.split('/');
      await moveOn(tools, {
        crisisId,
        ownerPersonId,
        ownedSince,
        commandId: derivedId('aftercare-moves', key, due),
      });
    },
  };
}

function groups(items: readonly OpenItem[]): Map<string, OpenItem> {
  const found = new Map<string, OpenItem>();
  for (const item of items) {
    const known = found.get(keyOf(item));
    // What is to be done first says whether its owner still has duty in time.
    if (known === undefined || item.before < known.before) found.set(keyOf(item), item);
  }
  return found;
}

function keyOf({ crisisId, ownerPersonId, ownedSince }: OpenItem): string {
  return `${crisisId}/${ownerPersonId}/${ownedSince}`;
}

/** When this item changes hands; null while nobody is planned who could take it. */
function dueOf({ directory }: CrisisTools, item: OpenItem, now: string): string | null {
  const { organisationId, districtId, ownerPersonId, ownedSince: since, before } = item;
  const until = later(now, SHIFT_LOOK_AHEAD_MS);
  const shifts = directory
    .shifts(organisationId, since, until)
    .filter(({ districtIds }) => districtIds.includes(districtId));
  const endsAt = dutyEndsAt(shifts, ownerPersonId, { since, before });
  return nextDuty(shifts, ownerPersonId, endsAt);
}

type Moving = { crisisId: Id; ownerPersonId: Id; ownedSince: string; commandId: Id };

async function moveOn(tools: CrisisTools, moving: Moving): Promise<void> {
  const { crisisId, ownerPersonId, ownedSince, commandId } = moving;
  const loaded = await load(tools, crisisId);
  if (isRefusal(loaded)) return;
  const now = tools.kernel.clock.now().toISOString();
  const next = tools.directory
    .onDuty(loaded.district.districtId, now)
    .find(({ personId }) => personId !== ownerPersonId);
  if (next === undefined) return;
  const aftercareIds = tools.rows
    .openAftercare()
    .filter((item) => keyOf(item) === `${crisisId}/${ownerPersonId}/${ownedSince}`)
    .map(({ aftercareId }) => aftercareId)
    .slice(0, ASSIGNED_AT_ONCE_MAX);
  if (aftercareIds.length === 0) return;
  const asked = { type: 'AssignAftercare', aftercareIds, ownerPersonId: next.personId } as const;
  await command(tools, matterOf(loaded), asked, {
    commandId,
    actor: TIMER,
    content: { ownerPersonId, ownedSince },
  });
}
