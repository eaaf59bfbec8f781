/** The page's door to the outbox: keep a message, tell what is kept, send or throw away. */
import type { RaiseBody } from '@bijspringen/contracts/signals/api.ts';
import { flush, type Sent, send } from './flush.ts';
import { type Kept, mayGoByItself } from './kept.ts';
import { codeTagOf, openForWriter, sealForWriter } from './own-copy.ts';
import { sealForServer } from './seal-for-server.ts';
import { all, hideAll, put, remove } from './store.ts';

type OutboxKey = { keyId: string; x: string; y: string };
/** Background Sync is not in TypeScript's library. */
type SyncRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

export const SYNC_TAG = 'outbox';

/** Asks the browser to send when there is a connection, also with the tab closed. Where it cannot, the next opening does. */
async function askForSync(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration: SyncRegistration | undefined = await navigator.serviceWorker.getRegistration();
  if (!registration?.sync) return;
  // Refused by a setting of the browser: then the next opening sends it.
  await registration.sync.register(SYNC_TAG).catch(() => undefined);
}

/** Seals a message for the server and for its writer, and keeps it on the phone. */
export async function keep(body: RaiseBody, key: OutboxKey, now: Date): Promise<void> {
  const written = { ...body, writtenAt: body.writtenAt ?? now.toISOString() };
  const [envelope, ownCopy, codeTag] = await Promise.all([
    sealForServer(key, JSON.stringify(written), crypto),
    sealForWriter(body.followCode, body.text),
    codeTagOf(body.followCode),
  ]);
  const writtenAtMs = Date.parse(written.writtenAt);
  await put({
    commandId: body.commandId,
    codeTag,
    envelope,
    ownCopy,
    writtenAtMs,
    state: 'waiting',
    isHidden: false,
  });
  await askForSync();
}

export type Announced = {
  commandId: string;
  writtenAtMs: number;
  mayGoByItself: boolean;
  isRefused: boolean;
};

function announced(kept: Kept, nowMs: number): Announced {
  const { commandId, writtenAtMs, state } = kept;
  return {
    commandId,
    writtenAtMs,
    mayGoByItself: mayGoByItself(kept, nowMs),
    isRefused: state === 'refused',
  };
}

/** What a screen may say without a code: that there is a message, and since when. Hidden ones are left out. */
export async function listKept(nowMs: number): Promise<Announced[]> {
  return (await all()).filter((kept) => !kept.isHidden).map((kept) => announced(kept, nowMs));
}

/** A kept message with its words, for who knows its code; null when there is none. */
export async function findKept(
  code: string,
  nowMs: number,
): Promise<(Announced & { text: string | null }) | null> {
  const codeTag = await codeTagOf(code);
  const kept = (await all()).find((candidate) => candidate.codeTag === codeTag);
  return kept ? { ...announced(kept, nowMs), text: await openForWriter(code, kept.ownCopy) } : null;
}

/** Sends one message because somebody asked for it, however old it is. null when it is no longer here. */
export async function sendKept(commandId: string): Promise<Sent | null> {
  const kept = (await all()).find((candidate) => candidate.commandId === commandId);
  return kept ? send(kept) : null;
}

export const discardKept = remove;
export const hideKept = hideAll;
export const flushKept = flush;
