/** Reads a whole log and says what is wrong with it; also for a log that another process is writing, and for a copy. */

import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Corrupt } from '../errors.ts';
import { READ_BATCH_EVENTS, VERIFY_PROBLEMS_MAX } from '../limits.ts';
import { isSameChecksum, NO_CHECKSUM } from './checksum.ts';
import { reading } from './sqlite-errors.ts';
import { openLogFileReadOnly } from './sqlite-file.ts';
import type { Row } from './sqlite-log.ts';
import { checkRow, toRow } from './sqlite-log.ts';

/** `problems` name places, never content, and stop at `limits.VERIFY_PROBLEMS_MAX`. */
export type LogReport = { events: number; streams: number; problems: string[] };

/** Throws `WrongSetting` when the file is no event log; damage is reported, not thrown. */
export async function verifyLog(file: string): Promise<LogReport> {
  const database = openLogFileReadOnly(file);
  try {
    database.exec('BEGIN');
    return await walk(database);
  } finally {
    database.close();
  }
}

type Ends = Map<string, { version: number; checksum: Uint8Array }>;

async function walk(database: DatabaseSync): Promise<LogReport> {
  const batch = database.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?');
  const isIndexed = indexCheck(database);
  const ends: Ends = new Map();
  const problems: string[] = [];
  let events = 0;
  let last = 0;
  while (problems.length < VERIFY_PROBLEMS_MAX) {
    const rows = noting(problems, () => reading(() => batch.all(last, READ_BATCH_EVENTS)).map(toRow));
    if (rows === undefined || rows.length === 0) break;
    for (const row of rows) {
      noting(problems, () => {
        if (row.number !== last + 1)
          throw new Corrupt(`the events from ${last + 1} to ${row.number - 1} are missing`);
      });
      noting(problems, () => checkPlace(row, ends));
      noting(problems, () => checkRow(row));
      noting(problems, () => isIndexed(row));
      ends.set(row.stream, { version: row.version, checksum: row.checksum });
      last = row.number;
      events += 1;
    }
    await nextTurn();
  }
  return { events, streams: ends.size, problems: problems.slice(0, VERIFY_PROBLEMS_MAX) };
}

function checkPlace(row: Row, ends: Ends): void {
  const before = ends.get(row.stream);
  const isNext = row.version === (before?.version ?? -1) + 1;
  if (isNext && isSameChecksum(row.previous, before?.checksum ?? NO_CHECKSUM)) return;
  throw new Corrupt(`${row.stream} version ${row.version}: it does not follow the event before it`);
}

/** A reader that looks for a stream or an id must find it. */
function indexCheck(database: DatabaseSync): (row: Row) => void {
  const byVersion = database.prepare('SELECT position FROM events WHERE stream = ? AND version = ?');
  const byId = database.prepare('SELECT position FROM events WHERE id = ?');
  return ({ stream, version, id, number }) => {
    const found = reading(() => [byVersion.get(stream, version), byId.get(id)]);
    if (found.every((at) => at?.position === number)) return;
    throw new Corrupt(`${stream} version ${version}: an index does not lead to it`);
  };
}

function noting<T>(problems: string[], check: () => T): T | undefined {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Corrupt)) throw error;
    problems.push(error.message);
    return undefined;
  }
}
