/** The composition root: one process, one data folder, every service. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Action, authorize, type Principal, policy } from '@bijspringen/access/index.ts';
import type { RenderPlain } from '@bijspringen/contracts/signals/plain.ts';
import { type Clock, systemClock } from '@bijspringen/kernel/clock.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { createApp } from '@bijspringen/kernel/http/app.ts';
import { createCounters } from '@bijspringen/kernel/http/counters.ts';
import { problemResponse } from '@bijspringen/kernel/http/problem.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import type { Log } from '@bijspringen/kernel/log.ts';
import { createReactorRunner, type ReactorRunner } from '@bijspringen/kernel/reactor-runner.ts';
import type { Kernel, RunningService, Service } from '@bijspringen/kernel/service.ts';
import { createTicker } from '@bijspringen/kernel/ticker.ts';
import { startOrphanSweep } from '@bijspringen/kernel/vault/orphan-sweep.ts';
import type { PushTestOptions } from '@bijspringen/notifications/index.ts';
import type { Hono } from 'hono';
import { demoGuard } from './demo-guard.ts';
import { createLog } from './log.ts';
import { type OpenedKernel, openKernel } from './open-kernel.ts';
import { operationsRoutes } from './operations.ts';
import { listen } from './server.ts';
import { createServices, type ServiceTools } from './services.ts';
import type { Settings } from './settings.ts';
import { staticFiles } from './static-files.ts';

export type HostOptions = {
  clock?: Clock;
  log?: Log;
  /** The built app; `pwa/dist` of this repository when absent. */
  appFolder?: string;
  /** Other services than those of this release, for a test of the host itself. */
  services?: (tools: ServiceTools) => readonly Service[];
  /** Push endpoints on this machine, for tests: never a setting, so that none can weaken an installation in use. */
  push?: PushTestOptions;
  /** The disk failed in the middle of a write. Ends the process when absent: the next start reads back what is true. */
  onFatal?: (error: Error) => void;
};

export type Host = {
  /** Where it answers, without a slash at the end. */
  url: string;
  port: number;
  kernel: Kernel;
  opened: OpenedKernel;
  /** Every route, for the tests that walk over all of them. */
  routes: readonly Route[];
  /** Ends what is under way and closes everything; a second call waits for the first. */
  stop(): Promise<void>;
};

const APP_FOLDER = fileURLToPath(new URL('../../pwa/dist', import.meta.url));
const VERSION = '0.1.0';

