/** Who may plan whom, and where: a coordinator everybody in her districts, a duty officer only herself. */
import { type Directory, grantsFor, type Principal } from '@bijspringen/access/index.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';

/** Where a command is done, and by whom. */
export type Where = { personId: Id; districtId: Id; organisationId: Id; actor: Actor };

/**
 * Where this person may plan all of these districts, of one organisation; null when that is not allowed. `involved` are
 * the people whose duty it is: a duty officer has to be one of them.
 */
export function planningIn(
  principal: Principal,
  districtIds: readonly Id[],
  involved: readonly Id[],
): Where | null {
  if (principal.kind !== 'person') return null;
  const { personId } = principal;
  const isOwn = involved.includes(personId);
  const grants = grantsFor(principal, 'roster.plan').filter(({ role }) => role === 'coordinator' || isOwn);
  const first = grants.find((grant) => grant.districtId === districtIds[0]);
  if (first === undefined) return null;
  const { districtId, organisationId, role } = first;
  const isEverywhere = districtIds.every((each) =>
    grants.some((grant) => grant.districtId === each && grant.organisationId === organisationId),
  );
  if (!isEverywhere) return null;
  return { personId, districtId, organisationId, actor: { kind: 'person', personId, role } };
}

/** Whether this person accepted an invitation and is a duty officer in all of these districts. */
export function isOfficerIn(directory: Directory, personId: Id, districtIds: readonly Id[]): boolean {
  return districtIds.every((districtId) =>
    directory
      .workers(districtId)
      .some((each) => each.personId === personId && each.roles.includes('duty-officer')),
  );
}
