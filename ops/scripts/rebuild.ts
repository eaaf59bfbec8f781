/** `npm run rebuild`: builds all read models anew from the log, while no host runs. */

import { existsSync } from 'node:fs';
import { catalogue } from '@bijspringen/host/catalogue.ts';
import { createServices } from '@bijspringen/host/services.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { WrongSetting } from '@bijspringen/kernel/errors.ts';
import type { Log } from '@bijspringen/kernel/log.ts';
import { rebuildAll } from '@bijspringen/kernel/projections/rebuild-all.ts';
import { DONE, dataFolder, FAILED, readOptions, run, sayer } from './support/command.ts';
import { requireNode } from './support/run.ts';

const USAGE = 'npm run rebuild (the data folder is DATA_DIR)';

/** Every projection of this release. Nothing is started, so what the services would be told does not matter. */
function projectionsOfAll(log: Log) {
  const publicUrl = new URL('http://127.0.0.1');
  const people = { publicUrl, exitUrl: '', isDemo: false };
  const push = { contact: '' };
  const readLog = () => {};
  const services = createServices({ people, push, log, readLog, exitUrl: '', renderPlain: undefined });
  const projections = services.flatMap((service) => service.projections);
  return [...new Map(projections.map((projection) => [projection.name, projection])).values()];
}

requireNode();
await run(async () => {
  readOptions(process.argv.slice(2), [], USAGE);
  const folder = dataFolder();
  if (!existsSync(dataPaths(folder).logFile))
    throw new WrongSetting(`${folder} holds no data: set DATA_DIR to the data folder`);
  const say = sayer();
  const log: Log = (what, details = {}) =>
    say([what, ...Object.entries(details).map(([name, value]) => `${name} ${value}`)].join(', '));
  const health = await rebuildAll({
    dataFolder: folder,
    projections: projectionsOfAll(log),
    fromStored: catalogue.fromStored,
    catalogueModule: import.meta.resolve('@bijspringen/host/catalogue.ts'),
    log,
  });
  const models = Object.entries(health.projections);
  for (const [name, { status, failure }] of models) say(`${name}: ${failure?.code ?? status}`);
  return models.every(([, { status }]) => status === 'live') ? DONE : FAILED;
});
