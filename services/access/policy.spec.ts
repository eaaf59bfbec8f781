import { randomUUID } from 'node:crypto';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import { describe, expect, it } from 'vitest';
import { type Action, authorize, policy, roleFor } from './policy.ts';
import type { Principal } from './principal.ts';

const districtId = randomUUID();
const organisationId = randomUUID();
const elsewhere = randomUUID();
const signalId = randomUUID();

const anyone: Principal = { kind: 'anyone' };
const reporter: Principal = { kind: 'reporter', signalId, districtId, organisationId };
const person = (role: Role): Principal => ({
  kind: 'person',
  personId: randomUUID(),
  sessionId: randomUUID(),
  grants: [{ role, districtId, organisationId }],
});

/** Written out once more, so that a change of the table has to be meant. One letter a column, in the order of `who`. */
const who: readonly [string, Principal][] = [
  ['anyone', anyone],
  ['reporter', reporter],
  ['crisis-trained-resident', person('crisis-trained-resident')],
  ['social-caretaker', person('social-caretaker')],
  ['duty-officer', person('duty-officer')],
  ['coordinator', person('coordinator')],
  ['administrator', person('administrator')],
];
const expected: Record<Action, string> = {
  'public.read': 'yyyyyyy',
  'public.leave': 'yyyyyyy',
  'signal.raise': 'yyyyyyy',
  'signal.follow': '-y-----',
  'signal.read': '---yyy-',
  'signal.work': '---yyy-',
  'signal.assign': '---yyy-',
  'signal.observe': '---yyy-',
  'queue.read': '---yyy-',
  'people.invite': '-----yy',
  'profile.own': '--yyyyy',
  'people.read': '-----yy',
  'people.train': '-----y-',
  'escalation-policy.read': '----yy-',
  'escalation-policy.set': '-----y-',
  'roster.read': '----yy-',
  'roster.plan': '----yy-',
  'availability.own': '--y----',
  'duty.read': '----yy-',
  'page.acknowledge': '----y--',
  'crisis.decide': '----y--',
  'crisis.see': '--y-yy-',
  'crisis.respond': '--y----',
  'crisis.debrief': '--y-y--',
  'push.own': '--yyyyy',
  'push.receipt': 'yyyyyyy',
  'replay.read': '-----y-',
  'session.start': 'yyyyyyy',
  'session.end': 'yyyyyyy',
  'session.read': '--yyyyy',
  'demo.login': 'yyyyyyy',
  'operations.read': 'yyyyyyy',
};

describe('the policy table', () => {
  it.each(Object.entries(expected))('lets do %s: %s', (action, row) => {
    const found = who.map(([, principal]) =>
      authorize(principal, action as Action, { districtId, organisationId, signalId }) === true ? 'y' : '-',
    );
    expect(found.join('')).toBe(row);
  });

  it('names every action of the table here', () => {
    expect(Object.keys(expected).sort()).toEqual(Object.keys(policy).sort());
  });
});

describe('where it may be done', () => {
  const worker = person('social-caretaker');

  it('ends at the border of the district', () => {
    expect(authorize(worker, 'signal.read', { districtId: elsewhere })).toBe('not-allowed');
    expect(authorize(worker, 'signal.read', { districtId })).toBe(true);
  });

  it('ends at the border of the organisation', () => {
    expect(authorize(worker, 'signal.read', { districtId, organisationId: elsewhere })).toBe('not-allowed');
  });

  it('does not add up roles of two districts', () => {
    const both: Principal = {
      ...(worker as Extract<Principal, { kind: 'person' }>),
      grants: [
        { role: 'administrator', districtId, organisationId },
        { role: 'social-caretaker', districtId: elsewhere, organisationId },
      ],
    };
    expect(authorize(both, 'signal.read', { districtId })).toBe('not-allowed');
    expect(authorize(both, 'signal.read', { districtId: elsewhere })).toBe(true);
    expect(roleFor(both, 'signal.read', { districtId: elsewhere })).toBe('social-caretaker');
    expect(roleFor(both, 'signal.read', { districtId })).toBeNull();
  });

  it('is one signal for whoever holds its code', () => {
    expect(authorize(reporter, 'signal.follow', { districtId, signalId: randomUUID() })).toBe('not-allowed');
    expect(authorize(reporter, 'signal.follow', { districtId, signalId })).toBe(true);
  });

  it('is nowhere for a person who was granted to be a reporter: only a code makes one', () => {
    expect(authorize(person('reporter'), 'signal.follow')).toBe('not-allowed');
  });
});

describe('why not', () => {
  it('tells somebody without a session to log in', () => {
    expect(authorize(anyone, 'queue.read')).toBe('not-signed-in');
  });

  it('tells somebody without a code that the code is not known', () => {
    expect(authorize(anyone, 'signal.follow')).toBe('code-unknown');
  });

  it('tells somebody with the wrong role that it is not allowed', () => {
    expect(authorize(person('administrator'), 'queue.read')).toBe('not-allowed');
  });
});
