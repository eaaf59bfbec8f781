/** Who opened whose data, for what, and when. No plain text. Rows are gathered and written in one go. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { READ_LOG_ROWS_MAX, READ_LOG_WAIT_MS } from '../limits.ts';
import type { OpenPurpose, ReadLog, Subject } from './port.ts';

export const READ_LOG_FILE = 'read-log.sqlite';
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS reads (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, subject TEXT NOT NULL, purpose TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS reads_of_subject ON reads (subject, number);`;

export type Read = { at: string; actor: string; subject: Subject; purpose: OpenPurpose };

/**
 * `log` is the port for the vault. One reader who opens several fields of one subject for one purpose within a batch is
 * one row. A full disk must not keep a worker from reading, so rows that cannot be written are reported and dropped.
 */
export function openReadLog(folder: string, onFailure: (error: unknown) => void = reportFailure) {
  const database = new DatabaseSync(join(folder, READ_LOG_FILE));
  // NORMAL: a power cut may take the last second of this log, a crash of the process nothing; openings stay fast.
  database.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; ${SCHEMA}`);
  const insert = database.prepare('INSERT INTO reads (at, actor, subject, purpose) VALUES (?, ?, ?, ?)');
  const waiting = new Map<string, Read>();
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (waiting.size === 0) return;
    const rows = [...waiting.values()];
    waiting.clear();
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const { at, actor, subject, purpose } of rows) insert.run(at, actor, subject, purpose);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      onFailure(error);
    }
  }

  const log: ReadLog = (read) => {
    const key = `${read.actor} ${read.subject} ${read.purpose}`;
    if (waiting.has(key)) return;
    waiting.set(key, read);
    if (waiting.size >= READ_LOG_ROWS_MAX) flush();
    else timer ??= setTimeout(flush, READ_LOG_WAIT_MS).unref();
  };

  return {
    log,
    flush,
    /** The latest readings of a subject, newest first. */
    readsOf(subject: Subject, limit: number): Read[] {
      flush();
      const select =
        'SELECT at, actor, subject, purpose FROM reads WHERE subject = ? ORDER BY number DESC LIMIT ?';
      return database.prepare(select).all(subject, limit) as Read[];
    },
    close(): void {
      flush();
      database.close();
    },
  };
}

function reportFailure(error: unknown): void {
  console.error('the read log could not be written', error);
}
