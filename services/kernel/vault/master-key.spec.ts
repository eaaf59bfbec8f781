import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WrongSetting } from '../errors.ts';
import { loadMasterKey, MASTER_KEY_FILE } from './master-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bijspringen-master-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the master key', () => {
  it('is made at the first start, for its owner only, and is the same afterwards', () => {
    const deeper = join(folder, 'data');
    const key = loadMasterKey({ folder: deeper });
    expect(key).toHaveLength(32);
    expect(statSync(join(deeper, MASTER_KEY_FILE)).mode & 0o777).toBe(0o600);
    expect(loadMasterKey({ folder: deeper })).toEqual(key);
    expect(loadMasterKey({ folder })).not.toEqual(key);
  });

  it('comes from the environment where that has one, and then no file is made', () => {
    const hex = 'Ab'.repeat(32);
    expect(loadMasterKey({ folder, fromEnvironment: hex }).toString('hex')).toBe(hex.toLowerCase());
    expect(() => readFileSync(join(folder, MASTER_KEY_FILE))).toThrow();
  });

  it('of another length or alphabet stops the start, and is not shown', () => {
    for (const wrong of ['', 'ab', 'zz'.repeat(32), 'ab'.repeat(33), `${'ab'.repeat(31)}a`]) {
      const load = () => loadMasterKey({ folder, fromEnvironment: wrong });
      expect(load).toThrow(WrongSetting);
      expect(load).toThrow('64 hex characters');
    }
    writeFileSync(join(folder, MASTER_KEY_FILE), 'half a ke', { mode: 0o600 });
    expect(() => loadMasterKey({ folder })).toThrow(WrongSetting);
  });

  it('that a power cut left half written is made anew', () => {
    writeFileSync(join(folder, `${MASTER_KEY_FILE}.new`), 'half a ke');
    expect(loadMasterKey({ folder })).toEqual(loadMasterKey({ folder }));
    expect(() => statSync(join(folder, `${MASTER_KEY_FILE}.new`))).toThrow();
  });

  it('that others can read stops the start', () => {
    loadMasterKey({ folder });
    chmodSync(join(folder, MASTER_KEY_FILE), 0o640);
    expect(() => loadMasterKey({ folder })).toThrow('chmod 600');
  });

  it('is not made anew beside a vault that it would not open', () => {
    writeFileSync(join(folder, 'vault.sqlite'), '');
    expect(() => loadMasterKey({ folder })).toThrow('put the key back');
  });
});
