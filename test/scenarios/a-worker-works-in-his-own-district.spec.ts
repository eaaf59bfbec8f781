/** A worker sees and touches the signals of a district where he holds the role, and nobody sees what was taken back. */
import { randomUUID } from 'node:crypto';
import { invitePerson, openDistrict, SETUP } from '@bijspringen/people/index.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Neighbour, next, problemOf, startWorld, type World } from '../support/world.ts';

let world: World;
let neighbour: Neighbour;
beforeEach(async () => {
  world = await startWorld({ at: '2026-11-24T09:42:00.000Z' });
  neighbour = await world.neighbour({
    kind: 'concern',
    text: 'gordijne dicht',
    place: 'Lisdodde 14',
    contact: 'bel mij na zessen',
    gate: { dangers: [], emergencyCalled: 'no' },
  });
});
afterEach(() => world.close());

const triage = { themes: [], urgency: 'ordinary', ...next('check-in', '2026-11-26') };

/** A caretaker of another district, logged in through her invitation. */
async function caretakerElsewhere(): Promise<string> {
  const { kernel, waterkant } = world;
  const place = { districtId: randomUUID(), organisationId: waterkant.organisationId, actor: SETUP };
  const workingHours = {
    timeZone: 'Europe/Amsterdam',
    weekdays: [1, 2, 3, 4, 5],
    hours: { from: '09:00', to: '17:00' },
    phone: null,
    sameDayUntil: '15:00',
  };
  const { organisationId } = place;
  const facts = { name: 'Overkant', organisationId, workingHours, helpRoutes: [], places: [] };
  await openDistrict(kernel, { ...place, facts, commandId: randomUUID() });
  const invited = await invitePerson(kernel, {
    ...place,
    name: 'Huismeester overkant',
    roles: ['social-caretaker'],
    commandId: randomUUID(),
  });
  if ('refused' in invited) throw new Error('not invited');
  const { secret } = invited;
  await kernel.waitFor(await kernel.store.head());
  const response = await fetch(`${world.url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.url },
    body: JSON.stringify({ commandId: randomUUID(), invitation: secret }),
  });
  expect(response.status).toBe(201);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('a worker', () => {
  it('is asked to log in, and needs a role that works with signals', async () => {
    const path = `/api/signals/${neighbour.signalId}`;
    expect((await world.request('GET', path)).status).toBe(401);
    const administrator = await world.as('administrator');
    expect((await administrator.request('GET', path)).status).toBe(403);
    expect((await administrator.tries(neighbour.signalId, 'triage', triage)).status).toBe(403);
    const responder = await world.as('crisis-trained-resident');
    expect((await responder.request('GET', path)).status).toBe(403);
    const caretaker = await world.as('social-caretaker');
    expect((await caretaker.request('GET', path)).status).toBe(200);
    expect((await caretaker.request('GET', `/api/signals/${randomUUID()}`)).status).toBe(404);
  });

  it('of another district gets neither the signal nor work on it', async () => {
    const headers = { cookie: await caretakerElsewhere(), origin: world.url };
    const path = `/api/signals/${neighbour.signalId}`;
    expect(problemOf(await world.request('GET', path, { headers })).code).toBe('not-allowed');
    const body = { commandId: randomUUID(), ...triage };
    expect((await world.request('POST', `${path}/triage`, { headers, body })).status).toBe(403);
    const link = { commandId: randomUUID(), otherSignalId: neighbour.signalId };
    const own = { commandId: randomUUID(), origin: 'own-observation', kind: 'wish', text: 'taart' };
    const followCode = '00000000000000';
    const observed = await world.request('POST', '/api/observations', {
      headers,
      body: { ...own, followCode },
    });
    expect(observed.status).toBe(201);
    const { signalId } = observed.body as { signalId: string };
    expect(
      (await world.request('POST', `/api/signals/${signalId}/links`, { headers, body: link })).status,
    ).toBe(403);
    const caretaker = await world.as('social-caretaker');
    expect((await caretaker.tries(neighbour.signalId, 'links', { otherSignalId: signalId })).status).toBe(
      403,
    );
  });

  it('gives it to a colleague of the district, and to nobody else', async () => {
    const caretaker = await world.as('social-caretaker');
    const coordinator = await world.as('coordinator');
    const administrator = await world.as('administrator');
    const to = (personId: string) => caretaker.tries(neighbour.signalId, 'assignment', { personId });
    expect(problemOf(await to(administrator.personId)).code).toBe('no-such-worker');
    expect(problemOf(await to(randomUUID())).code).toBe('no-such-worker');
    expect((await to(coordinator.personId)).status).toBe(200);
    const view = await coordinator.reads(neighbour.signalId);
    expect(view.owner).toMatchObject({ isYou: true, owner: { role: 'coordinator' } });
    expect((await neighbour.follow()).reader).toBe('coordinator');
    expect(view.colleagues.map((each) => each.personId)).not.toContain(administrator.personId);
  });

  it('chooses a day that still comes', async () => {
    const caretaker = await world.as('social-caretaker');
    const yesterday = { ...triage, ...next('check-in', '2026-11-23') };
    expect(problemOf(await caretaker.tries(neighbour.signalId, 'triage', yesterday)).code).toBe(
      'date-in-the-past',
    );
  });
});

describe('what was taken back', () => {
  it('is shown to nobody, takes no work, and its code opens nothing', async () => {
    const caretaker = await world.as('social-caretaker');
    await caretaker.does(neighbour.signalId, 'notes', { note: 'bel de zus' });
    expect((await neighbour.takesItBack()).status).toBe(200);
    const view = await caretaker.reads(neighbour.signalId);
    expect(view).toMatchObject({ status: 'withdrawn', text: null, place: null, contact: null, next: null });
    for (const word of ['gordijne', 'Lisdodde', 'zessen', 'zus'])
      expect(JSON.stringify(view)).not.toContain(word);
    expect(problemOf(await caretaker.tries(neighbour.signalId, 'triage', triage)).code).toBe(
      'signal-withdrawn',
    );
    expect(problemOf(await caretaker.tries(neighbour.signalId, 'reopening')).code).toBe('signal-withdrawn');
    expect(problemOf(await neighbour.writes('toch nog iets')).code).toBe('code-unknown');
    await world.waitUntil('2026-11-24T10:00:00.000Z');
    expect(await caretaker.today()).toEqual([]);
  });
});

describe('what a worker notes on the stairs', () => {
  it('is hers at once, without a gate, and can be followed by whoever told it', async () => {
    const caretaker = await world.as('social-caretaker');
    const told = await caretaker.notes({
      origin: 'told',
      kind: 'help',
      text: 'komt de trap niet meer op met boodschappen',
      readFirst: true,
    });
    const view = await caretaker.reads(told.signalId);
    expect(view).toMatchObject({
      origin: 'told',
      isRead: true,
      readFirst: ['worker-asks'],
      owner: { isYou: true },
    });
    const headers = { authorization: `Follow ${told.code}` };
    const seen = await world.request('GET', '/api/follow', { headers });
    expect(JSON.stringify(seen.body)).toContain('boodschappen');
  });

  it('she saw herself is not shown to whoever gets the code', async () => {
    const caretaker = await world.as('social-caretaker');
    const own = await caretaker.notes({
      origin: 'own-observation',
      kind: 'concern',
      text: 'post steekt uit de bus',
      place: 'Rietkraag 2',
    });
    const headers = { authorization: `Follow ${own.code}` };
    const seen = await world.request('GET', '/api/follow', { headers });
    expect(seen.status).toBe(200);
    expect(JSON.stringify(seen.body)).not.toContain('post steekt');
  });
});
