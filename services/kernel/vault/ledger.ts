/**
 * Who was forgotten, and when: subject ids only. It lives apart from the vault, so that a vault that is put back from a
 * copy meets it, and brings no destroyed key back.
 */
import { join } from 'node:path';
import { inOneLook, inTransaction, openDurableFile } from './durable-file.ts';
import type { Subject } from './port.ts';

export const LEDGER_FILE = 'forgotten.sqlite';
const SCHEMA =
  'CREATE TABLE IF NOT EXISTS forgotten (subject TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;';

export function openLedger(folder: string) {
  const database = openDurableFile(join(folder, LEDGER_FILE), SCHEMA);
  const insert = database.prepare('INSERT INTO forgotten (subject, at) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const select = database.prepare('SELECT 1 FROM forgotten WHERE subject = ?');
  const has = (subject: Subject): boolean => select.get(subject) !== undefined;
  return {
    add(subjects: readonly Subject[], at: string): void {
      inTransaction(database, () => {
        for (const subject of subjects) insert.run(subject, at);
      });
    },
    has,
    among: (subjects: readonly Subject[]): ReadonlySet<Subject> =>
      inOneLook(database, () => new Set(subjects.filter(has))),
    *all(): Generator<Subject> {
      for (const row of database.prepare('SELECT subject FROM forgotten').iterate())
        yield row.subject as Subject;
    },
    close: () => database.close(),
  };
}

export type Ledger = ReturnType<typeof openLedger>;
