import * as z from 'zod/mini';
import { role } from '../shared/envelope.ts';
import { commandId, id, instant, localDate, position } from '../shared/ids.ts';
import { escalationPolicy, helpRoute, workingHours } from './values.ts';

/** `POST /api/invitations` → 201 `invited`: by an administrator or coordinator of the same district. */
export const invitationBody = z.strictObject({
  commandId,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  roles: z.array(role).check(z.minLength(1), z.maxLength(4)),
});
/** The link is shown once; it works once, until `expiresAt`. The secret travels in the fragment. */
export const invited = z.object({ personId: id, link: z.string(), expiresAt: instant, position });

/** `POST /api/sessions` with an invitation's secret → 201 `session` and the sealed cookie. */
export const sessionBody = z.strictObject({ commandId, invitation: z.string().check(z.maxLength(200)) });

/** `GET /api/session`. */
export const session = z.object({
  personId: id,
  name: z.nullable(z.string()),
  roles: z.array(role),
  districtId: id,
  districtName: z.string(),
  timeZone: z.string(),
  isDemo: z.boolean(),
});
export type Session = z.output<typeof session>;

/** `PUT /api/profile`: what others in an alert see and ring; a later one replaces it. Empty fields are taken away. */
export const profileBody = z.strictObject({
  commandId,
  firstName: z.string().check(z.trim(), z.minLength(1), z.maxLength(40)),
  phone: z.optional(z.string().check(z.trim(), z.minLength(3), z.maxLength(20), z.regex(/^[+0-9 ()-]+$/))),
  home: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  isAdult: z.boolean(),
});
/** `POST /api/profile/agreement`. */
export const agreementBody = z.strictObject({ commandId, edition: z.int() });
/** `GET /api/profile`. */
export const profileView = z.object({
  firstName: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  home: z.nullable(z.string()),
  isAdult: z.boolean(),
  trainedUntil: z.nullable(localDate),
  agreementEdition: z.nullable(z.int()),
  currentAgreementEdition: z.int(),
  position,
});
export type ProfileView = z.output<typeof profileView>;

/** `POST /api/people/:id/training`: by a coordinator of the district. */
export const trainingBody = z.strictObject({ commandId, on: localDate, validUntil: localDate });
/** `GET /api/people`: who works here and who may be alerted; names for a coordinator. */
export const peopleView = z.object({
  people: z.array(
    z.object({
      personId: id,
      name: z.nullable(z.string()),
      roles: z.array(role),
      isAdult: z.boolean(),
      hasContact: z.boolean(),
      trainedUntil: z.nullable(localDate),
      hasAgreement: z.boolean(),
    }),
  ),
  position,
});
export type PeopleView = z.output<typeof peopleView>;

/** `GET|PUT /api/escalation-policy`: how alerts run in this district. */
export const escalationPolicyBody = z.strictObject({ commandId, policy: escalationPolicy });
export const escalationPolicyView = z.object({ policy: escalationPolicy, isDefault: z.boolean(), position });

/** `GET /api/demo/personas`, `POST /api/demo/sessions`: only in demo mode. */
export const personas = z.object({
  personas: z.array(z.object({ persona: z.string(), roles: z.array(role), name: z.string() })),
});
export const personaBody = z.strictObject({ persona: z.string().check(z.maxLength(40)) });

/** `GET /api/district`: what the public screens need before anything is raised; cached for offline use. */
export const publicDistrict = z.object({
  districtId: id,
  name: z.string(),
  workingHours,
  hasCaretaker: z.boolean(),
  exitUrl: z.string(),
  isDemo: z.boolean(),
  places: z.array(z.string()),
  /** P-256 public key (JWK x and y) that an offline phone seals its message for, and its id. */
  outboxKey: z.object({ keyId: z.string(), x: z.string(), y: z.string() }),
});
export type PublicDistrict = z.output<typeof publicDistrict>;

/** `GET /api/help-routes`: 112 first; also cached for offline use. */
export const helpRoutes = z.object({ routes: z.array(helpRoute) });
