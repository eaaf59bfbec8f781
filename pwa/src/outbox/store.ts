/** Where kept messages lie: one IndexedDB store, shared by the page and the service worker. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Kept } from './kept.ts';

/** More than this many waiting messages on one phone is a fault, not a neighbour. */
export const KEPT_MAX = 20;

interface OutboxSchema extends DBSchema {
  kept: { key: string; value: Kept };
}

let database: Promise<IDBPDatabase<OutboxSchema>> | undefined;

function open(): Promise<IDBPDatabase<OutboxSchema>> {
  database ??= openDB<OutboxSchema>('bijspringen-outbox', 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('kept', { keyPath: 'commandId' });
    },
    terminated: () => {
      database = undefined;
    },
  });
  return database;
}

export async function put(kept: Kept): Promise<void> {
  await (await open()).put('kept', kept);
}

export async function all(): Promise<Kept[]> {
  return (await open()).getAll('kept', undefined, KEPT_MAX);
}

export async function remove(commandId: string): Promise<void> {
  await (await open()).delete('kept', commandId);
}

/** Marks every kept message as hidden; for "Snel weg". */
export async function hideAll(): Promise<void> {
  const transaction = (await open()).transaction('kept', 'readwrite');
  for (const kept of await transaction.store.getAll())
    await transaction.store.put({ ...kept, isHidden: true });
  await transaction.done;
}
