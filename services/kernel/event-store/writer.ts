/** Writes batches of appends to the log: weighs each one, and keeps in memory where each stream's events are. */
import assert, { AssertionError } from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { Busy, Corrupt, StoreFull, UnknownOutcome, VersionConflict } from '../errors.ts';
import { CHECKPOINT_PAGES, STREAM_EVENTS_MAX } from '../limits.ts';
import { checksumOf, NO_CHECKSUM } from './checksum.ts';
import { weigh } from './expectation.ts';
import type { Answers } from './group-commit.ts';
import type { Appended } from './port.ts';
import { formatPosition } from './position.ts';
import type { PreparedAppend } from './prepare.ts';
import { sqliteTrouble } from './sqlite-errors.ts';
import type { SqliteLog, Streams } from './sqlite-log.ts';

const PAGE_BYTES = 4096;
/** Bytes that an event takes besides its text, well measured. */
const ROW_BYTES = 256;

export interface Writer {
  last(): number;
  /** The places of the stream's events, by version; empty for a stream that does not exist. */
  places(stream: string): readonly number[];
  commit(batch: readonly PreparedAppend[]): Answers;
  /** The last write met a full disk. */
  isFull(): boolean;
  /** Writes something small; throws `StoreFull` when there is no room even for that. */
  probe(): void;
  /** Copies the write-ahead log into the database when it has grown long. */
  checkpointWhenDue(): void;
}

export type WriterOptions = {
  database: DatabaseSync;
  log: SqliteLog;
  storeId: string;
  /** Called for an error after which nothing on this disk can be trusted to be durable. */
  fail: (error: unknown) => void;
};

export function createWriter({ database, log, storeId, fail }: WriterOptions): Writer {
  const { streams, last: loadedLast } = log.loadStreams();
  let last = loadedLast;
  let isFull = false;
  let pagesWritten = 0;

  const transaction = <T>(write: () => T): T => {
    try {
      database.exec('BEGIN IMMEDIATE');
      const result = write();
      database.exec('COMMIT');
      isFull = false;
      return result;
    } catch (error) {
      const trouble = sqliteTrouble(error);
      // What the disk did with the pages is unknown, and asking it again would not tell.
      if (trouble === 'io') throw failed(error);
      rollBack();
      if (trouble === 'full') isFull = true;
      throw operatingError(error);
    }
  };
  const rollBack = () => {
    try {
      if (database.isTransaction) database.exec('ROLLBACK');
    } catch (error) {
      throw failed(error);
    }
  };
  const failed = (error: unknown): UnknownOutcome => {
    fail(error);
    return new UnknownOutcome('the disk failed while events were written', { cause: error });
  };

  return {
    last: () => last,
    places: (stream) => streams.get(stream) ?? [],
    isFull: () => isFull,
    probe: () => transaction(() => database.exec('UPDATE log SET store_id = store_id')),
    commit(batch) {
      const draft = new Draft({ log, streams, last, storeId });
      const answers = transaction(() => batch.map((append) => draft.take(append)));
      draft.keep();
      last = draft.last;
      // Every commit writes its last page anew, however little is on it.
      pagesWritten += 1 + Math.ceil(draft.bytes / PAGE_BYTES);
      return answers;
    },
    checkpointWhenDue() {
      if (pagesWritten < CHECKPOINT_PAGES) return;
      pagesWritten = 0;
      try {
        database.exec('PRAGMA wal_checkpoint(PASSIVE)');
      } catch (error) {
        const trouble = sqliteTrouble(error);
        if (trouble === 'full') isFull = true;
        // Somebody else reads or copies it: the next time is early enough.
        else if (trouble !== 'busy') fail(error);
      }
    },
  };
}

function operatingError(error: unknown): unknown {
  switch (sqliteTrouble(error)) {
    case 'full':
      return new StoreFull('the disk is full', { cause: error });
    case 'busy':
      return new Busy('another program holds the database', { cause: error });
    case 'corrupt':
      return new Corrupt('the database file is damaged', { cause: error });
    case 'taken':
      return new Corrupt('another program has written to the log', { cause: error });
    default:
      return error;
  }
}

type DraftOptions = { log: SqliteLog; streams: Streams; last: number; storeId: string };

/** One transaction in the making: what it adds is kept beside what is durable until it is durable too. */
class Draft {
  last: number;
  bytes = 0;
  readonly #options: DraftOptions;
  readonly #added: Streams = new Map();

  constructor(options: DraftOptions) {
    this.#options = options;
    this.last = options.last;
  }

  /** Inserts the events of one append, or says why not; its batch mates do not notice. */
  take(append: PreparedAppend): Appended | Error {
    try {
      return this.#take(append);
    } catch (error) {
      // The stream's past cannot be read, which is met before anything is inserted.
      if (error instanceof Corrupt) return error;
      throw error;
    }
  }

  #take(append: PreparedAppend): Appended | Error {
    const { stream, expected, events } = append;
    const weighed = weigh(append, {
      lastVersion: (name) => this.#lastVersion(name),
      idAt: (name, version) => this.#options.log.idAt(this.#place(name, version)),
    });
    switch (weighed.outcome) {
      case 'conflict':
        return new VersionConflict(stream, expected, weighed.actual);
      case 'repeat':
        return this.#answer(stream, weighed.version);
      case 'write':
        if (weighed.firstVersion + events.length > STREAM_EVENTS_MAX) {
          return new AssertionError({ message: 'a stream this long has gone wrong' });
        }
        this.#insert(append, weighed.firstVersion);
        return this.#answer(stream, weighed.firstVersion + events.length - 1);
    }
  }

  /** The transaction is durable: what it added counts from now on. */
  keep(): void {
    for (const [stream, added] of this.#added) {
      const places = this.#options.streams.get(stream);
      if (places === undefined) this.#options.streams.set(stream, added);
      else places.push(...added);
    }
  }

  #insert({ stream, events }: PreparedAppend, firstVersion: number): void {
    const { log } = this.#options;
    let previous = firstVersion === 0 ? NO_CHECKSUM : log.checksumAt(this.#place(stream, firstVersion - 1));
    const added = this.#added.get(stream) ?? [];
    this.#added.set(stream, added);
    for (const [index, event] of events.entries()) {
      const placed = { ...event, stream, version: firstVersion + index, number: this.last + 1 };
      const checksum = checksumOf(placed, previous);
      log.insert({ ...placed, previous, checksum });
      this.last += 1;
      added.push(this.last);
      this.bytes += ROW_BYTES + event.data.length + event.metadata.length;
      previous = checksum;
    }
  }

  #lastVersion(stream: string): number | null {
    const count = (this.#options.streams.get(stream)?.length ?? 0) + (this.#added.get(stream)?.length ?? 0);
    return count === 0 ? null : count - 1;
  }

  #place(stream: string, version: number): number {
    const durable = this.#options.streams.get(stream) ?? [];
    const place = durable[version] ?? this.#added.get(stream)?.[version - durable.length];
    assert(place !== undefined, 'a version that was given out has a place');
    return place;
  }

  #answer(stream: string, version: number): Appended {
    return { version, position: formatPosition(this.#options.storeId, this.#place(stream, version)) };
  }
}
