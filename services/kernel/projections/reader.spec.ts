import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { ReadModelBuilding } from '../errors.ts';
import { createMemoryStore } from '../event-store/memory.ts';
import type { EventStore } from '../event-store/port.ts';
import { openSqliteStore } from '../event-store/sqlite.ts';
import { POSITION_WAIT_MS, READ_BATCH_EVENTS } from '../limits.ts';
import { appendOne, appendSome, someEvent } from '../testing/some-events.ts';
import { catalogue } from '../testing/tally.catalogue.ts';
import { COUNT, projection as tally } from '../testing/tally.projection.ts';
import { dumpReadFile } from './dump.ts';
import type { Projection } from './projection.ts';
import { createReader, type Reader, type ReaderOptions } from './reader.ts';

const cleaning: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-reader-'));
  cleaning.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function memoryStore(): EventStore {
  const store = createMemoryStore();
  cleaning.push(() => store.close());
  return store;
}

function sqliteStore(folder: string): { store: EventStore; logFile: string } {
  const logFile = join(folder, 'log.sqlite');
  const store = openSqliteStore({
    file: logFile,
    onFatal(error) {
      throw error;
    },
  });
  cleaning.push(() => store.close());
  return { store, logFile };
}

type Wanted = Partial<ReaderOptions> & { store: EventStore; folder: string };

async function open(wanted: Wanted): Promise<Reader> {
  const options = { fromStored: catalogue.fromStored, projections: [tally], log: () => {}, ...wanted };
  const reader = await createReader(options);
  cleaning.push(() => reader.close());
  return reader;
}

const count = (reader: Reader, projection = tally) =>
  reader.readModel(projection).database().prepare(COUNT).get()?.count;
const statusOf = (reader: Reader, name = 'tally') => reader.health().projections[name]?.status;
const catalogueModule = new URL('../testing/tally.catalogue.ts', import.meta.url).href;

/** The tally under another name, which does something with each event first. */
function tallyThat(
  does: (event: { type: string; version: number; data: unknown }) => void,
  name = 'other',
): Projection {
  return {
    ...tally,
    name,
    open(database) {
      const take = tally.open(database);
      return (event) => {
        does(event);
        take(event);
      };
    },
  };
}

describe('a read model', () => {
  it('shows what was in the log and what comes in, upcast to today', async () => {
    const store = memoryStore();
    await appendSome(store, 120);
    const reader = await open({ store, folder: temporaryFolder() });
    await reader.ready();
    expect(count(reader)).toBe(120);
    await reader.waitFor(await appendOne(store, { data: { add: 5 } }));
    expect(count(reader)).toBe(121);
    const sum = reader.readModel(tally).database().prepare('SELECT sum(sum) AS sum FROM tally').get()?.sum;
    expect(sum).toBe((119 * 120) / 2 + 5);
  });

  it('cannot be written by its queries', async () => {
    const store = memoryStore();
    const reader = await open({ store, folder: temporaryFolder() });
    expect(() => reader.readModel(tally).database().exec('DELETE FROM tally')).toThrow(/readonly/);
  });

  it('goes on from its checkpoint after a stop, and takes no event twice', async () => {
    const folder = temporaryFolder();
    const store = memoryStore();
    await appendSome(store, 30);
    const seen: number[] = [];
    const spying = tallyThat((event) => seen.push(event.version));
    const first = await open({ store, folder, projections: [spying] });
    await first.ready();
    await first.close();
    await appendSome(store, 20);
    const second = await open({ store, folder, projections: [spying] });
    await second.ready();
    expect(seen).toHaveLength(50);
    expect(count(second, spying)).toBe(50);
  });

  it('moves its checkpoint over events that it does not handle', async () => {
    const store = memoryStore();
    const folder = temporaryFolder();
    const reader = await open({ store, folder, projections: [{ ...tally, open: () => () => {} }] });
    const position = await appendOne(store);
    await reader.waitFor(position);
    expect(reader.health().projections.tally?.position).toBe(position);
  });

  it('is not one of the reader when it was not named', async () => {
    const reader = await open({ store: memoryStore(), folder: temporaryFolder() });
    expect(() => reader.readModel({ ...tally, name: 'unknown' })).toThrow(/unknown/);
  });
});

