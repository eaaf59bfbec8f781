/** The rows of the log: written in order, and never given back without being checked. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { Corrupt } from '../errors.ts';
import { STREAM_EVENTS_MAX } from '../limits.ts';
import type { Checksummed } from './checksum.ts';
import { checksumOf, isSameChecksum, NO_CHECKSUM } from './checksum.ts';
import type { Whereabouts } from './expectation.ts';
import { reading } from './sqlite-errors.ts';

/** An event as it stands in the file. */
export type Row = Checksummed & { previous: Uint8Array; checksum: Uint8Array };

/** The last event of a stream. */
export type Head = { version: number; number: number };

export interface SqliteLog {
  /** Goes through the places of all events; throws `Corrupt` when one is missing. */
  loadHeads(): { heads: Map<string, Head>; last: number };
  find(id: string): Whereabouts | undefined;
  numberOf(stream: string, version: number): number;
  checksumAt(number: number): Uint8Array;
  insert(row: Row): void;
  /** Checked on their own and against each other. */
  readStream(stream: string, from: number, to: number): Row[];
  readAll(after: number, limit: number): Row[];
}

const COLUMNS = 'position, stream, version, id, previous, checksum, type, schema_version, data, metadata';

export function openSqliteLog(database: DatabaseSync): SqliteLog {
  const insert = database.prepare(`INSERT INTO events (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const byId = database.prepare('SELECT stream, version FROM events WHERE id = ?');
  const byVersion = database.prepare('SELECT position FROM events WHERE stream = ? AND version = ?');
  const byPosition = database.prepare('SELECT checksum FROM events WHERE position = ?');
  const streamRows = database.prepare(
    `SELECT ${COLUMNS} FROM events WHERE stream = ? AND version BETWEEN ? AND ? ORDER BY version LIMIT ${STREAM_EVENTS_MAX}`,
  );
  const allRows = database.prepare(
    `SELECT ${COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?`,
  );
  // NOT INDEXED: what the events themselves say, so that a damaged index shows against it.
  const places = database.prepare(
    'SELECT position, stream, version FROM events NOT INDEXED ORDER BY position',
  );

  return {
    loadHeads: () => reading(() => loadHeads(places.iterate())),
    find(id) {
      const at = byId.get(id);
      return at === undefined ? undefined : { stream: text(at.stream), version: integer(at.version) };
    },
    numberOf: (stream, version) => integer(byVersion.get(stream, version)?.position),
    checksumAt: (number) => bytes(byPosition.get(number)?.checksum),
    insert(row) {
      const { number, stream, version, id, previous, checksum, type, schemaVersion, data, metadata } = row;
      insert.run(number, stream, version, id, previous, checksum, type, schemaVersion, data, metadata);
    },
    readStream(stream, from, to) {
      // One event more than was asked for, so that the first one's place in the chain shows too.
      const start = Math.max(0, from - 1);
      const rows = reading(() => streamRows.all(stream, start, to)).map(toRow);
      if (rows.length !== to - start + 1) throw new Corrupt(`${stream}: an event is missing`);
      checkChain(rows, stream, start);
      return rows.slice(from - start);
    },
    readAll(after, limit) {
      const rows = reading(() => allRows.all(after, limit)).map(toRow);
      for (const [index, row] of rows.entries()) {
        if (row.number !== after + index + 1)
          throw new Corrupt(`the event at ${after + index + 1} is missing`);
        checkRow(row);
      }
      return rows;
    },
  };
}

/** Throws when a row is not what was written, by its own checksum. */
export function checkRow(row: Row): void {
  if (isSameChecksum(row.checksum, checksumOf(row, row.previous))) return;
  throw new Corrupt(`${row.stream} version ${row.version}: the checksum does not fit`);
}

function checkChain(rows: readonly Row[], stream: string, start: number): void {
  let previous = start === 0 ? NO_CHECKSUM : rows[0]?.previous;
  for (const [index, row] of rows.entries()) {
    if (row.stream !== stream || row.version !== start + index) {
      throw new Corrupt(`${stream} version ${start + index}: another event stands in its place`);
    }
    checkRow(row);
    if (previous === undefined || !isSameChecksum(row.previous, previous)) {
      throw new Corrupt(`${stream} version ${row.version}: it does not follow the event before it`);
    }
    previous = row.checksum;
  }
}

function loadHeads(rows: Iterable<Record<string, SQLOutputValue>>): {
  heads: Map<string, Head>;
  last: number;
} {
  const heads = new Map<string, Head>();
  let last = 0;
  for (const place of rows) {
    const stream = text(place.stream);
    const version = integer(place.version);
    const head = heads.get(stream);
    if (place.position !== last + 1) throw new Corrupt(`the event at ${last + 1} is missing`);
    if (version !== (head?.version ?? -1) + 1)
      throw new Corrupt(`${stream} version ${version} is out of place`);
    last += 1;
    if (head === undefined) heads.set(stream, { version, number: last });
    else Object.assign(head, { version, number: last });
  }
  return { heads, last };
}

export function toRow(row: Record<string, SQLOutputValue>): Row {
  return {
    number: integer(row.position),
    stream: text(row.stream),
    version: integer(row.version),
    id: text(row.id),
    previous: bytes(row.previous),
    checksum: bytes(row.checksum),
    type: text(row.type),
    schemaVersion: integer(row.schema_version),
    data: text(row.data),
    metadata: text(row.metadata),
  };
}

function text(value: SQLOutputValue | undefined): string {
  if (typeof value !== 'string') throw new Corrupt('an event has a field that is no text');
  return value;
}

function integer(value: SQLOutputValue | undefined): number {
  if (typeof value !== 'number') throw new Corrupt('an event has a field that is no number');
  return value;
}

function bytes(value: SQLOutputValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new Corrupt('an event has no checksum');
  return value;
}
