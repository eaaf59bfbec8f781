/** Throws the read files of a data folder away and builds them anew, while no host runs. */
import { rmSync } from 'node:fs';
import { dataPaths } from '../data-folder.ts';
import { openSqliteStore } from '../event-store/sqlite.ts';
import type { Log } from '../log.ts';
import type { Projection } from './projection.ts';
import { createReader, type ReaderHealth } from './reader.ts';
import type { FromStored } from './stored-event.ts';

export type RebuildAllOptions = {
  dataFolder: string;
  projections: readonly Projection[];
  fromStored: FromStored;
  /** URL of the module that exports `catalogue`, for the worker thread. */
  catalogueModule: string;
  log: Log;
};

/** Throws `WrongSetting` when a host has the data folder: a host rebuilds what it misses by itself. */
export async function rebuildAll(options: RebuildAllOptions): Promise<ReaderHealth> {
  const { dataFolder, projections, fromStored, catalogueModule, log } = options;
  const { logFile, readFolder } = dataPaths(dataFolder);
  const store = openSqliteStore({
    file: logFile,
    onFatal(error) {
      throw error;
    },
  });
  try {
    rmSync(readFolder, { recursive: true, force: true });
    const rebuildFrom = { logFile, catalogueModule };
    const reader = await createReader({
      store,
      fromStored,
      projections,
      folder: readFolder,
      log,
      rebuildFrom,
    });
    try {
      await reader.ready();
      return reader.health();
    } finally {
      await reader.close();
    }
  } finally {
    await store.close();
  }
}
