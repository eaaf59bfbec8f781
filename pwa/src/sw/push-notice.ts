/** What a phone shows for a push: one neutral sentence, without a name, a place or a health word. */
import { DRILL_WORD, PUSH_TITLE } from '@bijspringen/contracts/notifications/sentences.ts';
import type { PushMessage } from './push-message.ts';

export type NoticeAction = 'come' | 'cannot' | 'safe';
/** What stays with a notification for the tap on it. */
export type NoticeData = {
  kind: PushMessage['kind'];
  navigate: string;
  deliveryId: string;
  receipt: string;
  crisisId: string | null;
};
export type Notice = {
  title: string;
  options: {
    body: string;
    tag: string;
    renotify: boolean;
    requireInteraction: boolean;
    icon: string;
    badge: string;
    lang: 'nl';
    data: NoticeData;
    actions: { action: NoticeAction; title: string }[];
    vibrate?: number[];
  };
};

const ICON = '/icon-192.png';
export const WORK_PATH = '/werk';
/** In the place of a message that came after its time. */
export const PUSH_IS_OVER = 'Deze oproep is voorbij. Je hoeft niets te doen.';
const UNREADABLE = 'Er is een bericht. Open de app.';
export const DECLINED = 'Dank je. Nee is altijd goed.';
export const SAFE = 'Dank je. We weten dat je veilig bent.';
export const NOT_SENT = 'Je antwoord is niet verstuurd. Open de app.';

/** These stay until somebody looks, and shake: they are about somebody's safety or need an answer now. */
const LOUD: readonly PushMessage['kind'][] = ['page', 'alert', 'check', 'wait', 'stand-down'];
const SHAKE_MS = [400, 200, 400, 200, 400];
/** Over when late. What ends an alert, or is an answer to a neighbour, is as true when it comes late. */
const TRUE_WHEN_LATE: readonly PushMessage['kind'][] = [
  'stand-down',
  'enough',
  'released',
  'answer',
  'drill',
  'unknown',
];

function actionsFor({ kind, crisisId }: PushMessage): Notice['options']['actions'] {
  if (crisisId === null) return [];
  if (kind === 'alert')
    return [
      { action: 'come', title: 'Ik kom' },
      { action: 'cannot', title: 'Ik kan niet' },
    ];
  return kind === 'check' ? [{ action: 'safe', title: 'Ik ben veilig' }] : [];
}

/** A path of this app, or the first page of who works here; a push can never send anybody to another site. */
export function ownPath(navigate: string, origin: string): string {
  try {
    const url = new URL(navigate, origin);
    return url.origin === origin ? url.pathname + url.search : WORK_PATH;
  } catch {
    // No address at all. `URL.canParse` is newer than the phones that we serve.
    return WORK_PATH;
  }
}

function plain(title: string, body: string, data: NoticeData, tag: string): Notice {
  const options = { body, tag, renotify: tag !== '', requireInteraction: false, icon: ICON, badge: ICON };
  return { title, options: { ...options, lang: 'nl', data, actions: [] } };
}

/** When something came that nobody can read: something is shown all the same. */
export function unreadableNotice(): Notice {
  const data: NoticeData = {
    kind: 'unknown',
    navigate: WORK_PATH,
    deliveryId: '',
    receipt: '',
    crisisId: null,
  };
  return plain(PUSH_TITLE, UNREADABLE, data, '');
}

type At = { nowMs: number; origin: string; isStoodDown: boolean };

/** `isStoodDown`: this phone has already shown that this alert is over. */
export function noticeFor(message: PushMessage, { nowMs, origin, isStoodDown }: At): Notice {
  const { kind, deliveryId, receipt, crisisId, tag } = message;
  const data: NoticeData = {
    kind,
    navigate: ownPath(message.navigate, origin),
    deliveryId,
    receipt,
    crisisId,
  };
  const isLate = nowMs > message.expiresAtMs && !TRUE_WHEN_LATE.includes(kind);
  const saysDrill = [message.title, message.body].some((words) => words.startsWith(DRILL_WORD));
  const title = message.isDrill && !saysDrill ? `${DRILL_WORD}. ${message.title}` : message.title;
  if (isLate || (isStoodDown && kind !== 'stand-down')) return plain(title, PUSH_IS_OVER, data, tag);
  const shown = plain(title, message.body, data, tag);
  if (!LOUD.includes(kind)) return shown;
  const loud = { requireInteraction: true, vibrate: SHAKE_MS, actions: actionsFor(message) };
  return { title, options: { ...shown.options, ...loud } };
}

/** In the place of the notification that was answered. */
export function thanks(data: NoticeData, body: string, tag: string): Notice {
  const shown = plain(PUSH_TITLE, body, data, tag);
  return { ...shown, options: { ...shown.options, renotify: false } };
}

/** Where a tap leads: to the question at once for "Ik kom", because whether you know somebody is asked first. */
export function pathFor(data: NoticeData, action: string): string {
  if (action === 'come' && data.crisisId !== null) return `/werk/oproep/${data.crisisId}?ik=kom`;
  return data.navigate === '' ? WORK_PATH : data.navigate;
}
