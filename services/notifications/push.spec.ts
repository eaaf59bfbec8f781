/** From a fact in the log to a phone and back, over real TLS with real encryption. */
import { randomUUID } from 'node:crypto';
import { type DevicesView, devicesView } from '@bijspringen/contracts/notifications/api.ts';
import type { Client } from '@bijspringen/host/testing/test-host.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PushWorld, startPushWorld } from '../../test/support/push-world.ts';

/** What should come and takes longer hangs. */
const HANG_MS = 60_000;
const MINUTE_MS = 60_000;

let world: PushWorld;
beforeEach(async () => {
  world = await startPushWorld();
}, HANG_MS);
afterEach(() => world.close(), HANG_MS);

const becomes = (check: () => Promise<void>) => vi.waitFor(check, HANG_MS / 2);
const receipt = (body: object) => world.host.anyone().post('/api/push/receipts', body);
const codeOf = ({ json }: { json: unknown }) => (json as { code?: string }).code;

/** Alerts the resident, and waits until it was written down that the push service took it. */
async function alerted() {
  const asked = await world.phoneOf('responder');
  const crisisId = randomUUID();
  const [cause] = await world.alert(crisisId, [world.person('responder')]);
  if (cause === undefined) throw new Error('nothing happened');
  const deliveryId = world.deliveryId(cause, world.person('responder'), { ...asked, kind: 'alert' });
  await becomes(async () => expect(await world.story(deliveryId)).toBe('claimed accepted'));
  const [push] = asked.phone.received;
  if (push === undefined) throw new Error('nothing came');
  return { ...asked, crisisId, deliveryId, push, secret: push.payload.notification.data.receipt };
}

async function devicesOf(client: Client): Promise<DevicesView['devices']> {
  const position = await world.kernel.store.head();
  const answer = await client.get(`/api/push/devices?after=${encodeURIComponent(position ?? '')}`);
  return devicesView.parse(answer.json).devices;
}

describe('an alert', { timeout: HANG_MS }, () => {
  it('goes encrypted to the phone of who is asked, and to nobody else', async () => {
    await world.phoneOf('responder-b');
    const { push, crisisId, deliveryId } = await alerted();
    expect(push.headers).toMatchObject({ ttl: '360', urgency: 'high' });
    expect(push.headers.topic).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
    expect(push.sender).toMatchObject({
      sub: 'mailto:beheer@bijspringen.example',
      key: world.kernel.vault.senderKey().publicKey,
    });
    const { notification } = push.payload;
    expect(notification).toMatchObject({
      title: 'Bijspringen',
      body: 'Oproep in jouw wijk. Kun je nu helpen? Open de app.',
      navigate: `${world.host.url}/werk/oproep/${crisisId}`,
      tag: push.headers.topic,
    });
    expect(notification.data).toMatchObject({ deliveryId, kind: 'alert', crisisId, isDrill: false });
    expect(world.endpoint.received).toHaveLength(1);
  });

  it('goes to every phone of a person', async () => {
    const first = await world.phoneOf('responder');
    const second = await world.phoneOf('responder');
    await world.alert(randomUUID(), [world.person('responder')]);
    await world.endpoint.until((received) => received.length === 2);
    expect([first.phone.received.length, second.phone.received.length]).toEqual([1, 1]);
  });

  it('and what follows it in the same crisis stand in each other’s place on one phone', async () => {
    const { phone, push, crisisId } = await alerted();
    await world.happens(streamName('crisis', crisisId), {
      type: 'PairFormed',
      data: { personIds: [world.person('responder')], checkBefore: '2026-11-22T01:29:00.000Z' },
    });
    await world.endpoint.until((received) => received.length === 2);
    await world.stoodDown(crisisId, [world.person('responder')]);
    await world.endpoint.until((received) => received.length === 3);
    expect(new Set(phone.received.map(({ headers }) => headers.topic)).size).toBe(1);
    expect([...phone.shown().values()].map(({ body }) => body)).toEqual(['Ga naar huis. Dank je.']);
    await world.alert(randomUUID(), [world.person('responder')]);
    await world.endpoint.until((received) => received.length === 4);
    expect(phone.received[3]?.headers.topic).not.toBe(push.headers.topic);
  });

  it('lives no longer than what is left of its wave', async () => {
    const { phone } = await world.phoneOf('responder');
    phone.answers((nth) => ({ status: nth === 1 ? 503 : 201, headers: { 'Retry-After': '60' } }));
    await world.alert(randomUUID(), [world.person('responder')]);
    await becomes(async () => expect([...(await world.stories()).values()]).toEqual(['claimed failed']));
    await world.clock.advance(MINUTE_MS);
    await world.endpoint.until((received) => received.length === 2);
    expect(phone.received.map(({ headers }) => headers.ttl)).toEqual(['360', '300']);
  });
});

