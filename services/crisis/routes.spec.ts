import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { A, at, B, C, NO_DANGER, OFFICER, SECOND } from './crisis.fixture.ts';
import { openRunningCrisis, type RunningCrisis } from './running-crisis.fixture.ts';

const HANG_MS = 60_000;
let world: RunningCrisis;
afterEach(() => world.close());

const decision = {
  answers: NO_DANGER,
  emergency: 'called-by-neighbour',
  tasks: ['be-near', 'bring-blanket'],
  needed: 2,
  meetingPoint: 'hal van Lisdodde',
  alertsResidents: true,
};

/** At 02.19 the duty officer decides. */
async function opens(about: object = {}) {
  const signalId = await world.raise();
  await world.waitUntil(at('02:19'));
  const answered = await world.post('/api/crises', OFFICER, { ...decision, signalId, ...about });
  return { answered, signalId, crisisId: String(answered.body.crisisId) };
}

const come = (crisisId: string, personId: string) =>
  world.post(`/api/crises/${crisisId}/accept`, personId, { knowsSomeone: false });
const view = async (crisisId: string, personId: string) =>
  (await world.get(`/api/crises/${crisisId}`, personId)).body;
const types = async (crisisId: string) => (await world.events(crisisId)).map(({ type }) => type);

describe('a crisis through its routes', () => {
  it('two say yes and get the meeting point; the place only when both are there; all is hidden at the end', {
    timeout: HANG_MS,
  }, async () => {
    world = await openRunningCrisis();
    const { answered, crisisId } = await opens();
    expect(answered).toMatchObject({ status: 201, body: { refused: [], asked: 5 } });
    expect(await view(crisisId, B)).toMatchObject({
      screen: 'asked',
      answerBefore: at('02:25'),
      meetingPoint: null,
    });
    await world.waitUntil(at('02:21'));
    expect((await come(crisisId, B)).status).toBe(200);
    expect(await view(crisisId, B)).toMatchObject({
      screen: 'wait-indoors',
      meetingPoint: null,
      partners: [],
    });
    await world.waitUntil(at('02:24'));
    await come(crisisId, C);
    expect(await view(crisisId, B)).toMatchObject({
      screen: 'go',
      meetingPoint: 'hal van Lisdodde',
      place: null,
      checkBefore: at('02:34'),
      partners: [{ firstName: 'Roepnaam c', state: 'accepted' }],
    });
    expect(await view(crisisId, A)).toMatchObject({ screen: 'enough', meetingPoint: null });
    for (const person of [B, C]) {
      await world.post(`/api/crises/${crisisId}/on-the-way`, person);
      await world.post(`/api/crises/${crisisId}/arrived`, person);
    }
    expect(await view(crisisId, B)).toMatchObject({ screen: 'together', place: 'Rietkraag 3e' });
    const duty = await view(crisisId, OFFICER);
    expect(duty).toMatchObject({ as: 'duty-officer', phase: 'alerting', standing: 2 });
    const ended = await world.post(`/api/crises/${crisisId}/stand-down`, SECOND, {
      seen: duty.version,
      because: 'help-arrived',
    });
    expect(ended.status).toBe(200);
    expect(await view(crisisId, B)).toMatchObject({ screen: 'stood-down', place: null, meetingPoint: null });
    const after = await view(crisisId, OFFICER);
    expect(after).toMatchObject({ phase: 'stood-down', place: null, meetingPoint: null });
    expect(after.aftercare).toHaveLength(8);
  });

  it('one alone waits until the last wave has passed, and is thanked', { timeout: HANG_MS }, async () => {
    world = await openRunningCrisis({ policy: { wavesMax: 1 } });
    const { crisisId } = await opens();
    await come(crisisId, B);
    await world.waitUntil(at('02:25'));
    expect((await types(crisisId)).slice(-3)).toEqual([
      'WaveExpired',
      'ResponderReleased',
      'BackupRequested',
    ]);
    expect(await view(crisisId, B)).toMatchObject({ screen: 'released', meetingPoint: null });
    expect((await come(crisisId, C)).body.code).toBe('alert-over');
  });

  it('the next wave goes at its deadline, also when nothing ran then', { timeout: HANG_MS }, async () => {
    world = await openRunningCrisis({ policy: { waveSize: 2 } });
    const { crisisId } = await opens();
    await world.restartAt(at('02:40'));
    const [waves] = [(await world.events(crisisId)).filter(({ type }) => type === 'WaveAlerted')];
    expect(waves.map(({ metadata }) => metadata.at)).toEqual([at('02:19'), at('02:40')]);
  });

  it('a yes to a hard rule refuses, and says which', { timeout: HANG_MS }, async () => {
    world = await openRunningCrisis();
    const { answered, crisisId } = await opens({ answers: { ...NO_DANGER, child: 'yes' } });
    expect(answered).toMatchObject({ status: 201, body: { refused: ['child'], asked: 0 } });
    expect(await view(crisisId, OFFICER)).toMatchObject({ phase: 'professionals', refusedBy: ['child'] });
    expect((await world.get(`/api/crises/${crisisId}`, B)).body.code).toBe('not-asked');
  });

  it('nobody on the roster opens nothing', { timeout: HANG_MS }, async () => {
    world = await openRunningCrisis({ shifts: false });
    const { answered } = await opens();
    expect(answered).toMatchObject({ status: 403, body: { code: 'not-on-duty' } });
  });

  it('sent twice it is one crisis; two officers at once make one', { timeout: HANG_MS }, async () => {
    world = await openRunningCrisis();
    const signalId = await world.raise();
    const body = { ...decision, signalId, commandId: randomUUID() };
    const [first, again, other] = await Promise.all([
      world.request('POST', '/api/crises', OFFICER, body),
      world.request('POST', '/api/crises', OFFICER, body),
      world.request('POST', '/api/crises', SECOND, { ...body, commandId: randomUUID() }),
    ]);
    expect(again).toEqual(first);
    expect(other).toMatchObject({ status: 409, body: { code: 'crisis-running' } });
  });
});
