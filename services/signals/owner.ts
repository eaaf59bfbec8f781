/** Who picks a signal up. */
import type { Directory, District, Worker } from '@bijspringen/access/index.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Owner } from '@bijspringen/contracts/signals/events.ts';
import { type Refusal, refuse } from '@bijspringen/kernel/decider.ts';

/** Roles that may pick a signal up, in the order in which one of several counts. */
const OWNING_ROLES: readonly Role[] = ['social-caretaker', 'coordinator', 'duty-officer'];

/** Everybody of the district who may pick a signal up. */
export function possibleOwners(directory: Directory, { districtId }: District): Worker[] {
  return directory
    .workers(districtId)
    .filter(({ roles }) => OWNING_ROLES.some((role) => roles.includes(role)));
}

/** A colleague of this district as the one who picks it up; refuses `no-such-worker`. */
export function colleagueAsOwner(directory: Directory, district: District, personId: Id): Owner | Refusal {
  const worker = possibleOwners(directory, district).find((each) => each.personId === personId);
  const role = OWNING_ROLES.find((each) => worker?.roles.includes(each));
  return role === undefined ? refuse('no-such-worker', 'personId') : { role, personId };
}

/** The caretaker of the district from the start, without one the coordinator. */
export function ownerIn(directory: Directory, { districtId }: District): Owner {
  const caretaker = directory.firstIdWith('social-caretaker', districtId);
  if (caretaker !== null) return { role: 'social-caretaker', personId: caretaker };
  const coordinator = directory.firstIdWith('coordinator', districtId);
  return coordinator === null ? { role: 'coordinator' } : { role: 'coordinator', personId: coordinator };
}
