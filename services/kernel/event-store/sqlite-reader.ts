/** Reads a log file by itself, in another thread or process than the one that writes it. Every event is checked. */

import type { RecordedEvent, StreamName } from './port.ts';
import { formatPosition } from './position.ts';
import { openLogFileReadOnly } from './sqlite-file.ts';
import type { Row } from './sqlite-log.ts';

export interface LogReader {
  readonly storeId: string;
  /** How many events the log has now. */
  count(): number;
  /** Up to `limit` events after the first `after`, in order. Throws `Corrupt`. */
  read(after: number, limit: number): RecordedEvent[];
  close(): void;
}

/** Throws `WrongSetting` when the file is no event log. */
export function openLogReader(file: string): LogReader {
  const { database, storeId, log } = openLogFileReadOnly(file);
  const count = database.prepare('SELECT coalesce(max(position), 0) AS count FROM events');
  return {
    storeId,
    count: () => Number(count.get()?.count),
    read: (after, limit) => log.readAll(after, limit).map((row) => recordedEvent(row, storeId)),
    close: () => database.close(),
  };
}

/** A checked row as the event that was appended. */
export function recordedEvent(row: Row, storeId: string): RecordedEvent {
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