/** Starts everything. Throws `WrongSetting` and what the port or the disk says; then nothing is left open. */
export async function startHost(settings: Settings, options: HostOptions = {}): Promise<Host> {
  const { log = createLog() } = options;
  // Listening first gives the real port, and lets health answer while a long log is being read.
  let answer: Hono['fetch'] = () => problemResponse('busy');
  const server = await listen((...request) => answer(...request), settings);
  const url = `http://${settings.host === '::1' ? '[::1]' : settings.host}:${server.port}`;
  try {
    const running = await run({ settings, options, log, publicUrl: settings.publicUrl ?? new URL(url) });
    answer = running.fetch;
    let stopping: Promise<void> | null = null;
    const stop = async () => {
      running.beginStop();
      await Promise.all([server.stop(), running.stopServices()]);
      await running.close();
      log('stopped');
    };
    return {
      url,
      port: server.port,
      kernel: running.opened.kernel,
      opened: running.opened,
      routes: running.routes,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type RunOptions = { settings: Settings; options: HostOptions; log: Log; publicUrl: URL };

/** Opens the data folder and runs everything on it; what was started before something failed is ended again. */
async function run(wanted: RunOptions) {
  const { settings, options, log } = wanted;
  const { clock = systemClock, appFolder = APP_FOLDER, onFatal = endProcess(log) } = options;
  const files = staticFiles(appFolder);
  if (files.count === 0) log('the app is not built: run "npm run build"');
  const renderPlain = await loadRenderer(appFolder);
  const people = {
    publicUrl: wanted.publicUrl,
    exitUrl: settings.exitUrl,
    isDemo: settings.mode === 'demo',
  };
  const push = { contact: settings.pushContact, test: options.push };
  const create = options.services ?? createServices;
  const opened = await openKernel({
    settings,
    clock,
    log,
    onFatal,
    createServices: (tools) => create({ ...tools, people, push, exitUrl: settings.exitUrl, renderPlain }),
  });
  const stops: (() => Promise<void> | undefined)[] = [];
  const stopServices = async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
  try {
    return {
      opened,
      stopServices,
      close: opened.close,
      ...serve({ ...wanted, clock, opened, files, stops }),
    };
  } catch (error) {
    await stopServices();
    await opened.close();
    throw error;
  }
}

type ServeOptions = RunOptions & {
  clock: Clock;
  opened: OpenedKernel;
  files: ReturnType<typeof staticFiles>;
  /** Takes what ends each thing that was started. */
  stops: (() => Promise<void> | undefined)[];
};

function serve({ settings, log, publicUrl, clock, opened, files, stops }: ServeOptions) {
  const { kernel, reader, store, vault } = opened;
  const { dataFolder, exitUrl } = settings;
  const started: RunningService[] = [];
  let effects: ReactorRunner | null = null;
  for (const service of opened.services) {
    const running = service.start(kernel);
    started.push(running);
    stops.push(async () => {
      // What is under way still needs what its service has open.
      if (running.reactors) await effects?.close();
      await running.stop?.();
    });
  }
  effects = createReactorRunner({
    reactors: started.flatMap((service) => service.reactors ?? []),
    clock,
    store,
    reader,
    log,
  });
  stops.push(() => effects?.close());
  const ticker = createTicker({
    clock,
    timers: started.flatMap((service) => service.timers ?? []),
    onChange: (call) => reader.onChange(call),
    log,
    newestEventAt: () => reader.newestEventAt(),
  });
  stops.push(() => ticker.close());
  const sweep = startOrphanSweep({ vault, clock, log, logFile: dataPaths(dataFolder).logFile });
  stops.push(() => sweep.stop());
  let isStopping = false;
  const counters = createCounters();
  const routes = [
    ...started.flatMap((service) => service.routes),
    ...operationsRoutes({
      store,
      reader,
      ticker,
      effects,
      counters,
      dataFolder,
      isStopping: () => isStopping,
    }),
  ];
  const app = createApp<Principal>({
    routes,
    anyone: { kind: 'anyone' },
    principals: started.flatMap((service) => (service.principal ? [service.principal] : [])),
    authorize: (principal, action) => authorize(principal, knownAction(action)),
    readerOf,
    waitFor: kernel.waitFor,
    clock,
    log,
    counters,
    publicUrl,
    exitUrl,
    version: VERSION,
    guard: settings.mode === 'demo' ? demoGuard : () => null,
    files: files.serve,
  });
  const beginStop = () => {
    isStopping = true;
  };
  return { routes, fetch: app.fetch, beginStop };
}

/** The policy table by name: a route of another release that names something else may do nothing. */
function knownAction(action: string): Action {
  if (!Object.hasOwn(policy, action)) throw new Error(`no policy for ${action}`);
  return action as Action;
}

function readerOf(principal: Principal): string {
  if (principal.kind === 'person') return `person-${principal.personId}`;
  return principal.kind;
}

/** The app's build brings the renderer of pages without JavaScript; without a build there are none. */
async function loadRenderer(appFolder: string): Promise<RenderPlain | undefined> {
  const file = join(appFolder, 'plain', 'render.js');
  if (!existsSync(file)) return undefined;
  const { renderPlain } = (await import(pathToFileURL(file).href)) as { renderPlain: RenderPlain };
  return renderPlain;
}

/**
 * Ends at once, without the farewell of an ordinary exit: that would let SQLite close its files, and write and sync once
 * more on a disk that just failed.
 */
function endProcess(log: Log) {
  return (error: Error) => {
    log('the disk failed: stopping, so that the next start reads back what is true', { error: error.name });
    process.kill(process.pid, 'SIGKILL');
  };
}
