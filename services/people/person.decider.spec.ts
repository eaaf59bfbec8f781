import type { PersonEvent } from '@bijspringen/contracts/people/events.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
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
