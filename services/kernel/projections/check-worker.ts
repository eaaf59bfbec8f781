/** Runs in a worker thread of a rebuild: goes over the checksums of what the rebuild reads. Ends with an error for damage. */
import { workerData } from 'node:worker_threads';
import { Corrupt } from '../errors.ts';
import { openLogReader } from '../event-store/sqlite-reader.ts';
import { READ_BATCH_EVENTS } from '../limits.ts';

export type CheckOrder = {
  logFile: string;
  /** How many events to check, from the first. */
  total: number;
};

const { logFile, total } = workerData as CheckOrder;
const log = openLogReader(logFile);
try {
  for (let checked = 0; checked < total; ) {
    const count = log.check(checked, Math.min(READ_BATCH_EVENTS, total - checked));
    if (count === 0) throw new Corrupt(`the event at ${checked + 1} is missing`);
    checked += count;
  }
} finally {
  log.close();
}
