/** Opens a district and lets people in: what the routes do, and what setting up an installation needs. */
import type { DistrictEvent, Grant } from '@bijspringen/contracts/people/events.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { CommandContext } from '@bijspringen/kernel/command-handler.ts';
import { isRefusal, type Refusal } from '@bijspringen/kernel/decider.ts';
import { streamIdFor, streamName } from '@bijspringen/kernel/derived-id.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { districtDecider } from './district.decider.ts';
import { INVITATION_LIFE_MS } from './limits.ts';
import { organisationDecider } from './organisation.decider.ts';
import { personDecider } from './person.decider.ts';

type Tools = Pick<Kernel, 'handle' | 'vault' | 'clock'>;
/** Where, and who does it. */
export type Place = { districtId: Id; organisationId: Id; actor: Actor };

export const SETUP: Actor = { kind: 'system', part: 'setup' };

export function contextOf(place: Place, commandId: Id, content: unknown): CommandContext {
  const { districtId, organisationId, actor } = place;
  const why = { purpose: 'running-the-service', legalBasis: 'public-task' } as const;
  return { districtId, organisationId, actor, commandId, content, ...why };
}

/** Lets an organisation take part. The organisation's id is in `place`. */
export async function joinOrganisation(
  { handle }: Tools,
  { name, commandId, ...place }: Place & { name: string; commandId: Id },
) {
  const stream = streamName('organisation', place.organisationId);
  const context = contextOf(place, commandId, { name });
  return handle(organisationDecider, stream, { type: 'JoinOrganisation', name }, context);
}

/** Opens the district whose id is in `place`. Opened before, nothing happens. */
export async function openDistrict(
  { handle }: Tools,
  {
    facts,
    commandId,
    ...place
  }: Place & { facts: Extract<DistrictEvent, { type: 'DistrictOpened' }>['data']; commandId: Id },
) {
  const stream = streamName('district', place.districtId);
  // A later release may bring other facts under the same commandId; what was opened stays as it is.
  const context = contextOf(place, commandId, 'district');
  return handle(districtDecider, stream, { type: 'OpenDistrict', facts }, context);
}

export type Invitation = { personId: Id; secret: string; expiresAt: string; position: string | null };

/**
 * Invites somebody. The secret follows from the commandId under a key of the vault, so a repeated command gives the same
 * link; the log keeps only its HMAC.
 */
export async function invitePerson(
  { handle, vault, clock }: Tools,
  {
    name,
    roles,
    commandId,
    ...place
  }: Place & { name: string; roles: readonly Grant['role'][]; commandId: Id },
): Promise<Invitation | Refusal> {
  const personId = streamIdFor(commandId, 'person');
  const secret = Buffer.from(vault.hmac('invitation-secret', commandId), 'hex').toString('base64url');
  const { districtId, organisationId } = place;
  const handled = await handle(
    personDecider,
    streamName('person', personId),
    {
      type: 'InvitePerson',
      name: vault.hold(name, `worker-${personId}`),
      grants: [...new Set(roles)].map((role) => ({ role, districtId, organisationId })),
      invitationHmac: hmacOf(vault, secret),
      expiresAt: new Date(clock.now().getTime() + INVITATION_LIFE_MS).toISOString(),
    },
    contextOf(place, commandId, { name, roles }),
  );
  if (isRefusal(handled)) return handled;
  const expiresAt = handled.state.status === 'unknown' ? '' : handled.state.expiresAt;
  return { personId, secret, expiresAt, position: handled.position };
}

/** Accepts an invitation, once. */
export async function acceptInvitation(
  { handle, vault }: Tools,
  { personId, secret, commandId, ...place }: Place & { personId: Id; secret: string; commandId: Id },
) {
  const invitationHmac = hmacOf(vault, secret);
  const context = contextOf(place, commandId, { invitationHmac });
  const command = { type: 'AcceptInvitation', invitationHmac } as const;
  return handle(personDecider, streamName('person', personId), command, context);
}

/** Ends one session for good. */
export async function endSession(
  { handle }: Tools,
  { personId, sessionId, expiresAt, commandId, ...place }: Place & EndedSession,
) {
  const context = contextOf(place, commandId, { sessionId });
  const command = { type: 'EndSession', sessionId, expiresAt } as const;
  return handle(personDecider, streamName('person', personId), command, context);
}
type EndedSession = { personId: Id; sessionId: Id; expiresAt: string; commandId: Id };

/** What the log keeps of an invitation's secret. */
export function hmacOf(vault: Tools['vault'], secret: string): string {
  return vault.hmac('invitation', secret);
}
