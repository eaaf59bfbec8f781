/** Receipts that are forged or come again, and phones that lead somewhere else, change nothing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HANG_MS, type Night, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

const receipt = (body: object) => night.world().request('POST', '/api/push/receipts', { body });
const head = () => night.world().kernel.store.head();

/** What the alert on B's phone carries, after it was brought. */
async function alerted() {
  const { crisisId } = await night.opens('officer');
  const { deliveryId, receipt: secret } = night.phone('B').received.at(-1)?.payload.notification.data ?? {};
  const reach = async () =>
    (await night.seenByDuty('officer', crisisId)).responders.find(
      ({ personId }) => personId === night.personId('B'),
    )?.reach;
  return { deliveryId, secret: secret ?? '', reach };
}

describe('a receipt', { timeout: HANG_MS }, () => {
  it('that is forged says nothing; a true one says that it was shown, once', async () => {
    const { deliveryId, secret, reach } = await alerted();
    expect(await reach()).toBe('sent');
    const other = night.phone('C').received.at(-1)?.payload.notification.data.receipt;
    const before = await head();
    for (const forged of [other, '0'.repeat(64)]) {
      const answer = await receipt({ deliveryId, receipt: forged, what: 'shown' });
      expect(answer).toMatchObject({ status: 404, body: { code: 'receipt-unknown' } });
    }
    expect(await head()).toBe(before);
    expect(await reach()).toBe('sent');

    const shown = { deliveryId, receipt: secret, what: 'shown' };
    expect((await receipt(shown)).status).toBe(200);
    await night.world().settled();
    expect(await reach()).toBe('shown');
    const after = await head();
    for (let times = 0; times < 3; times++) expect((await receipt(shown)).status).toBe(200);
    await night.world().settled();
    expect(await head()).toBe(after);
  });
});

describe('a phone', { timeout: HANG_MS }, () => {
  it('that leads somewhere else than to a push service is not taken', async () => {
    const { keys } = night.phone('B').subscription;
    const before = await head();
    for (const endpoint of [
      'https://192.168.1.1/push',
      'https://[::1]/push',
      'https://169.254.169.254/latest',
      'https://fcm.googleapis.com.example.org/push',
      'https://beheer@fcm.googleapis.com/push',
      'http://fcm.googleapis.com/push',
      'https://fcm.googleapis.com:8443/push',
    ]) {
      const body = { commandId: crypto.randomUUID(), subscription: { endpoint, keys } };
      const answer = await (await night.as('B')).request('POST', '/api/push/subscriptions', body);
      expect(answer, endpoint).toMatchObject({ status: 422, body: { code: 'hostile-endpoint' } });
    }
    expect(await head()).toBe(before);
  });

  it('that its push service no longer knows is put away, and its owner is not reached', async () => {
    night.phone('B').answers(() => ({ status: 410 }));
    const { reach } = await alerted();
    expect(await reach()).toBe('failed');
    const devices = await (await night.as('B')).request('GET', '/api/push/devices');
    expect(devices.body).toMatchObject({ devices: [] });
  });
});
