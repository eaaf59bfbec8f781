/** `npm start`: builds the app when it changed, fills a new demo, starts, and says where it is and who to log in as. */
import { readSettings, startHost } from '@bijspringen/host/index.ts';
import { WrongSetting } from '@bijspringen/kernel/errors.ts';
import { personas } from '@bijspringen/people/index.ts';
import { isNew, seedDemo, seedWeek } from '../demo/seed.ts';
import { requireNode, runStep } from './support/run.ts';
import { welcome } from './support/welcome.ts';

requireNode();

function stop(sentence: string): never {
  console.error(`\n${sentence}`);
  process.exit(1);
}

async function start(): Promise<void> {
  const settings = readSettings();
  const isBuilt = await runStep({ title: 'Building the app', command: 'turbo', args: ['run', 'build'] });
  if (!isBuilt) stop('The app could not be built; the lines above say why.');
  if (isNew(settings.dataFolder)) {
    console.log('Filling the fictional district Waterkant …');
    await seedDemo(settings, new Date(), console.log);
  }
  const host = await startHost(settings);
  await seedWeek(host.kernel);
  const { dataFolder } = settings;
  console.log(welcome({ url: host.url, dataFolder, personas }).join('\n'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void host.stop().then(() => process.exit(0));
    });
  }
}

try {
  await start();
} catch (error) {
  if (error instanceof WrongSetting) stop(error.message);
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    stop('The port is in use. Stop the other program, or start with another port: PORT=8090 npm start');
  }
  throw error;
}
