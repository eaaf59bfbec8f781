/** Has read files built: in a worker thread when the log is a file, otherwise here, batch by batch. */
import { Worker } from 'node:worker_threads';
import type { EventStore } from '../event-store/port.ts';
import { PROGRESS_MS, READ_BATCH_EVENTS } from '../limits.ts';
import type { Log } from '../log.ts';
import { type Built, buildReadFiles, type Target } from './build.ts';
import type { RebuildMessage, RebuildOrder } from './rebuild-worker.ts';
import type { FromStored } from './stored-event.ts';

/** Where a worker finds the log and the catalogue. */
export type RebuildSource = {
  logFile: string;
  /** URL of a module that exports `catalogue`. */
  catalogueModule: string;
};

export type RebuildOptions = {
  targets: readonly Target[];
  store: EventStore;
  fromStored: FromStored;
  /** Absent for a log in memory. */
  source: RebuildSource | undefined;
  log: Log;
  /** Ends it early; then the files are incomplete and nobody may use them. */
  signal: AbortSignal;
};

/** Rejects with operating errors; a projection that fails is told in its result. */
export async function rebuild(options: RebuildOptions): Promise<Built[]> {
  const startedMs = performance.now();
  let toldMs = startedMs;
  const tell = (done: number, total: number | null) => {
    if (performance.now() - toldMs < PROGRESS_MS) return;
    toldMs = performance.now();
    options.log('read files: being built', { done, total });
  };
  const head = await options.store.head();
  const { source } = options;
  const isHere = source === undefined || head === null;
  const built = isHere
    ? await buildHere(options, tell)
    : await buildInWorker(options, { ...source, head }, tell);
  options.log('read files: built', {
    files: built.length,
    tookMs: Math.round(performance.now() - startedMs),
  });
  return built;
}

type Tell = (done: number, total: number | null) => void;

function buildHere({ targets, store, fromStored, signal }: RebuildOptions, tell: Tell): Promise<Built[]> {
  return buildReadFiles({
    targets,
    read: (after) => store.readAll(after, READ_BATCH_EVENTS),
    fromStored,
    onProgress: (done) => tell(done, null),
    isStopped: () => signal.aborted,
  });
}

async function buildInWorker(
  options: RebuildOptions,
  source: Omit<RebuildOrder, 'targets'>,
  tell: Tell,
): Promise<Built[]> {
  const order: RebuildOrder = {
    ...source,
    targets: options.targets.map(({ projection: { module, name, version }, file }) => ({
      module,
      name,
      version,
      file,
    })),
  };
  const worker = new Worker(new URL('./rebuild-worker.ts', import.meta.url), { workerData: order });
  const stop = () => void worker.terminate();
  options.signal.addEventListener('abort', stop);
  try {
    return await new Promise<Built[]>((resolve, reject) => {
      worker.on('message', (message: RebuildMessage) => {
        if ('built' in message) resolve(message.built);
        else tell(message.progress.done, message.progress.total);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new RebuildStopped(`the rebuild ended early with code ${code}`)));
    });
  } finally {
    options.signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/** The worker was ended before it was done. */
export class RebuildStopped extends Error {
  override readonly name = 'RebuildStopped';
}
