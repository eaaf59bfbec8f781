import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { A, at, B, C, OFFICER, SECOND, uuid } from './crisis.fixture.ts';
import { openRunningCrisis, type RunningCrisis } from './running-crisis.fixture.ts';
import { stepsIn } from './running-steps.fixture.ts';

const HANG_MS = 60_000;
let world: RunningCrisis;
afterEach(() => world.close());

async function begin(options?: Parameters<typeof openRunningCrisis>[0]) {
  world = await openRunningCrisis(options);
  return stepsIn(world);
}

describe('bad input through the routes', { timeout: HANG_MS }, () => {
  it('a yes twice, a yes after two others, and a stop after arrival', async () => {
    const { open, pair, come, act, responder, types } = await begin();
    const { crisisId } = await open();
    await pair(crisisId);
    const before = await types(crisisId);
    expect((await come(crisisId, B)).status).toBe(200);
    expect((await come(crisisId, A)).body.code).toBe('enough-helpers');
    expect(await types(crisisId)).toEqual(before);
    await act(crisisId, 'arrived', C);
    expect((await act(crisisId, 'decline', C, { why: 'cannot' })).status).toBe(200);
    expect(await responder(crisisId, C)).toMatchObject({ screen: 'stopped', hasArrived: true });
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'wait-other', meetingPoint: null });
  });

  it('accepting is never done by somebody who knows somebody there', async () => {
    const { open, act } = await begin();
    const { crisisId } = await open();
    expect((await act(crisisId, 'accept', B, { knowsSomeone: true })).status).toBe(422);
    expect((await act(crisisId, 'accept', B)).status).toBe(422);
  });

  it('two officers at once: the second looks again', async () => {
    const { open, duty, act, types } = await begin({ policy: { waveSize: 2 } });
    const { crisisId } = await open();
    const { version: seen } = await duty(crisisId);
    const [first, second] = [
      await act(crisisId, 'next-wave', OFFICER, { seen }),
      await act(crisisId, 'next-wave', SECOND, { seen }),
    ];
    expect([first.status, second.body.code]).toEqual([200, 'version-conflict']);
    const down = { seen, because: 'help-arrived' };
    expect((await act(crisisId, 'stand-down', SECOND, down)).body.code).toBe('version-conflict');
    expect((await types(crisisId)).filter((type) => type === 'WaveAlerted')).toHaveLength(2);
    expect(await types(crisisId)).not.toContain('StoodDown');
  });

  it('every command on a closed crisis gets a stated answer, and changes nothing', async () => {
    const { open, pair, decides, act, types, duty, responder } = await begin();
    const { crisisId } = await open();
    await pair(crisisId);
    await decides(crisisId, 'stand-down', { because: 'help-arrived' });
    expect((await decides(crisisId, 'closing')).body.code).toBe('helpers-not-home');
    for (const person of [B, C]) await act(crisisId, 'home', person);
    expect((await decides(crisisId, 'closing', { note: 'politie is er' })).status).toBe(200);
    const before = await types(crisisId);
    const { version: seen } = await duty(crisisId);
    const refused: [string, string, object, string][] = [
      ['next-wave', OFFICER, { seen }, 'crisis-closed'],
      ['stand-down', OFFICER, { seen, because: 'help-arrived' }, 'crisis-closed'],
      ['judgement', OFFICER, { seen, judgement: 'go-on' }, 'crisis-closed'],
      ['hand-over', OFFICER, { seen, toPersonId: SECOND }, 'crisis-closed'],
      ['closing', OFFICER, { seen }, 'crisis-closed'],
      ['dangers', OFFICER, { rule: 'fire' }, 'crisis-closed'],
      ['emergency', OFFICER, { emergency: 'called-by-us' }, 'crisis-closed'],
      ['accept', B, { knowsSomeone: false }, 'alert-over'],
      ['decline', B, { why: 'cannot' }, 'alert-over'],
      ['on-the-way', B, {}, 'alert-over'],
      ['arrived', B, {}, 'alert-over'],
      ['safety-check', B, {}, 'alert-over'],
      ['unsafe', B, {}, 'alert-over'],
      ['backup', B, {}, 'alert-over'],
    ];
    for (const [step, personId, body, code] of refused) {
      expect([step, (await act(crisisId, step, personId, body)).body.code]).toEqual([step, code]);
    }
    expect(await types(crisisId)).toEqual(before);
    expect(await responder(crisisId, B)).toMatchObject({ screen: 'home', place: null, dutyPhone: null });
    for (const one of (await duty(crisisId)).responders)
      expect([one.firstName, one.phone]).toEqual([null, null]);
  });

  it('a decision of somebody who has no duty is refused, but not of the crisis’ own officer', async () => {
    const { open, decides, act, duty } = await begin();
    const { crisisId } = await open();
    const stranger = uuid('0f3');
    await world.person(stranger, 'duty-officer');
    await world.settle();
    expect((await act(crisisId, 'dangers', stranger, { rule: 'fire' })).body.code).toBe('not-on-duty');
    const handOver = await decides(crisisId, 'hand-over', { toPersonId: stranger });
    expect(handOver.body.code).toBe('no-such-officer');
    await world.waitUntil(at('03:10'));
    expect((await duty(crisisId)).isYours).toBe(true);
    expect((await decides(crisisId, 'stand-down', { because: 'help-arrived' })).status).toBe(200);
  });

  it('the same command sent again is answered again and written once', async () => {
    const { open, types } = await begin();
    const { crisisId } = await open();
    const body = { commandId: randomUUID(), knowsSomeone: false };
    const send = () => world.request('POST', `/api/crises/${crisisId}/accept`, B, body);
    const [first, second] = [await send(), await send()];
    expect(second).toEqual(first);
    expect((await types(crisisId)).filter((type) => type === 'ResponderAccepted')).toHaveLength(1);
  });
});
