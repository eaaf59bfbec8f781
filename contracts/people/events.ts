/** Events of the `person-`, `organisation-` and `district-` categories. */
import * as z from 'zod/mini';
import { role } from '../shared/envelope.ts';
import type { EventOf, EventSchemas } from '../shared/events.ts';
import { id, instant, localDate } from '../shared/ids.ts';
import { personal } from '../shared/personal.ts';
import { escalationPolicy, helpRoute, workingHours } from './values.ts';

export const grant = z.object({ role, districtId: id, organisationId: id });
export type Grant = z.output<typeof grant>;

export const personEvents = {
  PersonInvited: {
    version: 1,
    data: z.object({
      /** What colleagues see. */
      name: personal(z.string(), { of: 'worker' }),
      grants: z.array(grant),
      /** HMAC of the invitation's secret, hex. */
      invitationHmac: z.string(),
      expiresAt: instant,
    }),
  },
  InvitationAccepted: { version: 1, data: z.object({}) },
  RoleGranted: { version: 1, data: grant },
  RoleRevoked: { version: 1, data: grant },
  /** What others in an alert see and ring: the first name that this person agreed to, and a number. A later one replaces it. */
  ContactGiven: {
    version: 1,
    data: z.object({
      firstName: personal(z.string(), { of: 'worker' }),
      phone: z.optional(personal(z.string(), { of: 'worker' })),
      /** Street and number, only to keep somebody away from an alert at their own home. */
      home: z.optional(personal(z.string(), { of: 'worker' })),
    }),
  },
  /** Somebody says to be 18 or older; without it nobody is ever alerted. */
  AdulthoodConfirmed: { version: 1, data: z.object({}) },
  /** Valid on and after `on` up to and including `validUntil`, local dates. Recorded by a coordinator. */
  TrainingCompleted: {
    version: 1,
    data: z.object({ training: z.enum(['crisis']), on: localDate, validUntil: localDate }),
  },
  /** The agreement of a crisis-trained resident, in the version that was shown. */
  AgreementAccepted: {
    version: 1,
    data: z.object({ agreement: z.enum(['crisis-responder']), edition: z.int().check(z.gte(1)) }),
  },
  /** Every session that began before this event is over. */
  SessionsRevoked: { version: 1, data: z.object({}) },
  /** Somebody logged out: this one session is over. After `expiresAt` it would have been over by itself. */
  SessionEnded: { version: 1, data: z.object({ sessionId: id, expiresAt: instant }) },
} as const satisfies EventSchemas;
export type PersonEvent = EventOf<typeof personEvents>;

export const organisationEvents = {
  OrganisationJoined: { version: 1, data: z.object({ name: z.string() }) },
} as const satisfies EventSchemas;
export type OrganisationEvent = EventOf<typeof organisationEvents>;

export const districtEvents = {
  DistrictOpened: {
    version: 1,
    data: z.object({
      name: z.string(),
      organisationId: id,
      workingHours,
      helpRoutes: z.array(helpRoute),
      /** Streets and squares, to help somebody name a place; never required. */
      places: z.array(z.string()),
    }),
  },
  /** How alerts run in this district from now on; an alert that runs keeps the policy that it began with. */
  EscalationPolicySet: { version: 1, data: escalationPolicy },
} as const satisfies EventSchemas;
export type DistrictEvent = EventOf<typeof districtEvents>;
