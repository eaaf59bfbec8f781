import { messageKind } from '@bijspringen/contracts/notifications/values.ts';
import { describe, expect, it } from 'vitest';
import type { PushMessage } from './push-message.ts';
import { noticeFor, ownPath, pathFor, unreadableNotice } from './push-notice.ts';

const origin = 'https://wijk.example';
const crisisId = '0199f3a0-0000-7000-8000-000000000001';
const expiresAtMs = Date.parse('2026-11-22T01:25:00.000Z');
const alert: PushMessage = {
  title: 'Bijspringen',
  body: 'Oproep in jouw wijk. Kun je nu helpen? Open de app.',
  navigate: `${origin}/werk/oproep/${crisisId}`,
  tag: 'crisis-1',
  kind: 'alert',
  deliveryId: 'delivery',
  receipt: 'receipt',
  expiresAtMs,
  crisisId,
  isDrill: false,
};
const inTime = { nowMs: expiresAtMs - 1, origin, isStoodDown: false };
const OVER = 'Deze oproep is voorbij. Je hoeft niets te doen.';

describe('a notification', () => {
  it('of an alert offers both answers, stays, and makes itself heard again', () => {
    const { options } = noticeFor(alert, inTime);
    expect(options.actions.map(({ action, title }) => [action, title])).toEqual([
      ['come', 'Ik kom'],
      ['cannot', 'Ik kan niet'],
    ]);
    expect(options).toMatchObject({ renotify: true, requireInteraction: true, tag: 'crisis-1' });
  });

  it('of a safety check can be answered at once', () => {
    const { options } = noticeFor({ ...alert, kind: 'check' }, inTime);
    expect(options.actions).toEqual([{ action: 'safe', title: 'Ik ben veilig' }]);
  });

  it('that comes after its moment says that it is over, and offers nothing', () => {
    const { options } = noticeFor(alert, { ...inTime, nowMs: expiresAtMs + 1 });
    expect(options).toMatchObject({ body: OVER, actions: [], requireInteraction: false });
  });

  it('that comes after the stand-down of the same alert says that it is over', () => {
    for (const kind of messageKind.options.filter((each) => each !== 'stand-down')) {
      expect(noticeFor({ ...alert, kind }, { ...inTime, isStoodDown: true }).options.body).toBe(OVER);
    }
  });

  it.each(['stand-down', 'enough', 'released', 'answer', 'drill'] as const)(
    'of the kind %s is as true when it comes late',
    (kind) => {
      const late = { ...inTime, nowMs: expiresAtMs + 1 };
      expect(noticeFor({ ...alert, kind }, late).options.body).toBe(alert.body);
    },
  );

  it('of a drill says so first', () => {
    expect(noticeFor({ ...alert, kind: 'drill', isDrill: true }, inTime).title).toBe('OEFENING. Bijspringen');
    const said = { ...alert, title: 'OEFENING Bijspringen', kind: 'drill' as const, isDrill: true };
    expect(noticeFor(said, inTime).title).toBe('OEFENING Bijspringen');
  });

  it('without a tag is not announced as a next one, which browsers refuse', () => {
    expect(noticeFor({ ...alert, tag: '' }, inTime).options.renotify).toBe(false);
  });

  it('of what nobody can read says something neutral', () => {
    expect(unreadableNotice().options.body).toBe('Er is een bericht. Open de app.');
  });
});

describe('a tap', () => {
  const { data } = noticeFor(alert, inTime).options;

  it('opens what the message is about', () => {
    expect(pathFor(data, '')).toBe(`/werk/oproep/${crisisId}`);
  });

  it('on "Ik kom" opens the question that belongs to it', () => {
    expect(pathFor(data, 'come')).toBe(`/werk/oproep/${crisisId}?ik=kom`);
  });

  it.each(['https://elders.example/werk', '//elders.example', 'javascript:alert(1)', 'http://['])(
    'never leads to another place than this app: %s',
    (navigate) => expect(ownPath(navigate, origin)).toBe('/werk'),
  );
});
