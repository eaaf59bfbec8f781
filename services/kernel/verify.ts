/** Looks through a data folder, in use or not, or a copy of one, and says what is wrong. Never shows content. */
import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { MANIFEST_FILE, manifestProblems, readManifest } from './backup.ts';
import { dataPaths } from './data-folder.ts';
import { Corrupt, WrongSetting } from './errors.ts';
import { openLogFileReadOnly } from './event-store/sqlite-file.ts';
import { verifyLog } from './event-store/verify.ts';
import { DATABASE_BUSY_MS, READ_BATCH_EVENTS, VERIFY_PROBLEMS_MAX } from './limits.ts';
import type { Subject } from './vault/port.ts';
import { createOpener } from './vault/sealed-field.ts';
import { sealedIn } from './vault/sealed-text.ts';
import { openBytes, toKey } from './vault/sealing.ts';
import { secretName } from './vault/server-secret.ts';

export type Report = {
  events: number;
  streams: number;
  /** Fields that are sealed, and how many of them nobody can read any more because their subject was forgotten. */
  sealedFields: number;
  forgottenFields: number;
  /** How many of the others were opened with their key; 0 without a master key. */
  openedFields: number;
  /** Sentences that name files, streams and subjects. */
  problems: string[];
};

export type VerifyOptions = {
  /** With it every sealed field is opened too, and looked at by nobody. */
  masterKey?: Uint8Array | undefined;
  onProgress?: (line: string) => void;
};

/**
 * Walks the checksums of all events, finds the key of every sealed field, and opens it where there is a master key. Throws
 * `WrongSetting` when the folder holds no data, or when the master key is another vault's.
 */
export async function verify(
  folder: string,
  { masterKey, onProgress = () => {} }: VerifyOptions = {},
): Promise<Report> {
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
  onProgress(
    masterKey
      ? 'opening every sealed field'
      : 'looking for the key of every sealed field (no master key here)',
  );
  const fields = await verifyFields(folder, masterKey && toKey(masterKey));
  problems.push(...fields.problems);
  const { events, streams } = log;
  return { ...fields, events, streams, problems: problems.slice(0, VERIFY_PROBLEMS_MAX) };
}

type Fields = Pick<Report, 'sealedFields' | 'forgottenFields' | 'openedFields' | 'problems'>;

async function verifyFields(folder: string, masterKey: KeyObject | undefined): Promise<Fields> {
  const { database, log } = openLogFileReadOnly(dataPaths(folder).logFile);
  const found: Fields = { sealedFields: 0, forgottenFields: 0, openedFields: 0, problems: [] };
  let keys: WrappedKeys | undefined;
  try {
    keys = openWrappedKeys(folder);
    const check = createCheck(keys, masterKey, found);
    let last = 0;
    while (found.problems.length < VERIFY_PROBLEMS_MAX) {
      const rows = log.readUnchecked(last, READ_BATCH_EVENTS);
      if (rows.length === 0) return found;
      for (const { number, stream, version, data } of rows) {
        for (const { sealed, subject } of sealedIn(data)) {
          const problem = check(sealed, subject);
          if (problem !== null) found.problems.push(`${stream} version ${version}: ${problem}`);
        }
        last = number;
      }
      await nextTurn();
    }
    return found;
  } finally {
    keys?.close();
    database.close();
  }
}

/** Counts a field, and says what is wrong with it. */
function createCheck(keys: WrappedKeys, masterKey: KeyObject | undefined, found: Fields) {
  const server = keys.secret('server');
  if (masterKey && server && openBytes(masterKey, server, secretName('server')) === null)
    throw new WrongSetting('the master key does not open this vault: use the key it was made with');
  const open = createOpener({
    keyOf(subject) {
      const wrapped = keys.wrapped(subject);
      const bytes = wrapped && masterKey && openBytes(masterKey, wrapped, subject);
      if (!bytes) throw new Corrupt(`the key of ${subject} was altered or moved`);
      return toKey(bytes);
    },
    isForgotten: keys.isForgotten,
    readLog: () => {},
  });
  return (sealed: string, subject: Subject): string | null => {
    found.sealedFields += 1;
    // Forgotten first: a copied vault may be from just before, and its key goes when it is put back.
    if (keys.isForgotten(subject)) {
      found.forgottenFields += 1;
      return null;
    }
    if (keys.wrapped(subject) === null) return `no key for ${subject}`;
    if (masterKey === undefined) return null;
    try {
      open(sealed as unknown as Sealed<unknown>, 'backup-check');
      found.openedFields += 1;
      return null;
    } catch (error) {
      if (error instanceof Corrupt) return error.message;
      throw error;
    }
  };
}

type WrappedKeys = ReturnType<typeof openWrappedKeys>;

/** The vault's file and the ledger, for reading only. A key that was destroyed is all zeroes. */
function openWrappedKeys(folder: string) {
  const { vaultFile, ledgerFile } = dataPaths(folder);
  const open = (file: string) =>
    existsSync(file) ? new DatabaseSync(file, { readOnly: true, timeout: DATABASE_BUSY_MS }) : undefined;
  const vault = open(vaultFile);
  const ledger = open(ledgerFile);
  const key = vault?.prepare(
    'SELECT wrapped FROM keys WHERE subject = ? AND wrapped <> zeroblob(length(wrapped))',
  );
  const secret = vault?.prepare('SELECT wrapped FROM secrets WHERE name = ?');
  const forgotten = ledger?.prepare('SELECT 1 FROM forgotten WHERE subject = ?');
  const bytes = (value: unknown) => (value instanceof Uint8Array ? value : null);
  return {
    wrapped: (subject: Subject) => bytes(key?.get(subject)?.wrapped),
    secret: (name: string) => bytes(secret?.get(name)?.wrapped),
    isForgotten: (subject: Subject) => forgotten?.get(subject) !== undefined,
    close() {
      vault?.close();
      ledger?.close();
    },
  };
}