describe('a receipt', { timeout: HANG_MS }, () => {
  it('says that it was shown, and that it was opened, each once', async () => {
    const { client, deliveryId, deviceId, secret } = await alerted();
    expect((await devicesOf(client))[0]).toMatchObject({
      deviceId,
      service: '127.0.0.1',
      last: { kind: 'alert', state: 'accepted', why: null },
      lastShownAt: null,
    });
    const shown = { deliveryId, receipt: secret, what: 'shown' };
    const first = await receipt(shown);
    expect(first.status).toBe(200);
    expect(await receipt(shown)).toMatchObject({ status: 200, json: first.json });
    expect((await receipt({ ...shown, what: 'opened' })).status).toBe(200);
    expect(await world.story(deliveryId)).toBe('claimed accepted shown opened');
    expect((await devicesOf(client))[0]).toMatchObject({
      last: { state: 'opened' },
      lastShownAt: world.clock.now().toISOString(),
    });
  });

  it('that is forged, of another message, or of none changes nothing, and all get one answer', async () => {
    const { deliveryId, secret } = await alerted();
    const forged = `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;
    const answers = [
      await receipt({ deliveryId, receipt: forged, what: 'shown' }),
      await receipt({ deliveryId: randomUUID(), receipt: secret, what: 'shown' }),
    ];
    for (const answer of answers) expect([answer.status, codeOf(answer)]).toEqual([404, 'receipt-unknown']);
    expect((await receipt({ deliveryId, receipt: 'short', what: 'shown' })).status).toBe(422);
    expect((await receipt({ deliveryId, receipt: secret, what: 'stolen' })).status).toBe(422);
    expect(await world.story(deliveryId)).toBe('claimed accepted');
  });

  it('cannot be guessed at: wrong ones are counted, good ones are not', async () => {
    const { deliveryId, secret } = await alerted();
    const wrong = { deliveryId, receipt: '0'.repeat(64), what: 'shown' };
    for (let tries = 0; tries < 30; tries++) expect(codeOf(await receipt(wrong))).toBe('receipt-unknown');
    expect(codeOf(await receipt(wrong))).toBe('too-many-tries');
    await world.clock.advance(15 * MINUTE_MS);
    for (let tries = 0; tries < 40; tries++)
      expect((await receipt({ deliveryId, receipt: secret, what: 'opened' })).status).toBe(200);
  });
});

describe('a phone', { timeout: HANG_MS }, () => {
  it('that tells its subscription again is the same phone, and nothing new is written', async () => {
    const { phone, client, deviceId } = await world.phoneOf('responder');
    const before = await world.kernel.store.head();
    const body = { commandId: randomUUID(), subscription: phone.subscription };
    const again = await client.post('/api/push/subscriptions', body);
    expect(again).toMatchObject({ status: 201, json: { deviceId } });
    expect(await world.kernel.store.head()).toBe(before);
  });

  it('on which another person logs in is that person’s, and nobody else’s', async () => {
    const { phone, deviceId } = await world.phoneOf('responder');
    const other = await world.host.as('responder-b');
    const body = { commandId: randomUUID(), subscription: phone.subscription };
    expect((await other.post('/api/push/subscriptions', body)).status).toBe(201);
    const removed = await world.kernel.store.readStream(streamName('device', deviceId));
    expect(removed.at(-1)).toMatchObject({ type: 'DeviceRemoved', data: { because: 'taken-over' } });
    await world.alert(randomUUID(), [world.person('responder'), world.person('responder-b')]);
    await becomes(async () => expect([...(await world.stories()).values()]).toEqual(['claimed accepted']));
    expect(phone.received).toHaveLength(1);
  });

  it('is put away by its owner and by nobody else', async () => {
    const { client, deviceId } = await world.phoneOf('responder');
    const other = await world.host.as('responder-b');
    const path = `/api/push/subscriptions/${deviceId}`;
    expect(codeOf(await other.send('DELETE', path))).toBe('not-found');
    expect((await client.send('DELETE', path)).status).toBe(200);
    expect(await devicesOf(client)).toEqual([]);
    expect((await client.send('DELETE', path)).status).toBe(200);
    await world.alert(randomUUID(), [world.person('responder')]);
    expect(await world.stories()).toEqual(new Map());
    expect(world.endpoint.received).toEqual([]);
  });

  it('is one of ten: the oldest makes room', async () => {
    const { deviceId, client } = await world.phoneOf('responder');
    for (let more = 0; more < 10; more++) {
      await world.clock.advance(1_000);
      await world.phoneOf('responder');
    }
    const devices = await devicesOf(client);
    expect(devices).toHaveLength(10);
    expect(devices.map((each) => each.deviceId)).not.toContain(deviceId);
  });

  it('needs keys that can be encrypted for', async () => {
    const client = await world.host.as('responder');
    const { endpoint, keys } = world.endpoint.phone().subscription;
    for (const wrong of [
      { p256dh: 'AAAA' },
      { p256dh: Buffer.alloc(65, 4).toString('base64url') },
      { auth: 'AA' },
    ]) {
      const subscription = { endpoint, keys: { ...keys, ...wrong } };
      const answer = await client.post('/api/push/subscriptions', { commandId: randomUUID(), subscription });
      expect([answer.status, codeOf(answer)]).toEqual([422, 'invalid-input']);
    }
  });

  it.each([
    'https://localhost.example/push',
    'http://127.0.0.1/push',
    'https://10.0.0.1/push',
    'https://[::1]/x',
  ])('with a hostile endpoint is refused, and nothing is written: %s', async (endpoint) => {
    const client = await world.host.as('responder');
    const { keys } = world.endpoint.phone().subscription;
    const before = await world.kernel.store.head();
    const body = { commandId: randomUUID(), subscription: { endpoint, keys } };
    const answer = await client.post('/api/push/subscriptions', body);
    expect([answer.status, codeOf(answer)]).toEqual([422, 'hostile-endpoint']);
    expect(await world.kernel.store.head()).toBe(before);
  });
});

describe('a test', { timeout: HANG_MS }, () => {
  it('takes the path of an alert to every phone of whoever asks, and says OEFENING first', async () => {
    const { client, phone } = await world.phoneOf('duty-officer');
    await world.phoneOf('duty-officer');
    const answer = await client.post('/api/push/test', { commandId: randomUUID() });
    expect(answer).toMatchObject({ status: 201, json: { devices: 2 } });
    await world.endpoint.until((received) => received.length === 2);
    const notification = phone.received[0]?.payload.notification;
    expect(notification?.title).toMatch(/^OEFENING/);
    expect(notification?.navigate).toBe(`${world.host.url}/werk/instellingen`);
    expect(notification?.data).toMatchObject({ kind: 'drill', isDrill: true });
  });

  it('asked for twice with one command is one test', async () => {
    const { client } = await world.phoneOf('duty-officer');
    const body = { commandId: randomUUID() };
    const first = await client.post('/api/push/test', body);
    expect((await client.post('/api/push/test', body)).json).toEqual(first.json);
    await becomes(async () => expect([...(await world.stories()).values()]).toEqual(['claimed accepted']));
  });

  it('without a phone says so', async () => {
    const client = await world.host.as('duty-officer');
    const answer = await client.post('/api/push/test', { commandId: randomUUID() });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'no-device']);
  });

  it('is for who works or helps here', async () => {
    const answer = await world.host.anyone().post('/api/push/test', { commandId: randomUUID() });
    expect(codeOf(answer)).toBe('not-signed-in');
  });
});
