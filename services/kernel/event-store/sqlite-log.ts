/**
 * The rows of the log: written in order, and never given back without being checked. The file holds events and nothing
 * that follows from them: where each stream's events are is kept in memory and read from the events at the start. So a
 * commit writes pages in a row, and there is no index that could be wrong.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { Corrupt } from '../errors.ts';
import type { Checksummed } from './checksum.ts';
import { checksumOf, NO_CHECKSUM } from './checksum.ts';
import { reading } from './sqlite-errors.ts';

/** An event as it stands in the file. */
export type Row = Checksummed & { previous: string; checksum: string };

/** For each stream the places of its events in the log, by version. */
export type Streams = Map<string, number[]>;

export interface SqliteLog {
  /** Goes through the places of all events; throws `Corrupt` when one is missing. */
  loadStreams(): { streams: Streams; last: number };
  idAt(number: number): string;
  checksumAt(number: number): string;
  insert(row: Row): void;
  /** The events at these places, which must be those of the stream from this version on. */
  readStream(stream: string, from: number, places: readonly number[]): Row[];
  readAll(after: number, limit: number): Row[];
  /** The rows after a place as they are, for a look through a log that may be damaged. */
  readUnchecked(after: number, limit: number): Row[];
}

const COLUMNS = 'position, stream, version, id, previous, checksum, type, schema_version, data, metadata';

type Values = readonly (SQLOutputValue | undefined)[];

export function openSqliteLog(database: DatabaseSync): SqliteLog {
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };
  const insert = prepare(`INSERT INTO events (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const one = prepare(`SELECT ${COLUMNS} FROM events WHERE position = ?`);
  const many = prepare(`SELECT ${COLUMNS} FROM events WHERE position > ? ORDER BY position LIMIT ?`);
  const id = prepare('SELECT id FROM events WHERE position = ?');
  const checksum = prepare('SELECT checksum FROM events WHERE position = ?');
  const places = prepare('SELECT position, stream, version FROM events ORDER BY position');
  const value = (row: unknown, number: number): SQLOutputValue | undefined => {
    if (!isValues(row)) throw new Corrupt(`the event at ${number} is missing`);
    return row[0];
  };

  return {
    loadStreams: () => reading(() => loadStreams(places.iterate())),
    idAt: (number) =>
      text(
        value(
          reading(() => id.get(number)),
          number,
        ),
      ),
    checksumAt: (number) =>
      text(
        value(
          reading(() => checksum.get(number)),
          number,
        ),
      ),
    insert(row) {
      const { number, stream, version, previous, type, schemaVersion, data, metadata } = row;
      insert.run(
        number,
        stream,
        version,
        row.id,
        previous,
        row.checksum,
        type,
        schemaVersion,
        data,
        metadata,
      );
    },
    readStream(stream, from, streamPlaces) {
      const rows = streamPlaces.map((number) => reading(() => rowAt(one.get(number), number)));
      checkChain(rows, stream, from);
      return rows;
    },
    readAll(after, limit) {
      const rows = reading(() => many.all(after, limit)).map((row, index) => rowAt(row, after + index + 1));
      for (const row of rows) checkRow(row);
      return rows;
    },
    readUnchecked: (after, limit) => reading(() => many.all(after, limit)).map(toRow),
  };
}

/** Throws when a row is not what was written, by its own checksum. */
export function checkRow(row: Row): void {
  if (row.checksum === checksumOf(row, row.previous)) return;
  throw new Corrupt(`${row.stream} version ${row.version}: the checksum does not fit`);
}

/** Throws when a row does not stand where it should, after the event before it. */
export function checkPlace(row: Row, place: { stream: string; version: number; previous: string }): void {
  if (row.stream !== place.stream || row.version !== place.version) {
    throw new Corrupt(`${place.stream} version ${place.version}: another event stands in its place`);
  }
  if (row.previous === place.previous) return;
  throw new Corrupt(`${row.stream} version ${row.version}: it does not follow the event before it`);
}

function checkChain(rows: readonly Row[], stream: string, from: number): void {
  let previous = from === 0 ? NO_CHECKSUM : rows[0]?.previous;
  for (const [index, row] of rows.entries()) {
    checkRow(row);
    checkPlace(row, { stream, version: from + index, previous: previous ?? NO_CHECKSUM });
    previous = row.checksum;
  }
}

function loadStreams(rows: Iterable<unknown>): { streams: Streams; last: number } {
  const streams: Streams = new Map();
  let last = 0;
  for (const row of rows) {
    if (!isValues(row) || row[0] !== last + 1) throw new Corrupt(`the event at ${last + 1} is missing`);
    const stream = text(row[1]);
    const places = streams.get(stream);
    if (row[2] !== (places?.length ?? 0)) throw new Corrupt(`${stream} version ${row[2]} is out of place`);
    last += 1;
    if (places === undefined) streams.set(stream, [last]);
    else places.push(last);
  }
  return { streams, last };
}

function rowAt(row: unknown, number: number): Row {
  if (!isValues(row) || row[0] !== number) throw new Corrupt(`the event at ${number} is missing`);
  return toRow(row);
}

function toRow(row: unknown): Row {
  if (!isValues(row)) throw new Corrupt('an event is missing');
  return {
    number: integer(row[0]),
    stream: text(row[1]),
    version: integer(row[2]),
    id: text(row[3]),
    previous: text(row[4]),
    checksum: text(row[5]),
    type: text(row[6]),
    schemaVersion: integer(row[7]),
    data: text(row[8]),
    metadata: text(row[9]),
  };
}

/** The statements give arrays, which the types of `node:sqlite` do not know. */
function isValues(row: unknown): row is Values {
  return Array.isArray(row);
}

function text(value: SQLOutputValue | undefined): string {
  if (typeof value !== 'string') throw new Corrupt('an event has a field that is no text');
  return value;
}

function integer(value: SQLOutputValue | undefined): number {
  if (typeof value !== 'number') throw new Corrupt('an event has a field that is no number');
  return value;
}
