/** Who may be alerted, through HTTP: one's own profile, trainings, the agreement, and how alerts run in the district. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDirectory } from '@bijspringen/access/index.ts';
import { escalationPolicyView, peopleView, profileView } from '@bijspringen/contracts/people/api.ts';
import {
  defaultEscalationPolicy,
  RESPONDER_AGREEMENT_EDITION,
} from '@bijspringen/contracts/people/values.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { acceptInvitation, invitePerson, personas, SETUP } from '@bijspringen/people/index.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHost } from './host.ts';
import { readSettings } from './settings.ts';
import { startTestHost, type TestHost } from './testing/test-host.ts';

let host: TestHost;

beforeEach(async () => {
  // Tuesday 24 November 2026, 10.30 in the district.
  host = await startTestHost({ clock: createFakeClock(new Date('2026-11-24T09:30:00.000Z')) });
});
afterEach(() => host.end());

async function send(persona: string, method: 'GET' | 'PUT' | 'POST', path: string, body?: object) {
  const client = await host.as(persona);
  const content = body === undefined ? undefined : { commandId: randomUUID(), ...body };
  return client.send(method, path, content);
}
const profileOf = async (persona: string) =>
  profileView.parse((await send(persona, 'GET', '/api/profile')).json);
const peopleOf = async (persona: string) =>
  peopleView.parse((await send(persona, 'GET', '/api/people')).json).people;

describe('a profile', () => {
  it('is what this person gave, and says what counts', async () => {
    expect(await profileOf('responder')).toMatchObject({
      firstName: 'Bewoner A',
      phone: '0000-000 001',
      home: 'Lisdodde 3',
      isAdult: true,
      trainedUntil: '2028-08-15',
      agreementEdition: RESPONDER_AGREEMENT_EDITION,
      currentAgreementEdition: RESPONDER_AGREEMENT_EDITION,
    });
    expect(await profileOf('caretaker')).toMatchObject({
      firstName: null,
      phone: null,
      home: null,
      isAdult: false,
      trainedUntil: null,
      agreementEdition: null,
    });
  });

  it('is replaced as a whole, and shown at once', async () => {
    const answer = await send('responder', 'PUT', '/api/profile', {
      firstName: ' Bewoner Z ',
      isAdult: true,
    });
    expect(answer.json).toMatchObject({ firstName: 'Bewoner Z', phone: null, home: null });
    expect(await profileOf('responder')).toMatchObject({ firstName: 'Bewoner Z', phone: null, home: null });
  });

  it('is stored once when it is sent twice, and sealed', async () => {
    const body = { commandId: randomUUID(), firstName: 'Geheimenaam', home: 'Geheimstraat 1', isAdult: true };
    const client = await host.as('caretaker');
    expect((await client.send('PUT', '/api/profile', body)).status).toBe(200);
    expect((await client.send('PUT', '/api/profile', body)).status).toBe(200);
    const stream = await host.kernel.store.readStream(`person-${host.waterkant.people.caretaker}`);
    const given = stream.filter(({ type }) => type === 'ContactGiven');
    expect(given).toHaveLength(1);
    expect(stream.filter(({ type }) => type === 'AdulthoodConfirmed')).toHaveLength(1);
    expect(JSON.stringify(stream)).not.toMatch(/Geheim/);
    expect(JSON.stringify(given[0]?.data)).toMatch(/s1\.worker-/);
    expect(host.logged()).not.toMatch(/Geheim/);
  });

  it('takes nothing that cannot be rung or read, and no younger age', async () => {
    for (const [field, body] of [
      ['firstName', { firstName: ' ', isAdult: true }],
      ['phone', { firstName: 'B', isAdult: true, phone: 'bel maar' }],
      ['home', { firstName: 'B', isAdult: true, home: 'x'.repeat(201) }],
      ['isAdult', { firstName: 'B', isAdult: false }],
    ] as const) {
      const answer = await send('responder', 'PUT', '/api/profile', body);
      expect(answer.json, field).toMatchObject({ code: 'invalid-input', errors: [{ field }] });
    }
    expect(await profileOf('responder')).toMatchObject({ firstName: 'Bewoner A' });
  });

  it('has the agreement in the edition of today', async () => {
    const path = '/api/profile/agreement';
    const other = { edition: RESPONDER_AGREEMENT_EDITION + 1 };
    expect((await send('caretaker', 'POST', path, other)).json).toMatchObject({ code: 'invalid-input' });
    const edition = RESPONDER_AGREEMENT_EDITION;
    expect((await send('caretaker', 'POST', path, { edition })).json).toMatchObject({
      agreementEdition: edition,
    });
  });
});

describe('trainings', () => {
  const record = (by: string, personId: string | undefined, body: object) =>
    send(by, 'POST', `/api/people/${personId}/training`, body);

  it('are recorded by a coordinator, who sees who may be alerted', async () => {
    const before = await peopleOf('coordinator');
    const expired = before.find(({ name }) => name === 'Bewoner H');
    expect(expired).toMatchObject({ trainedUntil: '2026-09-15', hasAgreement: true, hasContact: true });
    expect(before.find(({ name }) => name === 'Beheerder')).toMatchObject({
      trainedUntil: null,
      hasAgreement: false,
      hasContact: false,
      isAdult: false,
    });
    const days = { on: '2026-11-24', validUntil: '2028-11-24' };
    const answer = await record('coordinator', expired?.personId, days);
    expect(answer.status).toBe(200);
    const { people } = peopleView.parse(answer.json);
    expect(people.find(({ name }) => name === 'Bewoner H')?.trainedUntil).toBe('2028-11-24');
    expect(await profileOf('responder-h')).toMatchObject({ trainedUntil: '2028-11-24' });
  });

  it('are for somebody of the district, on days that can be', async () => {
    const days = { on: '2026-11-24', validUntil: '2028-11-24' };
    const resident = host.waterkant.people.responder;
    expect((await record('coordinator', randomUUID(), days)).json).toMatchObject({ code: 'not-found' });
    expect((await record('administrator', resident, days)).json).toMatchObject({ code: 'not-allowed' });
    for (const [field, change] of [
      ['on', { on: '2026-11-25' }],
      ['on', { on: '24-11-2026' }],
      ['validUntil', { validUntil: '2026-11-24' }],
      ['validUntil', { validUntil: '2030-01-01' }],
    ] as const) {
      const answer = await record('coordinator', resident, { ...days, ...change });
      expect(answer.json, field).toMatchObject({ code: 'invalid-input', errors: [{ field }] });
    }
  });
});

describe('how alerts run', () => {
  const path = '/api/escalation-policy';
  const read = async () => escalationPolicyView.parse((await send('duty-officer', 'GET', path)).json);

  it('is the default until a coordinator sets it', async () => {
    expect(await read()).toMatchObject({ policy: defaultEscalationPolicy, isDefault: true });
    const policy = { ...defaultEscalationPolicy, waveSize: 4, wavesMax: 1 };
    const answer = await send('coordinator', 'PUT', path, { policy });
    expect(answer.json).toMatchObject({ policy, isDefault: false });
    expect(await read()).toMatchObject({ policy, isDefault: false });
  });

  it('never asks one alone, and is not set by a duty officer', async () => {
    const policy = { ...defaultEscalationPolicy, waveSize: 1 };
    expect((await send('coordinator', 'PUT', path, { policy })).json).toMatchObject({
      code: 'invalid-input',
    });
    expect((await send('duty-officer', 'PUT', path, { policy: defaultEscalationPolicy })).status).toBe(403);
    expect(await read()).toMatchObject({ isDefault: true });
  });
});

describe('a demo that an earlier release filled', () => {
  it('keeps its people, gets those who are new, and what is new about all of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bijspringen-older-'));
    const older = await startHost(readSettings({ PORT: '0', DATA_DIR: folder }), { log: () => undefined });
    await fillAsBefore(older.kernel);
    await older.stop();
    const now = await startTestHost({ folder });
    const names = createDirectory(now.kernel)
      .workers(now.waterkant.districtId)
      .map(({ name }) => name);
    const head = await now.kernel.store.head();
    const again = await now.restart();
    const headAgain = await again.kernel.store.head();
    const profile = (await (await again.as('responder')).get('/api/profile')).json;
    await again.end();
    expect(names.slice(0, 2)).toEqual(['Dienstdoende', 'Crisisgetrainde bewoner']);
    expect(names).toHaveLength(personas.length);
    expect(profile).toMatchObject({ firstName: 'Bewoner A', isAdult: true });
    expect(headAgain).toBe(head);
  });
});

/** Two of the people of the release before this one, with the names that they had. */
async function fillAsBefore(kernel: Kernel): Promise<void> {
  const { districtId, organisationId } = host.waterkant;
  const place = { districtId, organisationId, actor: SETUP };
  const before = [
    { persona: 'duty-officer', name: 'Dienstdoende', roles: ['duty-officer'] },
    { persona: 'responder', name: 'Crisisgetrainde bewoner', roles: ['crisis-trained-resident'] },
  ] as const;
  for (const { persona, name, roles } of before) {
    const commandId = derivedId('waterkant', `invite ${persona}`);
    const invitation = await invitePerson(kernel, { ...place, name, roles, commandId });
    if (isRefusal(invitation)) throw new Error(invitation.refused);
    const { personId, secret } = invitation;
    const accept = { personId, secret, commandId: derivedId('waterkant', `accept ${persona}`) };
    await acceptInvitation(kernel, { ...place, ...accept });
  }
}
