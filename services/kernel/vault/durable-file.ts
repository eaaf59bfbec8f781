/** Opens an SQLite file whose commits are on disk when they return, and whose deleted bytes are overwritten. */
import { DatabaseSync } from 'node:sqlite';
import { StoreFull, WrongSetting } from '../errors.ts';
import { sqliteTrouble } from '../event-store/sqlite-errors.ts';

/** Another process (a backup) may hold the file for a moment. */
export const BUSY_WAIT_MS = 5_000;

export function openDurableFile(file: string, schema: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_WAIT_MS });
  database.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;',
  );
  readBack(database, 'journal_mode', 'wal');
  readBack(database, 'synchronous', 2);
  readBack(database, 'secure_delete', 1);
  database.exec(schema);
  return database;
}

/** SQLite ignores a setting that it cannot follow; without these three, keys could be lost or could stay behind. */
function readBack(database: DatabaseSync, setting: string, wanted: string | number): void {
  const found = database.prepare(`PRAGMA ${setting}`).get()?.[setting];
  if (found === wanted) return;
  database.close();
  throw new WrongSetting(`${setting} is ${found}, must be ${wanted}: is the data folder on a local disk?`);
}

/** Runs the work in one transaction; all of it or nothing. Throws `StoreFull` when the disk is full. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  try {
    database.exec('BEGIN IMMEDIATE');
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw sqliteTrouble(error) === 'full' ? new StoreFull('the disk is full', { cause: error }) : error;
  }
}

/** Several look-ups under one lock on the file instead of one each. */
export function inOneLook<T>(database: DatabaseSync, look: () => T): T {
  database.exec('BEGIN');
  try {
    return look();
  } finally {
    // SQLite may have ended it by itself, on an error of the disk for one.
    if (database.isTransaction) database.exec('COMMIT');
  }
}

/** After a write or sync that failed nobody knows what is on disk: the process must stop, and never try it again. */
export function isDiskBroken(error: unknown): boolean {
  return sqliteTrouble(error) === 'io';
}
