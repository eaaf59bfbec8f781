import { describe, expect, it } from 'vitest';
import { readPush } from './push-message.ts';

const payload = {
  web_push: 8030,
  notification: {
    title: 'Bijspringen',
    body: 'Oproep in jouw wijk. Kun je nu helpen? Open de app.',
    navigate: 'https://wijk.example/werk/oproep/0199f3a0-0000-7000-8000-000000000001',
    tag: 'crisis-1',
    lang: 'nl',
    silent: false,
    mutable: true,
    data: {
      deliveryId: '0199f3a0-0000-7000-8000-000000000002',
      receipt: 'ab'.repeat(32),
      kind: 'alert',
      expiresAt: '2026-11-22T01:25:00.000Z',
      crisisId: '0199f3a0-0000-7000-8000-000000000001',
      isDrill: false,
    },
  },
};
const { notification } = payload;
const changed = (data: object) =>
  JSON.stringify({ ...payload, notification: { ...notification, data: { ...notification.data, ...data } } });

describe('a push', () => {
  it('is read as it was sent', () => {
    expect(readPush(JSON.stringify(payload))).toEqual({
      title: notification.title,
      body: notification.body,
      navigate: notification.navigate,
      tag: 'crisis-1',
      kind: 'alert',
      deliveryId: notification.data.deliveryId,
      receipt: notification.data.receipt,
      expiresAtMs: Date.parse(notification.data.expiresAt),
      crisisId: notification.data.crisisId,
      isDrill: false,
    });
  });

  it.each(['', 'hallo', '{"notification":', 'null', '[]', '{"notification":{"title":"Bijspringen"}}'])(
    'that says %j cannot be read, and does not throw',
    (text) => expect(readPush(text)).toBeNull(),
  );

  it('of a kind that this version does not know still shows its words', () => {
    expect(readPush(changed({ kind: 'toString' }))).toMatchObject({ kind: 'unknown', title: 'Bijspringen' });
  });

  it('names an alert only by an id, which goes into an address', () => {
    expect(readPush(changed({ crisisId: '../../elders' }))?.crisisId).toBeNull();
  });

  it('without a moment never is too late', () => {
    expect(readPush(changed({ expiresAt: 'straks' }))?.expiresAtMs).toBe(Number.POSITIVE_INFINITY);
  });
});
