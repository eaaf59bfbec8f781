import { districtEvents, type PersonEvent, personEvents } from '@bijspringen/contracts/people/events.ts';
import {
  defaultEscalationPolicy,
  RESPONDER_AGREEMENT_EDITION,
} from '@bijspringen/contracts/people/values.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { sealedFor } from '@bijspringen/kernel/testing/sealed-for.ts';
import { specify } from '@bijspringen/kernel/testing/specification.ts';
import { describe, it } from 'vitest';
import { districtDecider } from './district.decider.ts';
import { organisationDecider } from './organisation.decider.ts';
import { personDecider } from './person.decider.ts';

const ID = '00000000-0000-4000-8000-00000000000a';
const OTHER_ID = '00000000-0000-4000-8000-00000000000b';
const NAME = `s1.worker-${ID}.person-${ID}.${ID}.name.AAAA` as unknown as Sealed<string>;
const EXPIRES_AT = '2026-03-09T09:00:00.000Z';
const caretaker = { role: 'social-caretaker', districtId: ID, organisationId: ID } as const;
const coordinator = { ...caretaker, role: 'coordinator' } as const;

const invited: PersonEvent = {
  type: 'PersonInvited',
  data: { name: NAME, grants: [caretaker], invitationHmac: 'aa', expiresAt: EXPIRES_AT },
};
const accepted: PersonEvent = { type: 'InvitationAccepted', data: {} };
const person = specify(personDecider);
/** With the shapes of the events checked too. */
const ready = specify(personDecider, { catalogue: createCatalogue({ person: personEvents }, {}) });

describe('inviting a person', () => {
  const invite = {
    type: 'InvitePerson',
    name: NAME,
    grants: [caretaker],
    invitationHmac: 'aa',
    expiresAt: EXPIRES_AT,
  } as const;

  it('keeps the invitation as an HMAC', () => person.given().when(invite).then(invited));
  it('happens once', () => person.given(invited).when(invite).thenNothing());
});

describe('accepting an invitation', () => {
  const accept = { type: 'AcceptInvitation', invitationHmac: 'aa' } as const;

  it('works once', () => {
    person.given(invited).when(accept).then(accepted);
    person.given(invited, accepted).when(accept).thenRefuses('invitation-used');
  });
  it('is refused for another secret', () =>
    person
      .given(invited)
      .when({ ...accept, invitationHmac: 'bb' })
      .thenRefuses('invitation-unknown'));
  it('does not say to another secret that it was used', () =>
    person
      .given(invited, accepted)
      .when({ ...accept, invitationHmac: 'bb' })
      .thenRefuses('invitation-unknown'));
  it('is refused for somebody who was never invited', () =>
    person.given().when(accept).thenRefuses('invitation-unknown'));
  it('is refused from the very moment at which it expires', () => {
    person.given(invited).when(accept, { now: EXPIRES_AT }).thenRefuses('invitation-expired');
    person.given(invited).when(accept, { now: '2026-03-09T08:59:59.999Z' }).then(accepted);
  });
});

describe('roles', () => {
  it('are granted once', () => {
    const grant = { type: 'GrantRole', grant: coordinator } as const;
    person.given(invited, accepted).when(grant).then({ type: 'RoleGranted', data: coordinator });
    person.given(invited, accepted, { type: 'RoleGranted', data: coordinator }).when(grant).thenNothing();
  });
  it('are taken away once', () => {
    const revoke = { type: 'RevokeRole', grant: caretaker } as const;
    person.given(invited, accepted).when(revoke).then({ type: 'RoleRevoked', data: caretaker });
    person.given(invited, accepted, { type: 'RoleRevoked', data: caretaker }).when(revoke).thenNothing();
  });
  it('belong to somebody who exists', () =>
    person.given().when({ type: 'GrantRole', grant: caretaker }).thenRefuses('not-found'));
});

describe('ending sessions', () => {
  const end = { type: 'EndSession', sessionId: OTHER_ID, expiresAt: EXPIRES_AT } as const;
  const ended: PersonEvent = { type: 'SessionEnded', data: { sessionId: OTHER_ID, expiresAt: EXPIRES_AT } };

  it('ends one, once', () => {
    person.given(invited, accepted).when(end).then(ended);
    person.given(invited, accepted, ended).when(end).thenNothing();
  });
  it('ends all of a person', () =>
    person
      .given(invited, accepted)
      .when({ type: 'RevokeSessions' }, { repeatWrites: true })
      .then({ type: 'SessionsRevoked', data: {} }));
});

