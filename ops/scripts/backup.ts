/** `npm run backup -- [--to <folder>]`: copies the data folder, also while the host runs. */
import { join } from 'node:path';
import { backup } from '@bijspringen/kernel/backup.ts';
import { systemClock } from '@bijspringen/kernel/clock.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { DONE, dataFolder, readOptions, run, sayer } from './support/command.ts';
import { requireNode } from './support/run.ts';

const USAGE = 'npm run backup -- [--to <new folder>]';

requireNode();
await run(async () => {
  const options = readOptions(process.argv.slice(2), ['to'], USAGE);
  const folder = dataFolder();
  const stamp = systemClock.now().toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const to = options.to ?? join(process.cwd(), 'backups', stamp);
  const say = sayer();
  say(`copying ${folder}`);
  const manifest = await backup({ dataFolder: folder, to, clock: systemClock, onProgress: say });
  say(`done: ${manifest.events} events in ${to}`);
  console.log(
    `The master key is not in this copy, and without it nobody can read it. Keep ${dataPaths(folder).masterKeyFile}, or what MASTER_KEY is set to, in another place.`,
  );
  return DONE;
});
