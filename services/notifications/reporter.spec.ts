/** A neighbour who follows a message may be told that there is an answer; nothing more, and no longer than it is open. */
import { randomBytes, randomUUID } from 'node:crypto';
import { raised } from '@bijspringen/contracts/signals/api.ts';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { someWish } from '@bijspringen/host/testing/test-host.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Phone } from '../../test/support/push-endpoint.ts';
import { type PushWorld, startPushWorld } from '../../test/support/push-world.ts';
import { AGAIN_FIRST_MS } from './limits.ts';

/** What should come and takes longer hangs. */
const HANG_MS = 60_000;

let world: PushWorld;
beforeEach(async () => {
  world = await startPushWorld();
}, HANG_MS);
afterEach(() => world.close(), HANG_MS);

const becomes = (check: () => Promise<void>) => vi.waitFor(check, HANG_MS / 2);
const codeOf = ({ json }: { json: unknown }) => (json as { code?: string }).code;

async function neighbour() {
  const code = makeFollowCode(randomBytes(13));
  const answer = await world.host.anyone().post('/api/signals', someWish(code));
  const { signalId, position } = raised.parse(answer.json);
  await world.kernel.waitFor(position);
  const headers = { Authorization: `Follow ${code}` };
  const client = world.host.anyone();
  return {
    signalId,
    subscribe: (phone: Phone, commandId = randomUUID()) =>
      client.send('PUT', '/api/follow/push', { commandId, subscription: phone.subscription }, headers),
    unsubscribe: () => client.send('DELETE', '/api/follow/push', undefined, headers),
    send: (method: string, path: string, body?: object) => client.send(method, path, body, headers),
  };
}

async function worker(signalId: string) {
  const caretaker = await world.host.as('caretaker');
  return (what: string, body: object) =>
    caretaker.post(`/api/signals/${signalId}/${what}`, { commandId: randomUUID(), ...body });
}

const told = async (because: string) => {
  const removed = (await world.events('device')).filter(({ type }) => type === 'DeviceRemoved');
  expect(removed.map(({ data }) => data)).toEqual([{ because }]);
};

describe('a neighbour', { timeout: HANG_MS }, () => {
  it('is told that there is an answer, and not which', async () => {
    const { signalId, subscribe } = await neighbour();
    const phone = world.endpoint.phone();
    expect((await subscribe(phone)).status).toBe(200);
    const work = await worker(signalId);
    expect((await work('feedback', { text: 'donderdag is er schaken op het Sluisplein' })).status).toBe(200);
    await world.endpoint.until((received) => received.length === 1);
    const [push] = phone.received;
    expect(push?.payload.notification).toMatchObject({
      body: 'Er is een antwoord.',
      navigate: `${world.host.url}/volg`,
    });
    expect(push?.headers).toMatchObject({ urgency: 'normal', ttl: '172800' });
    for (const secret of ['schaken', 'Sluisplein', signalId]) expect(push?.text).not.toContain(secret);
  });

  it('who says it twice has one phone, and two messages from one phone are not tied together', async () => {
    const first = await neighbour();
    const second = await neighbour();
    const phone = world.endpoint.phone();
    const { json } = await first.subscribe(phone);
    expect((await first.subscribe(phone)).json).toMatchObject({
      deviceId: (json as { deviceId: string }).deviceId,
    });
    expect((await second.subscribe(phone)).status).toBe(200);
    const hmacs = (await world.events('device')).map(({ data }) => data.endpointHmac);
    expect(hmacs).toHaveLength(2);
    expect(new Set(hmacs).size).toBe(2);
  });

  it('who wants it no more is forgotten there at once, and may choose it again', async () => {
    const { signalId, subscribe, unsubscribe } = await neighbour();
    const phone = world.endpoint.phone();
    const { deviceId } = (await subscribe(phone)).json as { deviceId: string };
    expect((await unsubscribe()).status).toBe(200);
    await told('asked');
    expect(world.kernel.vault.isForgotten(`reporter-${deviceId}`)).toBe(true);
    expect((await subscribe(phone)).status).toBe(200);
    const work = await worker(signalId);
    await work('feedback', { text: 'er is schaken' });
    await world.endpoint.until((received) => received.length === 1);
  });

  it('is told at the closing, and forgotten when that was brought', async () => {
    const { signalId, subscribe } = await neighbour();
    const phone = world.endpoint.phone();
    phone.answers((nth) => ({ status: nth === 1 ? 503 : 201 }));
    const { deviceId } = (await subscribe(phone)).json as { deviceId: string };
    const work = await worker(signalId);
    const closed = await work('closing', { reason: 'wish-met' });
    expect(closed.status, closed.text).toBe(200);
    await becomes(async () => expect([...(await world.stories()).values()]).toEqual(['claimed failed']));
    expect(world.kernel.vault.isForgotten(`reporter-${deviceId}`)).toBe(false);
    await world.clock.advance(AGAIN_FIRST_MS);
    await becomes(async () =>
      expect([...(await world.stories()).values()]).toEqual(['claimed failed claimed accepted']),
    );
    await becomes(async () => {
      await world.clock.advance(1_000);
      await told('signal-closed');
    });
    expect(world.kernel.vault.isForgotten(`reporter-${deviceId}`)).toBe(true);
    expect(codeOf(await subscribe(world.endpoint.phone()))).toBe('signal-closed');
  });

  it('is forgotten a quarter after the closing, also when it could never be brought', async () => {
    const { signalId, subscribe } = await neighbour();
    const phone = world.endpoint.phone();
    phone.answers(() => ({ status: 503 }));
    const { deviceId } = (await subscribe(phone)).json as { deviceId: string };
    const work = await worker(signalId);
    await work('closing', { reason: 'wish-met' });
    await world.endpoint.until((received) => received.length === 1);
    await world.clock.advance(14 * 60_000);
    expect(world.kernel.vault.isForgotten(`reporter-${deviceId}`)).toBe(false);
    await becomes(async () => {
      await world.clock.advance(60_000);
      await told('signal-closed');
    });
    expect(world.kernel.vault.isForgotten(`reporter-${deviceId}`)).toBe(true);
  });

  it('who takes the message back is forgotten at once, and hears nothing more', async () => {
    const { subscribe, send } = await neighbour();
    const phone = world.endpoint.phone();
    const { deviceId } = (await subscribe(phone)).json as { deviceId: string };
    await send('DELETE', `/api/follow?commandId=${randomUUID()}`);
    await becomes(async () => {
      await world.clock.advance(1_000);
      await told('signal-closed');
    });
    expect(world.kernel.vault.isForgotten(`reporter-${deviceId}`)).toBe(true);
    expect(phone.received).toEqual([]);
    expect(codeOf(await subscribe(phone))).toBe('code-unknown');
  });

  it('without the code gets nothing', async () => {
    const body = { commandId: randomUUID(), subscription: world.endpoint.phone().subscription };
    expect(codeOf(await world.host.anyone().send('PUT', '/api/follow/push', body))).toBe('code-unknown');
    expect(await world.events('device')).toEqual([]);
  });

  it('keeps the address of the phone sealed in the log and in the read files', async () => {
    const { subscribe, signalId } = await neighbour();
    const phone = world.endpoint.phone();
    await subscribe(phone);
    const [device] = await world.events('device');
    const { endpoint, keys } = phone.subscription;
    for (const secret of [endpoint, keys.auth, keys.p256dh])
      expect(JSON.stringify(device)).not.toContain(secret);
    expect(device?.stream).not.toBe(streamName('device', signalId));
  });
});
