/** A full disk: reads go on, writes are refused, and when there is room again nothing has happened. */
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreFull } from '@bijspringen/kernel/errors.ts';
import type { SqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { verifyLog } from '@bijspringen/kernel/event-store/verify.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newEvent, newStream } from '../conformance/events.ts';
import { openStore, readEverything, temporaryFolder } from './support.ts';

const DISK_SIZE = '12m';
const APPENDS_MAX = 2_000;
const PAGES_MAX = 100;

type Room = {
  store: SqliteStore;
  file: string;
  /** Leaves no byte free. */
  fill: () => void;
  free: () => void;
};

/** A disk of its own for the store, mounted in memory; null where this process may not mount. */
function mountDisk(): string | null {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_SIZE}`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return folder;
}

function openOnDisk(folder: string): Room {
  const [file, filler] = [join(folder, 'log.sqlite'), join(folder, 'filler')];
  const store = openStore(file);
  return { store, file, fill: () => fillUp(filler), free: () => rmSync(filler) };
}

function fillUp(filler: string): void {
  const descriptor = openSync(filler, 'w');
  const bytes = Buffer.alloc(4096, 1);
  try {
    for (;;) writeSync(descriptor, bytes);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(descriptor);
  }
}

/** SQLite's own bound on the size of the file gives the same error where no disk can be mounted. */
function openWithPageBound(): Room {
  const file = join(temporaryFolder(), 'log.sqlite');
  let database: DatabaseSync | undefined;
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (sql: string) {
    if (sql.startsWith('PRAGMA journal_mode')) database = this;
    exec.call(this, sql);
  };
  const store = openStore(file);
  DatabaseSync.prototype.exec = exec;
  const bound = (pages: number) => database?.exec(`PRAGMA max_page_count = ${pages}`);
  return { store, file, fill: () => bound(PAGES_MAX), free: () => bound(1_000_000) };
}

/** Appends until the store refuses, in batches, and gives the ids that were acknowledged and the refusals. */
async function appendUntilFull(store: SqliteStore): Promise<{ acknowledged: string[]; refusals: unknown[] }> {
  const acknowledged: string[] = [];
  for (let turn = 0; turn < APPENDS_MAX; turn += 8) {
    const events = Array.from({ length: 8 }, () => newEvent({ text: 'x'.repeat(2_000) }));
    const answers = await Promise.allSettled(
      events.map((event) => store.append(newStream(), [event], 'no-stream')),
    );
    const refusals = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    for (const [index, one] of answers.entries()) {
      if (one.status === 'fulfilled') acknowledged.push(events[index]?.id ?? '');
    }
    if (refusals.length > 0) return { acknowledged, refusals };
  }
  throw new Error('the disk did not get full');
}

async function liveThroughFullDisk({ store, file, fill, free }: Room): Promise<void> {
  const stream = newStream();
  const event = newEvent();
  await store.append(stream, [event], 'no-stream');
  await store.checkWritable();
  fill();
  const { acknowledged, refusals } = await appendUntilFull(store);
  expect(refusals).toHaveLength(8);
  for (const refusal of refusals) expect(refusal).toBeInstanceOf(StoreFull);
  // Reads go on, and a repeat still gets its answer.
  expect((await readEverything(store)).map(({ id }) => id)).toEqual([event.id, ...acknowledged]);
  expect(await store.readStream(stream)).toHaveLength(1);
  await expect(
    store.append(newStream(), [newEvent({ text: 'x'.repeat(9_000) })], 'no-stream'),
  ).rejects.toBeInstanceOf(StoreFull);
  free();
  await store.checkWritable();
  const after = newEvent();
  expect((await store.append(stream, [after], 0)).version).toBe(1);
  const ids = [event.id, ...acknowledged, after.id];
  expect((await readEverything(store)).map(({ id }) => id)).toEqual(ids);
  await store.close();
  expect(await verifyLog(file)).toMatchObject({ events: ids.length, problems: [] });
}

describe('a store that has no room left', () => {
  it('reads on, refuses whole batches and writes again when there is room, by its bound of pages', async () => {
    await liveThroughFullDisk(openWithPageBound());
  });

  const disk = 'on a small disk of its own, where this process may mount one';
  it(`reads on, refuses whole batches and writes again when there is room, ${disk}`, async () => {
    const folder = mountDisk();
    if (folder !== null) await liveThroughFullDisk(openOnDisk(folder));
    else await liveThroughFullDisk(openWithPageBound());
  });

  it(`says that it cannot write, and stops and starts cleanly all the same, ${disk}`, async () => {
    const folder = mountDisk();
    const { store, file, fill } = folder === null ? openWithPageBound() : openOnDisk(folder);
    fill();
    const { acknowledged } = await appendUntilFull(store);
    if (folder !== null) await expect(store.checkWritable()).rejects.toBeInstanceOf(StoreFull);
    await store.close();
    if (folder !== null) expect(existsSync(`${file}-wal`)).toBe(false);
    const again = openStore(file);
    expect((await readEverything(again)).map(({ id }) => id)).toEqual(acknowledged);
    await again.close();
    expect((await verifyLog(file)).problems).toEqual([]);
  });
});
