/** One row a stream: how many events, and the sum of what they count. */
import type { Projection } from '../projections/projection.ts';

export const projection: Projection = {
  name: 'tally',
  version: 1,
  module: import.meta.url,
  schema:
    'CREATE TABLE tally (stream TEXT PRIMARY KEY, events INTEGER NOT NULL, sum INTEGER NOT NULL, last TEXT NOT NULL) STRICT;',
  open(database) {
    const upsert = database.prepare(`INSERT INTO tally VALUES (?, 1, ?, ?) ON CONFLICT (stream)
      DO UPDATE SET events = events + 1, sum = sum + excluded.sum, last = excluded.last`);
    return (event) => {
      if (event.type !== 'Counted') return;
      upsert.run(event.stream, Number(event.data.count ?? 0), event.id);
    };
  },
};

/** How many events have been counted. */
export const COUNT = 'SELECT coalesce(sum(events), 0) AS count FROM tally';
