import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreFull, WrongSetting } from '../errors.ts';
import { inTransaction, isDiskBroken, openDurableFile } from './durable-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bijspringen-durable-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a durable file', () => {
  it('syncs every commit and overwrites what it deletes, and has read that back', () => {
    const database = openDurableFile(join(folder, 'x.sqlite'), 'CREATE TABLE IF NOT EXISTS t (x)');
    expect(database.prepare('PRAGMA synchronous').get()?.synchronous).toBe(2);
    expect(database.prepare('PRAGMA secure_delete').get()?.secure_delete).toBe(1);
    database.close();
  });

  it('that cannot have a write-ahead log is refused with a sentence', () => {
    expect(() => openDurableFile(':memory:', 'CREATE TABLE t (x)')).toThrow(WrongSetting);
  });

  it('writes all or nothing', () => {
    const database = openDurableFile(join(folder, 'x.sqlite'), 'CREATE TABLE IF NOT EXISTS t (x)');
    const half = () =>
      inTransaction(database, () => {
        database.exec('INSERT INTO t VALUES (1)');
        throw new RangeError('half way');
      });
    expect(half).toThrow(RangeError);
    expect(database.prepare('SELECT count(*) AS rows FROM t').get()?.rows).toBe(0);
    expect(database.isTransaction).toBe(false);
    database.close();
  });

  it('says StoreFull when there is no room, still reads, and writes again when there is', () => {
    const database = openDurableFile(join(folder, 'x.sqlite'), 'CREATE TABLE IF NOT EXISTS t (x)');
    database.exec('PRAGMA max_page_count=8');
    const write = () =>
      inTransaction(database, () => database.exec('INSERT INTO t VALUES (zeroblob(100000))'));
    expect(write).toThrow(StoreFull);
    expect(database.prepare('SELECT count(*) AS rows FROM t').get()?.rows).toBe(0);
    database.exec('PRAGMA max_page_count=1000');
    write();
    expect(database.prepare('SELECT count(*) AS rows FROM t').get()?.rows).toBe(1);
    database.close();
  });

  it('tells a broken disk from every other error', () => {
    expect(isDiskBroken(Object.assign(new Error('disk I/O error'), { errcode: 10 | (4 << 8) }))).toBe(true);
    expect(isDiskBroken(Object.assign(new Error('full'), { errcode: 13 }))).toBe(false);
    expect(isDiskBroken(new Error('disk I/O error'))).toBe(false);
    expect(isDiskBroken('disk I/O error')).toBe(false);
  });
});
