/** The letters that are still to be sent, with the instant before which no attempt is wanted. */
import { claimed, failed, NO_ATTEMPTS } from '../claim.policy.ts';
import type { Projection } from '../projections/projection.ts';

export const projection: Projection = {
  name: 'letters',
  version: 1,
  module: import.meta.url,
  schema: `CREATE TABLE letters (key TEXT PRIMARY KEY, stream TEXT NOT NULL, attempts INTEGER NOT NULL,
    notBefore TEXT NOT NULL) STRICT;
    CREATE INDEX letters_by_time ON letters (notBefore, key);`,
  open(database) {
    const insert = database.prepare('INSERT INTO letters VALUES (?, ?, 0, ?)');
    const one = database.prepare('SELECT attempts AS count, notBefore FROM letters WHERE stream = ?');
    const update = database.prepare('UPDATE letters SET attempts = ?, notBefore = ? WHERE stream = ?');
    const remove = database.prepare('DELETE FROM letters WHERE stream = ?');
    return ({ type, stream, data }) => {
      if (type === 'LetterWanted') {
        insert.run(stream.slice('letter-'.length), stream, String(data.notBefore));
        return;
      }
      if (type === 'LetterSent' || type === 'LetterWithdrawn') {
        remove.run(stream);
        return;
      }
      const row = one.get(stream);
      if (row === undefined) return;
      const before = { ...NO_ATTEMPTS, count: Number(row.count), notBefore: String(row.notBefore) };
      const attempt = Number(data.attempt);
      const after =
        type === 'LetterClaimed'
          ? claimed(before, { attempt, leaseUntil: String(data.leaseUntil) })
          : failed(before, { attempt, again: String(data.againAt) });
      update.run(after.count, after.notBefore, stream);
    };
  },
};

export const OPEN_LETTERS = 'SELECT key, notBefore FROM letters ORDER BY notBefore, key LIMIT ?';
