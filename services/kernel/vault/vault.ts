/** The vault: one key a subject, wrapped by the master key, in its own SQLite file. */
import assert from 'node:assert/strict';
import { createECDH, createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import { SubjectForgotten, WrongSetting } from '../errors.ts';
import { ORPHAN_SWEEP_KEYS_MAX } from '../limits.ts';
import { heldSubject, holdPlain, plainOf } from './held.ts';
import { type KeyFile, openKeyFile } from './key-file.ts';
import { createKeys, type Keys } from './keys.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { createOutbox, makeOutboxKey } from './outbox-envelope.ts';
import type { ReadLog, Subject, Vault } from './port.ts';
import { currentReader } from './reader.ts';
import { createOpener, sealField } from './sealed-field.ts';
import { KEY_BYTES, openBytes, sealBytes, toKey } from './sealing.ts';
import { createServerSecret, secretName } from './server-secret.ts';

/** The one that is opened first. */
const FIRST_SECRET = 'server';
const SUBJECT_PATTERN = /^[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type VaultOptions = {
  /** The data folder: `vault.sqlite` and `forgotten.sqlite` stand in it. */
  folder: string;
  /** 32 bytes (`loadMasterKey`). */
  masterKey: Uint8Array;
  clock: Pick<Clock, 'now'>;
  readLog: ReadLog;
  /** Where the ledger of the forgotten stands, when that is another folder. */
  ledgerFolder?: string;
  /** Called when the disk failed in the middle of a write: the process must stop. */
  onFatal?: (error: Error) => void;
};

export interface OwnVault extends Vault {
  /**
   * Looks once at each key made before the instant, at most `limits.ORPHAN_SWEEP_KEYS_MAX` at a time, and destroys those
   * that nothing uses; gives how many. A key that somebody asks for meanwhile stays. When `usedAmong` gives null, it
   * does not know, and nothing happens.
   */
  sweepOrphans(usedAmong: UsedAmong, madeBefore: Date): Promise<number>;
}

/** Which of these subjects have something that their key opens. */
export type UsedAmong = (subjects: ReadonlySet<Subject>) => Promise<ReadonlySet<Subject> | null>;

/** Opens or makes the vault. Throws `WrongSetting` when the master key is another vault's. */
export function openVault(options: VaultOptions): OwnVault {
  const { folder, clock, readLog } = options;
  assert.equal(options.masterKey.length, KEY_BYTES, 'a master key has 32 bytes');
  const masterKey = toKey(options.masterKey);
  mkdirSync(folder, { recursive: true });
  const ledger = openLedger(options.ledgerFolder ?? folder);
  const file = openKeyFile(folder);
  try {
    // A vault that was put back from a copy may hold keys that were destroyed since.
    file.destroy(ledger.all());
    file.tryEmptyLog();
    const secret = createServerSecret(ownSecret(file, masterKey, FIRST_SECRET, () => randomBytes(KEY_BYTES)));
    const outbox = createOutbox(ownSecret(file, masterKey, 'outbox', makeOutboxKey));
    const sender = senderKeyOf(ownSecret(file, masterKey, 'sender', makeOutboxKey));
    const keys = createKeys({ file, masterKey, clock, ledger, onFatal: options.onFatal ?? stopProcess });
    const fields = createFields({ keys, ledger, clock, readLog });
    return {
      ...fields,
      ...createForgetting({ keys, file, ledger, clock }),
      ...secret,
      ...outbox,
      senderKey: () => ({ ...sender }),
      close: async () => {
        keys.close();
        file.close();
        ledger.close();
      },
    };
  } catch (error) {
    file.close();
    ledger.close();
    throw error;
  }
}

type Parts = { keys: Keys; file: KeyFile; ledger: Ledger; clock: Pick<Clock, 'now'>; readLog: ReadLog };

/** Holding, sealing and opening one field. */
function createFields({
  keys,
  ledger,
  clock,
  readLog,
}: Omit<Parts, 'file'>): Pick<Vault, 'hold' | 'ensureKeys' | 'seal' | 'open' | 'hmacUnder'> {
  return {
    hold(plain, subject) {
      assert.match(subject, SUBJECT_PATTERN, 'a subject is its kind and a UUID');
      assert.notEqual(plain, undefined, 'nothing to hold');
      return holdPlain(plain, subject);
    },
    ensureKeys: (subjects) => keys.ensure(subjects),
    hmacUnder(subjects, content) {
      let digest = content;
      for (const subject of [...subjects].sort()) {
        const key = keys.get(subject);
        if (key === null) return null;
        // A key seals, and makes these; the first words keep it from being taken for anything else.
        digest = createHmac('sha256', key).update(`bijspringen hmac\n${digest}`, 'utf8').digest('hex');
      }
      return digest;
    },
    seal(held, place) {
      const subject = heldSubject(held);
      assert(subject !== null, 'only a held value can be sealed');
      const key = keys.get(subject);
      if (key === null) {
        if (ledger.has(subject)) throw new SubjectForgotten(subject);
        assert.fail('no key: ensureKeys comes before seal');
      }
      const plain = Buffer.from(JSON.stringify(plainOf(held)), 'utf8');
      return sealField(key, plain, { subject, place });
    },
    open: createOpener({
      keyOf: keys.get,
      isForgotten: ledger.has,
      readLog: ({ subject, purpose }) =>
        readLog({ subject, purpose, actor: currentReader(), at: clock.now().toISOString() }),
    }),
  };
}

/** Destroying keys: of who is forgotten, and of nobody. */
function createForgetting({
  keys,
  file,
  ledger,
  clock,
}: Omit<Parts, 'readLog'>): Pick<OwnVault, 'forget' | 'isForgotten' | 'sweepOrphans'> {
  return {
    async forget(subjects) {
      keys.writing(() => {
        ledger.add(subjects, clock.now().toISOString());
        file.destroy(subjects);
      });
      for (const subject of subjects) keys.drop(subject);
      await file.emptyLog();
    },
    isForgotten: (subject) => ledger.has(subject),
    async sweepOrphans(usedAmong, madeBefore) {
      const found = file.notSwept(madeBefore.toISOString(), ORPHAN_SWEEP_KEYS_MAX);
      const last = found.at(-1);
      if (last === undefined) return 0;
      const candidates = new Set(found.map(({ subject }) => subject));
      const asked = keys.watch(candidates);
      try {
        const used = await usedAmong(candidates);
        if (used === null) return 0;
        // From here to the overwriting in one turn, so that nobody asks in between.
        const orphans = found
          .map(({ subject }) => subject)
          .filter((subject) => !used.has(subject) && !asked.has(subject));
        const swept = keys.writing(() => file.sweep(orphans, last.number));
        for (const subject of orphans) keys.drop(subject);
        // Also when nothing was swept: a log that could not be emptied at a forgetting is emptied now.
        await file.emptyLog();
        return swept;
      } finally {
        keys.watch(new Set());
      }
    },
  };
}

/** A secret of the vault's own, made at the first start. */
function ownSecret(file: KeyFile, masterKey: KeyObject, name: string, make: () => Buffer): Buffer {
  const wrapped = file.readSecret(name);
  if (wrapped === null) {
    const secret = make();
    file.addSecret(name, sealBytes(masterKey, secret, secretName(name)));
    return secret;
  }
  const secret = openBytes(masterKey, wrapped, secretName(name));
  if (secret !== null) return secret;
  // The first of them tells whether it is the right key; after that one opened, only damage is left.
  throw new WrongSetting(
    name === FIRST_SECRET
      ? 'the master key does not open this vault: use the key it was made with'
      : `the ${name} key in the vault is damaged: put the vault back from a copy`,
  );
}

function senderKeyOf(privateKey: Uint8Array): { publicKey: string; privateKey: string } {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(privateKey);
  return {
    publicKey: pair.getPublicKey('base64url'),
    privateKey: Buffer.from(privateKey).toString('base64url'),
  };
}

function stopProcess(error: Error): void {
  // Thrown outside of every promise, so that nothing can catch it and go on.
  setImmediate(() => {
    throw error;
  });
}
