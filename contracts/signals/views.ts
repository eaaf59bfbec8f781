/** What screens read about signals. */
import * as z from 'zod/mini';
import { id, instant, position } from '../shared/ids.ts';
import { owner } from './events.ts';
import {
  checkInOutcome,
  closingReason,
  gate,
  informedHow,
  kind,
  language,
  origin,
  promiseKind,
  readFirst,
  readyAnswer,
  readyQuestion,
  seen,
  sentence,
  spoken,
  start,
  step,
  subjectKnows,
  theme,
  urgency,
} from './values.ts';

/** One line of the conversation as the neighbour sees it. Never an internal note, a name or a colleague. */
export const followLine = z.discriminatedUnion('what', [
  z.object({ what: z.literal('raised'), at: instant, from: z.literal('you'), text: z.nullable(z.string()) }),
  z.object({ what: z.literal('message'), at: instant, from: z.literal('you'), text: z.nullable(z.string()) }),
  z.object({
    what: z.literal('answer'),
    at: instant,
    from: z.literal('you'),
    answer: z.optional(readyAnswer),
    text: z.nullable(z.string()),
  }),
  z.object({
    what: z.literal('reopened'),
    at: instant,
    from: z.enum(['you', 'us']),
    text: z.nullable(z.string()),
  }),
  z.object({ what: z.literal('sentence'), at: instant, from: z.literal('us'), sentence }),
  z.object({
    what: z.literal('own-words'),
    at: instant,
    from: z.literal('us'),
    text: z.nullable(z.string()),
  }),
  z.object({
    what: z.literal('question'),
    at: instant,
    from: z.literal('us'),
    questionId: id,
    ready: z.optional(readyQuestion),
    text: z.nullable(z.string()),
  }),
]);
export type FollowLine = z.output<typeof followLine>;

/** `GET /api/follow`. */
export const followView = z.object({
  kind,
  status: z.enum(['open', 'closed']),
  raisedAt: instant,
  isLate: z.boolean(),
  isRead: z.boolean(),
  readBefore: instant,
  answerBefore: instant,
  /** The duty officer was called and reads it before this moment; only until it was read. */
  dutyCalledBefore: z.optional(instant),
  isAnswered: z.boolean(),
  missed: z.array(promiseKind),
  reader: z.enum(['social-caretaker', 'coordinator']),
  openQuestion: z.nullable(
    z.object({ questionId: id, ready: z.optional(readyQuestion), text: z.nullable(z.string()) }),
  ),
  lines: z.array(followLine),
  position,
});
export type FollowView = z.output<typeof followView>;

/** One event of the timeline as a worker sees it; `null` text means that it was forgotten. */
export const timelineLine = z.object({
  eventId: id,
  at: instant,
  what: z.enum([
    'raised',
    'read',
    'question',
    'answer',
    'message',
    'triaged',
    'assigned',
    'note',
    'linked',
    'unlinked',
    'check-in',
    'follow-up-planned',
    'follow-up-done',
    'informed',
    'feedback',
    'promise-missed',
    'closed',
    'reopened',
    'withdrawn',
  ]),
  by: z.enum(['you', 'colleague', 'neighbour', 'system']),
  /** Who can read this text: only the team, or the neighbour too. */
  readers: z.enum(['team', 'neighbour']),
  text: z.optional(z.nullable(z.string())),
  wish: z.optional(z.nullable(z.string())),
  ready: z.optional(readyQuestion),
  answer: z.optional(readyAnswer),
  sentence: z.optional(sentence),
  outcome: z.optional(checkInOutcome),
  reason: z.optional(closingReason),
  how: z.optional(informedHow),
  themes: z.optional(z.array(theme)),
  promise: z.optional(promiseKind),
  before: z.optional(instant),
  step: z.optional(step),
  otherSignalId: z.optional(id),
  owner: z.optional(owner),
});
export type TimelineLine = z.output<typeof timelineLine>;

/** Another message about perhaps the same place in the last 14 days. A hint, with its reason; a human links. */
export const duplicateHint = z.object({
  signalId: id,
  kind,
  raisedAt: instant,
  firstWords: z.nullable(z.string()),
  place: z.nullable(z.string()),
  isLinked: z.boolean(),
});

/** `GET /api/signals/:id`. */
export const signalView = z.object({
  signalId: id,
  kind,
  origin,
  status: z.enum(['open', 'closed', 'withdrawn']),
  raisedAt: instant,
  writtenAt: z.optional(instant),
  isLate: z.boolean(),
  language,
  text: z.nullable(z.string()),
  place: z.nullable(z.string()),
  contact: z.nullable(z.string()),
  seen: z.optional(seen),
  gate: z.optional(gate),
  spoken: z.optional(spoken),
  start: z.optional(start),
  subjectKnows: z.optional(subjectKnows),
  readFirst: z.array(readFirst),
  themes: z.array(theme),
  urgency: z.optional(urgency),
  /** What the system suggests and why; never more than a suggestion. */
  suggestion: z.nullable(z.object({ themes: z.array(theme), urgency, because: z.array(z.string()) })),
  owner: z.nullable(z.object({ owner, isYou: z.boolean(), name: z.nullable(z.string()) })),
  next: z.nullable(z.object({ step, before: instant })),
  readBefore: instant,
  answerBefore: instant,
  isRead: z.boolean(),
  isAnswered: z.boolean(),
  missed: z.array(promiseKind),
  informBefore: z.nullable(instant),
  isInformed: z.boolean(),
  openQuestionId: z.nullable(id),
  openFollowUpId: z.nullable(id),
  closedFor: z.nullable(closingReason),
  linked: z.array(duplicateHint),
  hints: z.array(duplicateHint),
  colleagues: z.array(z.object({ personId: id, name: z.string(), isYou: z.boolean() })),
  timeline: z.array(timelineLine),
  position,
});
export type SignalView = z.output<typeof signalView>;
