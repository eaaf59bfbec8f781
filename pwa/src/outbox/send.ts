/** How a screen sends what somebody wrote: now when that works, else kept as ciphertext on this phone. */

import { problemCodes } from '@bijspringen/contracts/shared/problem-codes.ts';
import type { RaiseBody, Raised } from '@bijspringen/contracts/signals/api.ts';
import type { Refusal } from '../api/client.ts';
import { postRaise } from '../api/raise.ts';
import { districtModel } from '../models/district.model.ts';
import { onQuickExit } from '../models/quick-exit.ts';

export type SendOutcome =
  | { kind: 'sent'; raised: Raised }
  /** No connection: it is on this phone, encrypted, and goes later. */
  | { kind: 'kept' }
  | { kind: 'refused'; problem: Refusal }
  /** No connection, and this browser cannot keep it: it stands on the screen and nowhere else. */
  | { kind: 'unreachable' };

/** What became of a kept message; `gone` when the phone already sent it by itself, or it was thrown away. */
export type KeptOutcome = SendOutcome | { kind: 'gone' };

/** The door to the outbox is fetched while the phone is idle, so that it is here when the connection is not. */
const door = () => import('./outbox.ts');

async function keep(body: RaiseBody): Promise<SendOutcome> {
  const key = districtModel.district.peek()?.outboxKey;
  if (!key) return { kind: 'unreachable' };
  try {
    await (await door()).keep(body, key, new Date());
    return { kind: 'kept' };
  } catch (error) {
    console.warn('not kept', error instanceof Error ? error.name : 'unknown');
    return { kind: 'unreachable' };
  }
}

/** Sends a message, or keeps it. The body carries its own `writtenAt`, so that both ways are the same to the letter. */
export async function sendRaise(body: RaiseBody): Promise<SendOutcome> {
  const answer = await postRaise(body);
  if (answer.kind === 'done') return { kind: 'sent', raised: answer.value };
  if (answer.kind === 'refused') return answer;
  return keep(body);
}

function refusalOf(code: string): Refusal {
  const known = problemCodes.find((candidate) => candidate === code);
  return { code: known ?? 'internal', errors: [] };
}

/** Sends a kept message because somebody asked for it, however old it is. */
export async function retryKept(commandId: string): Promise<KeptOutcome> {
  const result = await (await door()).sendKept(commandId);
  if (result === null) return { kind: 'gone' };
  return result.kind === 'refused' ? { kind: 'refused', problem: refusalOf(result.code) } : result;
}

export async function throwAwayKept(commandId: string): Promise<void> {
  await (await door()).discardKept(commandId);
}

/** After "Snel weg" a kept message still goes by itself, but nothing on a screen says that it is there. */
onQuickExit(async () => {
  await (await door()).hideKept();
});
