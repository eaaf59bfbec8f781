/** What the worker itself tells the server: that something was shown or opened, and an answer from the notification. */
import type { NoticeData } from './push-notice.ts';

/** A receipt is tried this often; the worker may be ended after about half a minute. */
const RECEIPT_TRIES_MAX = 4;
const RECEIPT_WAIT_FIRST_MS = 1_000;
/** Somebody waits for the answer to a tap, and may only be sent to the app within a few seconds of it. */
const ANSWER_TRIES_MAX = 2;
const ANSWER_WAIT_FIRST_MS = 300;
const TRY_TIMEOUT_MS = 3_000;
const SERVER_ERROR = 500;

export type Send = (path: string, init: RequestInit) => Promise<{ ok: boolean; status: number }>;
export type Line = { send: Send; wait: (ms: number) => Promise<void> };

/** `done`; `refused`: the server said no, and will say so again; `unreachable`: no answer within the bound. */
export type Sent = { kind: 'done' } | { kind: 'refused'; status: number } | { kind: 'unreachable' };
type Bound = { triesMax: number; waitFirstMs: number };

async function post(line: Line, path: string, body: object, bound: Bound): Promise<Sent> {
  for (let tries = 0; tries < bound.triesMax; tries += 1) {
    if (tries > 0) await line.wait(bound.waitFirstMs * 4 ** (tries - 1));
    const answer = await postOnce(line, path, body);
    if (answer?.ok) return { kind: 'done' };
    if (answer !== null && answer.status < SERVER_ERROR) return { kind: 'refused', status: answer.status };
  }
  return { kind: 'unreachable' };
}

async function postOnce(
  line: Line,
  path: string,
  body: object,
): Promise<{ ok: boolean; status: number } | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TRY_TIMEOUT_MS);
  try {
    return await line.send(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: stop.signal,
    });
  } catch {
    // No connection or too slow: the caller tries again within its bound, and says what came of it.
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** Tells that it was shown or opened; a push without a receipt has nothing to tell. */
export async function sendReceipt(line: Line, data: NoticeData, what: 'shown' | 'opened'): Promise<Sent> {
  const { deliveryId, receipt } = data;
  if (deliveryId === '' || receipt === '') return { kind: 'done' };
  const bound = { triesMax: RECEIPT_TRIES_MAX, waitFirstMs: RECEIPT_WAIT_FIRST_MS };
  return post(line, '/api/push/receipts', { deliveryId, receipt, what }, bound);
}

/** "Ik kan niet" and "Ik ben veilig", without opening the app. One id for all tries. */
export function sendAnswer(
  line: Line,
  answer: { crisisId: string; commandId: string; what: 'decline' | 'safety-check' },
): Promise<Sent> {
  const { crisisId, commandId, what } = answer;
  const body = what === 'decline' ? { commandId, why: 'cannot' } : { commandId };
  const bound = { triesMax: ANSWER_TRIES_MAX, waitFirstMs: ANSWER_WAIT_FIRST_MS };
  return post(line, `/api/crises/${crisisId}/${what}`, body, bound);
}
