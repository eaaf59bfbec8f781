/** `npm run restore -- --from <copy> [--to <data folder>]`: puts a copy back into an empty data folder. */
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { restore } from '@bijspringen/kernel/restore.ts';
import { DONE, dataFolder, readOptions, run, sayer, WrongUse } from './support/command.ts';
import { requireNode } from './support/run.ts';

const USAGE = 'npm run restore -- --from <copy> [--to <empty data folder>]';

requireNode();
await run(async () => {
  const { from, to = dataFolder() } = readOptions(process.argv.slice(2), ['from', 'to'], USAGE);
  if (from === undefined) throw new WrongUse(`Name the copy to put back.\nUsage: ${USAGE}`);
  const say = sayer();
  const { manifest, forgottenKeys } = await restore({ from, toDataFolder: to, onProgress: say });
  say(`done: ${manifest.events} events of ${manifest.createdAt} are in ${to}`);
  if (forgottenKeys > 0) say(`${forgottenKeys} keys of people who were forgotten since are destroyed again`);
  console.log(
    `Put the master key back as ${dataPaths(to).masterKeyFile} (readable by its owner only), or set MASTER_KEY. Read models are built at the next start.`,
  );
  return DONE;
});
