/** Puts a copy back into an empty data folder. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Manifest, manifestProblems, readManifest } from './backup.ts';
import { dataPaths } from './data-folder.ts';
import { Corrupt, WrongSetting } from './errors.ts';
import { renewStoreId } from './event-store/sqlite-file.ts';
import { syncPath } from './sqlite-copy.ts';
import { openKeyFile } from './vault/key-file.ts';
import { openLedger } from './vault/ledger.ts';
import type { Subject } from './vault/port.ts';

export type RestoreOptions = {
  from: string;
  /** Missing, empty, or with nothing in it but the ledger of the forgotten and the master key. */
  toDataFolder: string;
  onProgress?: (line: string) => void;
};

export type Restored = { manifest: Manifest; forgottenKeys: number };

/**
 * Checks the copy, puts it back, and forgets again who was forgotten since: a ledger that stands in the data folder
 * already is kept and added to, never replaced by an older one. The log gets a new store id, so that whoever kept a
 * position of the lost log reads from the beginning. Throws `WrongSetting` and `Corrupt`; then nothing was put back.
 */
export async function restore({
  from,
  toDataFolder,
  onProgress = () => {},
}: RestoreOptions): Promise<Restored> {
  const manifest = readManifest(from);
  refuseUnlessEmpty(toDataFolder);
  onProgress('comparing the files with the manifest');
  const problems = await manifestProblems(from, manifest);
  if (problems.length > 0) throw new Corrupt(`the copy is damaged: ${problems.join('; ')}`);
  const to = dataPaths(toDataFolder);
  const part = dataPaths(join(toDataFolder, PART));
  rmSync(join(toDataFolder, PART), { recursive: true, force: true });
  for (const { path } of manifest.files) {
    onProgress(`putting back ${path}`);
    const target = join(toDataFolder, PART, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    copyFileSync(join(from, path), target);
    syncPath(target);
  }
  onProgress('forgetting again who was forgotten');
  mkdirSync(to.forgottenFolder, { recursive: true, mode: 0o700 });
  mergeLedger(part.ledgerFile, to.forgottenFolder);
  const forgottenKeys = await forgetAgain(part.vaultFolder, to.forgottenFolder);
  renewStoreId(part.logFile);
  rmSync(`${part.logFile}.lock`, { force: true });
  mkdirSync(to.vaultFolder, { recursive: true, mode: 0o700 });
  // The log comes last: until it is there, putting back can be started again.
  for (const file of ['vaultFile', 'readLogFile', 'logFile'] as const) {
    if (existsSync(part[file])) renameSync(part[file], to[file]);
  }
  rmSync(join(toDataFolder, PART), { recursive: true, force: true });
  syncPath(toDataFolder);
  return { manifest, forgottenKeys };
}

const PART = 'restoring.part';

/** The master key may have been put back first, and half of a copy by a try that was broken off. */
function refuseUnlessEmpty(folder: string): void {
  const { logFile, vaultFolder, forgottenFolder, masterKeyFile } = dataPaths(folder);
  const namesIn = (path: string) => (existsSync(path) ? readdirSync(path) : []);
  const isBrokenOff = existsSync(join(folder, PART)) && !existsSync(logFile);
  const mayStay = new Set([basename(forgottenFolder), PART]);
  const isVaultEmpty = namesIn(vaultFolder).every((name) => name === basename(masterKeyFile));
  if (isVaultEmpty || isBrokenOff) mayStay.add(basename(vaultFolder));
  const found = namesIn(folder).filter((name) => !mayStay.has(name));
  if (found.length === 0) return;
  throw new WrongSetting(
    `${resolve(folder)} is not empty (${found.slice(0, 3).join(', ')}). Nothing was put back. Move it aside, or name an empty folder.`,
  );
}

function mergeLedger(copied: string, folder: string): void {
  if (!existsSync(copied)) return;
  const source = new DatabaseSync(copied, { readOnly: true });
  const ledger = openLedger(folder);
  try {
    for (const { subject, at } of source.prepare('SELECT subject, at FROM forgotten ORDER BY at').iterate()) {
      ledger.add([String(subject) as Subject], String(at));
    }
  } finally {
    ledger.close();
    source.close();
  }
}

/** How many keys of the copied vault belonged to somebody who was forgotten after the copy was made. */
async function forgetAgain(vaultFolder: string, ledgerFolder: string): Promise<number> {
  if (!existsSync(vaultFolder)) return 0;
  const file = openKeyFile(vaultFolder);
  const ledger = openLedger(ledgerFolder);
  try {
    const destroyed = file.destroy(ledger.all());
    await file.emptyLog();
    return destroyed;
  } finally {
    ledger.close();
    file.close();
  }
}
