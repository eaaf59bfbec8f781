/** Runs in a worker thread: reads the log's file by itself and builds read files, while the host serves on. */
import assert from 'node:assert/strict';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import { positionNumber } from '../event-store/position.ts';
import { openLogReader } from '../event-store/sqlite-reader.ts';
import { READ_BATCH_EVENTS } from '../limits.ts';
import { type Built, buildReadFiles, type Target } from './build.ts';
import type { CheckOrder } from './check-worker.ts';
import type { Projection } from './projection.ts';
import type { FromStored } from './stored-event.ts';

/** Functions cannot be sent to a thread, so modules are named and loaded here. */
export type RebuildOrder = {
  logFile: string;
  /** Where the live host's log ends; a file that does not know this position is another log. */
  head: Position;
  /** URL of a module that exports `catalogue`, with its `fromStored`. */
  catalogueModule: string;
  /** `module` is the URL of one that exports `projection`. */
  targets: readonly { module: string; name: string; version: number; file: string }[];
};

export type RebuildMessage = { progress: { done: number; total: number } } | { built: Built[] };

async function rebuild(order: RebuildOrder, tell: (message: RebuildMessage) => void): Promise<void> {
  const { catalogue } = (await import(order.catalogueModule)) as { catalogue?: { fromStored: FromStored } };
  assert(catalogue, 'the catalogue module exports `catalogue`');
  const targets = await Promise.all(order.targets.map(load));
  const log = openLogReader(order.logFile);
  try {
    assert(positionNumber(log.storeId, order.head) > 0, 'the log file is of another store');
    // What is appended from here on is read by the host itself, before it swaps the files in.
    const total = log.count();
    const checked = checkInThread({ logFile: order.logFile, total });
    let seen = 0;
    const building = buildReadFiles({
      targets,
      read() {
        const events = log.readUnchecked(seen, Math.min(READ_BATCH_EVENTS, total - seen));
        seen += events.length;
        return events;
      },
      fromStored: catalogue.fromStored,
      onProgress: (done) => tell({ progress: { done, total } }),
      isStopped: () => false,
    });
    const [built] = await Promise.all([building, checked]);
    tell({ built });
  } finally {
    log.close();
  }
}

/** Checksums are half of the work, and need nothing of the other half. Nothing is used before both are done. */
function checkInThread(order: CheckOrder): Promise<void> {
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { workerData: order });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`checking the log ended early with code ${code}`));
    });
  });
}

async function load(wanted: RebuildOrder['targets'][number]): Promise<Target> {
  const { projection } = (await import(wanted.module)) as { projection?: Projection };
  assert(projection, `${wanted.name}: its module exports no \`projection\``);
  const found = `${projection.name} v${projection.version}`;
  assert.equal(found, `${wanted.name} v${wanted.version}`, 'the module exports another projection');
  return { projection, file: wanted.file };
}

assert(parentPort, 'this module is a worker');
const port = parentPort;
await rebuild(workerData as RebuildOrder, (message) => port.postMessage(message));