describe('waiting for a position', () => {
  it('ends at once for no position, one that was reached, and one of another log', async () => {
    const store = memoryStore();
    const other = memoryStore();
    const reader = await open({ store, folder: temporaryFolder() });
    const position = await appendOne(store);
    await reader.ready();
    const startedMs = performance.now();
    await reader.waitFor(null);
    await reader.waitFor(undefined);
    await reader.waitFor(position);
    await reader.waitFor(await appendOne(other));
    await reader.waitFor('nonsense');
    expect(performance.now() - startedMs).toBeLessThan(POSITION_WAIT_MS / 2);
  });

  it('ends after a while when the position never comes', async () => {
    const store = memoryStore();
    const reader = await open({ store, folder: temporaryFolder() });
    const position = await appendOne(store);
    const [storeId] = position.split(':');
    const startedMs = performance.now();
    await reader.waitFor(`${storeId}:1000000`);
    expect(performance.now() - startedMs).toBeGreaterThan(POSITION_WAIT_MS - 50);
  });

  it('does not wait for a projection that has stopped', async () => {
    const store = memoryStore();
    const broken = tallyThat(() => {
      throw new Error('a mistake');
    });
    const reader = await open({ store, folder: temporaryFolder(), projections: [tally, broken] });
    await reader.waitFor(await appendOne(store));
    const startedMs = performance.now();
    await reader.waitFor(await appendOne(store));
    expect(performance.now() - startedMs).toBeLessThan(POSITION_WAIT_MS / 2);
    expect(count(reader)).toBe(2);
  });
});

describe('a change', () => {
  it('is told after it can be read, once for many events', async () => {
    const store = memoryStore();
    const reader = await open({ store, folder: temporaryFolder() });
    const told: unknown[] = [];
    const stop = reader.onChange(() => told.push(count(reader)));
    await reader.waitFor(await appendSome(store, 40, 1));
    expect(told.at(-1)).toBe(40);
    expect(told.length).toBeLessThan(5);
    stop();
    const before = told.length;
    await reader.waitFor(await appendOne(store));
    expect(told).toHaveLength(before);
  });

  it('keeps the newest instant of the log, also over a restart', async () => {
    const store = memoryStore();
    const folder = temporaryFolder();
    const reader = await open({ store, folder });
    expect(reader.newestEventAt()).toBeNull();
    await appendOne(store, { at: '2026-11-20T12:00:00.000Z' });
    await reader.waitFor(await appendOne(store, { at: '2026-11-20T11:00:00.000Z' }));
    expect(reader.newestEventAt()).toBe('2026-11-20T12:00:00.000Z');
    await reader.close();
    const again = await open({ store, folder });
    expect(again.newestEventAt()).toBe('2026-11-20T12:00:00.000Z');
  });
});

describe('a projection that cannot go on', () => {
  it('stops alone, just before the event, and says where; the others go on', async () => {
    const store = memoryStore();
    const said: string[] = [];
    const broken = tallyThat((event) => {
      if (event.type === 'Odd') throw new Error('a mistake');
    });
    const options = { store, folder: temporaryFolder(), projections: [broken, tally] };
    const reader = await open({ ...options, log: (what) => said.push(what) });
    const before = await appendSome(store, 10, 1);
    const odd = { ...someEvent({ type: 'Odd' }) };
    await store.append('odd-00000000-0000-4000-8000-000000000000', [odd, someEvent()], 'no-stream');
    await reader.waitFor(await appendOne(store));
    expect(count(reader)).toBe(12);
    expect(count(reader, broken)).toBe(10);
    expect(reader.health().projections.other).toEqual({
      status: 'stopped',
      position: before,
      failure: { code: 'handler-failed', eventId: odd.id },
    });
    expect(statusOf(reader)).toBe('live');
    expect(said).toContain('projection stopped');
  });

  it.each([
    ['breaks a constraint', 'INSERT INTO tally SELECT * FROM tally'],
    ['names a table that is not there', 'INSERT INTO nowhere VALUES (1)'],
  ])('is one that %s: a mistake in it, not trouble with the disk', async (_, mistake) => {
    const store = memoryStore();
    const broken: Projection = {
      ...tally,
      open(database) {
        const take = tally.open(database);
        return (event) => {
          take(event);
          database.exec(mistake);
        };
      },
    };
    const reader = await open({ store, folder: temporaryFolder(), projections: [broken] });
    await appendOne(store);
    await reader.ready();
    expect(reader.health().projections.tally).toMatchObject({
      status: 'stopped',
      failure: { code: 'handler-failed' },
    });
    expect(count(reader)).toBe(0);
  });

  it('is one that wants an event of a newer release; one that does not look at it passes', async () => {
    const store = memoryStore();
    const indifferent = tallyThat(() => {}, 'indifferent');
    const blind: Projection = { ...indifferent, open: () => () => {} };
    const reader = await open({ store, folder: temporaryFolder(), projections: [tally, blind] });
    await appendOne(store);
    await appendOne(store, { type: 'NobodyKnowsThis' });
    const newer = await appendOne(store, { schemaVersion: 3 });
    await reader.waitFor(newer);
    await reader.ready();
    expect(reader.health().projections.tally).toMatchObject({
      status: 'stopped',
      failure: { code: 'newer-than-me' },
    });
    expect(count(reader)).toBe(1);
    expect(reader.health().projections.indifferent).toMatchObject({ status: 'live', position: newer });
  });

  it('goes on by itself once the release can, without being rebuilt', async () => {
    const store = memoryStore();
    const folder = temporaryFolder();
    let isMended = false;
    const mended = tallyThat((event) => {
      if (event.version === 3 && !isMended) throw new Error('a mistake');
    });
    const first = await open({ store, folder, projections: [mended] });
    await appendSome(store, 10, 1);
    await first.ready();
    expect(statusOf(first, 'other')).toBe('stopped');
    expect(count(first, mended)).toBe(3);
    await first.close();
    isMended = true;
    const said: string[] = [];
    const second = await open({ store, folder, projections: [mended], log: (what) => said.push(what) });
    await second.ready();
    expect(count(second, mended)).toBe(10);
    expect(said).not.toContain('read file: to be built');
  });

  it('that is slow does not hold up the event loop for long at a time', async () => {
    const store = memoryStore();
    const slow = tallyThat(() => {
      const untilMs = performance.now() + 0.5;
      while (performance.now() < untilMs);
    });
    const reader = await open({ store, folder: temporaryFolder(), projections: [slow] });
    await appendSome(store, 700);
    let longestMs = 0;
    let lastMs = performance.now();
    const watch = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - lastMs);
      lastMs = performance.now();
    }, 1);
    await reader.ready();
    clearInterval(watch);
    expect(count(reader, slow)).toBe(700);
    expect(longestMs).toBeLessThan(700 * 0.5);
  });
});

