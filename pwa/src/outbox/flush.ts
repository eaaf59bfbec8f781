/** Sends kept messages. Runs in the page and in the service worker; the commandId makes a double sending one signal. */

import { type Raised, raised } from '@bijspringen/contracts/signals/api.ts';
import * as z from 'zod/mini';
import { type Kept, mayGoByItself } from './kept.ts';
import { all, put, remove } from './store.ts';

/** One attempt; a slow line on a gallery is still a line. */
const SEND_TIMEOUT_MS = 20_000;
const problemBody = z.object({ code: z.string() });

export type Sent =
  | { kind: 'sent'; raised: Raised }
  /** No connection, or the server could not take it now: it stays kept. */
  | { kind: 'kept' }
  /** The server says no, and would say so again. It stays kept, to be read or thrown away with its code. */
  | { kind: 'refused'; code: string };

async function post(kept: Kept): Promise<Response | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), SEND_TIMEOUT_MS);
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: kept.commandId, envelope: kept.envelope }),
    credentials: 'omit' as const,
    signal: stop.signal,
  };
  // A rejected fetch means no connection or the time-out: both leave the message where it is.
  const response = await fetch('/api/outbox', request).catch(() => null);
  clearTimeout(timer);
  return response;
}

/** Sends one kept message now; whoever calls has asked, or knows that it may go by itself. */
export async function send(kept: Kept): Promise<Sent> {
  const response = await post(kept);
  if (response === null || response.status === 429 || response.status >= 500) return { kind: 'kept' };
  if (response.status === 201) {
    const answer = raised.parse(await response.json());
    await remove(kept.commandId);
    return { kind: 'sent', raised: answer };
  }
  const problem = problemBody.safeParse(await response.json().catch(() => null));
  await put({ ...kept, state: 'refused' });
  return { kind: 'refused', code: problem.success ? problem.data.code : 'internal' };
}

/** Sends every message that may go by itself. True when none of those is left. */
export async function flush(nowMs: number): Promise<{ sent: number; isDone: boolean }> {
  let sent = 0;
  let isDone = true;
  for (const kept of await all()) {
    if (!mayGoByItself(kept, nowMs)) continue;
    const result = await send(kept);
    if (result.kind === 'sent') sent += 1;
    if (result.kind === 'kept') isDone = false;
  }
  return { sent, isDone };
}
