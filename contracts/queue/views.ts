/** A worker's day. */
import * as z from 'zod/mini';
import { id, instant, position } from '../shared/ids.ts';
import { owner } from '../signals/events.ts';
import { kind, origin, readFirst, seen, step } from '../signals/values.ts';

/** Why an item stands where it stands. The screen makes a sentence of it; a number of messages is never a reason. */
export const reason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('read-first'), because: z.array(readFirst) }),
  /** A human said that it cannot wait: the duty officer is called. */
  z.object({ code: z.literal('urgent-now') }),
  z.object({ code: z.literal('urgent-today') }),
  z.object({ code: z.literal('promise-passed'), promise: z.enum(['read', 'answer', 'next', 'inform']) }),
  z.object({ code: z.literal('new'), wantsHelpToTalk: z.boolean(), seen: z.optional(seen) }),
  z.object({ code: z.literal('reopened'), by: z.enum(['reporter', 'worker']) }),
  z.object({ code: z.literal('neighbour-wrote') }),
  z.object({ code: z.literal('answer-came') }),
  z.object({ code: z.literal('waiting-for-answer') }),
  z.object({
    code: z.literal('planned'),
    lastOutcome: z.optional(z.enum(['reached', 'not-home', 'does-not-want', 'call-back'])),
  }),
  z.object({ code: z.literal('answer-promised') }),
  z.object({ code: z.literal('not-informed') }),
]);
export type Reason = z.output<typeof reason>;

export const queueItem = z.object({
  /** `<signalId>` or `<signalId>:inform`. */
  itemId: z.string(),
  signalId: id,
  kind,
  origin,
  /** The first words of the message, or null when they were forgotten. */
  firstWords: z.nullable(z.string()),
  place: z.nullable(z.string()),
  section: z.enum(['now', 'promised-today', 'may-today', 'later']),
  reason,
  moment: z.object({
    what: z.enum(['read', 'answer', 'next', 'inform']),
    step: z.optional(step),
    before: instant,
    isPassed: z.boolean(),
  }),
  owner,
  isYours: z.boolean(),
  isNew: z.boolean(),
});
export type QueueItem = z.output<typeof queueItem>;

/** `GET /api/queue`: in the order in which it is shown. */
export const queueView = z.object({
  items: z.array(queueItem),
  /** The next promised moment after today, for the empty state. */
  nextMoment: z.nullable(instant),
  now: instant,
  position,
});
export type QueueView = z.output<typeof queueView>;
