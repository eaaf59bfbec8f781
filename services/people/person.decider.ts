/** A person who works in a district: invited, accepted, with roles; what others in an alert see; trained; logged out. */
import type { Grant, PersonEvent } from '@bijspringen/contracts/people/events.ts';
import { RESPONDER_AGREEMENT_EDITION } from '@bijspringen/contracts/people/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { type Context, type Decider, type Decision, never, refuse } from '@bijspringen/kernel/decider.ts';
import { addDays } from '@bijspringen/kernel/local-time.ts';
import { ENDED_SESSIONS_MAX, TRAINING_VALID_DAYS_MAX } from './limits.ts';

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
  | { type: 'EndSession'; sessionId: Id; expiresAt: string }
  | { type: 'GiveContact'; contact: GivenContact; isAdult: boolean }
  /** `today` is the date in the district. */
  | { type: 'RecordTraining'; on: string; validUntil: string; today: string }
  | { type: 'AcceptAgreement'; edition: number };

type GivenContact = Extract<PersonEvent, { type: 'ContactGiven' }>['data'];
type Training = { on: string; validUntil: string };
type EndedSession = { sessionId: Id; expiresAt: string };

export type Person =
  | { status: 'unknown' }
  | {
      status: 'invited' | 'active';
      grants: readonly Grant[];
      invitationHmac: string;
      expiresAt: string;
      ended: readonly EndedSession[];
      isAdult: boolean;
      trainings: readonly Training[];
      agreementEdition: number;
    };
type Known = Exclude<Person, { status: 'unknown' }>;

const initialState: Person = { status: 'unknown' };

function evolve(person: Person, event: PersonEvent): Person {
  if (event.type === 'PersonInvited') {
    const { grants, invitationHmac, expiresAt } = event.data;
    const nothingYet = { ended: [], isAdult: false, trainings: [], agreementEdition: 0 };
    return { status: 'invited', grants, invitationHmac, expiresAt, ...nothingYet };
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
      return person;
    case 'AdulthoodConfirmed':
      return { ...person, isAdult: true };
    case 'TrainingCompleted':
      return { ...person, trainings: [...person.trainings, event.data] };
    case 'AgreementAccepted':
      return { ...person, agreementEdition: Math.max(person.agreementEdition, event.data.edition) };
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

/** The words are sealed, so the same ones given again are given again. */
function giveContact(contact: GivenContact, isAdult: boolean, person: Known): Decision<PersonEvent> {
  // Said once, it holds: nobody becomes younger, and taking it back would keep somebody in who should have been out.
  if (person.isAdult && !isAdult) return refuse('invalid-input', 'isAdult');
  const given: PersonEvent = { type: 'ContactGiven', data: contact };
  return isAdult && !person.isAdult ? [given, { type: 'AdulthoodConfirmed', data: {} }] : [given];
}

function recordTraining(
  { on, validUntil, today }: Extract<PersonCommand, { type: 'RecordTraining' }>,
  person: Known,
): Decision<PersonEvent> {
  if (on > today) return refuse('invalid-input', 'on');
  if (validUntil <= on || validUntil > addDays(on, TRAINING_VALID_DAYS_MAX))
    return refuse('invalid-input', 'validUntil');
  if (person.trainings.some((each) => each.on === on && each.validUntil === validUntil)) return [];
  return [{ type: 'TrainingCompleted', data: { training: 'crisis', on, validUntil } }];
}

function acceptAgreement(edition: number, person: Known): Decision<PersonEvent> {
  // An older screen shows an older text: that one was not agreed to.
  if (edition !== RESPONDER_AGREEMENT_EDITION) return refuse('invalid-input', 'edition');
  if (person.agreementEdition >= edition) return [];
  return [{ type: 'AgreementAccepted', data: { agreement: 'crisis-responder', edition } }];
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
    case 'GiveContact':
      return giveContact(command.contact, command.isAdult, person);
    case 'RecordTraining':
      return recordTraining(command, person);
    case 'AcceptAgreement':
      return acceptAgreement(command.edition, person);
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