describe('what others in an alert see', () => {
  const contact = { firstName: sealedFor('worker', 'Bewoner A'), phone: sealedFor('worker', '0000-000 001') };
  const given: PersonEvent = { type: 'ContactGiven', data: contact };
  const adult: PersonEvent = { type: 'AdulthoodConfirmed', data: {} };
  const give = (isAdult: boolean) => ({ type: 'GiveContact', contact, isAdult }) as const;

  it('is what was given last', () =>
    ready.given(invited, accepted).when(give(false), { repeatWrites: true }).then(given));
  it('comes with being 18 or older, said once', () => {
    ready.given(invited, accepted).when(give(true), { repeatWrites: true }).then(given, adult);
    ready.given(invited, accepted, given, adult).when(give(true), { repeatWrites: true }).then(given);
  });
  it('does not make anybody younger', () =>
    ready.given(invited, accepted, adult).when(give(false)).thenRefuses('invalid-input', 'isAdult'));
  it('belongs to somebody who exists', () => ready.given().when(give(true)).thenRefuses('not-found'));
});

describe('a training', () => {
  const today = '2026-03-02';
  const record = (on: string, validUntil: string) =>
    ({ type: 'RecordTraining', on, validUntil, today }) as const;
  const completed = (on: string, validUntil: string): PersonEvent => ({
    type: 'TrainingCompleted',
    data: { training: 'crisis', on, validUntil },
  });
  const person = ready.given(invited, accepted);

  it('is recorded once', () => {
    person.when(record('2026-02-01', '2028-02-01')).then(completed('2026-02-01', '2028-02-01'));
    ready
      .given(invited, completed('2026-02-01', '2028-02-01'))
      .when(record('2026-02-01', '2028-02-01'))
      .thenNothing();
    ready
      .given(invited, completed('2026-02-01', '2028-02-01'))
      .when(record('2026-02-01', '2027-02-01'))
      .then(completed('2026-02-01', '2027-02-01'));
  });
  it('may be of today, and not of tomorrow', () => {
    person.when(record(today, '2028-02-01')).then(completed(today, '2028-02-01'));
    person.when(record('2026-03-03', '2028-02-01')).thenRefuses('invalid-input', 'on');
  });
  it('is valid for longer than its day, and for three years at most', () => {
    person.when(record(today, today)).thenRefuses('invalid-input', 'validUntil');
    person.when(record(today, '2026-03-01')).thenRefuses('invalid-input', 'validUntil');
    person.when(record(today, '2029-03-02')).then(completed(today, '2029-03-02'));
    person.when(record(today, '2029-03-03')).thenRefuses('invalid-input', 'validUntil');
  });
  it('of long ago is recorded as well', () =>
    person.when(record('2020-01-01', '2022-01-01')).then(completed('2020-01-01', '2022-01-01')));
});

describe('the agreement', () => {
  const accept = (edition: number) => ({ type: 'AcceptAgreement', edition }) as const;
  const agreed: PersonEvent = {
    type: 'AgreementAccepted',
    data: { agreement: 'crisis-responder', edition: RESPONDER_AGREEMENT_EDITION },
  };

  it('is accepted once', () => {
    ready.given(invited, accepted).when(accept(RESPONDER_AGREEMENT_EDITION)).then(agreed);
    ready.given(invited, accepted, agreed).when(accept(RESPONDER_AGREEMENT_EDITION)).thenNothing();
  });
  it('is the one of today', () =>
    ready
      .given(invited, accepted)
      .when(accept(RESPONDER_AGREEMENT_EDITION + 1))
      .thenRefuses('invalid-input', 'edition'));
});

describe('setting up', () => {
  const facts = {
    name: 'Waterkant',
    organisationId: ID,
    workingHours: {
      timeZone: 'Europe/Amsterdam',
      weekdays: [1],
      hours: { from: '09:00', to: '17:00' },
      phone: null,
      sameDayUntil: '15:00',
    },
    helpRoutes: [],
    places: [],
  };

  it('sets how alerts run in a district, once, and otherwise when it is otherwise', () => {
    const opened = { type: 'DistrictOpened', data: facts } as const;
    const set = { type: 'EscalationPolicySet', data: defaultEscalationPolicy } as const;
    const smaller = { ...defaultEscalationPolicy, waveSize: 4 };
    const policy = specify(districtDecider, { catalogue: createCatalogue({ district: districtEvents }, {}) });
    const change = { type: 'SetEscalationPolicy', policy: defaultEscalationPolicy } as const;
    policy.given().when(change).thenRefuses('not-found');
    policy.given(opened).when(change).then(set);
    policy.given(opened, set).when(change).thenNothing();
    policy
      .given(opened, set)
      .when({ ...change, policy: smaller })
      .then({ type: 'EscalationPolicySet', data: smaller });
    specify(districtDecider).given(opened, set).when({ type: 'OpenDistrict', facts }).thenNothing();
  });
  it('opens a district once', () => {
    const opened = { type: 'DistrictOpened', data: facts } as const;
    specify(districtDecider).given().when({ type: 'OpenDistrict', facts }).then(opened);
    specify(districtDecider).given(opened).when({ type: 'OpenDistrict', facts }).thenNothing();
  });
  it('lets an organisation join once', () => {
    const joined = { type: 'OrganisationJoined', data: { name: 'Welzijn' } } as const;
    const join = { type: 'JoinOrganisation', name: 'Welzijn' } as const;
    specify(organisationDecider).given().when(join).then(joined);
    specify(organisationDecider).given(joined).when(join).thenNothing();
  });
});
