/** From a fact in the log to a phone and back, over real TLS with real encryption. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PushWorld, startPushWorld } from '../../test/support/push-world.ts';

/** What should come and takes longer hangs. */
const HANG_MS = 60_000;

let world: PushWorld;
beforeEach(async () => {
  world = await startPushWorld();
}, HANG_MS);
afterEach(() => world.close(), HANG_MS);

describe('an alert', { timeout: HANG_MS }, () => {
  it('goes encrypted to the phone of who is asked, to nobody else, and the phone says that it was shown', async () => {
    const { endpoint, kernel } = world;
    const asked = await world.phoneOf('responder');
    await world.phoneOf('responder-b');
    const crisisId = randomUUID();
    const [cause] = await world.alert(crisisId, [world.person('responder')]);
    if (cause === undefined) throw new Error('nothing happened');
    await endpoint.until((received) => received.length > 0);

    const [push] = asked.phone.received;
    const deliveryId = world.deliveryId(cause, world.person('responder'), { ...asked, kind: 'alert' });
    await vi.waitFor(async () => expect(await world.story(deliveryId)).toBe('claimed accepted'), HANG_MS);
    expect(push?.headers).toMatchObject({ ttl: '360', urgency: 'high' });
    expect(push?.headers.topic).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
    expect(push?.sender).toMatchObject({
      sub: 'mailto:beheer@bijspringen.example',
      key: kernel.vault.senderKey().publicKey,
    });
    expect(push?.payload.notification).toMatchObject({
      title: 'Bijspringen',
      body: 'Oproep in jouw wijk. Kun je nu helpen? Open de app.',
      navigate: `${world.host.url}/werk/oproep/${crisisId}`,
      tag: push?.headers.topic,
    });
    expect(push?.payload.notification.data).toMatchObject({
      deliveryId,
      kind: 'alert',
      crisisId,
      isDrill: false,
    });

    const { receipt } = push?.payload.notification.data ?? {};
    const shown = await world.host
      .anyone()
      .post('/api/push/receipts', { deliveryId, receipt, what: 'shown' });
    expect(shown.status).toBe(200);
    expect(await world.story(deliveryId)).toBe('claimed accepted shown');
    expect(endpoint.received).toHaveLength(1);
  });
});
