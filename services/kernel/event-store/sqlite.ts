/** The event store in one SQLite file: the default. One process writes it; others may read, verify and copy it. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Corrupt, StoreFull } from '../errors.ts';
import { FREE_BYTES_MIN } from '../limits.ts';
import { backupLog } from './backup.ts';
import { dropBallast, freeBytes, layBallast } from './disk-space.ts';
import { createGroupCommit } from './group-commit.ts';
import type { EventStore, RecordedEvent } from './port.ts';
import { comparePositions, formatPosition, positionNumber } from './position.ts';
import { prepareAppend } from './prepare.ts';
import { lockLogFile, openLogFile } from './sqlite-file.ts';
import type { SqliteLog } from './sqlite-log.ts';
import { recordedEvent } from './sqlite-reader.ts';
import { createSubscriptions } from './subscription.ts';
import type { LogReport } from './verify.ts';
import { verifyLog } from './verify.ts';
import type { Writer } from './writer.ts';
import { createWriter } from './writer.ts';

export type SqliteStoreOptions = {
  file: string;
  /**
   * The disk failed to make something durable, or to give it back: stop the process at once. It is never tried again,
   * for the disk may have dropped the pages and say yes the second time. Write a line, then
   * `process.kill(process.pid, 'SIGKILL')`: an ordinary exit closes the file, and SQLite then syncs it once more.
   */
  onFatal: (error: Error) => void;
};

export interface SqliteStore extends EventStore {
  /** Writes a consistent copy of the log as of now into a new file, while appends go on. */
  backup(toFile: string): Promise<void>;
  /** Reads the whole log and says what is wrong with it. */
  verify(): Promise<LogReport>;
}

/** Throws `WrongSetting` when another process has the file, `Corrupt` when events are missing from it. */
export function openSqliteStore({ file, onFatal }: SqliteStoreOptions): SqliteStore {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const lock = lockLogFile(file);
  try {
    layBallast(file);
    const { database, storeId, log } = openLogFile(file);
    try {
      const failure = createFailure(onFatal);
      const writer = createWriter({ database, log, storeId, fail: failure.fail });
      const release = () => {
        database.close();
        lock.close();
      };
      return createStore({ file, storeId, log, writer, failure, release });
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    lock.close();
    throw error;
  }
}

type Failure = { fail: (error: unknown) => void; check: () => void; hasFailed: () => boolean };

/** Remembers the error that made the store unusable; reported once. */
function createFailure(onFatal: (error: Error) => void): Failure {
  let failed: Error | null = null;
  return {
    fail(error) {
      if (failed !== null) return;
      failed = error instanceof Error ? error : new Error('the disk failed', { cause: error });
      onFatal(failed);
    },
    check() {
      if (failed !== null) throw failed;
    },
    hasFailed: () => failed !== null,
  };
}

type Parts = {
  file: string;
  storeId: string;
  log: SqliteLog;
  writer: Writer;
  failure: Failure;
  /** Closes the file and lets another process in. */
  release: () => void;
};

function createStore({ file, storeId, log, writer, failure, release }: Parts): SqliteStore {
  let isClosed = false;
  const numberOf = (position: string | null) => Math.max(0, positionNumber(storeId, position));
  const readAll = (after: number, limit: number): RecordedEvent[] => {
    checkUsable();
    if (after > writer.last()) throw new Corrupt('the log ends before the position that was asked for');
    const rows = log.readAll(after, limit);
    if (rows.length < Math.min(limit, writer.last() - after)) {
      throw new Corrupt(`the event at ${after + rows.length + 1} is missing`);
    }
    return rows.map((row) => recordedEvent(row, storeId));
  };
  const subscriptions = createSubscriptions({ last: writer.last, read: readAll });
  const queue = createGroupCommit({
    commit(batch) {
      failure.check();
      return writer.commit(batch);
    },
    answered() {
      subscriptions.wake();
      setImmediate(() => {
        if (!isClosed) writer.checkpointWhenDue();
      });
    },
  });
  const checkUsable = () => {
    assert(!isClosed, 'the store is closed');
    failure.check();
  };

  return {
    async append(stream, events, expected) {
      checkUsable();
      return queue.append(prepareAppend(stream, events, expected));
    },
    async readStream(stream, fromVersion = 0) {
      checkUsable();
      const places = writer.places(stream);
      // Whoever looks for what is new mostly finds nothing: a thousand sends ask this of one crisis.
      if (places.length <= fromVersion) return [];
      // One event more than was asked for, so that the first one's place in the chain shows too.
      const start = Math.max(0, fromVersion - 1);
      const rows = log.readStream(stream, start, places.slice(start));
      return rows.slice(fromVersion - start).map((row) => recordedEvent(row, storeId));
    },
    readAll: async (from, limit) => readAll(numberOf(from), limit),
    subscribe: (from, listener, onError) => subscriptions.open(numberOf(from), listener, onError),
    head: async () => (writer.last() === 0 ? null : formatPosition(storeId, writer.last())),
    compare: (a, b) => comparePositions(storeId, a, b),
    async checkWritable() {
      checkUsable();
      if (freeBytes(file) < FREE_BYTES_MIN)
        throw new StoreFull('less room is left on the disk than a write may need');
      if (writer.isFull()) writer.probe();
    },
    backup: (toFile) => backupLog(file, toFile),
    verify: () => verifyLog(file),
    async close() {
      if (isClosed) return;
      await queue.idle();
      isClosed = true;
      await subscriptions.close();
      // Closing copies the write-ahead log into the database: after a failed sync that would be trying again.
      if (failure.hasFailed()) return;
      // And it needs room.
      if (writer.isFull()) dropBallast(file);
      release();
    },
  };
}
