/** What every event carries besides its data. Never a name, an address or free text. */
import * as z from 'zod/mini';
import { commandId, id, instant } from './ids.ts';

export const role = z.enum([
  'reporter',
  'crisis-trained-resident',
  'social-caretaker',
  'duty-officer',
  'coordinator',
  'administrator',
]);
export type Role = z.output<typeof role>;

/** Who did it: somebody without an account, a person with a session, or a part of the system (a timer, the seed, the sender). */
export const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reporter') }),
  z.object({ kind: z.literal('person'), personId: id, role }),
  z.object({ kind: z.literal('system'), part: z.enum(['timer', 'setup', 'sender']) }),
]);
export type Actor = z.output<typeof actor>;

/** Why the data are used (AVG art. 5(1)(b)) and on which ground (art. 6). Wider lists come with sharing. */
export const purpose = z.enum(['early-help', 'taking-part', 'crisis-response', 'running-the-service']);
export type Purpose = z.output<typeof purpose>;
export const legalBasis = z.enum(['public-task', 'legitimate-interest', 'consent', 'vital-interest']);
export type LegalBasis = z.output<typeof legalBasis>;

export const metadata = z.object({
  at: instant,
  actor,
  districtId: id,
  organisationId: id,
  purpose,
  legalBasis,
  commandId,
  /** HMAC of the command's content, so that the same commandId with other content is told apart. */
  commandDigest: z.string(),
  correlationId: id,
  causationId: z.optional(id),
});
export type Metadata = z.output<typeof metadata>;
