import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { A, at, B, C, D, E, OFFICER, SECOND, uuid } from './crisis.fixture.ts';
import { openRunningCrisis, type RunningCrisis } from './running-crisis.fixture.ts';
import { stepsIn } from './running-steps.fixture.ts';
import { ORGANISATION } from './seeded-log.fixture.ts';

const HANG_MS = 60_000;
let world: RunningCrisis;
afterEach(() => world.close());

async function begin(options?: Parameters<typeof openRunningCrisis>[0]) {
  world = await openRunningCrisis(options);
  return stepsIn(world);
}

const ofType = async (crisisId: string, type: string) =>
  (await world.events(crisisId)).filter((event) => event.type === type);

describe('waves by themselves', { timeout: HANG_MS }, () => {
  it('one alone waits until the last wave has passed, and is thanked', async () => {
    const { open, come, types, responder, duty } = await begin({ policy: { wavesMax: 1 } });
    const { crisisId } = await open();
    await come(crisisId, B);
    await world.waitUntil(at('02:24'));
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'wait-indoors' });
    await world.waitUntil(at('02:25'));
    expect((await types(crisisId)).slice(-3)).toEqual([
      'WaveExpired',
      'ResponderReleased',
      'BackupRequested',
    ]);
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'released', meetingPoint: null });
    expect((await come(crisisId, C)).body.code).toBe('alert-over');
    expect(await responder(crisisId, C)).toMatchObject({ screen: 'too-late', answerBefore: null });
    expect(await duty(crisisId)).toMatchObject({
      phase: 'professionals',
      backup: { why: 'not-enough', asked: 1 },
    });
  });

  it('the next wave goes at its deadline, to others, in the order of least recently asked', async () => {
    const { open } = await begin({ policy: { waveSize: 2 } });
    const { crisisId } = await open();
    await world.waitUntil(at('02:31'));
    const waves = await ofType(crisisId, 'WaveAlerted');
    expect(waves.map(({ data }) => data.personIds)).toEqual([[A, B], [C, D], [E]]);
    expect(waves.map(({ metadata }) => metadata.at)).toEqual([at('02:19'), at('02:25'), at('02:31')]);
    expect(waves.at(-1)?.metadata.actor).toEqual({ kind: 'system', part: 'timer' });
  });

  it.each([true, false])(
    'a deadline that passed while nothing ran fires once (read files kept: %s)',
    async (keepsReadFiles) => {
      const { open } = await begin({ policy: { waveSize: 2 } });
      const { crisisId } = await open();
      await world.restartAt(at('02:40'), { keepsReadFiles });
      await world.restartAt(at('02:41'), { keepsReadFiles });
      const waves = await ofType(crisisId, 'WaveAlerted');
      expect(waves.map(({ metadata }) => metadata.at)).toEqual([at('02:19'), at('02:40')]);
    },
  );

  it('an alert whose end passed while nothing ran is over, and asks nobody any more', async () => {
    const { open, types } = await begin({ policy: { waveSize: 2 } });
    const { crisisId } = await open();
    await world.restartAt(at('04:00'));
    expect((await types(crisisId)).filter((type) => type === 'WaveAlerted')).toHaveLength(1);
    expect((await ofType(crisisId, 'StoodDown')).map(({ data }) => data.because)).toEqual(['sixty-minutes']);
  });

  it('an alert ends by itself after the time that was agreed', async () => {
    const { open, pair, responder } = await begin({ policy: { alertMinutes: 10, checkMinutes: 30 } });
    const { crisisId } = await open();
    await pair(crisisId);
    await world.waitUntil(at('02:29'));
    expect((await ofType(crisisId, 'StoodDown'))[0]).toMatchObject({
      data: { because: 'sixty-minutes', personIds: [B, C] },
      metadata: { at: at('02:29') },
    });
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'stood-down' });
  });

  it('goes at once when one of two stops', async () => {
    const { open, pair, act } = await begin({ policy: { waveSize: 3 } });
    const { crisisId } = await open();
    await pair(crisisId);
    await act(crisisId, 'decline', C, { why: 'cannot' });
    const waves = await ofType(crisisId, 'WaveAlerted');
    // A was thanked because there were enough, and was asked more recently than D and E, who never were.
    expect(waves.map(({ data }) => data.personIds)).toEqual([
      [A, B, C],
      [D, E, A],
    ]);
    expect(waves.at(-1)?.metadata.at).toBe(at('02:24'));
  });

  it('asks somebody who becomes available while nobody was left', async () => {
    const { open, come } = await begin({ residents: [A, B] });
    await world.person(C, 'crisis-trained-resident');
    await world.available(C, 'paused');
    const { crisisId } = await open();
    await come(crisisId, A);
    await world.available(C, 'now');
    await world.waitUntil(at('02:25'));
    expect((await ofType(crisisId, 'WaveAlerted')).map(({ data }) => data.personIds)).toEqual([[A, B], [C]]);
  });
});