describe('a read file', () => {
  it.each(['in this thread', 'in a worker'])(
    'that was deleted is rebuilt %s to the same rows',
    async (where) => {
      const folder = temporaryFolder();
      const { store, logFile } = sqliteStore(folder);
      const options = { store, folder: join(folder, 'read') };
      const file = join(options.folder, 'tally.v1.sqlite');
      const live = await open(options);
      await appendSome(store, READ_BATCH_EVENTS * 2 + 345);
      await live.ready();
      await live.close();
      const dump = dumpReadFile(file);
      rmSync(file);
      const rebuildFrom = where === 'in a worker' ? { rebuildFrom: { logFile, catalogueModule } } : {};
      const rebuilt = await open({ ...options, ...rebuildFrom });
      expect(statusOf(rebuilt)).toBe('building');
      expect(() => count(rebuilt)).toThrow(ReadModelBuilding);
      await appendSome(store, 0);
      await rebuilt.ready();
      expect(statusOf(rebuilt)).toBe('live');
      expect(dumpReadFile(file)).toBe(dump);
      expect(readdirSync(options.folder).filter((name) => name.includes('building'))).toEqual([]);
    },
  );

  it('that is built misses nothing that is appended meanwhile', async () => {
    const folder = temporaryFolder();
    const { store, logFile } = sqliteStore(folder);
    await appendSome(store, READ_BATCH_EVENTS * 3);
    const reader = await open({
      store,
      folder: join(folder, 'read'),
      rebuildFrom: { logFile, catalogueModule },
    });
    let appended = READ_BATCH_EVENTS * 3;
    while (statusOf(reader) === 'building') {
      await appendOne(store);
      appended += 1;
    }
    await reader.waitFor(await appendOne(store));
    expect(count(reader)).toBe(appended + 1);
  });

  it.each<[string, (file: string) => void]>([
    ['is no database', (file) => writeFileSync(file, 'not a database at all, just some text'.repeat(100))],
    ['is cut short', (file) => truncateSync(file, 4_000)],
    ['is empty', (file) => truncateSync(file, 0)],
    ['has another table', (file) => new DatabaseSync(file).exec('DROP TABLE read_file_checkpoint')],
  ])('that %s is built anew', async (_, damage) => {
    const folder = temporaryFolder();
    const store = memoryStore();
    await appendSome(store, 50);
    const first = await open({ store, folder });
    await first.ready();
    await first.close();
    damage(join(folder, 'tally.v1.sqlite'));
    const again = await open({ store, folder });
    await again.ready();
    expect(count(again)).toBe(50);
    expect(statusOf(again)).toBe('live');
  });

  it('of another log is built anew', async () => {
    const folder = temporaryFolder();
    const other = memoryStore();
    await appendSome(other, 50);
    await (await open({ store: other, folder })).close();
    const store = memoryStore();
    await appendSome(store, 3);
    const reader = await open({ store, folder });
    expect(count(reader)).toBe(3);
  });

  it('whose tables changed without a new version is built anew', async () => {
    const folder = temporaryFolder();
    const store = memoryStore();
    await appendSome(store, 5);
    await (await open({ store, folder })).close();
    const changed = { ...tally, schema: `${tally.schema} CREATE INDEX sums ON tally (sum);` };
    const reader = await open({ store, folder, projections: [changed] });
    const indexes = reader
      .readModel(changed)
      .database()
      .prepare("SELECT name FROM sqlite_schema WHERE name = 'sums'");
    expect(indexes.all()).toHaveLength(1);
    expect(count(reader)).toBe(5);
  });
});

