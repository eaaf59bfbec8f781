/** Who works where, and a district's facts: a read model of the people events that several services need. */
import type { Grant } from '@bijspringen/contracts/people/events.ts';
import type { HelpRoute, WorkingHours } from '@bijspringen/contracts/people/values.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';

export type District = {
  districtId: Id;
  organisationId: Id;
  name: string;
  workingHours: WorkingHours;
  helpRoutes: readonly HelpRoute[];
  places: readonly string[];
};

export type Worker = { personId: Id; name: string | null; roles: readonly Role[] };

export interface Directory {
  /** null when no such district was opened. */
  district(districtId: Id): District | null;
  /** The district of this installation's public screens: the first that was opened. null before set-up. */
  publicDistrict(): District | null;
  /** Everybody with an accepted invitation and a role in the district, ordered by when they were invited. */
  workers(districtId: Id): Worker[];
  /** The first worker with the role in the district. */
  firstWith(role: Role, districtId: Id): Worker | null;
  /** The same without opening anybody's name: for who picks something up. */
  firstIdWith(role: Role, districtId: Id): Id | null;
  grants(personId: Id): Grant[];
  /** Sessions begun before this instant are over; null when none were revoked. */
  sessionsRevokedAt(personId: Id): string | null;
  /** True after this one session was ended by logging out. */
  isSessionEnded(sessionId: Id): boolean;
  /** Opened for a screen; null when unknown or forgotten. */
  personName(personId: Id): string | null;
  /** Whose invitation has this HMAC; null when nobody's. */
  personInvitedWith(invitationHmac: string): Id | null;
}
