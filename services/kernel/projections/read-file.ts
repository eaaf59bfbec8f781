/** One read file: a projection's rows and its checkpoint, always in one transaction. */
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import { UnknownEventType } from '../errors.ts';
import type { RecordedEvent } from '../event-store/port.ts';
import { type SqliteTrouble, sqliteTrouble } from '../event-store/sqlite-errors.ts';
import { READ_FILE_CHECKPOINT_PAGES } from '../limits.ts';
import type { Projection } from './projection.ts';

/** How far a read file is: the last event it went over, and the newest `at` it saw on the way. */
export type Checkpoint = { position: Position | null; newestAt: string | null };

export interface ReadFile {
  checkpoint(): Checkpoint;
  /**
   * Takes the events and moves the checkpoint over all of them. When one cannot be taken, the rows and the checkpoint
   * stand just before it, and `ProjectionFailed` says which. An operating error of SQLite leaves everything as it was.
   */
  apply(events: readonly RecordedEvent[]): void;
  close(): void;
}

/** A projection cannot go past this event: it is newer than this release, or the handler has a mistake. */
export class ProjectionFailed extends Error {
  override readonly name = 'ProjectionFailed';
  readonly code: 'newer-than-me' | 'handler-failed';
  readonly eventId: string;
  constructor(event: RecordedEvent, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${event.type} ${event.id}: ${why}`, { cause });
    this.code = cause instanceof UnknownEventType ? 'newer-than-me' : 'handler-failed';
    this.eventId = event.id;
  }
}

/** The name says what it is, so that it cannot be taken for a projection's own table. */
const CHECKPOINT_TABLE = `CREATE TABLE read_file_checkpoint (
  one INTEGER PRIMARY KEY CHECK (one = 1), made_by TEXT NOT NULL, position TEXT, newest_at TEXT) STRICT;`;

/**
 * Live: a write-ahead log, synced at its checkpoints only. Losing power may take the last transactions, rows and
 * checkpoint together, and they are read from the log again; the file itself stays whole. Building: a crash throws the
 * file away, so nothing is synced until it is done.
 */
const PRAGMAS = {
  live: `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${READ_FILE_CHECKPOINT_PAGES};`,
  building: 'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;',
} as const;

/** Makes a new, empty read file; there must not be one. */
export function createReadFile(file: string, projection: Projection): void {
  const database = new DatabaseSync(file);
  try {
    database.exec(`${PRAGMAS.building} BEGIN; ${projection.schema}; ${CHECKPOINT_TABLE}`);
    database.prepare('INSERT INTO read_file_checkpoint (one, made_by) VALUES (1, ?)').run(madeBy(projection));
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

/** Opens a read file for writing. One at a time. */
export function openReadFile(file: string, projection: Projection, mode: keyof typeof PRAGMAS): ReadFile {
  const database = new DatabaseSync(file);
  try {
    database.exec(PRAGMAS[mode]);
    return new OpenReadFile(database, projection);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The checkpoint of a file that this very projection made and that is whole; otherwise what is wrong with it. */
export function inspectReadFile(
  file: string,
  projection: Projection,
): Checkpoint | 'missing' | 'damaged' | 'other' {
  if (!existsSync(file)) return 'missing';
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    if (database.prepare('PRAGMA quick_check(1)').get()?.quick_check !== 'ok') return 'damaged';
    const { made_by, ...checkpoint } = readCheckpoint(database);
    return made_by === madeBy(projection) ? checkpoint : 'other';
  } catch (error) {
    // Any error of SQLite means that this file is of no use; it is only a copy of what the log says.
    if (!isSqliteError(error)) throw error;
    return 'damaged';
  } finally {
    database?.close();
  }
}

/** Whether the tables of another version have every table and column that the queries of this one may name. */
export function canAnswerFor(old: DatabaseSync, projection: Projection): boolean {
  const wanted = new DatabaseSync(':memory:');
  try {
    wanted.exec(projection.schema);
    const present = new Set(columnsOf(old));
    return columnsOf(wanted).every((column) => present.has(column));
  } finally {
    wanted.close();
  }
}

export function readCheckpoint(database: DatabaseSync): Checkpoint & { made_by: string } {
  const row = database.prepare('SELECT made_by, position, newest_at FROM read_file_checkpoint').get();
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    made_by: text(row?.made_by) ?? '',
    position: text(row?.position),
    newestAt: text(row?.newest_at),
  };
}

class OpenReadFile implements ReadFile {
  readonly #database: DatabaseSync;
  readonly #take: (event: RecordedEvent) => void;
  readonly #move: (checkpoint: Checkpoint) => void;
  #checkpoint: Checkpoint;

  constructor(database: DatabaseSync, projection: Projection) {
    this.#database = database;
    this.#take = projection.open(database);
    const { position, newestAt } = readCheckpoint(database);
    this.#checkpoint = { position, newestAt };
    const move = database.prepare('UPDATE read_file_checkpoint SET position = ?, newest_at = ?');
    this.#move = (to) => void move.run(to.position, to.newestAt);
  }

  checkpoint(): Checkpoint {
    return this.#checkpoint;
  }

  apply(events: readonly RecordedEvent[]): void {
    const failed = this.#transaction(events);
    if (failed === null) return;
    const before = events.slice(0, failed.index);
    const failedAgain = this.#transaction(before);
    throw (failedAgain ?? failed).failure;
  }

  close(): void {
    this.#database.close();
  }

  #transaction(events: readonly RecordedEvent[]): { index: number; failure: ProjectionFailed } | null {
    const last = events.at(-1);
    if (last === undefined) return null;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const failed = this.#takeAll(events);
      if (failed !== null) {
        this.#database.exec('ROLLBACK');
        return failed;
      }
      const to = { position: last.position, newestAt: newestAt(this.#checkpoint.newestAt, events) };
      this.#move(to);
      this.#database.exec('COMMIT');
      this.#checkpoint = to;
      return null;
    } catch (error) {
      // SQLite may have rolled back by itself, on a full disk for one.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #takeAll(events: readonly RecordedEvent[]): { index: number; failure: ProjectionFailed } | null {
    for (const [index, event] of events.entries()) {
      try {
        this.#take(event);
      } catch (error) {
        if (isDiskTrouble(error)) throw error;
        return { index, failure: new ProjectionFailed(event, error) };
      }
    }
    return null;
  }
}

/** Trouble that passes or that a rebuild mends. A broken constraint or a wrong statement is a mistake in the projection. */
function isDiskTrouble(error: unknown): boolean {
  const trouble = sqliteTrouble(error);
  return trouble !== null && DISK_TROUBLES.has(trouble);
}

const DISK_TROUBLES: ReadonlySet<SqliteTrouble> = new Set(['busy', 'full', 'corrupt', 'io', 'read-only']);

export function newestAt(known: string | null, events: readonly RecordedEvent[]): string | null {
  let newest = known;
  for (const { metadata } of events) if (newest === null || metadata.at > newest) newest = metadata.at;
  return newest;
}

/** The schema's digest is part of it, so that a changed table whose version was not raised is rebuilt all the same. */
function madeBy({ name, version, schema }: Projection): string {
  return `${name} v${version} ${hash('sha256', schema, 'hex')}`;
}

function columnsOf(database: DatabaseSync): string[] {
  const columns = database.prepare(`
    SELECT tables.name || '.' || columns.name AS name FROM sqlite_schema AS tables
    JOIN pragma_table_info(tables.name) AS columns WHERE tables.type IN ('table', 'view')`);
  return columns.all().map((row) => String(row.name));
}

function isSqliteError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}
