import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { Busy, Corrupt, WrongSetting } from '../errors.ts';
import { APPENDS_WAITING_MAX, BALLAST_BYTES, CHECKPOINT_PAGES } from '../limits.ts';
import type { NewEvent } from './port.ts';
import type { SqliteStore } from './sqlite.ts';
import { openSqliteStore } from './sqlite.ts';
import { lockLogFile, renewStoreId } from './sqlite-file.ts';
import { verifyLog } from './verify.ts';

const folders: string[] = [];
const stores: SqliteStore[] = [];

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-sqlite-'));
  folders.push(folder);
  return join(folder, 'data', 'log.sqlite');
}

function open(file: string): SqliteStore {
  const store = openSqliteStore({
    file,
    onFatal(error) {
      throw error;
    },
  });
  stores.push(store);
  return store;
}

function newStream(): `${string}-${string}` {
  return `sample-${randomUUID()}`;
}

function newEvent(text = ''): NewEvent {
  return {
    id: randomUUID(),
    type: 'SampleTaken',
    schemaVersion: 1,
    data: { text },
    metadata: {
      at: '2026-11-22T10:00:00.000Z',
      actor: { kind: 'system', part: 'setup' },
      districtId: randomUUID(),
      organisationId: randomUUID(),
      purpose: 'early-help',
      legalBasis: 'public-task',
      commandId: randomUUID(),
      commandDigest: '0',
      correlationId: randomUUID(),
    },
  };
}

async function append(store: SqliteStore, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, () => store.append(newStream(), [newEvent()], 'no-stream')),
  );
}

describe('the SQLite store and its file', () => {
  it('numbers positions from 1 without gaps, also after refusals and a new start', async () => {
    const file = newFile();
    const first = open(file);
    const taken = newStream();
    for (let turn = 0; turn < 5; turn += 1) {
      await Promise.allSettled([
        append(first, 3),
        first.append(taken, [newEvent()], 'no-stream'),
        first.append(newStream(), [newEvent()], 7),
      ]);
    }
    await first.close();
    const second = open(file);
    await append(second, 2);
    const numbers = (await second.readAll(null, 100)).map((event) => Number(event.position.split(':')[1]));
    expect(numbers).toEqual(Array.from({ length: 18 }, (_, index) => index + 1));
  });

  it('keeps store id and events through a stop and a start', async () => {
    const file = newFile();
    const first = open(file);
    const stream = newStream();
    const { position } = await first.append(stream, [newEvent('a'), newEvent('b')], 'no-stream');
    await first.close();
    const second = open(file);
    expect(await second.head()).toBe(position);
    expect((await second.append(stream, [newEvent()], 1)).version).toBe(2);
    expect((await second.readStream(stream, 1)).map((event) => event.data.text)).toEqual(['b', '']);
  });

  it('keeps a second store out, of this process and of another, until it is closed', async () => {
    const file = newFile();
    const store = open(file);
    expect(() => open(file)).toThrow(WrongSetting);
    const script = `import { openSqliteStore } from ${JSON.stringify(import.meta.resolve('./sqlite.ts'))};
      openSqliteStore({ file: ${JSON.stringify(file)}, onFatal() {} });`;
    const other = () =>
      spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    const refused = other();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('is in use by another running process; stop that one first');
    await store.close();
    expect(other().status).toBe(0);
  });

  it('refuses a file that is something else, with a sentence', async () => {
    const file = newFile();
    await open(file).close();
    rmSync(file);
    const database = new DatabaseSync(file);
    database.exec('CREATE TABLE other (id INTEGER)');
    database.close();
    expect(() => open(file)).toThrow('the file holds another database');
    rmSync(file);
    writeFileSync(
      file,
      'not a database, but long enough to be looked at as one by whoever opens it'.repeat(100),
    );
    expect(() => open(file)).toThrow('is damaged, or is no event log');
    await expect(verifyLog(join(file, 'nowhere'))).rejects.toBeInstanceOf(WrongSetting);
  });

  it('copies the write-ahead log into the database while it runs, so that it stays short', async () => {
    const file = newFile();
    const store = open(file);
    for (let turn = 0; turn < CHECKPOINT_PAGES; turn += 1) await append(store, 2);
    expect(statSync(`${file}-wal`).size).toBeLessThan(CHECKPOINT_PAGES * 4096 * 2);
    expect(statSync(file).size).toBeGreaterThan(CHECKPOINT_PAGES * 512);
  });

  it('lays down ballast of real bytes', async () => {
    const file = newFile();
    open(file);
    const { size, blocks } = statSync(`${file}.ballast`);
    expect(size).toBe(BALLAST_BYTES);
    expect(blocks * 512).toBeGreaterThanOrEqual(BALLAST_BYTES);
  });

  it('says that it is busy when too many appends wait, and answers those that do', async () => {
    const store = open(newFile());
    const event = newEvent();
    const stream = newStream();
    const waiting = Array.from({ length: APPENDS_WAITING_MAX }, () =>
      store.append(stream, [event], 'no-stream'),
    );
    await expect(store.append(newStream(), [newEvent()], 'no-stream')).rejects.toBeInstanceOf(Busy);
    expect(new Set((await Promise.all(waiting)).map((answer) => answer.version))).toEqual(new Set([0]));
    expect((await store.append(newStream(), [newEvent()], 'no-stream')).version).toBe(0);
    expect(await store.readAll(null, 10)).toHaveLength(2);
  });
});

