/** A consistent copy of a running log. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { WrongSetting } from '../errors.ts';
import { openLogFileReadOnly } from './sqlite-file.ts';

const PAGES_PER_STEP = 1_000;

/** Copies the log as it is now into a new file, also from another process; the file is there whole or not at all. */
export async function backupLog(file: string, toFile: string): Promise<void> {
  if (existsSync(toFile)) throw new WrongSetting(`${toFile} exists already; name a new file for the copy`);
  const part = `${toFile}.part`;
  rmSync(part, { force: true });
  const { database: source } = openLogFileReadOnly(file);
  try {
    // An open read keeps this moment, whatever is appended meanwhile.
    source.exec('BEGIN');
    source.prepare('SELECT store_id FROM log').get();
    await backup(source, part, { rate: PAGES_PER_STEP });
  } finally {
    source.close();
  }
  makeSingleFile(part);
  sync(part);
  renameSync(part, toFile);
  sync(dirname(toFile));
}

/** The copy still says that it has a write-ahead log; without that it can be read from a folder nobody may write in. */
function makeSingleFile(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