describe('a damaged log', () => {
  async function withDamageAt(position: number) {
    const folder = temporaryFolder();
    const first = sqliteStore(folder);
    await appendSome(first.store, READ_BATCH_EVENTS + 500);
    const options = { folder: join(folder, 'read') };
    const before = await open({ ...options, store: first.store });
    await before.ready();
    await before.close();
    await first.store.close();
    const log = new DatabaseSync(first.logFile);
    log.prepare(`UPDATE events SET data = '{"add":1000000}' WHERE position = ?`).run(position);
    log.close();
    const { store, logFile } = sqliteStore(folder);
    return { ...options, store, rebuildFrom: { logFile, catalogueModule } };
  }

  it.each([7, READ_BATCH_EVENTS + 400])('is not read into rows by a rebuild (event %i)', async (position) => {
    const options = await withDamageAt(position);
    rmSync(join(options.folder, 'tally.v1.sqlite'));
    const said: string[] = [];
    const reader = await open({ ...options, log: (what) => said.push(what) });
    await reader.ready();
    expect(statusOf(reader)).toBe('behind');
    expect(() => count(reader)).toThrow(ReadModelBuilding);
    expect(said).toContain('read file: cannot be kept up to date');
  });

  it('keeps nobody from reading what was made of it before', async () => {
    const reader = await open(await withDamageAt(7));
    await reader.ready();
    expect(statusOf(reader)).toBe('live');
    expect(count(reader)).toBe(READ_BATCH_EVENTS + 500);
  });
});

describe('a new version', () => {
  const next: Projection = { ...tally, version: 2 };
  const wider: Projection = {
    ...next,
    schema: tally.schema.replace('sum INTEGER', 'extra TEXT, sum INTEGER'),
  };

  async function withOldVersion() {
    const folder = temporaryFolder();
    const store = memoryStore();
    await appendSome(store, READ_BATCH_EVENTS + 500);
    const old = await open({ store, folder });
    await old.ready();
    await old.close();
    return { store, folder };
  }

  it('is built beside the old one, which answers until the swap and is gone after it', async () => {
    const { store, folder } = await withOldVersion();
    const reader = await open({ store, folder, projections: [next] });
    expect(statusOf(reader)).toBe('building');
    expect(count(reader, next)).toBe(READ_BATCH_EVENTS + 500);
    await reader.ready();
    expect(statusOf(reader)).toBe('live');
    expect(count(reader, next)).toBe(READ_BATCH_EVENTS + 500);
    expect(readdirSync(folder).filter((name) => name.endsWith('.sqlite'))).toEqual(['tally.v2.sqlite']);
  });

  it('is not answered for by an old one that lacks what its queries may ask', async () => {
    const { store, folder } = await withOldVersion();
    const reader = await open({ store, folder, projections: [wider] });
    expect(() => reader.readModel(wider).database()).toThrow(ReadModelBuilding);
    await reader.close();
  });

  it('that fails on an old event leaves the old one answering', async () => {
    const { store, folder } = await withOldVersion();
    const failing: Projection = {
      ...next,
      open: () => () => {
        throw new Error('a mistake');
      },
    };
    const reader = await open({ store, folder, projections: [failing] });
    await reader.ready();
    expect(statusOf(reader)).toBe('stopped');
    expect(count(reader, failing)).toBe(READ_BATCH_EVENTS + 500);
    expect(existsSync(join(folder, 'tally.v1.sqlite'))).toBe(true);
  });

  it('is not mistaken for another projection whose name begins the same', async () => {
    const { store, folder } = await withOldVersion();
    const longer: Projection = { ...next, name: 'tally.v9' };
    const reader = await open({ store, folder, projections: [longer, tally] });
    await reader.ready();
    expect(existsSync(join(folder, 'tally.v1.sqlite'))).toBe(true);
  });
});

it('a read file that is full or busy is tried again, and nothing is lost', async () => {
  const folder = temporaryFolder();
  const store = memoryStore();
  const reader = await open({ store, folder, projections: [tally, tallyThat(() => {})] });
  const holder = new DatabaseSync(join(folder, 'other.v1.sqlite'));
  holder.exec('BEGIN IMMEDIATE');
  await reader.waitFor(await appendOne(store));
  expect(statusOf(reader, 'other')).toBe('behind');
  expect(count(reader)).toBe(1);
  holder.exec('COMMIT');
  holder.close();
  await expect.poll(() => statusOf(reader, 'other'), { timeout: 5_000 }).toBe('live');
  await reader.waitFor(await appendOne(store));
  expect(
    count(
      reader,
      tallyThat(() => {}),
    ),
  ).toBe(2);
});
