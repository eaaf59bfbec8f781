/** What waits on this phone, and whether a newer version of the app does. */
import { signal } from '@preact/signals';
import { retryKept, throwAwayKept } from '../outbox/send.ts';
import { KeptModel } from './kept.model.ts';

const door = () => import('../outbox/outbox.ts');

export const kept = new KeptModel({
  list: async (nowMs) => (await door()).listKept(nowMs),
  flush: async (nowMs) => (await door()).flushKept(nowMs),
  send: retryKept,
  discard: throwAwayKept,
  nowMs: () => Date.now(),
});

/** Goes to the newer version; null while there is none. It is only ever used when somebody asks for it. */
export const newVersion = signal<(() => void) | null>(null);
