/** Wrapped keys on disk: one row a subject, and the vault's own secrets. Knows nothing of plain keys. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CHECKPOINT_TRIES_MAX, CHECKPOINT_WAIT_MS } from '../limits.ts';
import { BUSY_WAIT_MS, inOneLook, inTransaction, openDurableFile } from './durable-file.ts';
import type { Subject } from './port.ts';
import { KEY_BYTES, NONCE_BYTES, TAG_BYTES } from './sealing.ts';

export const VAULT_FILE = 'vault.sqlite';
const WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;
const DESTROYED = Buffer.alloc(WRAPPED_BYTES);

/**
 * Rows are only ever added at the end and overwritten in place, never deleted. So pages never merge, a wrapped key stands in
 * one place for as long as it lives, and sixty zeroes over it leave nothing; `secure_delete` is a second lock on that door.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS keys (
    number INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, wrapped BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS swept (one INTEGER PRIMARY KEY CHECK (one = 1), up_to INTEGER NOT NULL) STRICT;
  INSERT OR IGNORE INTO swept (one, up_to) VALUES (1, 0);`;

export type WrappedKey = { subject: Subject; wrapped: Uint8Array };

export function openKeyFile(folder: string) {
  const database = openDurableFile(join(folder, VAULT_FILE), SCHEMA);
  const select = database.prepare('SELECT wrapped FROM keys WHERE subject = ?');
  const insert = database.prepare(`
    INSERT INTO keys (subject, created_at, wrapped) VALUES (?, ?, ?) ON CONFLICT (subject)
    DO UPDATE SET created_at = excluded.created_at, wrapped = excluded.wrapped WHERE keys.wrapped = zeroblob(${WRAPPED_BYTES})`);
  const overwrite = database.prepare('UPDATE keys SET wrapped = ? WHERE subject = ? AND wrapped <> ?');
  const notSwept = database.prepare(
    `SELECT number, subject FROM keys WHERE number > (SELECT up_to FROM swept)
     AND created_at < ? AND wrapped <> ? ORDER BY number LIMIT ?`,
  );
  const moveSwept = database.prepare('UPDATE swept SET up_to = ?');
  const secret = database.prepare('SELECT wrapped FROM secrets WHERE name = ?');
  const insertSecret = database.prepare('INSERT INTO secrets (name, wrapped) VALUES (?, ?)');

  const overwriteAll = (subjects: Iterable<Subject>): number => {
    let destroyed = 0;
    for (const subject of subjects) destroyed += Number(overwrite.run(DESTROYED, subject, DESTROYED).changes);
    return destroyed;
  };

  /** False when somebody reads. Does not wait for that here: SQLite would wait with the whole process standing still. */
  const truncateLog = (): boolean => {
    database.exec('PRAGMA busy_timeout=0');
    const result = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    database.exec(`PRAGMA busy_timeout=${BUSY_WAIT_MS}`);
    return result?.busy === 0;
  };

  return {
    /** null when there is none, or when it was destroyed. */
    read(subject: Subject): Uint8Array | null {
      const wrapped = select.get(subject)?.wrapped;
      if (!(wrapped instanceof Uint8Array) || DESTROYED.equals(wrapped)) return null;
      return wrapped;
    },
    /** Makes several `read`s quicker. */
    inOneLook: <T>(look: () => T): T => inOneLook(database, look),
    /** All in one durable commit. */
    add(keys: readonly WrappedKey[], createdAt: string): void {
      inTransaction(database, () => {
        for (const { subject, wrapped } of keys) {
          assert.equal(
            wrapped.length,
            WRAPPED_BYTES,
            'a wrapped key of another size would not be overwritten in place',
          );
          const { changes } = insert.run(subject, createdAt, wrapped);
          assert.equal(Number(changes), 1, 'a live key is never replaced');
        }
      });
    },
    /** Overwrites the keys in place; their bytes are gone from the write-ahead log only after `emptyLog`. */
    destroy(subjects: Iterable<Subject>): number {
      return inTransaction(database, () => overwriteAll(subjects));
    },
    /** Overwrites the keys of orphans, and remembers up to which row the sweep has looked. */
    sweep(orphans: Iterable<Subject>, upTo: number): number {
      return inTransaction(database, () => {
        moveSwept.run(upTo);
        return overwriteAll(orphans);
      });
    },
    /** Moves the log into the file and makes it empty, so that no older page image holds a destroyed key. */
    async emptyLog(): Promise<void> {
      for (let tries = 1; !truncateLog(); tries++) {
        if (tries === CHECKPOINT_TRIES_MAX)
          throw new Error('the vault log is still being read: destroyed keys stay in it');
        await pause(CHECKPOINT_WAIT_MS);
      }
    },
    /** At the start: nobody reads yet; when somebody does, the next `emptyLog` is in time. */
    tryEmptyLog: truncateLog,
    /** Live keys made before the instant that no sweep has looked at, in the order in which they were made. */
    notSwept(madeBefore: string, limit: number): { number: number; subject: Subject }[] {
      return notSwept.all(madeBefore, DESTROYED, limit) as { number: number; subject: Subject }[];
    },
    readSecret(name: string): Uint8Array | null {
      const wrapped = secret.get(name)?.wrapped;
      return wrapped instanceof Uint8Array ? wrapped : null;
    },
    addSecret(name: string, wrapped: Uint8Array): void {
      inTransaction(database, () => insertSecret.run(name, wrapped));
    },
    close: () => database.close(),
  };
}

export type KeyFile = ReturnType<typeof openKeyFile>;
