/**
 * Copies of a data folder: made while the host runs, and looked at later. The log is copied first, then the vault: a key
 * is durable before the first event that uses it, so the copied vault has the key of everything in the copied log. Last
 * comes the ledger of the forgotten, so that it names everybody whose key the copied vault may still have.
 */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from './clock.ts';
import { dataPaths } from './data-folder.ts';
import { Corrupt, WrongSetting } from './errors.ts';
import { backupLog } from './event-store/backup.ts';
import { formatPosition } from './event-store/position.ts';
import { openLogReader } from './event-store/sqlite-reader.ts';
import { copySqliteFile, syncPath } from './sqlite-copy.ts';

export const MANIFEST_FILE = 'manifest.json';
const FORMAT = 1;

export type ManifestFile = { path: string; bytes: number; sha256: string };

/** What a copy is, written last: a folder without it is no copy. */
export type Manifest = {
  format: typeof FORMAT;
  createdAt: string;
  events: number;
  /** The position of the last event in the copy; null for an empty log. */
  head: string | null;
  files: ManifestFile[];
};

export type BackupOptions = {
  dataFolder: string;
  /** A folder that does not exist yet. */
  to: string;
  clock: Pick<Clock, 'now'>;
  /** Told before each file. */
  onProgress?: (line: string) => void;
};

/**
 * Copies a data folder that may be in use. The master key is left out: whoever finds the copy must not be able to read
 * it. Throws `WrongSetting` when there is nothing to copy or something stands in the way.
 */
export async function backup({
  dataFolder,
  to,
  clock,
  onProgress = () => {},
}: BackupOptions): Promise<Manifest> {
  const from = dataPaths(dataFolder);
  if (!existsSync(from.logFile))
    throw new WrongSetting(`${dataFolder} holds no data: name the data folder to copy`);
  if (existsSync(to)) throw new WrongSetting(`${to} exists already: name a new folder for the copy`);
  const part = `${resolve(to)}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true, mode: 0o700 });
  const createdAt = clock.now().toISOString();
  const copy = dataPaths(part);
  onProgress('copying the log');
  await backupLog(from.logFile, copy.logFile);
  for (const key of ['vaultFile', 'readLogFile', 'ledgerFile'] as const) {
    if (!existsSync(from[key])) continue;
    onProgress(`copying ${relative(dataFolder, from[key])}`);
    mkdirSync(dirname(copy[key]), { recursive: true, mode: 0o700 });
    await copySqliteFile(from[key], copy[key]);
  }
  onProgress('writing the manifest');
  const manifest = await manifestOf(part, createdAt);
  writeFileSync(join(part, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  syncPath(part);
  renameSync(part, to);
  syncPath(dirname(resolve(to)));
  return manifest;
}

/** Reads a copy's manifest. Throws `WrongSetting` when the folder is no copy. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST_FILE);
  if (!existsSync(file)) throw new WrongSetting(`${folder} is no copy: it has no ${MANIFEST_FILE}`);
  const manifest: unknown = parseJson(readFileSync(file, 'utf8'), file);
  if (!isManifest(manifest)) throw new WrongSetting(`${file} is of another release, or was changed`);
  return manifest;
}

/** What differs from the manifest; nothing when all files are as they were written. */
export async function manifestProblems(folder: string, manifest: Manifest): Promise<string[]> {
  const problems: string[] = [];
  for (const { path, bytes, sha256 } of manifest.files) {
    const file = join(folder, path);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined) problems.push(`${path} is missing`);
    else if (size !== bytes) problems.push(`${path} has ${size} bytes, and had ${bytes}`);
    else if ((await sha256Of(file)) !== sha256) problems.push(`${path} is not what was written`);
  }
  return problems;
}

async function manifestOf(folder: string, createdAt: string): Promise<Manifest> {
  const paths = dataPaths(folder);
  const files: ManifestFile[] = [];
  for (const file of [paths.logFile, paths.vaultFile, paths.readLogFile, paths.ledgerFile]) {
    if (!existsSync(file)) continue;
    const path = relative(folder, file).replaceAll('\\', '/');
    files.push({ path, bytes: statSync(file).size, sha256: await sha256Of(file) });
  }
  const log = openLogReader(paths.logFile);
  try {
    const events = log.count();
    const head = events === 0 ? null : formatPosition(log.storeId, events);
    return { format: FORMAT, createdAt, events, head, files };
  } finally {
    log.close();
  }
}

async function sha256Of(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Corrupt(`${file} is damaged`, { cause: error });
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { format, createdAt, events, head, files } = value as Partial<Record<keyof Manifest, unknown>>;
  if (format !== FORMAT || !isText(createdAt) || typeof events !== 'number') return false;
  return (head === null || isText(head)) && Array.isArray(files) && files.every(isManifestFile);
}

/** A path that leads out of the copy is not one that was written here. */
function isManifestFile(value: unknown): value is ManifestFile {
  if (typeof value !== 'object' || value === null) return false;
  const { path, bytes, sha256 } = value as Partial<Record<keyof ManifestFile, unknown>>;
  if (!isText(path) || typeof bytes !== 'number' || !isText(sha256)) return false;
  return /^[a-z-]+(\/[a-z-]+)?\.sqlite$/.test(path);
}
