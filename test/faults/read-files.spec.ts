import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { createMemoryStore } from '@bijspringen/kernel/event-store/memory.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { dumpReadFile } from '@bijspringen/kernel/projections/dump.ts';
import { createReader } from '@bijspringen/kernel/projections/reader.ts';
import { appendSome } from '@bijspringen/kernel/testing/some-events.ts';
import { catalogue } from '@bijspringen/kernel/testing/tally.catalogue.ts';
import { COUNT, projection as tally } from '@bijspringen/kernel/testing/tally.projection.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const EVENTS = 10_000;
/** Nothing here takes a tenth of it. */
const HANG_MS = 240_000;
const base = mkdtempSync(join(tmpdir(), 'bijspringen-read-files-'));
const folder = join(base, 'data');
const { logFile, readFolder } = dataPaths(folder);
const file = join(readFolder, 'tally.v1.sqlite');

const openStore = () =>
  openSqliteStore({
    file: logFile,
    onFatal(error) {
      throw error;
    },
  });

beforeAll(async () => {
  const store = openStore();
  await appendSome(store, EVENTS, 12);
  await store.close();
}, HANG_MS);
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Runs the child until it says `feeding` and so many milliseconds longer, then kills it the hard way. */
async function killAfter(mode: 'live' | 'rebuild', waitMs: number): Promise<void> {
  const script = join(import.meta.dirname, 'read-files-child.ts');
  const child = spawn(process.execPath, [script, folder, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.on('exit', (_, signal) => resolve(signal)),
  );
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('feeding')) resolve();
    });
  });
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
}

/** What the file has counted, and how far it says that it is. */
function standOf(path: string): { counted: number; reached: number } {
  const database = new DatabaseSync(path);
  try {
    const counted = Number(database.prepare(COUNT).get()?.count);
    const position = database.prepare('SELECT position FROM read_file_checkpoint').get()?.position;
    return { counted, reached: position === null ? 0 : Number(String(position).split(':')[1]) };
  } finally {
    database.close();
  }
}

/** An empty read file, so that the child goes on from it live instead of building one. */
async function emptyReadFile(): Promise<void> {
  rmSync(readFolder, { recursive: true, force: true });
  mkdirSync(readFolder, { recursive: true });
  const nothing = createMemoryStore();
  const { fromStored } = catalogue;
  await (
    await createReader({
      store: nothing,
      fromStored,
      projections: [tally],
      folder: readFolder,
      log: () => {},
    })
  ).close();
  await nothing.close();
}

async function finish(): Promise<string> {
  const store = openStore();
  const { fromStored } = catalogue;
  const reader = await createReader({
    store,
    fromStored,
    projections: [tally],
    folder: readFolder,
    log: () => {},
  });
  await reader.ready();
  await reader.close();
  await store.close();
  return dumpReadFile(file);
}

describe('a host that is killed', () => {
  it(
    'leaves rows and checkpoint that agree, wherever it was, and goes on from there to the same rows',
    async () => {
      await emptyReadFile();
      let before = 0;
      for (const waitMs of [5, 30, 14, 47]) {
        await killAfter('live', waitMs);
        const { counted, reached } = standOf(file);
        expect(counted).toBe(reached);
        expect(reached).toBeGreaterThan(before);
        before = reached;
      }
      expect(before).toBeLessThan(EVENTS);
      const afterKills = await finish();
      rmSync(readFolder, { recursive: true });
      expect(await finish()).toBe(afterKills);
      expect(standOf(file)).toEqual({ counted: EVENTS, reached: EVENTS });
    },
    HANG_MS,
  );

  it(
    'in the middle of a rebuild leaves nothing that anybody takes for finished',
    async () => {
      rmSync(readFolder, { recursive: true, force: true });
      await killAfter('rebuild', 150);
      expect(existsSync(file)).toBe(false);
      const rebuilt = await finish();
      expect(standOf(file)).toEqual({ counted: EVENTS, reached: EVENTS });
      expect(existsSync(`${file}.building`)).toBe(false);
      rmSync(readFolder, { recursive: true });
      expect(await finish()).toBe(rebuilt);
    },
    HANG_MS,
  );
});
