/// <reference lib="webworker" />
/** The worker's side of a push: show it, tell that it was shown, and do what was tapped. */
import { newCommandId } from '../api/ids.ts';
import { type PushMessage, readPush } from './push-message.ts';
import {
  DECLINED,
  NOT_SENT,
  type Notice,
  type NoticeData,
  noticeFor,
  PUSH_IS_OVER,
  pathFor,
  SAFE,
  thanks,
  unreadableNotice,
  WORK_PATH,
} from './push-notice.ts';
import { type Line, type Sent, sendAnswer, sendReceipt } from './push-send.ts';
import { noteStoodDown, wasStoodDown } from './stood-down.ts';

declare const self: ServiceWorkerGlobalScope;

const CONFLICT = 409;
/** A page that is awake answers within this. */
const PAGE_ANSWER_MAX_MS = 1_000;
const line: Line = {
  send: (path, init) => fetch(path, init),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

async function noticeOf(message: PushMessage | null, nowMs: number): Promise<Notice> {
  if (message === null) return unreadableNotice();
  const isStoodDown = message.tag !== '' && (await wasStoodDown(message.tag, nowMs).catch(() => false));
  return noticeFor(message, { nowMs, origin: self.location.origin, isStoodDown });
}

function show({ title, options }: Notice): Promise<void> {
  return self.registration.showNotification(title, options);
}

/** Whatever came, something is shown; the receipt goes after it and never holds it up. */
export async function showPush(event: PushEvent): Promise<void> {
  const nowMs = Date.now();
  const message = readPush(event.data?.text() ?? '');
  const notice = await noticeOf(message, nowMs);
  await show(notice);
  if (message?.kind === 'stand-down' && message.tag !== '') await noteStoodDown(message.tag, nowMs);
  await sendReceipt(line, notice.options.data, 'shown');
}

/** The page says that it goes there by itself; one that is still loading, or hangs, does not. */
function isTaken(page: WindowClient, path: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    setTimeout(resolve, PAGE_ANSWER_MAX_MS, false);
    port1.onmessage = () => resolve(true);
    page.postMessage({ kind: 'go-to', path }, [port2]);
  });
}

/** In an open window nothing that was typed is lost: the app goes there itself, without loading again. */
async function open(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const own = windows.find((each) => new URL(each.url).pathname.startsWith(WORK_PATH)) ?? windows[0];
  if (own === undefined) {
    await self.clients.openWindow(path);
    return;
  }
  // A browser that brings no window to the front still shows the right page in it.
  const page = await own.focus().catch(() => own);
  if (!(await isTaken(page, path))) await page.navigate(path);
}

type At = { data: NoticeData; tag: string };

/** A browser opens a window only shortly after the tap; after that somebody has to tap again, so something stays to tap. */
async function openOr(said: string, path: string, { data, tag }: At): Promise<void> {
  await open(path).catch(() => show(thanks(data, said, tag)));
}

async function afterAnswer(sent: Sent, said: string, at: At): Promise<void> {
  if (sent.kind === 'done') return show(thanks(at.data, said, at.tag));
  // Over, or answered on another phone: nothing is left to do.
  if (sent.kind === 'refused' && sent.status === CONFLICT) return show(thanks(at.data, PUSH_IS_OVER, at.tag));
  return openOr(NOT_SENT, pathFor(at.data, ''), at);
}

/** A tap on the notification or on one of its buttons. */
export async function answerNotice(event: NotificationEvent): Promise<void> {
  const { notification, action } = event;
  const data: NoticeData = notification.data ?? unreadableNotice().options.data;
  const at = { data, tag: notification.tag };
  notification.close();
  const told = sendReceipt(line, data, 'opened');
  const { crisisId } = data;
  if (action === 'cannot' && crisisId !== null) {
    const sent = await sendAnswer(line, { crisisId, commandId: newCommandId(), what: 'decline' });
    await afterAnswer(sent, DECLINED, at);
  } else if (action === 'safe' && crisisId !== null) {
    const sent = await sendAnswer(line, { crisisId, commandId: newCommandId(), what: 'safety-check' });
    await afterAnswer(sent, SAFE, at);
  } else await openOr(notification.body, pathFor(data, action), at);
  await told;
}

/** The browser made or took away a subscription: an open app tells the server; else the next start does. */
export async function tellSubscriptionChanged(): Promise<void> {
  for (const page of await self.clients.matchAll({ type: 'window' }))
    page.postMessage({ kind: 'push-changed' });
}
