/** What an error of SQLite means to the store, by its result code. */
import { Corrupt } from '../errors.ts';

/** A statement that does not fit the schema; ours always do, unless the schema was damaged. */
const ERROR = 1;
const BUSY = 5;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CONSTRAINT = 19;
const NOT_A_DATABASE = 26;
/** No room for the shared index of the write-ahead log; met before anything is written. */
const IO_ERROR_SHM_SIZE = IO_ERROR | (19 << 8);

export type SqliteTrouble =
  | 'busy'
  | 'full'
  | 'corrupt'
  | 'io'
  | 'read-only'
  | 'statement'
  /** The place is taken: somebody else wrote to the log. */
  | 'taken';

/** null for everything that is not an operating error of SQLite. */
export function sqliteTrouble(error: unknown): SqliteTrouble | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  if (error.errcode === IO_ERROR_SHM_SIZE) return 'full';
  switch (error.errcode & 0xff) {
    case ERROR:
      return 'statement';
    case BUSY:
      return 'busy';
    case READ_ONLY:
      return 'read-only';
    case IO_ERROR:
      return 'io';
    case CORRUPT:
    case NOT_A_DATABASE:
      return 'corrupt';
    case FULL:
      return 'full';
    case CONSTRAINT:
      return 'taken';
    default:
      return null;
  }
}

/** Runs a read; SQLite's own notice of damage becomes ours. */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (sqliteTrouble(error) !== 'corrupt' && !isOutOfRange(error)) throw error;
    throw new Corrupt('the database file is damaged', { cause: error });
  }
}

/** A number that no event has, because it does not fit in one of ours. */
function isOutOfRange(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
}
