/** What a push service may do to us, and what becomes of the message then. */
import { randomUUID } from 'node:crypto';
import type { DeliveryEvent } from '@bijspringen/contracts/notifications/events.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PushAnswer } from '../../test/support/push-endpoint.ts';
import { type PushWorld, startPushWorld } from '../../test/support/push-world.ts';
import { AGAIN_FIRST_MS, SEND_TIMEOUT_MS } from './limits.ts';

/** What should come and takes longer hangs. */
const HANG_MS = 60_000;

let world: PushWorld;
beforeEach(async () => {
  world = await startPushWorld();
}, HANG_MS);
afterEach(() => world.close(), HANG_MS);

const becomes = (check: () => Promise<void>) => vi.waitFor(check, HANG_MS / 2);

/** Alerts one resident whose push service answers these, one after another, and 201 from then on. */
async function alertAnswered(...answers: PushAnswer[]) {
  const asked = await world.phoneOf('responder');
  asked.phone.answers((nth) => answers[nth - 1] ?? { status: 201 });
  const crisisId = randomUUID();
  const [cause] = await world.alert(crisisId, [world.person('responder')]);
  if (cause === undefined) throw new Error('nothing happened');
  const deliveryId = world.deliveryId(cause, world.person('responder'), { ...asked, kind: 'alert' });
  return { ...asked, crisisId, deliveryId };
}

const storyBecomes = (deliveryId: string, story: string) =>
  becomes(async () => expect(await world.story(deliveryId)).toBe(story));

async function lastOf(deliveryId: string): Promise<DeliveryEvent['data'] | undefined> {
  const events = await world.kernel.store.readStream(streamName('delivery', deliveryId));
  return events.at(-1)?.data as DeliveryEvent['data'] | undefined;
}

const deviceStory = async (deviceId: string) =>
  (await world.kernel.store.readStream(streamName('device', deviceId))).map(({ type }) => type).join(' ');

describe('a push service that knows the phone no more', { timeout: HANG_MS }, () => {
  it.each([404, 410])('ends the device: %i', async (status) => {
    const { deliveryId, deviceId } = await alertAnswered({ status });
    await becomes(async () => expect(await deviceStory(deviceId)).toBe('DeviceSubscribed DeviceRemoved'));
    expect(await lastOf(deliveryId)).toEqual({ attempt: 1, why: 'gone', status });
    await world.alert(randomUUID(), [world.person('responder')]);
    expect((await world.stories()).size).toBe(1);
  });
});

describe('a push service that does not believe us', { timeout: HANG_MS }, () => {
  it.each([401, 403])(
    'is the operator’s to mend: the phone stays, and nobody knocks again: %i',
    async (status) => {
      const { deliveryId, deviceId, phone } = await alertAnswered({ status }, { status });
      await storyBecomes(deliveryId, 'claimed failed');
      expect(await lastOf(deliveryId)).toEqual({ attempt: 1, why: 'not-authorised', status });
      await vi.waitFor(() => expect(world.host.logged()).toContain('ops/runbooks/push.md'), HANG_MS);
      await world.clock.advance(10 * 60_000);
      expect(phone.received).toHaveLength(1);
      expect(await deviceStory(deviceId)).toBe('DeviceSubscribed');
    },
  );

  it.each([400, 413, 301, 307])('or our message gets no second try: %i', async (status) => {
    const headers = { Location: `${world.endpoint.url}/push/elsewhere` };
    const { deliveryId, phone } = await alertAnswered({ status, headers });
    await storyBecomes(deliveryId, 'claimed failed');
    expect(await lastOf(deliveryId)).toEqual({ attempt: 1, why: 'refused', status });
    await world.clock.advance(60_000);
    expect(world.endpoint.received).toHaveLength(1);
    expect(phone.received).toHaveLength(1);
  });
});

describe('a push service that is busy', { timeout: HANG_MS }, () => {
  it('gets the time it asks for', async () => {
    const { deliveryId, phone } = await alertAnswered({ status: 429, headers: { 'Retry-After': '45' } });
    await storyBecomes(deliveryId, 'claimed failed');
    expect(await lastOf(deliveryId)).toMatchObject({ why: 'too-many', againAt: '2026-11-22T01:19:45.000Z' });
    await world.clock.advance(44_000);
    expect(phone.received).toHaveLength(1);
    await world.clock.advance(1_000);
    await storyBecomes(deliveryId, 'claimed failed claimed accepted');
    expect(phone.received).toHaveLength(2);
  });

  it('may give a date', async () => {
    const headers = { 'Retry-After': 'Sun, 22 Nov 2026 01:20:30 GMT' };
    const { deliveryId } = await alertAnswered({ status: 503, headers });
    await storyBecomes(deliveryId, 'claimed failed');
    expect(await lastOf(deliveryId)).toMatchObject({
      why: 'server-error',
      againAt: '2026-11-22T01:20:30.000Z',
    });
  });

  it('for longer than the alert lives: then it is not sent any more', async () => {
    const { deliveryId, phone } = await alertAnswered({ status: 429, headers: { 'Retry-After': '3600' } });
    await storyBecomes(deliveryId, 'claimed failed');
    await world.clock.advance(6 * 60_000);
    await storyBecomes(deliveryId, 'claimed failed expired');
    expect(phone.received).toHaveLength(1);
  });

  it('is tried again after a wait that doubles', async () => {
    const broken: PushAnswer = { status: 500 };
    const { deliveryId } = await alertAnswered(broken, broken, broken);
    for (let failures = 1; failures <= 3; failures++) {
      await storyBecomes(deliveryId, Array(failures).fill('claimed failed').join(' '));
      await world.clock.advance(AGAIN_FIRST_MS * 2 ** (failures - 1));
    }
    await storyBecomes(deliveryId, 'claimed failed claimed failed claimed failed claimed accepted');
  });
});

