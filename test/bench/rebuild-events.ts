/** What the rebuild bench reads: an event with two sealed fields and an older shape, and a projection with one upsert an event. */
import type { EventSchemas, Upcasts } from '@bijspringen/contracts/shared/events.ts';
import { personal } from '@bijspringen/contracts/shared/personal.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';
import * as z from 'zod/mini';

const text = personal(z.string(), { of: 'matter' });
const step = z.enum(['read', 'decide', 'check-in', 'follow-up']);

/** The shape in which the events are written. */
export const olderEvents = {
  SignalMoved: {
    version: 1,
    data: z.object({ text: z.optional(text), place: z.optional(text), step, before: z.string() }),
  },
} as const satisfies EventSchemas;

/** The shape of today: `next` holds what stood apart. */
const events = {
  SignalMoved: {
    version: 2,
    data: z.object({
      text: z.optional(text),
      place: z.optional(text),
      next: z.object({ step, before: z.string() }),
    }),
  },
} as const satisfies EventSchemas;

const upcasts: Upcasts = {
  SignalMoved: {
    1(data) {
      const { step: what, before, ...rest } = data as Record<string, unknown>;
      return { ...rest, next: { step: what, before } };
    },
  },
};

export const olderCatalogue = createCatalogue({ signal: olderEvents }, {});
export const catalogue = createCatalogue({ signal: events }, upcasts);

export const projection: Projection = {
  name: 'bench',
  version: 1,
  module: import.meta.url,
  schema: `CREATE TABLE moved (stream TEXT PRIMARY KEY, text TEXT, step TEXT NOT NULL, before TEXT NOT NULL,
    times INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  open(database) {
    const upsert = database.prepare(`INSERT INTO moved VALUES (?, ?, ?, ?, 1) ON CONFLICT (stream)
      DO UPDATE SET text = coalesce(excluded.text, text), step = excluded.step, before = excluded.before, times = times + 1`);
    return (event) => {
      if (event.type !== 'SignalMoved') return;
      const data = event.data as { text?: string; next: { step: string; before: string } };
      upsert.run(event.stream, data.text ?? null, data.next.step, data.next.before);
    };
  },
};
