/** The key that wraps all others: from the environment, or from a file that is made at the first start. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { WrongSetting } from '../errors.ts';
import { VAULT_FILE } from './key-file.ts';
import { KEY_BYTES } from './sealing.ts';

export const MASTER_KEY_FILE = 'master.key';
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

export type MasterKeyPlace = {
  /** The data folder. */
  folder: string;
  /** 64 hex characters, or undefined to use the file. */
  fromEnvironment?: string | undefined;
};

/** 32 bytes. Throws `WrongSetting` when the key is malformed, open to others, or missing beside an existing vault. */
export function loadMasterKey(place: MasterKeyPlace): Buffer {
  return findMasterKey(place) ?? create(place.folder, join(place.folder, MASTER_KEY_FILE));
}

/** The key, or null when there is none; makes nothing. Throws `WrongSetting` when it is malformed or open to others. */
export function findMasterKey({ folder, fromEnvironment }: MasterKeyPlace): Buffer | null {
  if (fromEnvironment !== undefined) return parse(fromEnvironment, 'the master key in the environment');
  const file = join(folder, MASTER_KEY_FILE);
  if (!existsSync(file)) return null;
  // Windows has no such bits; there the folder's own rights count.
  if (process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0) {
    throw new WrongSetting(
      `${MASTER_KEY_FILE} can be read by others: make it readable by its owner only (chmod 600)`,
    );
  }
  return parse(readFileSync(file, 'utf8'), MASTER_KEY_FILE);
}

function parse(text: string, name: string): Buffer {
  const hex = text.trim();
  if (!/^[0-9a-fA-F]{64}$/.test(hex))
    throw new WrongSetting(`${name} must be ${KEY_BYTES} bytes, as 64 hex characters`);
  return Buffer.from(hex, 'hex');
}

function create(folder: string, file: string): Buffer {
  if (existsSync(join(folder, VAULT_FILE))) {
    throw new WrongSetting(
      `${MASTER_KEY_FILE} is missing, but the vault it opens is there: put the key back`,
    );
  }
  mkdirSync(folder, { recursive: true });
  const key = randomBytes(KEY_BYTES);
  // Under another name first: a power cut in between must not leave half a key, which would stop every later start.
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  const descriptor = openSync(unfinished, 'wx', OWNER_ONLY);
  writeSync(descriptor, `${key.toString('hex')}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(unfinished, file);
  syncFolder(folder);
  return key;
}

/** A new file survives a power cut only when its folder is synced too; Windows does so by itself. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
