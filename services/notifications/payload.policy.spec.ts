import { randomUUID } from 'node:crypto';
import { pushPayload } from '@bijspringen/contracts/notifications/api.ts';
import { pushSentences } from '@bijspringen/contracts/notifications/sentences.ts';
import { messageKind } from '@bijspringen/contracts/notifications/values.ts';
import { describe, expect, it } from 'vitest';
import { payloadOf } from './payload.policy.ts';

const crisisId = randomUUID();
const facts = {
  deliveryId: randomUUID(),
  crisisId,
  receipt: 'ab'.repeat(32),
  tag: 'c'.repeat(32),
  expiresAt: '2026-11-22T01:25:00.000Z',
  publicUrl: new URL('https://bijspringen.example'),
};
/** RFC 8291 leaves this much for the text of one push. */
const PUSH_BYTES_MAX = 3_993;

describe('the payload', () => {
  it.each(messageKind.options)(
    'of the kind %s says one neutral sentence and ids, and nothing else',
    (kind) => {
      const payload = payloadOf({ ...facts, kind });
      expect(pushPayload.parse(payload)).toEqual(payload);
      const { title, body, navigate, data } = payload.notification;
      expect(body).toBe(pushSentences[kind]);
      expect(title).toBe(kind === 'drill' ? 'OEFENING. Bijspringen' : 'Bijspringen');
      const allowed = [title, body, navigate, 'nl', kind, ...Object.values(facts).map(String)];
      const said = Object.values({ ...payload.notification, ...data }).filter(
        (value) => typeof value === 'string',
      );
      expect(said.filter((text) => !allowed.includes(text))).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThan(PUSH_BYTES_MAX / 4);
    },
  );

  it.each([
    ['alert', `/werk/oproep/${crisisId}`],
    ['stand-down', `/werk/oproep/${crisisId}`],
    ['backup', `/werk/oproep/${crisisId}`],
    ['page', '/werk/dienst'],
    ['answer', '/volg'],
    ['drill', '/werk/instellingen'],
  ] as const)('of the kind %s leads to %s', (kind, path) => {
    const { navigate } = payloadOf({ ...facts, kind }).notification;
    expect(navigate).toBe(`https://bijspringen.example${path}`);
  });

  it('has no number, no street, no health word in any sentence', () => {
    for (const sentence of Object.values(pushSentences))
      expect(sentence).not.toMatch(/\d|straat|kade|ziek|verward|crisis|agressie|zelf(moord|doding)|politie/i);
  });
});
