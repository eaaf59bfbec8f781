/** What a push service's answer means, and when to try again. */
import type { Failure, MessageKind } from '@bijspringen/contracts/notifications/values.ts';
import { AGAIN_ANSWER_MAX_MS, AGAIN_FIRST_MS, AGAIN_URGENT_MAX_MS } from './limits.ts';

/** What came of one request. `retryAfter` as the header has it. */
export type Sent =
  | { status: number; retryAfter: string | null }
  | { failed: Extract<Failure, 'unreachable' | 'time-out' | 'hostile-endpoint'> };

export type Outcome = { accepted: number } | { why: Failure; status?: number; againAt?: string };

export type Attempted = { kind: MessageKind; attempt: number; now: string };

/** Whether it is there, or why not and from when on it is tried again. */
export function outcomeOf(sent: Sent, attempted: Attempted): Outcome {
  if ('failed' in sent) {
    if (sent.failed === 'hostile-endpoint') return { why: sent.failed };
    return { why: sent.failed, againAt: later(attempted.now, waitMs(attempted)) };
  }
  const { status, retryAfter } = sent;
  if (status >= 200 && status <= 299) return { accepted: status };
  const why = failureOf(status);
  if (!MAY_PASS.has(why)) return { why, status };
  const askedMs = retryAfter === null ? 0 : retryAfterMs(retryAfter, attempted.now);
  return { why, status, againAt: later(attempted.now, Math.max(askedMs, waitMs(attempted))) };
}

/** 404 and 410: the phone has another address or none. 401 and 403 are ours to mend; another try does not mend them. */
function failureOf(status: number): Failure {
  if (status === 404 || status === 410) return 'gone';
  if (status === 401 || status === 403) return 'not-authorised';
  if (status === 429) return 'too-many';
  if (status >= 500) return 'server-error';
  return 'refused';
}

const MAY_PASS: ReadonlySet<Failure> = new Set(['too-many', 'server-error']);

function waitMs({ kind, attempt }: Attempted): number {
  const longestMs = kind === 'answer' ? AGAIN_ANSWER_MAX_MS : AGAIN_URGENT_MAX_MS;
  // 2 ** 30 is long past the longest, and still a number that can be counted with.
  return Math.min(AGAIN_FIRST_MS * 2 ** Math.min(attempt - 1, 30), longestMs);
}

/** Seconds, or a date (RFC 9110); what is neither asks for nothing. A day is longer than any message lives. */
function retryAfterMs(header: string, now: string): number {
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1_000, DAY_MS);
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? 0 : Math.min(Math.max(0, atMs - Date.parse(now)), DAY_MS);
}

const DAY_MS = 86_400_000;

function later(instant: string, byMs: number): string {
  return new Date(Date.parse(instant) + byMs).toISOString();
}
