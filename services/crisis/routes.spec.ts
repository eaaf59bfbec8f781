import { randomUUID } from 'node:crypto';
import { crisisProspect } from '@bijspringen/contracts/crisis/views.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { A, at, B, C, D, E, NO_DANGER, OFFICER, SECOND, uuid } from './crisis.fixture.ts';
import { openRunningCrisis, type RunningCrisis } from './running-crisis.fixture.ts';
import { decision, stepsIn } from './running-steps.fixture.ts';
import { COORDINATOR, ELSEWHERE_OFFICER, ORGANISATION, phoneOf, WATERKANT } from './seeded-log.fixture.ts';

const HANG_MS = 60_000;
let world: RunningCrisis;
afterEach(() => world.close());

async function begin(options?: Parameters<typeof openRunningCrisis>[0]) {
  world = await openRunningCrisis(options);
  return stepsIn(world);
}

describe('a crisis through its routes', { timeout: HANG_MS }, () => {
  it('two say yes and get the meeting point; the place only when both are there; all is hidden at the end', async () => {
    const { open, pair, come, act, responder, duty, decides } = await begin();
    const { answered, crisisId } = await open();
    expect(answered).toMatchObject({ status: 201, body: { refused: [], asked: 5 } });
    const asked = await responder(crisisId, B);
    expect(asked).toMatchObject({
      screen: 'asked',
      answerBefore: at('02:25'),
      meetingPoint: null,
      dutyPhone: null,
    });
    await world.waitUntil(at('02:21'));
    expect((await come(crisisId, B)).status).toBe(200);
    expect(await responder(crisisId, B)).toMatchObject({
      screen: 'wait-indoors',
      meetingPoint: null,
      partners: [],
    });
    await pair(crisisId);
    expect(await responder(crisisId, B)).toMatchObject({
      screen: 'go',
      meetingPoint: 'hal van Lisdodde',
      place: null,
      dutyPhone: phoneOf(OFFICER),
      checkBefore: at('02:34'),
      partners: [{ firstName: 'Roepnaam c', state: 'accepted' }],
    });
    expect(await responder(crisisId, A)).toMatchObject({
      screen: 'enough',
      meetingPoint: null,
      partners: [],
    });
    for (const person of [B, C]) {
      await act(crisisId, 'on-the-way', person);
      await act(crisisId, 'arrived', person);
    }
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'together', place: 'Rietkraag 3e' });
    expect(await duty(crisisId)).toMatchObject({ phase: 'alerting', standing: 2, place: 'Rietkraag 3e' });
    expect((await decides(crisisId, 'stand-down', { because: 'help-arrived' }, SECOND)).status).toBe(200);
    expect(await responder(crisisId, B)).toMatchObject({
      screen: 'stood-down',
      place: null,
      meetingPoint: null,
      partners: [],
      aftercareAt: [at('10:30'), '2026-11-24T09:30:00.000Z'],
    });
    const after = await duty(crisisId);
    expect(after).toMatchObject({ phase: 'stood-down', place: null, meetingPoint: null });
    expect(after.aftercare).toHaveLength(8);
  });

  it('shows the duty officer who was asked by letter, and a name after a yes', async () => {
    const { open, come, duty } = await begin();
    const { crisisId } = await open();
    await come(crisisId, B);
    const { responders, waves, nextWaveAt, officers, timeline } = await duty(crisisId);
    expect(responders.map(({ label }) => label)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(responders.map(({ firstName }) => firstName)).toEqual([null, 'Roepnaam b', null, null, null]);
    expect(responders.every(({ reach }) => reach === 'no-device')).toBe(true);
    expect(waves).toMatchObject([{ wave: 1, asked: 5, isLast: true, isExpired: false }]);
    expect(nextWaveAt).toBe(null);
    expect(officers.map(({ isYou }) => isYou)).toEqual([true, false]);
    expect(timeline.at(-1)).toMatchObject({ type: 'ResponderAccepted', who: 'B' });
  });

  it('shows a coordinator the same without places, names, numbers and notes', async () => {
    const { open, pair, duty, decides } = await begin();
    const { crisisId } = await open();
    await pair(crisisId);
    expect(await duty(crisisId, COORDINATOR)).toMatchObject({ standing: 2, meetingPoint: null, place: null });
    await decides(crisisId, 'stand-down', { because: 'help-arrived' });
    const view = await duty(crisisId, COORDINATOR);
    for (const one of view.responders) expect([one.firstName, one.phone]).toEqual([null, null]);
    for (const one of view.aftercare) expect([one.name, one.phone]).toEqual([null, null]);
    const decided = await world.post(`/api/crises/${crisisId}/stand-down`, COORDINATOR, {
      seen: view.version,
      because: 'help-arrived',
    });
    expect(decided).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  it('tells a resident nothing of the signal, the person or the others who were asked', async () => {
    const { open, responder } = await begin();
    const { crisisId, signalId } = await open();
    const told = JSON.stringify(await responder(crisisId, B));
    for (const secret of [signalId, 'galerij', 'Rietkraag', 'Lisdodde', A, C, OFFICER, 'Naam', 'Roepnaam']) {
      expect(told).not.toContain(secret);
    }
  });

  it('tells whoever was not asked nothing', async () => {
    const { open, act, come } = await begin({ policy: { waveSize: 2 } });
    const { crisisId } = await open();
    expect(await world.get(`/api/crises/${crisisId}`, E)).toMatchObject({
      status: 404,
      body: { code: 'not-asked' },
    });
    expect((await come(crisisId, E)).body.code).toBe('not-asked');
    expect((await act(crisisId, 'unsafe', E)).body.code).toBe('not-asked');
    expect((await act(crisisId, 'debrief', E, { text: 'les' })).body.code).toBe('not-asked');
    expect((await world.get(`/api/crises/${crisisId}`, ELSEWHERE_OFFICER)).status).toBe(403);
    expect((await world.get(`/api/crises/${crisisId}`, null)).status).toBe(401);
    expect((await world.get(`/api/crises/${randomUUID()}`, OFFICER)).status).toBe(404);
  });

  it('leads a resident to the alert to look at, and away from it afterwards', async () => {
    const { open, come, act, decides } = await begin();
    const mineOf = async (personId: string) => (await world.get('/api/crises/mine', personId)).body.crisisId;
    expect(await mineOf(B)).toBe(null);
    const { crisisId } = await open();
    expect(await mineOf(B)).toBe(crisisId);
    await act(crisisId, 'decline', A, { why: 'knows-someone' });
    expect(await mineOf(A)).toBe(null);
    await come(crisisId, B);
    await decides(crisisId, 'stand-down', { because: 'no-longer-needed' });
    expect([await mineOf(B), await mineOf(C)]).toEqual([crisisId, null]);
    await act(crisisId, 'home', B, { feeling: 'heavy' });
    expect(await mineOf(B)).toBe(null);
  });
});

describe('opening through the routes', { timeout: HANG_MS }, () => {
  it('a yes to a hard rule refuses residents, and says which; the crisis is open', async () => {
    const { open, duty } = await begin();
    const { answered, crisisId } = await open({ answers: { ...NO_DANGER, child: 'yes' } });
    expect(answered).toMatchObject({ status: 201, body: { refused: ['child'], asked: 0 } });
    expect(await duty(crisisId)).toMatchObject({
      phase: 'professionals',
      refusedBy: ['child'],
      backup: { why: 'residents-impossible', asked: 1 },
    });
  });

  it('a yes at the gate refuses whatever is answered now, also through a message beside it', async () => {
    const { open } = await begin();
    const knife = await world.raise({ gate: { dangers: ['violence'], emergencyCalled: 'yes' } });
    const { signalId } = await open({ signalId: knife });
    expect((await world.events((await openAgain(knife)).crisisId)).length).toBeGreaterThan(0);
    await world.append(`signal-${signalId}`, [{ type: 'SignalLinked', data: { otherSignalId: knife } }]);
    await world.settle();
    expect((await openAgain(signalId)).refused).toEqual(['violence']);
  });

  it('a yes of an earlier crisis refuses the second one', async () => {
    const { open, decides, act } = await begin();
    const { crisisId, signalId } = await open();
    await act(crisisId, 'dangers', OFFICER, { rule: 'fire' });
    expect((await openAgain(signalId)).refused).toEqual(['fire']);
    expect((await decides(crisisId, 'next-wave')).body.code).toBe('residents-impossible');
  });

  it('a yes is not got rid of by opening once more without a message, at the same place', async () => {
    await begin();
    const direct = { ...decision, place: 'Rietkraag 31' };
    const yes = { ...direct, answers: { ...NO_DANGER, violence: 'yes' } };
    expect((await world.post('/api/crises', OFFICER, yes)).body.refused).toEqual(['violence']);
    const again = await world.post('/api/crises', SECOND, { ...direct, place: 'rietkraag 31, derde' });
    expect(again.body).toMatchObject({ refused: ['violence'], asked: 0 });
    const elsewhere = await world.post('/api/crises', OFFICER, { ...decision, place: 'Lisdodde 2' });
    expect(elsewhere.body).toMatchObject({ refused: [], asked: 5 });
  });

  it('nobody on the roster opens nothing', async () => {
    const { open } = await begin({ shifts: false });
    expect((await open()).answered).toMatchObject({ status: 403, body: { code: 'not-on-duty' } });
  });

  it('an officer of another district opens nothing here', async () => {
    await begin();
    const signalId = await world.raise();
    const answered = await world.post('/api/crises', ELSEWHERE_OFFICER, { ...decision, signalId });
    expect(answered).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  it('sent twice it is one crisis; two officers at once make one', async () => {
    await begin();
    const signalId = await world.raise();
    const body = { ...decision, signalId, commandId: randomUUID() };
    const [first, again, other] = await Promise.all([
      world.request('POST', '/api/crises', OFFICER, body),
      world.request('POST', '/api/crises', OFFICER, body),
      world.request('POST', '/api/crises', SECOND, { ...body, commandId: randomUUID() }),
    ]);
    expect(again).toEqual(first);
    expect(other).toMatchObject({ status: 409, body: { code: 'crisis-running' } });
    const changed = await world.request('POST', '/api/crises', OFFICER, { ...body, needed: 3 });
    expect(changed).toMatchObject({ status: 422, body: { code: 'command-reused' } });
  });

  it('without a signal it needs a place, and asks nobody who lives there', async () => {
    await begin();
    const nowhere = await world.post('/api/crises', OFFICER, decision);
    expect(nowhere).toMatchObject({
      status: 422,
      body: { code: 'invalid-input', errors: [{ field: 'place' }] },
    });
    const answered = await world.post('/api/crises', OFFICER, { ...decision, place: 'Kadelaan 0a' });
    expect(answered.body).toMatchObject({ asked: 4 });
    expect((await world.get(`/api/crises/${answered.body.crisisId}`, A)).body.code).toBe('not-asked');
    expect((await world.post('/api/crises', OFFICER, { ...decision, needed: 1, place: 'hier' })).status).toBe(
      422,
    );
  });

  it('asks neither who lives there, nor the reporter, nor who is on duty, paused or in another alert', async () => {
    await begin({ residents: [A, B, C, D] });
    await world.person(uuid('1a'), 'crisis-trained-resident', { home: 'Lisdodde 14' });
    await world.available(C, 'paused');
    const where = { districtId: WATERKANT, organisationId: ORGANISATION };
    await world.append(`person-${B}`, [{ type: 'RoleGranted', data: { role: 'duty-officer', ...where } }]);
    await world.shift(B, 'second', at('01:00'), at('05:00'));
    const signalId = await world.raise({
      place: 'Lisdodde 14',
      contact: `bel ${phoneOf(D)} na vijven`,
    });
    const prospect = crisisProspect.parse(
      (await world.get(`/api/crises/prospect?signalId=${signalId}`, OFFICER)).body,
    );
    expect(prospect).toMatchObject({ couldBeAsked: 1 });
    expect(prospect.passedOver).toEqual(
      expect.arrayContaining([
        { why: 'is-on-duty', count: 1 },
        { why: 'not-available', count: 1 },
        { why: 'lives-there', count: 1 },
        { why: 'is-reporter', count: 1 },
      ]),
    );
    const first = await world.post('/api/crises', OFFICER, { ...decision, signalId });
    expect(first.body).toMatchObject({ asked: 1 });
    const other = await world.post('/api/crises', OFFICER, { ...decision, signalId: await world.raise() });
    const [, refused] = await world.events(other.body.crisisId);
    expect(refused).toMatchObject({ type: 'WaveAlerted', data: { personIds: [D, uuid('1a')] } });
  });

  it('shows before deciding what was written, what is known and who could come', async () => {
    await begin();
    const signalId = await world.raise({ gate: { dangers: ['child', 'place'], emergencyCalled: 'yes' } });
    const path = `/api/crises/prospect?signalId=${signalId}`;
    expect(crisisProspect.parse((await world.get(path, OFFICER)).body)).toMatchObject({
      text: 'ze roept op de galerij',
      place: 'Rietkraag 3e',
      emergency: 'called-by-neighbour',
      knownYes: ['child'],
      isOnDuty: true,
      couldBeAsked: 5,
      openCrisisId: null,
    });
    expect((await world.get('/api/crises/prospect', OFFICER)).body).toMatchObject({
      signalId: null,
      couldBeAsked: 5,
    });
    expect((await world.get('/api/crises/prospect?signalId=nee', OFFICER)).status).toBe(404);
    expect((await world.get(path, B)).status).toBe(403);
  });

  /** The first crisis of the signal ends, and a second one is opened. */
  async function openAgain(signalId: string) {
    const { decides } = stepsIn(world);
    const before = (await world.get(`/api/crises/prospect?signalId=${signalId}`, OFFICER)).body.openCrisisId;
    if (before !== null) await decides(String(before), 'stand-down', { because: 'no-longer-needed' });
    const answered = await world.post('/api/crises', OFFICER, { ...decision, signalId });
    return { crisisId: answered.body.crisisId, refused: answered.body.refused };
  }
});

it('every opened text reaches the read log, with who read it and why', { timeout: HANG_MS }, async () => {
  const { open, pair, responder, duty } = await begin();
  const { crisisId, signalId } = await open();
  expect(world.reads).toContainEqual(
    expect.objectContaining({ subject: `worker-${D}`, purpose: 'alert-choice', actor: `person-${OFFICER}` }),
  );
  await pair(crisisId);
  world.reads.length = 0;
  await responder(crisisId, B);
  expect(world.reads).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ subject: `matter-${signalId}`, purpose: 'crisis', actor: `person-${B}` }),
      expect.objectContaining({ subject: `worker-${C}`, purpose: 'crisis', actor: `person-${B}` }),
    ]),
  );
  world.reads.length = 0;
  await duty(crisisId);
  expect(world.reads.every(({ actor }) => actor === `person-${OFFICER}`)).toBe(true);
});

it('words of a matter that was forgotten are gone, and the alert goes on', { timeout: HANG_MS }, async () => {
  const { open, pair, responder } = await begin();
  const { crisisId, signalId } = await open();
  await pair(crisisId);
  await world.vault.forget([`matter-${signalId}`, `worker-${C}`]);
  expect(await responder(crisisId, B)).toMatchObject({
    screen: 'go',
    meetingPoint: null,
    partners: [{ firstName: null, phone: null }],
  });
});
