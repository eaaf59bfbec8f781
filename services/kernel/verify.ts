/** Looks through a data folder, in use or not, or a copy of one, and says what is wrong. Never shows content. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MANIFEST_FILE, manifestProblems, readManifest } from './backup.ts';
import { dataPaths } from './data-folder.ts';
import { WrongSetting } from './errors.ts';
import { openLogFileReadOnly } from './event-store/sqlite-file.ts';
import { verifyLog } from './event-store/verify.ts';
import { DATABASE_BUSY_MS, READ_BATCH_EVENTS, VERIFY_PROBLEMS_MAX } from './limits.ts';

export type Report = {
  events: number;
  streams: number;
  /** Fields that are sealed, and how many of them nobody can read any more because their subject was forgotten. */
  sealedFields: number;
  forgottenFields: number;
  /** Sentences that name files, streams and subjects. */
  problems: string[];
};

/**
 * Walks the checksums of all events, and finds the key of every sealed field. Throws `WrongSetting` when the folder holds
 * no data.
 */
export async function verify(folder: string, onProgress: (line: string) => void = () => {}): Promise<Report> {
  const paths = dataPaths(folder);
  if (!existsSync(paths.logFile))
    throw new WrongSetting(`${folder} holds no data: name a data folder or a copy`);
  const problems: string[] = [];
  if (existsSync(join(folder, MANIFEST_FILE))) {
    onProgress('comparing the files with the manifest');
    problems.push(...(await manifestProblems(folder, readManifest(folder))));
  }
  onProgress('walking the checksums of the log');
  const log = await verifyLog(paths.logFile);
  problems.push(...log.problems);
  onProgress('looking for the key of every sealed field');
  const fields = await verifyKeys(folder);
  problems.push(...fields.problems);
  const { events, streams } = log;
  return { ...fields, events, streams, problems: problems.slice(0, VERIFY_PROBLEMS_MAX) };
}

type KeyState = 'present' | 'forgotten' | 'missing';
type Fields = { sealedFields: number; forgottenFields: number; problems: string[] };

const SEALED_SUBJECT = /"s1\.([a-z]+-[0-9a-f-]{36})\./g;

async function verifyKeys(folder: string): Promise<Fields> {
  const { database, log } = openLogFileReadOnly(dataPaths(folder).logFile);
  const keys = openKeyStates(folder);
  const found: Fields = { sealedFields: 0, forgottenFields: 0, problems: [] };
  try {
    let last = 0;
    while (found.problems.length < VERIFY_PROBLEMS_MAX) {
      const rows = log.readUnchecked(last, READ_BATCH_EVENTS);
      if (rows.length === 0) return found;
      for (const { number, stream, version, data } of rows) {
        for (const [, subject = ''] of data.matchAll(SEALED_SUBJECT)) {
          found.sealedFields += 1;
          const state = keys.stateOf(subject);
          if (state === 'forgotten') found.forgottenFields += 1;
          if (state === 'missing') found.problems.push(`${stream} version ${version}: no key for ${subject}`);
        }
        last = number;
      }
      await nextTurn();
    }
    return found;
  } finally {
    keys.close();
    database.close();
  }
}

/** Needs no master key: whether a key is there, not what it is. A key that was destroyed is all zeroes. */
function openKeyStates(folder: string): { stateOf(subject: string): KeyState; close(): void } {
  const { vaultFile, ledgerFile } = dataPaths(folder);
  const open = (file: string) =>
    existsSync(file) ? new DatabaseSync(file, { readOnly: true, timeout: DATABASE_BUSY_MS }) : undefined;
  const vault = open(vaultFile);
  const ledger = open(ledgerFile);
  const key = vault?.prepare('SELECT 1 FROM keys WHERE subject = ? AND wrapped <> zeroblob(length(wrapped))');
  const forgotten = ledger?.prepare('SELECT 1 FROM forgotten WHERE subject = ?');
  return {
    stateOf(subject) {
      // Forgotten first: a copied vault may be from just before, and its key goes when it is put back.
      if (forgotten?.get(subject) !== undefined) return 'forgotten';
      return key?.get(subject) === undefined ? 'missing' : 'present';
    },
    close() {
      vault?.close();
      ledger?.close();
    },
  };
}
