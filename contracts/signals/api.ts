/** What travels over HTTP for signals: plain text, in strict objects, so that an unknown field is a clear error. */
import * as z from 'zod/mini';
import { commandId, id, instant, localDate, position } from '../shared/ids.ts';
import {
  CONTACT_MAX_CHARACTERS,
  checkInOutcome,
  closingReason,
  gate,
  informedHow,
  kind,
  language,
  PLACE_MAX_CHARACTERS,
  readyAnswer,
  readyQuestion,
  seen,
  sentence,
  spoken,
  start,
  step,
  subjectKnows,
  TEXT_MAX_CHARACTERS,
  theme,
  urgency,
} from './values.ts';

/** Written words: trimmed, not empty, at most `TEXT_MAX_CHARACTERS`. */
export const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(TEXT_MAX_CHARACTERS));
const place = z.string().check(z.trim(), z.minLength(1), z.maxLength(PLACE_MAX_CHARACTERS));
const contact = z.string().check(z.trim(), z.minLength(1), z.maxLength(CONTACT_MAX_CHARACTERS));

/** 14 Crockford characters without hyphens; the last is the check character (`parseFollowCode`). */
export const followCode = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{14}$/));

/** `POST /api/signals` → 201 `raised`. A concern or help carries `gate`; a concern needs `place`. */
export const raiseBody = z.strictObject({
  commandId,
  kind,
  text,
  followCode,
  place: z.optional(place),
  seen: z.optional(seen),
  gate: z.optional(gate),
  spoken: z.optional(spoken),
  start: z.optional(start),
  subjectKnows: z.optional(subjectKnows),
  language: z.optional(language),
  contact: z.optional(contact),
  writtenAt: z.optional(instant),
});
export type RaiseBody = z.output<typeof raiseBody>;

/** Who reads it and when: local words are made by the screen from these instants and the district's time zone. */
export const promise = z.object({
  readBefore: instant,
  answerBefore: instant,
  reader: z.enum(['social-caretaker', 'coordinator']),
  /** A yes at the gate or "lees eerst" outside working hours: nobody reads this now, and the screen says so. */
  isNobodyReadingNow: z.boolean(),
  /** A duty officer is on the roster, is called now and reads it before this moment. */
  dutyCalledBefore: z.optional(instant),
});
export const raised = z.object({ signalId: id, position, promise, isLate: z.boolean() });
export type Raised = z.output<typeof raised>;

/** `POST /api/outbox` → 201 `raised`: a raise body that a phone sealed for the server while it was offline. */
export const outboxBody = z.strictObject({ commandId, envelope: z.string().check(z.maxLength(20_000)) });

/** Under `Authorization: Follow <code>`. */
export const messageBody = z.strictObject({ commandId, text });
export const answerBody = z.strictObject({
  commandId,
  questionId: id,
  answer: z.optional(readyAnswer),
  text: z.optional(text),
});
export const reopenByReporterBody = z.strictObject({ commandId, text: z.optional(text) });
export const withdrawBody = z.strictObject({ commandId });

/** Under a worker's session. Every date is a local date; the hour comes from the district's working hours. */
export const readingBody = z.strictObject({ commandId });
export const triageBody = z.strictObject({
  commandId,
  themes: z.array(theme).check(z.maxLength(4)),
  urgency,
  next: z.strictObject({ step, on: localDate }),
  note: z.optional(text),
});
export const assignmentBody = z.strictObject({ commandId, personId: id });
export const questionBody = z.strictObject({
  commandId,
  ready: z.optional(readyQuestion),
  text: z.optional(text),
});
export const noteBody = z.strictObject({ commandId, note: text });
export const checkInBody = z.strictObject({
  commandId,
  outcome: checkInOutcome,
  wish: z.optional(text),
  note: z.optional(text),
  happenedAt: z.optional(instant),
  followUpId: z.optional(id),
  next: z.strictObject({ step, on: localDate }),
});
export const followUpBody = z.strictObject({ commandId, on: localDate, what: z.optional(text) });
export const followUpDoneBody = z.strictObject({
  commandId,
  note: z.optional(text),
  next: z.strictObject({ step, on: localDate }),
});
export const feedbackBody = z.strictObject({
  commandId,
  sentence: z.optional(sentence),
  text: z.optional(text),
});
export const informingBody = z.strictObject({ commandId, how: informedHow, note: z.optional(text) });
export const closingBody = z.strictObject({ commandId, reason: closingReason, note: z.optional(text) });
export const reopeningBody = z.strictObject({ commandId, note: z.optional(text) });
export const linkBody = z.strictObject({ commandId, otherSignalId: id });

/** `POST /api/observations` → 201 `observed`: twenty seconds on the stairs, with a code to hand over. */
export const observationBody = z.strictObject({
  commandId,
  origin: z.enum(['own-observation', 'told']),
  kind,
  text,
  followCode,
  place: z.optional(place),
  readFirst: z.optional(z.boolean()),
});
export const observed = z.object({ signalId: id, position });

/** Every other write answers with this. `GET …?after=<position>` then shows at least what was just written. */
export const done = z.object({ position });
