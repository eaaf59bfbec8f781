/** A person who works in a district: invited, accepted, with roles, logged out. */
import type { Grant, PersonEvent } from '@bijspringen/contracts/people/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { type Context, type Decider, type Decision, never, refuse } from '@bijspringen/kernel/decider.ts';
import { ENDED_SESSIONS_MAX } from './limits.ts';

export type PersonCommand =
  | {
      type: 'InvitePerson';
      name: Sealed<string>;
      grants: readonly Grant[];
      invitationHmac: string;
      expiresAt: string;
    }
  | { type: 'AcceptInvitation'; invitationHmac: string }
  | { type: 'GrantRole'; grant: Grant }
  | { type: 'RevokeRole'; grant: Grant }
  | { type: 'RevokeSessions' }
  | { type: 'EndSession'; sessionId: Id; expiresAt: string };

type EndedSession = { sessionId: Id; expiresAt: string };

export type Person =
  | { status: 'unknown' }
  | {
      status: 'invited' | 'active';
      grants: readonly Grant[];
      invitationHmac: string;
      expiresAt: string;
      ended: readonly EndedSession[];
    };
type Known = Exclude<Person, { status: 'unknown' }>;

const initialState: Person = { status: 'unknown' };

function evolve(person: Person, event: PersonEvent): Person {
  if (event.type === 'PersonInvited') {
    const { grants, invitationHmac, expiresAt } = event.data;
    return { status: 'invited', grants, invitationHmac, expiresAt, ended: [] };
  }
  if (person.status === 'unknown') return person;
  switch (event.type) {
    case 'InvitationAccepted':
      return { ...person, status: 'active' };
    case 'RoleGranted':
      return { ...person, grants: [...person.grants, event.data] };
    case 'RoleRevoked':
      return { ...person, grants: person.grants.filter((grant) => !isSame(grant, event.data)) };
    case 'SessionsRevoked':
    case 'ContactGiven':
    case 'AdulthoodConfirmed':
    case 'TrainingCompleted':
    case 'AgreementAccepted':
      return person;
    case 'SessionEnded':
      return { ...person, ended: [...person.ended, event.data].slice(-ENDED_SESSIONS_MAX) };
    default:
      return never(event);
  }
}

function invite(
  { name, grants, invitationHmac, expiresAt }: Extract<PersonCommand, { type: 'InvitePerson' }>,
  person: Person,
): Decision<PersonEvent> {
  if (person.status !== 'unknown') return [];
  return [{ type: 'PersonInvited', data: { name, grants: [...grants], invitationHmac, expiresAt } }];
}

function accept(invitationHmac: string, person: Person, now: string): Decision<PersonEvent> {
  if (person.status === 'unknown' || person.invitationHmac !== invitationHmac)
    return refuse('invitation-unknown');
  if (person.status === 'active') return refuse('invitation-used');
  if (now >= person.expiresAt) return refuse('invitation-expired');
  return [{ type: 'InvitationAccepted', data: {} }];
}

function grantRole(grant: Grant, person: Known): Decision<PersonEvent> {
  if (person.grants.some((each) => isSame(each, grant))) return [];
  return [{ type: 'RoleGranted', data: grant }];
}

function revokeRole(grant: Grant, person: Known): Decision<PersonEvent> {
  if (!person.grants.some((each) => isSame(each, grant))) return [];
  return [{ type: 'RoleRevoked', data: grant }];
}

function endSession(session: EndedSession, person: Known): Decision<PersonEvent> {
  if (person.ended.some((each) => each.sessionId === session.sessionId)) return [];
  return [{ type: 'SessionEnded', data: session }];
}

function decide(command: PersonCommand, person: Person, { now }: Context): Decision<PersonEvent> {
  if (command.type === 'InvitePerson') return invite(command, person);
  if (command.type === 'AcceptInvitation') return accept(command.invitationHmac, person, now);
  if (person.status === 'unknown') return refuse('not-found');
  switch (command.type) {
    case 'GrantRole':
      return grantRole(command.grant, person);
    case 'RevokeRole':
      return revokeRole(command.grant, person);
    case 'RevokeSessions':
      return [{ type: 'SessionsRevoked', data: {} }];
    case 'EndSession':
      return endSession({ sessionId: command.sessionId, expiresAt: command.expiresAt }, person);
    default:
      return never(command);
  }
}

function isSame(a: Grant, b: Grant): boolean {
  return a.role === b.role && a.districtId === b.districtId && a.organisationId === b.organisationId;
}

export const personDecider: Decider<Person, PersonCommand, PersonEvent> = {
  category: 'person',
  initialState,
  evolve,
  decide,
};
