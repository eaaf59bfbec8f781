/** A host as a process of its own, to be killed. Prints its address on one line. Reads DATA_DIR. */
import { readSettings, startHost } from '@bijspringen/host/index.ts';
import { seedWaterkant } from '@bijspringen/people/index.ts';

const host = await startHost(readSettings({ DATA_DIR: process.env.DATA_DIR, PORT: '0' }), {
  log: () => undefined,
});
await seedWaterkant(host.kernel);
// Announced when its read models have everything that is in the log.
await host.opened.reader.ready();
console.log(host.url);
process.once('SIGTERM', () => {
  void host.stop().then(() => process.exit(0));
});
