/** Events of the `signal-` category. Shapes only grow; a new meaning is a new type. */
import * as z from 'zod/mini';
import { role } from '../shared/envelope.ts';
import type { EventOf, EventSchemas } from '../shared/events.ts';
import { id, instant } from '../shared/ids.ts';
import { personal } from '../shared/personal.ts';
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
  retentionKind,
  seen,
  sentence,
  spoken,
  start,
  step,
  subjectKnows,
  theme,
  urgency,
} from './values.ts';

const words = z.string();

/** What is to be done next and before when. An open signal always has one. */
export const next = z.object({ step, before: instant });
export type Next = z.output<typeof next>;

/** Who picks it up: a role, and the person where one is known. */
export const owner = z.object({ role, personId: z.optional(id) });
export type Owner = z.output<typeof owner>;

export const signalEvents = {
  SignalRaised: {
    version: 1,
    data: z.object({
      kind,
      origin,
      text: personal(words, { of: 'matter' }),
      place: z.optional(personal(words, { of: 'matter' })),
      contact: z.optional(personal(words, { of: 'reporter' })),
      /** HMAC of the follow code under a vault key, hex. */
      followCodeHmac: z.string(),
      seen: z.optional(seen),
      gate: z.optional(gate),
      spoken: z.optional(spoken),
      start: z.optional(start),
      subjectKnows: z.optional(subjectKnows),
      language,
      readFirst: z.array(readFirst),
      /** When the phone wrote it; only there when that differs from `at`. */
      writtenAt: z.optional(instant),
      isLate: z.boolean(),
      readBefore: instant,
      answerBefore: instant,
      /** The duty officer was on the roster and reads it before this moment; absent when nobody was called. */
      dutyReadBefore: z.optional(instant),
      /** Only for a concern: the person has to be told before this moment (AVG art. 14). */
      informBefore: z.optional(instant),
      owner,
      next,
    }),
  },
  SignalRead: { version: 1, data: z.object({ next }) },
  QuestionAsked: {
    version: 1,
    data: z.object({
      questionId: id,
      ready: z.optional(readyQuestion),
      text: z.optional(personal(words, { of: 'matter' })),
      next,
    }),
  },
  QuestionAnswered: {
    version: 1,
    data: z.object({
      questionId: id,
      answer: z.optional(readyAnswer),
      text: z.optional(personal(words, { of: 'matter' })),
      readFirst: z.array(readFirst),
      next,
    }),
  },
  MessageAdded: {
    version: 1,
    data: z.object({ text: personal(words, { of: 'matter' }), readFirst: z.array(readFirst), next }),
  },
  SignalTriaged: {
    version: 1,
    data: z.object({
      themes: z.array(theme),
      urgency,
      note: z.optional(personal(words, { of: 'matter' })),
      next,
    }),
  },
  SignalAssigned: { version: 1, data: z.object({ owner, next }) },
  NoteAdded: { version: 1, data: z.object({ note: personal(words, { of: 'matter' }) }) },
  SignalLinked: { version: 1, data: z.object({ otherSignalId: id }) },
  SignalUnlinked: { version: 1, data: z.object({ otherSignalId: id }) },
  CheckInDone: {
    version: 1,
    data: z.object({
      outcome: checkInOutcome,
      /** "Wat wil deze persoon zelf?", in the words as spoken. */
      wish: z.optional(personal(words, { of: 'matter' })),
      note: z.optional(personal(words, { of: 'matter' })),
      /** Set when a worker records later what happened earlier. */
      happenedAt: z.optional(instant),
      followUpId: z.optional(id),
      next,
    }),
  },
  FollowUpPlanned: {
    version: 1,
    data: z.object({ followUpId: id, what: z.optional(personal(words, { of: 'matter' })), next }),
  },
  FollowUpDone: {
    version: 1,
    data: z.object({ followUpId: id, note: z.optional(personal(words, { of: 'matter' })), next }),
  },
  SubjectInformed: {
    version: 1,
    data: z.object({ how: informedHow, note: z.optional(personal(words, { of: 'matter' })) }),
  },
  FeedbackGiven: {
    version: 1,
    data: z.object({
      sentence: z.optional(sentence),
      /** Own words, which the neighbour reads. */
      text: z.optional(personal(words, { of: 'matter' })),
    }),
  },
  /** A promised moment passed without what was promised. The promise stays; the signal rises by itself. */
  PromiseMissed: { version: 1, data: z.object({ promise: promiseKind, before: instant }) },
  SignalClosed: {
    version: 1,
    data: z.object({
      reason: closingReason,
      sentence,
      retention: retentionKind,
      note: z.optional(personal(words, { of: 'matter' })),
    }),
  },
  SignalReopened: {
    version: 1,
    data: z.object({
      /** Why, in the words of the neighbour who says that it is not solved. Read by the team and by that neighbour. */
      text: z.optional(personal(words, { of: 'matter' })),
      /** Why, in a worker's words. Read by the team only. */
      note: z.optional(personal(words, { of: 'matter' })),
      readFirst: z.array(readFirst),
      owner,
      next,
    }),
  },
  SignalWithdrawn: { version: 1, data: z.object({ retention: retentionKind }) },
} as const satisfies EventSchemas;

export type SignalEvent = EventOf<typeof signalEvents>;
export type SignalRaised = Extract<SignalEvent, { type: 'SignalRaised' }>;
