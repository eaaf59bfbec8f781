/** `npm run bench`: every figure of one run, beside what it should be. Name one to run it alone: append, rebuild, … */
import { alertBench } from './alert.bench.ts';
import { appendBench } from './append.bench.ts';
import { pageBench } from './page.bench.ts';
import { queueBench } from './queue.bench.ts';
import { raiseBench } from './raise.bench.ts';
import { rebuildBench } from './rebuild.bench.ts';
import { replayBench } from './replay.bench.ts';
import { shownBench } from './shown.bench.ts';

const benches: Record<string, () => Promise<unknown>> = {
  append: appendBench,
  raise: raiseBench,
  rebuild: printRebuild,
  queue: queueBench,
  page: pageBench,
  replay: replayBench,
  alert: alertBench,
  shown: shownBench,
};

const AIM_REBUILT_PER_SECOND = 100_000;

async function printRebuild(): Promise<void> {
  const { events, rebuiltPerSecond, readPerSecond, cpuMicrosPerEvent, ratio } = await rebuildBench();
  const verdict = rebuiltPerSecond >= AIM_REBUILT_PER_SECOND ? 'reached' : 'not reached';
  console.log(
    `rebuild of ${events} events: ${rebuiltPerSecond.toFixed(0)}/s (aim ${AIM_REBUILT_PER_SECOND}: ${verdict}), ` +
      `${ratio.toFixed(2)} x reading and checking alone (${readPerSecond.toFixed(0)}/s), ${cpuMicrosPerEvent.toFixed(1)} µs of CPU an event`,
  );
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
console.log(`Node ${process.versions.node}; figures of one noisy machine, good as ratios only.\n`);
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  console.log(`-- ${name}`);
  await benches[name]?.();
}