describe('safety checks by themselves', { timeout: HANG_MS }, () => {
  it('run from the moment the pair stands; silence lets the other wait and asks the next', async () => {
    const { open, pair, act, responder, duty } = await begin({ policy: { waveSize: 3 } });
    const { crisisId } = await open();
    await pair(crisisId);
    await world.waitUntil(at('02:32'));
    expect(await ofType(crisisId, 'SafetyCheckAsked')).toHaveLength(2);
    await act(crisisId, 'safety-check', B);
    await world.waitUntil(at('02:34'));
    expect((await ofType(crisisId, 'SafetyCheckMissed')).map(({ data }) => data.personId)).toEqual([C]);
    expect((await ofType(crisisId, 'PairBroken')).map(({ data }) => data.leftPersonIds)).toEqual([[B]]);
    expect(await responder(crisisId, C)).toMatchObject({ screen: 'check-missed' });
    expect(await responder(crisisId, B)).toMatchObject({
      screen: 'wait-other',
      place: null,
      meetingPoint: null,
    });
    expect((await duty(crisisId)).responders.map(({ state }) => state)).toContain('missed-check');
    expect(await ofType(crisisId, 'WaveAlerted')).toHaveLength(2);
    await act(crisisId, 'safety-check', C);
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'go', meetingPoint: 'hal van Lisdodde' });
  });

  it('one that passed while nothing ran is missed after the start', async () => {
    const { open, pair } = await begin();
    const { crisisId } = await open();
    await pair(crisisId);
    await world.restartAt(at('02:50'));
    expect(await ofType(crisisId, 'SafetyCheckMissed')).toHaveLength(2);
    expect(await ofType(crisisId, 'SafetyCheckAsked')).toHaveLength(0);
  });

  it('"niet veilig" stops waves until the duty officer sends one', async () => {
    const { open, pair, act, decides, responder, duty } = await begin({ policy: { waveSize: 3 } });
    const { crisisId } = await open();
    await pair(crisisId);
    await act(crisisId, 'unsafe', C);
    expect(await responder(crisisId, C)).toMatchObject({ screen: 'unsafe' });
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'wait-other' });
    expect(await duty(crisisId)).toMatchObject({
      nextWaveAt: null,
      isStoppedByUnsafe: true,
      backup: { why: 'unsafe' },
    });
    await world.waitUntil(at('02:30'));
    expect(await ofType(crisisId, 'WaveAlerted')).toHaveLength(1);
    expect((await decides(crisisId, 'next-wave')).status).toBe(200);
    expect(await ofType(crisisId, 'WaveAlerted')).toHaveLength(2);
  });
});

describe('a new message of the reporter', { timeout: HANG_MS }, () => {
  it('lets helpers wait and holds the waves until it was judged', async () => {
    const { open, come, responder, duty, decides } = await begin({ policy: { waveSize: 3 } });
    const { crisisId, signalId } = await open();
    await come(crisisId, B);
    await world.waitUntil(at('02:23'));
    await world.writes(signalId, 'ze heeft iets in haar hand');
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'wait-held' });
    expect(await duty(crisisId)).toMatchObject({
      phase: 'held',
      held: { since: at('02:23'), text: 'ze heeft iets in haar hand' },
    });
    await come(crisisId, C);
    expect(await responder(crisisId, C)).toMatchObject({ screen: 'wait-held', partners: [] });
    await world.waitUntil(at('02:27'));
    expect(await ofType(crisisId, 'WaveAlerted')).toHaveLength(1);
    expect((await decides(crisisId, 'next-wave')).body.code).toBe('alert-held');
    expect((await decides(crisisId, 'judgement', { judgement: 'go-on' })).status).toBe(200);
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'go', meetingPoint: 'hal van Lisdodde' });
    expect(await duty(crisisId)).toMatchObject({ phase: 'alerting', held: null });
  });

  it('after which fewer than two stand: the wave that waited goes at once', async () => {
    const { open, decides } = await begin({ policy: { waveSize: 3 } });
    const { crisisId, signalId } = await open();
    await world.writes(signalId, 'ze is weg');
    await world.waitUntil(at('02:27'));
    await decides(crisisId, 'judgement', { judgement: 'go-on' });
    expect((await ofType(crisisId, 'WaveAlerted')).map(({ metadata }) => metadata.at)).toEqual([
      at('02:19'),
      at('02:27'),
    ]);
  });

  it('judged to stop ends it', async () => {
    const { open, decides, responder } = await begin();
    const { crisisId, signalId } = await open();
    await world.writes(signalId, 'de politie is er');
    await decides(crisisId, 'judgement', { judgement: 'stand-down' });
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'too-late' });
  });

  it('of a colleague, or about another signal, holds nothing; one that came while nothing ran does', async () => {
    const { open, duty } = await begin();
    const { crisisId, signalId } = await open();
    await world.writes(signalId, 'notitie', { kind: 'person', personId: SECOND, role: 'duty-officer' });
    await world.writes(await world.raise(), 'iets anders');
    expect((await duty(crisisId)).phase).toBe('alerting');
    await world.restartAt(at('02:20'), { keepsReadFiles: false });
    await world.writes(signalId, 'ze schreeuwt');
    expect((await duty(crisisId)).phase).toBe('held');
  });
});

