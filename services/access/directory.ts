/** Who works where, and a district's facts: a read model of the people events that several services need. */
import type { Grant } from '@bijspringen/contracts/people/events.ts';
import type { EscalationPolicy, HelpRoute, WorkingHours } from '@bijspringen/contracts/people/values.ts';
import type { Availability, Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';

export type District = {
  districtId: Id;
  organisationId: Id;
  name: string;
  workingHours: WorkingHours;
  helpRoutes: readonly HelpRoute[];
  places: readonly string[];
};

/** Somebody on the roster at a moment. */
export type OnDuty = { personId: Id; shiftId: Id; place: 'first' | 'second'; until: string };

/** What decides whether a crisis-trained resident may be asked; sealed fields stay sealed. */
export type Responder = {
  personId: Id;
  isAdult: boolean;
  trainings: readonly { on: string; validUntil: string }[];
  agreementEdition: number | null;
  availability: Availability | null;
  contact: Contact | null;
};

/** As last given; only `vault.open` reads it. */
export type Contact = {
  firstName: Sealed<string>;
  phone: Sealed<string> | null;
  home: Sealed<string> | null;
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
  /** Who has duty in the district at an instant: first before second, each in the order of planning. */
  onDuty(districtId: Id, at: string): OnDuty[];
  /** Every shift that touches the span, in any district of the organisation, by start. */
  shifts(organisationId: Id, from: string, until: string): Shift[];
  /** Every crisis-trained resident of the district, in the order of their invitation. */
  responders(districtId: Id): Responder[];
  /** The same of one person, whatever their role; null when nobody has this id. */
  responder(personId: Id): Responder | null;
  contact(personId: Id): Contact | null;
  /** As last set, or the default. */
  escalationPolicy(districtId: Id): { policy: EscalationPolicy; isDefault: boolean };
  /** Whose invitation has this HMAC; null when nobody's. */
  personInvitedWith(invitationHmac: string): Id | null;
}
