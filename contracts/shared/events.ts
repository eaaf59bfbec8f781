import type * as z from 'zod/mini';

/** Event types of one category: schema version of today and the schema of its data. */
export type EventSchemas = Readonly<Record<string, { version: number; data: z.ZodMiniType }>>;

/** The union of the events that a set of schemas describes. */
export type EventOf<S extends EventSchemas> = {
  [T in keyof S & string]: { type: T; data: z.output<S[T]['data']> };
}[keyof S & string];

/** Older shapes to today's: `upcasts.SignalRaised[1]` takes data of version 1 and gives version 2. */
export type Upcasts = Readonly<Record<string, Readonly<Record<number, (data: unknown) => unknown>>>>;
