/** The database file of the log: its shape, how it is opened, and the lock that keeps a second process out. */
import { hash, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Corrupt, WrongSetting } from '../errors.ts';
import { DATABASE_BUSY_MS } from '../limits.ts';
import { sqliteTrouble } from './sqlite-errors.ts';
import type { SqliteLog } from './sqlite-log.ts';
import { openSqliteLog } from './sqlite-log.ts';

/** "BIJS": tells our file from anybody else's. */
const APPLICATION_ID = 0x42494a53;
const FORMAT = 1;
const SYNCHRONOUS_FULL = 2;

// The places come first: a scan of them does not read the pages that a long event flows over to.
const SCHEMA = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    previous TEXT NOT NULL,
    checksum TEXT NOT NULL,
    type TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL
  ) STRICT;
  CREATE TABLE log (store_id TEXT NOT NULL, checksum TEXT NOT NULL) STRICT;`;

/** An open log; whoever opened it closes `database`. */
export type LogFile = { database: DatabaseSync; storeId: string; log: SqliteLog };

/** Opens the log for writing, makes it when there is none, and proves its settings by reading them back. */
export function openLogFile(file: string): LogFile {
  const database = new DatabaseSync(file, { timeout: DATABASE_BUSY_MS });
  return opening(file, database, () => {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    // The store copies the write-ahead log itself, so that an error of that copy is seen.
    database.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -32768;');
    checkSetting(database, 'journal_mode', 'wal');
    checkSetting(database, 'synchronous', SYNCHRONOUS_FULL);
    if (setting(database, 'user_version') === 0) createLog(database);
    syncFolder(file);
  });
}

/** Opens a log for reading only, also while another process writes it. */
export function openLogFileReadOnly(file: string): LogFile {
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: DATABASE_BUSY_MS });
  } catch (error) {
    throw new WrongSetting(`${file} cannot be opened; name the file of an event log`, { cause: error });
  }
  return opening(file, database, () => {});
}

function opening(file: string, database: DatabaseSync, prepare: () => void): LogFile {
  try {
    prepare();
    checkFormat(database);
    return { database, storeId: readStoreId(database), log: openSqliteLog(database) };
  } catch (error) {
    database.close();
    throw fileError(file, error);
  }
}

/** Held until closed; a second process, or a second store in this one, is refused. Free again when the process dies. */
export function lockLogFile(file: string): DatabaseSync {
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (sqliteTrouble(error) !== 'busy') throw error;
    throw new WrongSetting(
      `${file} is in use by another running process; stop that one first, or choose another data folder`,
      { cause: error },
    );
  }
}

/**
 * Gives a log another store id. For a copy that is put back: positions of the log it came from mean nothing here, and
 * whoever kept one reads from the beginning.
 */
export function renewStoreId(file: string): void {
  const lock = lockLogFile(file);
  try {
    const { database } = openLogFile(file);
    try {
      const storeId = randomUUID();
      database.prepare('UPDATE log SET store_id = ?, checksum = ?').run(storeId, storeIdChecksum(storeId));
    } finally {
      database.close();
    }
  } finally {
    lock.close();
  }
}

function createLog(database: DatabaseSync): void {
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (!isEmpty) throw new WrongSetting('the file holds another database');
  database.exec('BEGIN IMMEDIATE');
  database.exec(SCHEMA);
  const storeId = randomUUID();
  database
    .prepare('INSERT INTO log (store_id, checksum) VALUES (?, ?)')
    .run(storeId, storeIdChecksum(storeId));
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT};`);
  database.exec('COMMIT');
}

/** The store id is part of every position that others keep, so it is checked like an event. */
function readStoreId(database: DatabaseSync): string {
  const { store_id: storeId, checksum } = database.prepare('SELECT store_id, checksum FROM log').get() ?? {};
  if (typeof storeId === 'string' && checksum === storeIdChecksum(storeId)) return storeId;
  throw new Corrupt('the store id is damaged');
}

function storeIdChecksum(storeId: string): string {
  return hash('sha256', storeId, 'hex');
}

function checkFormat(database: DatabaseSync): void {
  if (setting(database, 'application_id') !== APPLICATION_ID)
    throw new WrongSetting('the file holds another database');
  const format = setting(database, 'user_version');
  if (format !== FORMAT)
    throw new WrongSetting(`the log has format ${format}; this release reads format ${FORMAT}`);
}

function setting(database: DatabaseSync, name: string): unknown {
  return database.prepare(`PRAGMA ${name}`).get()?.[name];
}

function checkSetting(database: DatabaseSync, name: string, wanted: unknown): void {
  const actual = setting(database, name);
  if (actual !== wanted)
    throw new WrongSetting(`SQLite does not keep ${name} = ${wanted} (it says ${actual})`);
}

/** The name of a new file is durable only when its folder is. */
function syncFolder(file: string): void {
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function fileError(file: string, error: unknown): unknown {
  if (error instanceof WrongSetting) return new WrongSetting(`${file}: ${error.message}`, { cause: error });
  switch (sqliteTrouble(error)) {
    case 'corrupt':
    case 'statement':
      return new Corrupt(`${file} is damaged, or is no event log`, { cause: error });
    case 'read-only':
      return new WrongSetting(
        `${file} cannot be written; give this process the right to, or put a copy back`,
        {
          cause: error,
        },
      );
    default:
      return error;
  }
}
