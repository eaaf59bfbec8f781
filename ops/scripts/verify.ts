/** `npm run verify -- [--from <folder>]`: checks a data folder, also one in use, or a copy. */
import { verify } from '@bijspringen/kernel/verify.ts';
import { DONE, dataFolder, FAILED, readOptions, run, sayer } from './support/command.ts';
import { requireNode } from './support/run.ts';

const USAGE = 'npm run verify -- [--from <copy or data folder>]';

requireNode();
await run(async () => {
  const { from = dataFolder() } = readOptions(process.argv.slice(2), ['from'], USAGE);
  const say = sayer();
  say(`checking ${from}`);
  const { events, streams, sealedFields, forgottenFields, problems } = await verify(from, say);
  say(
    `${events} events in ${streams} streams, ${sealedFields} sealed fields (${forgottenFields} of them forgotten)`,
  );
  for (const problem of problems) console.log(`  ${problem}`);
  say(problems.length === 0 ? 'nothing is wrong' : `${problems.length} things are wrong`);
  return problems.length === 0 ? DONE : FAILED;
});
