/** Reads a log file by itself, in another thread or process than the one that writes it. */
import type { DatabaseSync } from 'node:sqlite';
import { Corrupt } from '../errors.ts';
import { checksumOf } from './checksum.ts';
import type { RecordedEvent, StreamName } from './port.ts';
import { formatPosition } from './position.ts';
import { reading } from './sqlite-errors.ts';
import { openLogFileReadOnly } from './sqlite-file.ts';
import type { Row } from './sqlite-log.ts';

export interface LogReader {
  readonly storeId: string;
  /** How many events the log has now. */
  count(): number;
  /** Up to `limit` events after the first `after`, in order, each checked. Throws `Corrupt`. */
  read(after: number, limit: number): RecordedEvent[];
  /** The same without looking at the checksums: only where `check` goes over them too, before anybody uses the result. */
  readUnchecked(after: number, limit: number): RecordedEvent[];
  /** Checks up to `limit` events after the first `after`, and gives how many there were. Throws `Corrupt`. */
  check(after: number, limit: number): number;
  close(): void;
}

/** Throws `WrongSetting` when the file is no event log. */
export function openLogReader(file: string): LogReader {
  const { database, storeId, log } = openLogFileReadOnly(file);
  const count = database.prepare('SELECT coalesce(max(position), 0) AS count FROM events');
  const rows = rowsOf(database, '');
  const rowsWithChecksums = rowsOf(database, ', previous, checksum');
  return {
    storeId,
    count: () => Number(count.get()?.count),
    read: (after, limit) => log.readAll(after, limit).map((row) => recordedEvent(row, storeId)),
    readUnchecked: (after, limit) =>
      rows(after, limit).map((values) => recordedEvent(contentOf(values), storeId)),
    check(after, limit) {
      const found = rowsWithChecksums(after, limit);
      for (const values of found) checkValues(values);
      return found.length;
    },
    close: () => database.close(),
  };
}

type Values = readonly unknown[];
type Content = Omit<Row, 'previous' | 'checksum'>;

const COLUMNS = 'position, stream, version, id, type, schema_version, data, metadata';
const PREVIOUS = 8;
const CHECKSUM = 9;

/** Rows without gaps. The two checksums come when they are asked for. */
function rowsOf(database: DatabaseSync, more: string): (after: number, limit: number) => Values[] {
  const statement = database.prepare(
    `SELECT ${COLUMNS}${more} FROM events WHERE position > ? ORDER BY position LIMIT ?`,
  );
  statement.setReturnArrays(true);
  return (after, limit) => {
    const rows = reading(() => statement.all(after, limit)) as unknown as Values[];
    const missing = rows.findIndex((values, index) => values[0] !== after + index + 1);
    if (missing >= 0) throw new Corrupt(`the event at ${after + missing + 1} is missing`);
    return rows;
  };
}

/** The table is strict, so each column has the type that it was made with. */
function contentOf(values: Values): Content {
  const [number, stream, version, id, type, schemaVersion, data, metadata] = values as [
    number,
    string,
    number,
    string,
    string,
    number,
    string,
    string,
  ];
  return { number, stream, version, id, type, schemaVersion, data, metadata };
}

function checkValues(values: Values): void {
  const content = contentOf(values);
  if (checksumOf(content, String(values[PREVIOUS])) === values[CHECKSUM]) return;
  throw new Corrupt(`${content.stream} version ${content.version}: the checksum does not fit`);
}

/** A row as the event that was appended. */
export function recordedEvent(row: Content, storeId: string): RecordedEvent {
  return {
    id: row.id,
    type: row.type,
    schemaVersion: row.schemaVersion,
    // The stream name was checked when it was written, and the checksum says that it is the same.
    stream: row.stream as StreamName,
    version: row.version,
    position: formatPosition(storeId, row.number),
    data: JSON.parse(row.data),
    metadata: JSON.parse(row.metadata),
  };
}