describe('another program at the same file', () => {
  it('that holds it makes the store busy, and lets it go on afterwards', async () => {
    const file = newFile();
    const store = open(file);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.append(newStream(), [newEvent()], 'no-stream')).rejects.toBeInstanceOf(Busy);
    other.exec('ROLLBACK');
    other.close();
    expect((await store.append(newStream(), [newEvent()], 'no-stream')).version).toBe(0);
  });

  it('that writes where the next event goes is noticed, and nothing of the batch is kept', async () => {
    const file = newFile();
    const store = open(file);
    await append(store, 3);
    const other = new DatabaseSync(file);
    other.exec(`INSERT INTO events SELECT 6, stream, 1, id, previous, checksum, type, schema_version, data, metadata
      FROM events WHERE position = 3`);
    const tries = await Promise.allSettled(Array.from({ length: 4 }, () => append(store, 1)));
    expect(tries.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    for (const one of tries) expect(one.status === 'rejected' && one.reason).toBeInstanceOf(Corrupt);
    expect(await store.readAll(null, 3)).toHaveLength(3);
    other.exec('DELETE FROM events WHERE position = 6');
    other.close();
    await append(store, 4);
    expect(await store.verify()).toMatchObject({ events: 7, problems: [] });
  });

  it('that takes away the end of a stream harms no other stream', async () => {
    const file = newFile();
    const store = open(file);
    const [damaged, sound] = [newStream(), newStream()];
    await store.append(damaged, [newEvent()], 'no-stream');
    await store.append(sound, [newEvent()], 'no-stream');
    const other = new DatabaseSync(file);
    other.exec('DELETE FROM events WHERE position = 1');
    other.close();
    const [refused, written] = await Promise.allSettled([
      store.append(damaged, [newEvent()], 0),
      store.append(sound, [newEvent()], 0),
    ]);
    expect(refused.status === 'rejected' && refused.reason).toBeInstanceOf(Corrupt);
    expect(written).toMatchObject({ status: 'fulfilled', value: { version: 1 } });
    expect(await store.readStream(sound)).toHaveLength(2);
  });
});

describe('a copy of a running log', () => {
  it('holds what was there at one moment, is one file, and opens as a store', async () => {
    const file = newFile();
    const store = open(file);
    await append(store, 300);
    let isCopied = false;
    const appending = (async () => {
      while (!isCopied) await append(store, 20);
    })();
    const copy = join(file, '..', 'copy.sqlite');
    await store.backup(copy);
    isCopied = true;
    await appending;
    expect(existsSync(`${copy}-wal`)).toBe(false);
    const report = await verifyLog(copy);
    expect(report.problems).toEqual([]);
    expect(report.events).toBeGreaterThanOrEqual(300);
    const copied = open(copy);
    const events = await copied.readAll(null, 100_000);
    expect(events).toEqual((await store.readAll(null, 100_000)).slice(0, report.events));
    await append(copied, 1);
  });

  it('is not written over another file', async () => {
    const file = newFile();
    const store = open(file);
    const copy = join(file, '..', 'copy.sqlite');
    writeFileSync(copy, 'precious');
    await expect(store.backup(copy)).rejects.toBeInstanceOf(WrongSetting);
    expect(readFileSync(copy, 'utf8')).toBe('precious');
  });

  it('gets a store id of its own when it is put back, so that old positions are not believed', async () => {
    const file = newFile();
    const store = open(file);
    await append(store, 3);
    const before = await store.head();
    await store.close();
    renewStoreId(file);
    const restored = open(file);
    expect(await restored.readAll(before, 10)).toHaveLength(3);
    expect(restored.compare(before, await restored.head())).toBeLessThan(0);
    expect((await restored.verify()).problems).toEqual([]);
    expect(() => renewStoreId(file)).toThrow(WrongSetting);
  });
});

describe('the lock', () => {
  it('is free again when its process is killed', () => {
    const file = newFile();
    rmSync(join(file, '..'), { recursive: true, force: true });
    const script = `import { openSqliteStore } from ${JSON.stringify(import.meta.resolve('./sqlite.ts'))};
      openSqliteStore({ file: ${JSON.stringify(file)}, onFatal() {} });
      process.kill(process.pid, 'SIGKILL');`;
    const killed = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
    expect(killed.signal).toBe('SIGKILL');
    lockLogFile(file).close();
  });
});
