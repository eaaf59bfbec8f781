/** Writes batches of appends to the log: weighs each one, and keeps the heads of all streams in memory. */
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
import type { Head, SqliteLog } from './sqlite-log.ts';

/** Pages that one event makes dirty besides its own text: a leaf of the table and one of each index. */
const PAGES_PER_EVENT = 3;
const PAGE_BYTES = 4096;

export interface Writer {
  last(): number;
  head(stream: string): Head | undefined;
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
  const { heads, last: loadedLast } = log.loadHeads();
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
    head: (stream) => heads.get(stream),
    isFull: () => isFull,
    probe: () => transaction(() => database.exec('UPDATE log SET store_id = store_id')),
    commit(batch) {
      const draft = new Draft({ log, heads, last, storeId });
      const answers = transaction(() => batch.map((append) => draft.take(append)));
      for (const [stream, head] of draft.heads) heads.set(stream, head);
      last = draft.last;
      pagesWritten += draft.pages;
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
    default:
      return error;
  }
}

type DraftOptions = { log: SqliteLog; heads: ReadonlyMap<string, Head>; last: number; storeId: string };

/** One transaction in the making: what it would change is kept beside what is durable until it is durable too. */
class Draft {
  readonly heads = new Map<string, Head>();
  last: number;
  pages = 0;
  readonly #options: DraftOptions;

  constructor(options: DraftOptions) {
    this.#options = options;
    this.last = options.last;
  }

  /** Inserts the events of one append, or says why not; its batch mates do not notice. */
  take(append: PreparedAppend): Appended | Error {
    const { stream, expected, events } = append;
    const weighed = weigh(append, {
      lastVersion: (name) => this.#head(name)?.version ?? null,
      find: (id) => this.#options.log.find(id),
    });
    switch (weighed.outcome) {
      case 'conflict':
        return new VersionConflict(stream, expected, weighed.actual);
      case 'reused-id':
        return new AssertionError({ message: 'an event id is used once' });
      case 'repeat':
        return this.#answer(weighed.version, this.#options.log.numberOf(stream, weighed.version));
      case 'write':
        if (weighed.firstVersion + events.length > STREAM_EVENTS_MAX) {
          return new AssertionError({ message: 'a stream this long has gone wrong' });
        }
        return this.#insert(append, weighed.firstVersion);
    }
  }

  #insert({ stream, events }: PreparedAppend, firstVersion: number): Appended {
    const head = this.#head(stream);
    let previous = head === undefined ? NO_CHECKSUM : this.#options.log.checksumAt(head.number);
    let version = firstVersion;
    for (const event of events) {
      const placed = { ...event, stream, version, number: this.last + 1 };
      const checksum = checksumOf(placed, previous);
      this.#options.log.insert({ ...placed, previous, checksum });
      this.last += 1;
      this.heads.set(stream, { version, number: this.last });
      this.pages += PAGES_PER_EVENT + Math.floor((event.data.length + event.metadata.length) / PAGE_BYTES);
      previous = checksum;
      version += 1;
    }
    assert(version === firstVersion + events.length);
    return this.#answer(version - 1, this.last);
  }

  #head(stream: string): Head | undefined {
    return this.heads.get(stream) ?? this.#options.heads.get(stream);
  }

  #answer(version: number, number: number): Appended {
    return { version, position: formatPosition(this.#options.storeId, number) };
  }
}
