/**
 * A host as a process of its own, to be killed. Prints its address on one line. Reads DATA_DIR; CLOCK_AHEAD_MS, by which its
 * clock runs ahead; WITH_DUTY, to have people on duty and residents who can come; PUSH_CA, to believe a push service here.
 */
import { readSettings, startHost } from '@bijspringen/host/index.ts';
import { systemClock } from '@bijspringen/kernel/clock.ts';
import { seedWaterkant } from '@bijspringen/people/index.ts';
import { seedAvailability, seedRoster } from '@bijspringen/roster/index.ts';
import { createFlowingClock } from './flowing-clock.ts';

const { DATA_DIR, CLOCK_AHEAD_MS, WITH_DUTY, PUSH_CA } = process.env;
const aheadMs = Number(CLOCK_AHEAD_MS ?? 0);
const clock = aheadMs === 0 ? systemClock : createFlowingClock(new Date(Date.now() + aheadMs).toISOString());
const host = await startHost(readSettings({ DATA_DIR, PORT: '0' }), {
  clock,
  log: () => undefined,
  ...(PUSH_CA !== undefined && { push: { loopbackCa: PUSH_CA } }),
});
const waterkant = await seedWaterkant(host.kernel);
if (WITH_DUTY !== undefined) {
  await seedAvailability(host.kernel, waterkant);
  await seedRoster(host.kernel, waterkant);
}
// Announced when its read models have everything that is in the log.
await host.opened.reader.ready();
console.log(host.url);
process.once('SIGTERM', () => {
  void host.stop().then(() => process.exit(0));
});
