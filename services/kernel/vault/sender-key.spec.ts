import { createECDH } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { WrongSetting } from '../errors.ts';
import { TEST_MASTER_KEY } from '../testing/temporary-vault.ts';
import { VAULT_FILE } from './key-file.ts';
import { openVault } from './vault.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bijspringen-sender-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openVault({ folder, masterKey: TEST_MASTER_KEY, clock: systemClock, readLog: () => {} });

async function keyOf(): Promise<{ publicKey: string; privateKey: string }> {
  const vault = open();
  const key = vault.senderKey();
  await vault.close();
  return key;
}

/** Changes the file behind the vault's back. */
function spoil(sql: string): void {
  const database = new DatabaseSync(join(folder, VAULT_FILE));
  database.exec(sql);
  database.close();
}

describe('the key with which this installation says who sends', () => {
  it('is a pair on P-256, made once and kept', async () => {
    const { publicKey, privateKey } = await keyOf();
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
    expect(pair.getPublicKey('base64url')).toBe(publicKey);
    expect(Buffer.from(publicKey, 'base64url')).toHaveLength(65);
    expect(await keyOf()).toEqual({ publicKey, privateKey });
  });

  it('is another one on every installation', async () => {
    const first = await keyOf();
    rmSync(join(folder, VAULT_FILE));
    expect((await keyOf()).publicKey).not.toBe(first.publicKey);
  });

  it('that is damaged stops the start and says so; no new one is made in silence', async () => {
    await keyOf();
    spoil("UPDATE secrets SET wrapped = zeroblob(60) WHERE name = 'sender'");
    expect(open).toThrow(WrongSetting);
    expect(open).toThrow(/sender key in the vault is damaged/);
  });

  it('stands in no file in plain', async () => {
    const { privateKey } = await keyOf();
    const database = new DatabaseSync(join(folder, VAULT_FILE), { readOnly: true });
    const rows = database.prepare('SELECT hex(wrapped) AS wrapped FROM secrets').all();
    database.close();
    const plain = Buffer.from(privateKey, 'base64url').toString('hex').toUpperCase();
    expect(rows.some(({ wrapped }) => String(wrapped).includes(plain))).toBe(false);
  });
});