describe('somebody else has it', { timeout: HANG_MS }, () => {
  it('by taking over oneself', async () => {
    const { open, decides, duty } = await begin();
    const { crisisId } = await open();
    expect((await decides(crisisId, 'hand-over', { toPersonId: SECOND }, SECOND)).status).toBe(200);
    expect((await duty(crisisId, SECOND)).isYours).toBe(true);
    expect((await duty(crisisId)).isYours).toBe(false);
  });

  it('when the roster hands over the rest of a duty, also when nothing ran then', async () => {
    const { open, duty } = await begin();
    const { crisisId } = await open();
    const data = {
      shiftId: randomUUID(),
      fromPersonId: OFFICER,
      toPersonId: SECOND,
      newShiftId: randomUUID(),
      from: at('02:30'),
      until: at('07:00'),
      crisisIds: [crisisId],
    };
    await world.append(`roster-${ORGANISATION}`, [{ type: 'DutyHandedOver', data }]);
    await world.restartAt(at('02:31'));
    await world.restartAt(at('02:32'));
    expect((await duty(crisisId, SECOND)).isYours).toBe(true);
    expect(await ofType(crisisId, 'CrisisHandedOver')).toHaveLength(1);
  });
});

describe('aftercare', { timeout: HANG_MS }, () => {
  it('goes to the next shift by name, and on to the one after it', async () => {
    const { open, pair, decides, duty, act } = await begin();
    const third = uuid('0f4');
    await world.person(third, 'duty-officer');
    await world.shift(third, 'first', at('15:00'), at('23:00'));
    const { crisisId } = await open();
    await pair(crisisId);
    await world.waitUntil(at('02:26'));
    await decides(crisisId, 'stand-down', { because: 'help-arrived' });
    const ownersOf = async () => [
      ...new Set(
        (await duty(crisisId)).aftercare
          .filter((one) => one.outcome === null)
          .map((one) => one.ownerPersonId),
      ),
    ];
    expect(await ownersOf()).toEqual([OFFICER]);
    await world.restartAt(at('06:59'));
    expect(await ownersOf()).toEqual([OFFICER]);
    await world.restartAt(at('07:01'));
    expect(await ownersOf()).toEqual([SECOND]);
    const mine = (await duty(crisisId, SECOND)).aftercare.filter((one) => one.isYours);
    expect(mine.map(({ label, round }) => `${label} ${round}`)).toEqual(
      ['first', 'second'].flatMap((round) =>
        ['Bewoner B', 'Bewoner C', 'De buur', 'De persoon'].map((label) => `${label} ${round}`),
      ),
    );
    expect(mine[0]).toMatchObject({ name: 'Roepnaam b', phone: '0000-000 011', before: at('10:30') });
    const done = { outcome: 'spoken', note: 'gaat goed' };
    const path = `aftercare/${mine[0]?.aftercareId}`;
    expect((await act(crisisId, path, SECOND, done)).status).toBe(200);
    expect((await act(crisisId, path, SECOND, done)).body.code).toBe('already-done');
    expect((await duty(crisisId, SECOND)).aftercare[0]).toMatchObject({
      outcome: 'spoken',
      note: 'gaat goed',
      name: null,
    });
    await world.restartAt(at('15:01'), { keepsReadFiles: false });
    expect(await ownersOf()).toEqual([third]);
    expect((await duty(crisisId)).aftercare[0]).toMatchObject({ ownerPersonId: SECOND });
  });

  it('waits for a shift where nobody is planned', async () => {
    const { open, decides, duty } = await begin({ shifts: false });
    await world.shift(OFFICER, 'first', at('00:00'), at('03:00'));
    const { crisisId } = await open();
    await decides(crisisId, 'stand-down', { because: 'no-longer-needed' });
    await world.restartAt(at('09:00'));
    expect((await duty(crisisId)).aftercare.every((one) => one.isYours)).toBe(true);
    await world.shift(SECOND, 'first', at('09:30'), at('17:00'));
    await world.settle();
    await world.restartAt(at('09:31'));
    expect((await duty(crisisId)).aftercare.some((one) => one.isYours)).toBe(false);
  });

  it('may be given to a colleague, and only to one', async () => {
    const { open, decides, duty, act } = await begin();
    const { crisisId } = await open();
    await decides(crisisId, 'stand-down', { because: 'no-longer-needed' });
    const [item] = (await duty(crisisId)).aftercare;
    const path = `aftercare/${item?.aftercareId}/assignment`;
    expect((await act(crisisId, path, OFFICER, { ownerPersonId: B })).body.code).toBe('no-such-officer');
    expect((await act(crisisId, path, OFFICER, { ownerPersonId: SECOND })).status).toBe(200);
    expect((await duty(crisisId, SECOND)).aftercare[0]).toMatchObject({ isYours: true });
  });

  it('a debrief of somebody who was there is kept, sealed under that person', async () => {
    const { open, pair, decides, act } = await begin();
    const { crisisId } = await open();
    await pair(crisisId);
    await decides(crisisId, 'stand-down', { because: 'help-arrived' });
    expect((await act(crisisId, 'debrief', B, { text: 'welke ingang?' })).status).toBe(200);
    const [told] = await ofType(crisisId, 'DebriefGiven');
    expect(String(told?.data.text)).toMatch(new RegExp(`^s1\\.worker-${B}\\.`));
  });
});

