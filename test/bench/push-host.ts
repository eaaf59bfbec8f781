/**
 * A host on a folder that was filled before: it seeds nothing and waits for no read file, so that a rebuild may still be
 * going on. Prints its address on one line. Reads DATA_DIR and PUSH_CA.
 */
import { readSettings, startHost } from '@bijspringen/host/index.ts';

const { DATA_DIR, PUSH_CA = '' } = process.env;
const host = await startHost(readSettings({ DATA_DIR, PORT: '0' }), {
  log: () => undefined,
  push: { loopbackCa: PUSH_CA },
});
console.log(host.url);
process.once('SIGTERM', () => {
  void host.stop().then(() => process.exit(0));
});
