import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { ReadModelBuilding } from '../errors.ts';
import { READ_BATCH_EVENTS } from '../limits.ts';
import { count, readerHarness, statusOf } from '../testing/reader-harness.ts';
import { appendOne, appendSome } from '../testing/some-events.ts';
import { projection as tally } from '../testing/tally.projection.ts';
import { dumpReadFile } from './dump.ts';
import type { Projection } from './projection.ts';

const { temporaryFolder, memoryStore, sqliteStore, open } = readerHarness(afterEach);
const catalogueModule = new URL('../testing/tally.catalogue.ts', import.meta.url).href;

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
