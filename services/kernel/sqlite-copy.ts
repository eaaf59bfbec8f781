/** A consistent copy of an SQLite file that another process may be writing. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { DATABASE_BUSY_MS } from './limits.ts';

const PAGES_PER_STEP = 1_000;

/** The copy is one file, durable, and there whole or not at all. It only reads the source. */
export async function copySqliteFile(from: string, to: string): Promise<void> {
  const part = `${to}.part`;
  rmSync(part, { force: true });
  const source = new DatabaseSync(from, { readOnly: true, timeout: DATABASE_BUSY_MS });
  try {
    // An open read keeps this moment, whatever is written meanwhile.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    await backup(source, part, { rate: PAGES_PER_STEP });
  } finally {
    source.close();
  }
  makeSingleFile(part);
  syncPath(part);
  renameSync(part, to);
  syncPath(dirname(to));
}

/** Makes a file, or the names in a folder, durable. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Without a write-ahead log it can be read from a folder nobody may write in. */
function makeSingleFile(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
