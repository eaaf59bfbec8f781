/** What becomes known, or is said, while residents are asked and on their way; through the routes and timers. */
import { afterEach, describe, expect, it } from 'vitest';
import { A, at, B, C, D, E, OFFICER, SECOND } from './crisis.fixture.ts';
import { openRunningCrisis, type RunningCrisis } from './running-crisis.fixture.ts';
import { stepsIn } from './running-steps.fixture.ts';
import { ORGANISATION, phoneOf, WATERKANT } from './seeded-log.fixture.ts';

const HANG_MS = 60_000;
let world: RunningCrisis;
afterEach(() => world.close());

async function begin(options?: Parameters<typeof openRunningCrisis>[0]) {
  world = await openRunningCrisis(options);
  return stepsIn(world);
}

const ofType = async (crisisId: string, type: string) =>
  (await world.events(crisisId)).filter((event) => event.type === type);

it('"niet veilig" lets also who says yes later wait until it was judged', { timeout: HANG_MS }, async () => {
  const { open, come, act, decides, responder, duty } = await begin({ policy: { waveSize: 3 } });
  const { crisisId } = await open({ needed: 3 });
  await come(crisisId, B);
  await come(crisisId, C);
  await act(crisisId, 'unsafe', C);
  expect((await come(crisisId, A)).status).toBe(200);
  const hidden = { meetingPoint: null, place: null, partners: [] };
  expect(await responder(crisisId, A)).toMatchObject({ screen: 'wait-indoors', ...hidden });
  expect(await responder(crisisId, B)).toMatchObject({ screen: 'wait-other', ...hidden });
  expect((await act(crisisId, 'on-the-way', B)).body.code).toBe('wait-for-another');
  expect((await decides(crisisId, 'judgement', { judgement: 'go-on' })).status).toBe(200);
  for (const person of [A, B]) {
    expect(await responder(crisisId, person)).toMatchObject({
      screen: 'go',
      meetingPoint: 'hal van Lisdodde',
    });
  }
  expect(await duty(crisisId)).toMatchObject({ isStoppedByUnsafe: false });
});

describe('a yes that shows beside the message', { timeout: HANG_MS }, () => {
  const link = (signalId: string, otherSignalId: string) =>
    world.append(`signal-${signalId}`, [{ type: 'SignalLinked', data: { otherSignalId } }]);

  it('of a second neighbour stands the alert down, and tells the officer too', async () => {
    const { open, pair, responder, decides } = await begin();
    const { crisisId, signalId } = await open();
    await pair(crisisId);
    const knife = await world.raise({ gate: { dangers: ['violence'], emergencyCalled: 'yes' } });
    await link(signalId, knife);
    await world.settle();
    expect(await ofType(crisisId, 'DangerNoted')).toMatchObject([{ data: { rule: 'violence' } }]);
    expect(await ofType(crisisId, 'StoodDown')).toMatchObject([{ data: { because: 'danger' } }]);
    expect(await ofType(crisisId, 'BackupRequested')).toMatchObject([
      { data: { why: 'residents-impossible', personIds: [OFFICER, SECOND] } },
    ]);
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'stood-down', meetingPoint: null });
    expect((await decides(crisisId, 'next-wave')).body.code).toBe('residents-impossible');
  });

  it('in a crisis about that one stands this one down as well', async () => {
    const { open, act, types } = await begin({ policy: { waveSize: 2 } });
    const { crisisId, signalId } = await open();
    const other = await open();
    await link(signalId, other.signalId);
    await act(other.crisisId, 'dangers', OFFICER, { rule: 'child' });
    expect(await types(crisisId)).toEqual(expect.arrayContaining(['DangerNoted', 'StoodDown']));
  });

  it('is kept where professionals go alone, so that no group can be sent', async () => {
    const { open, decides } = await begin();
    const { crisisId, signalId } = await open({ alertsResidents: false });
    await link(signalId, await world.raise({ gate: { dangers: ['fire'], emergencyCalled: 'yes' } }));
    await world.settle();
    expect((await decides(crisisId, 'next-wave')).body.code).toBe('residents-impossible');
    expect(await ofType(crisisId, 'DangerNoted')).toHaveLength(1);
  });
});

it('a message that is taken back holds the alert, and its writer is not asked', {
  timeout: HANG_MS,
}, async () => {
  const { open, duty, decides } = await begin({ policy: { waveSize: 3 } });
  const { crisisId, signalId } = await open({}, { contact: phoneOf(D) });
  const taken = { type: 'SignalWithdrawn', data: { retention: 'withdrawn-at-once' } };
  await world.append(`signal-${signalId}`, [taken], { actor: { kind: 'reporter' }, correlationId: signalId });
  await world.settle();
  expect(await duty(crisisId)).toMatchObject({ phase: 'held', held: { text: null } });
  await world.waitUntil(at('02:26'));
  await decides(crisisId, 'judgement', { judgement: 'go-on' });
  expect((await ofType(crisisId, 'WaveAlerted')).map(({ data }) => data.personIds)).toEqual([[A, B, C], [E]]);
});

it('whoever goes somewhere with another cannot say yes elsewhere', { timeout: HANG_MS }, async () => {
  const { open, come, act } = await begin();
  const { crisisId } = await open();
  const other = await open({ alertsResidents: false });
  // Two officers who decide in the same second may both ask B.
  const wave = { wave: 1, personIds: [B], passedOver: [], expiresAt: at('02:25'), isLast: false };
  await world.append(`crisis-${other.crisisId}`, [{ type: 'WaveAlerted', data: wave }]);
  await world.settle();
  expect((await come(crisisId, B)).status).toBe(200);
  expect((await come(crisisId, B)).status).toBe(200);
  expect(await come(other.crisisId, B)).toMatchObject({ status: 409, body: { code: 'in-another-alert' } });
  await act(crisisId, 'decline', B, { why: 'cannot' });
  expect((await come(other.crisisId, B)).status).toBe(200);
});

it('somebody who is left outside when nobody else can come goes home and says so', {
  timeout: HANG_MS,
}, async () => {
  const { open, pair, act, responder, decides } = await begin({ residents: [B, C] });
  const { crisisId } = await open();
  await pair(crisisId);
  for (const person of [B, C]) await act(crisisId, 'arrived', person);
  await act(crisisId, 'decline', C, { why: 'cannot' });
  await world.waitUntil(at('02:25'));
  expect(await ofType(crisisId, 'ResponderReleased')).toMatchObject([{ data: { personId: B } }]);
  expect(await responder(crisisId, B)).toMatchObject({ screen: 'stood-down', place: null });
  await decides(crisisId, 'stand-down', { because: 'nobody-could-come' });
  expect(await ofType(crisisId, 'StoodDown')).toMatchObject([{ data: { personIds: [B] } }]);
  expect((await decides(crisisId, 'closing')).body.code).toBe('helpers-not-home');
  await act(crisisId, 'home', B);
  expect((await decides(crisisId, 'closing')).status).toBe(200);
});

it('no group goes while nobody is left who may decide', { timeout: HANG_MS }, async () => {
  const { open, types } = await begin({ policy: { waveSize: 2 } });
  const { crisisId } = await open();
  const role = { role: 'duty-officer', districtId: WATERKANT, organisationId: ORGANISATION };
  for (const personId of [OFFICER, SECOND]) {
    await world.append(`person-${personId}`, [{ type: 'RoleRevoked', data: role }]);
  }
  await world.waitUntil(at('02:26'));
  expect((await types(crisisId)).slice(1)).toEqual(['WaveAlerted', 'WaveExpired', 'BackupRequested']);
});
