/** `npm run verify -- [--from <folder>]`: checks a data folder, also one in use, or a copy. */
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { findMasterKey } from '@bijspringen/kernel/vault/master-key.ts';
import { verify } from '@bijspringen/kernel/verify.ts';
import { DONE, dataFolder, FAILED, readOptions, run, sayer } from './support/command.ts';
import { requireNode } from './support/run.ts';

const USAGE = 'npm run verify -- [--from <copy or data folder>]';

requireNode();
await run(async () => {
  const { from = dataFolder() } = readOptions(process.argv.slice(2), ['from'], USAGE);
  const say = sayer();
  say(`checking ${from}`);
  const masterKey = masterKeyFor(from);
  const { events, streams, problems, ...fields } = await verify(from, { masterKey, onProgress: say });
  say(
    `${events} events in ${streams} streams, ${fields.sealedFields} sealed fields (${fields.forgottenFields} of them forgotten, ${fields.openedFields} opened)`,
  );
  for (const problem of problems) console.log(`  ${problem}`);
  say(problems.length === 0 ? 'nothing is wrong' : `${problems.length} things are wrong`);
  return problems.length === 0 ? DONE : FAILED;
});

/** A copy has no master key: then it is looked for in the data folder. It opens the fields, and is told to nobody. */
function masterKeyFor(from: string): Buffer | undefined {
  const fromEnvironment = process.env.MASTER_KEY?.trim() || undefined;
  for (const folder of [from, dataFolder()]) {
    const key = findMasterKey({ folder: dataPaths(folder).vaultFolder, fromEnvironment });
    if (key !== null) return key;
  }
  return undefined;
}