describe('the stream', { timeout: HANG_MS }, () => {
  /** What is told comes a blink later on the clock; the test's own limit ends a wait that hangs. */
  async function until(isSo: () => boolean) {
    while (!isSo()) {
      await world.clock.advance(100);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async function listen(personId: string) {
    const response = await world.listen('/api/crises/stream', personId);
    const reader = response.body?.getReader();
    if (!reader) throw new Error('no stream');
    let told = '';
    const reading = (async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        told += new TextDecoder().decode(value);
      }
    })();
    return {
      changes: () => told.split('event: changed').length - 1,
      close: async () => {
        await reader.cancel();
        await reading;
      },
    };
  }

  it('tells whom a crisis concerns that it changed, and nobody else', async () => {
    const { open, come } = await begin({ policy: { waveSize: 2 } });
    const [officer, asked, notAsked] = [await listen(SECOND), await listen(A), await listen(E)];
    const { crisisId } = await open();
    await until(() => officer.changes() > 0 && asked.changes() > 0);
    const before = [officer.changes(), asked.changes()] as const;
    await come(crisisId, A);
    await until(() => officer.changes() > before[0] && asked.changes() > before[1]);
    expect(notAsked.changes()).toBe(0);
    for (const stream of [officer, asked, notAsked]) await stream.close();
  });
});

it('a push that was shown is told to the duty officer', { timeout: HANG_MS }, async () => {
  const { open, duty } = await begin({ residents: [A, B, C] });
  const [phone, delivery] = [uuid('de'), uuid('df')];
  const subscription = world.vault.hold(
    { endpoint: 'https://push.invalid/1', p256dh: 'a', auth: 'b' },
    `worker-${A}`,
  );
  const subscribed = { personId: A, endpointHmac: 'aa', subscription };
  await world.append(`device-${phone}`, [{ type: 'DeviceSubscribed', data: subscribed }]);
  const { crisisId } = await open();
  expect((await duty(crisisId)).responders.map(({ reach }) => reach)).toEqual([
    'not-sent',
    'no-device',
    'no-device',
  ]);
  const claimed = {
    kind: 'alert',
    deviceId: phone,
    causeEventId: uuid('ce'),
    personId: A,
    crisisId,
    attempt: 1,
    leaseUntil: at('02:20'),
    expiresAt: at('02:25'),
  };
  const happens = async (type: string, data: object) => {
    await world.append(`delivery-${delivery}`, [{ type, data }]);
    await world.settle();
    return (await duty(crisisId)).responders[0]?.reach;
  };
  expect(await happens('DeliveryClaimed', claimed)).toBe('not-sent');
  expect(await happens('DeliveryAccepted', { attempt: 1, status: 201 })).toBe('sent');
  expect(await happens('DeliveryShown', {})).toBe('shown');
  expect(await happens('DeliveryFailed', { attempt: 2, why: 'time-out' })).toBe('shown');
});
