/** Reads a whole log and says what is wrong with it; also for a log that another process is writing, and for a copy. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { Corrupt } from '../errors.ts';
import { READ_BATCH_EVENTS, VERIFY_PROBLEMS_MAX } from '../limits.ts';
import { NO_CHECKSUM } from './checksum.ts';
import { openLogFileReadOnly } from './sqlite-file.ts';
import type { Row, SqliteLog } from './sqlite-log.ts';
import { checkPlace, checkRow } from './sqlite-log.ts';

/** `problems` name places, never content, and stop at `limits.VERIFY_PROBLEMS_MAX`. */
export type LogReport = { events: number; streams: number; problems: string[] };

/** Throws `WrongSetting` when the file is no event log; damage is reported, not thrown. */
export async function verifyLog(file: string): Promise<LogReport> {
  const { database, log } = openLogFileReadOnly(file);
  try {
    database.exec('BEGIN');
    return await walk(log);
  } finally {
    database.close();
  }
}

type Ends = Map<string, { version: number; checksum: string }>;

async function walk(log: SqliteLog): Promise<LogReport> {
  const ends: Ends = new Map();
  const problems: string[] = [];
  let events = 0;
  let last = 0;
  while (problems.length < VERIFY_PROBLEMS_MAX) {
    const rows = noting(problems, () => log.readUnchecked(last, READ_BATCH_EVENTS));
    if (rows === undefined) problems.push(`the events after ${last} cannot be read`);
    if (rows === undefined || rows.length === 0) break;
    for (const row of rows) {
      noting(problems, () => checkRow(row));
      noting(problems, () => checkFollows(row, last, ends));
      ends.set(row.stream, { version: row.version, checksum: row.checksum });
      last = row.number;
      events += 1;
    }
    await nextTurn();
  }
  return { events, streams: ends.size, problems: problems.slice(0, VERIFY_PROBLEMS_MAX) };
}

function checkFollows(row: Row, last: number, ends: Ends): void {
  const before = ends.get(row.stream) ?? { version: -1, checksum: NO_CHECKSUM };
  if (row.number !== last + 1)
    throw new Corrupt(`the events from ${last + 1} to ${row.number - 1} are missing`);
  checkPlace(row, { stream: row.stream, version: before.version + 1, previous: before.checksum });
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