describe('a push service that does not answer', { timeout: HANG_MS }, () => {
  it('is let go after a bounded time, and tried again', async () => {
    const { deliveryId, phone } = await alertAnswered('hang');
    await world.endpoint.until((received) => received.length === 1);
    await world.clock.advance(SEND_TIMEOUT_MS);
    await storyBecomes(deliveryId, 'claimed failed');
    expect(await lastOf(deliveryId)).toMatchObject({ why: 'time-out' });
    await world.clock.advance(AGAIN_FIRST_MS);
    await storyBecomes(deliveryId, 'claimed failed claimed accepted');
    expect(new Set(phone.received.map(({ headers }) => headers.topic)).size).toBe(1);
  });

  it('holds up nobody else', async () => {
    await alertAnswered('hang');
    const other = await world.phoneOf('responder-b');
    await world.alert(randomUUID(), [world.person('responder-b')]);
    await world.endpoint.until(() => other.phone.received.length === 1);
  });

  it('or does not even listen is tried again', async () => {
    const { phone } = await world.phoneOf('responder');
    phone.answers(() => ({ status: 201 }));
    await world.endpoint.close();
    await world.alert(randomUUID(), [world.person('responder')]);
    await becomes(async () => expect([...(await world.stories()).values()]).toEqual(['claimed failed']));
    const [failure] = (await world.events('delivery')).slice(-1);
    expect(failure?.data).toMatchObject({ why: 'unreachable' });
  });

  it('that says more than it has to is not listened to', async () => {
    const { deliveryId } = await alertAnswered({ status: 201, body: 'x'.repeat(5_000_000) });
    await storyBecomes(deliveryId, 'claimed accepted');
  });
});

describe('what is no longer wanted while it waits for another try', { timeout: HANG_MS }, () => {
  it('is cancelled at the stand-down, and never sent', async () => {
    const { deliveryId, crisisId, phone } = await alertAnswered({
      status: 503,
      headers: { 'Retry-After': '60' },
    });
    await storyBecomes(deliveryId, 'claimed failed');
    await world.clock.advance(1_000);
    await world.stoodDown(crisisId, [], []);
    await storyBecomes(deliveryId, 'claimed failed cancelled');
    expect(await lastOf(deliveryId)).toEqual({ because: 'stood-down' });
    await world.clock.advance(60_000);
    expect(phone.received).toHaveLength(1);
  });

  it('is cancelled when who was asked answered', async () => {
    const { deliveryId, crisisId } = await alertAnswered({ status: 503, headers: { 'Retry-After': '60' } });
    await storyBecomes(deliveryId, 'claimed failed');
    await world.clock.advance(1_000);
    const data = { personId: world.person('responder') };
    await world.happens(streamName('crisis', crisisId), { type: 'ResponderAccepted', data });
    await storyBecomes(deliveryId, 'claimed failed cancelled');
    expect(await lastOf(deliveryId)).toEqual({ because: 'answered' });
  });

  it('is cancelled when the phone was put away', async () => {
    const { deliveryId, client, deviceId } = await alertAnswered({
      status: 503,
      headers: { 'Retry-After': '60' },
    });
    await storyBecomes(deliveryId, 'claimed failed');
    await world.clock.advance(1_000);
    await client.send('DELETE', `/api/push/subscriptions/${deviceId}`);
    await storyBecomes(deliveryId, 'claimed failed cancelled');
    expect(await lastOf(deliveryId)).toEqual({ because: 'device-removed' });
  });

  it('is cancelled on every phone when one colleague picked up the page', async () => {
    const first = await world.phoneOf('duty-officer');
    const second = await world.phoneOf('second-duty-officer');
    for (const { phone } of [first, second])
      phone.answers(() => ({ status: 503, headers: { 'Retry-After': '60' } }));
    const page = streamName('page', randomUUID());
    const personIds = [world.person('duty-officer'), world.person('second-duty-officer')];
    const acknowledgeBefore = '2026-11-22T01:22:00.000Z';
    await world.happens(page, {
      type: 'DutyPaged',
      data: { why: 'gate', step: 1, personIds, acknowledgeBefore },
    });
    const story = (told: string) =>
      becomes(async () => expect([...(await world.stories()).values()]).toEqual([told, told]));
    await story('claimed failed');
    await world.clock.advance(1_000);
    const data = { personId: world.person('duty-officer') };
    await world.happens(page, { type: 'PageAcknowledged', data });
    await story('claimed failed cancelled');
    expect(first.phone.received[0]?.payload.notification.navigate).toBe(`${world.host.url}/werk/dienst`);
  });
});
