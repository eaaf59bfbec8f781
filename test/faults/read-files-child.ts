/** A host in small that keeps one read file up to date until it is killed. Arguments: data folder, `live` or `rebuild`. */

import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { openSqliteStore } from '@bijspringen/kernel/event-store/sqlite.ts';
import { createReader } from '@bijspringen/kernel/projections/reader.ts';
import { catalogue } from '@bijspringen/kernel/testing/tally.catalogue.ts';
import { slowTally } from './slow-tally.projection.ts';

const [folder = '', mode] = process.argv.slice(2);
const { logFile, readFolder } = dataPaths(folder);
const store = openSqliteStore({
  file: logFile,
  onFatal(error) {
    throw error;
  },
});
const catalogueModule = import.meta.resolve('@bijspringen/kernel/testing/tally.catalogue.ts');
const reader = await createReader({
  store,
  fromStored: catalogue.fromStored,
  projections: [slowTally],
  folder: readFolder,
  log: (what) => process.stdout.write(`${what}\n`),
  ...(mode === 'rebuild' && { rebuildFrom: { logFile, catalogueModule } }),
});
/** Live, the first commit has been made; in a rebuild, it is under way. */
const say = () => process.stdout.write('feeding\n');
if (mode === 'rebuild') say();
else reader.onChange(say);
