/** Readers on real stores and folders, closed and removed after each test of the file that calls `readerHarness`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore } from '../event-store/memory.ts';
import type { EventStore } from '../event-store/port.ts';
import { openSqliteStore } from '../event-store/sqlite.ts';
import type { Projection } from '../projections/projection.ts';
import { createReader, type Reader, type ReaderOptions } from '../projections/reader.ts';
import { catalogue } from './tally.catalogue.ts';
import { COUNT, projection as tally } from './tally.projection.ts';

type Wanted = Partial<ReaderOptions> & { store: EventStore; folder: string };

/** `afterEach` is the test runner's. */
export function readerHarness(afterEach: (clean: () => Promise<void>) => void) {
  const cleaning: (() => unknown)[] = [];
  afterEach(async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean();
  });
  return {
    temporaryFolder(): string {
      const folder = mkdtempSync(join(tmpdir(), 'bijspringen-reader-'));
      cleaning.push(() => rmSync(folder, { recursive: true, force: true }));
      return folder;
    },
    memoryStore(): EventStore {
      const store = createMemoryStore();
      cleaning.push(() => store.close());
      return store;
    },
    sqliteStore(folder: string): { store: EventStore; logFile: string } {
      const logFile = join(folder, 'log.sqlite');
      const store = openSqliteStore({
        file: logFile,
        onFatal(error) {
          throw error;
        },
      });
      cleaning.push(() => store.close());
      return { store, logFile };
    },
    async open(wanted: Wanted): Promise<Reader> {
      const options = { fromStored: catalogue.fromStored, projections: [tally], log: () => {}, ...wanted };
      const reader = await createReader(options);
      cleaning.push(() => reader.close());
      return reader;
    },
  };
}

export const count = (reader: Reader, projection = tally) =>
  reader.readModel(projection).database().prepare(COUNT).get()?.count;

export const statusOf = (reader: Reader, name = 'tally') => reader.health().projections[name]?.status;

/** The tally under another name, which does something with each event first. */
export function tallyThat(
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
