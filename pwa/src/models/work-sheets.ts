/** What each sheet asks, checks and sends: from a half-filled draft to a body, or to words at the fields. */

import type * as values from '@bijspringen/contracts/signals/values.ts';
import { TEXT_MAX_CHARACTERS } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import type { SignalWrite, WriteBody } from '../api/work.ts';
import { work } from '../i18n/work.nl.ts';
import * as lists from '../i18n/work-lists.nl.ts';
import { sheetWords } from '../i18n/work-signal.nl.ts';
import { shortDay } from './work-dates.ts';
import type { Draft } from './work-drafts.ts';

export type FieldErrors = Record<string, string>;

/** Undo is a real command of its own, sent like any other. */
export type Undo = { [W in SignalWrite]: { write: W; body: WriteBody<W> } }[SignalWrite];

/** One write, what to say when it is saved, and what takes it back where people slip. */
export type Filled =
  | ({ [W in SignalWrite]: { write: W; body: WriteBody<W> } }[SignalWrite] & {
      confirmation: string;
      undo?: Undo;
    })
  | { write: 'follow-up-done'; followUpId: string; body: FollowUpDoneBody; confirmation: string };
type FollowUpDoneBody = { note?: string; next: { step: values.Step; on: string } };

export type Reading = { errors: FieldErrors } | { filled: Filled };
export type FormSheet =
  | 'check-in'
  | 'triage'
  | 'question'
  | 'feedback'
  | 'follow-up'
  | 'follow-up-done'
  | 'informing'
  | 'note'
  | 'assign'
  | 'close'
  | 'reopen';
type Fill = (draft: Draft, signal: SignalView) => Reading;

function one(draft: Draft, field: string): string | undefined {
  const value = draft[field];
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** A field of a fixed list: the value as it stands in the list, or nothing. */
function chosen<T extends string>(
  draft: Draft,
  field: string,
  from: Readonly<Record<T, unknown>>,
): T | undefined {
  const value = one(draft, field);
  const isKnown = (candidate: string): candidate is T => Object.hasOwn(from, candidate);
  return value !== undefined && isKnown(value) ? value : undefined;
}

function many<T extends string>(draft: Draft, field: string, from: Readonly<Record<T, unknown>>): T[] {
  const value = draft[field];
  const isKnown = (candidate: string): candidate is T => Object.hasOwn(from, candidate);
  return Array.isArray(value) ? value.filter(isKnown) : [];
}

/** Leaves out what is not filled in: the contracts' objects are strict about `undefined` on the wire. */
function withText<B extends object, K extends string>(
  body: B,
  field: K,
  text: string | undefined,
): B & { [P in K]?: string } {
  return text === undefined ? body : { ...body, [field]: text };
}

function tooLong(draft: Draft, fields: readonly string[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const field of fields) {
    if ((one(draft, field)?.length ?? 0) > TEXT_MAX_CHARACTERS)
      errors[field] = work.problem.tooLong(TEXT_MAX_CHARACTERS);
  }
  return errors;
}

function unlessErrors(errors: FieldErrors, filled: () => Filled): Reading {
  return Object.keys(errors).length > 0 ? { errors } : { filled: filled() };
}

/** After a visit the step is proposed by how it went; the worker sees it in the words above the days. */
const stepAfter: Record<values.CheckInOutcome, values.Step> = {
  reached: 'check-in',
  'not-home': 'check-in',
  'does-not-want': 'decide',
  'call-back': 'call-back',
};

const checkIn: Fill = (draft, signal) => {
  const outcome = chosen(draft, 'outcome', lists.outcomes);
  const on = one(draft, 'on');
  const errors = tooLong(draft, ['wish', 'note']);
  if (outcome === undefined) return { errors: { ...errors, outcome: sheetWords.checkIn.missing } };
  if (on === undefined) return { errors: { ...errors, on: work.when.pickDay } };
  return unlessErrors(errors, () => {
    const plain = { outcome, next: { step: stepAfter[outcome], on } };
    const body = withText(withText(plain, 'wish', one(draft, 'wish')), 'note', one(draft, 'note'));
    const followUpId = signal.openFollowUpId;
    return {
      write: 'check-ins',
      body: followUpId === null ? body : { ...body, followUpId },
      confirmation: sheetWords.checkIn.done(shortDay(on)),
    };
  });
};

const triage: Fill = (draft) => {
  const step = chosen(draft, 'step', lists.steps);
  const on = one(draft, 'on');
  const themes = many(draft, 'themes', lists.themes);
  const errors = tooLong(draft, ['note']);
  if (themes.length > 4) errors.themes = sheetWords.triage.themesTooMany;
  if (step === undefined) return { errors: { ...errors, step: sheetWords.triage.stepMissing } };
  if (on === undefined) return { errors: { ...errors, on: work.when.pickDay } };
  return unlessErrors(errors, () => {
    const urgency = chosen(draft, 'urgency', lists.urgencies) ?? 'ordinary';
    const body = withText({ themes, urgency, next: { step, on } }, 'note', one(draft, 'note'));
    const stepName = lists.steps[step].short.toLowerCase();
    return { write: 'triage', body, confirmation: sheetWords.triage.done(stepName, shortDay(on)) };
  });
};

const question: Fill = (draft) => {
  const errors = tooLong(draft, ['text']);
  const isOwn = one(draft, 'how') === 'own';
  const ready = chosen(draft, 'ready', lists.questions);
  const text = one(draft, 'text');
  if (isOwn && text === undefined) errors.text = sheetWords.question.missing;
  if (!isOwn && ready === undefined) errors.ready = sheetWords.question.missing;
  return unlessErrors(errors, () => ({
    write: 'questions',
    body: isOwn ? { text: text ?? '' } : { ready },
    confirmation: sheetWords.question.done,
  }));
};

const feedback: Fill = (draft) => {
  const errors = tooLong(draft, ['text']);
  const isOwn = one(draft, 'how') === 'own';
  const sentence = chosen(draft, 'sentence', lists.sentences);
  const text = one(draft, 'text');
  if (isOwn && text === undefined) errors.text = sheetWords.feedback.missing;
  if (!isOwn && sentence === undefined) errors.sentence = sheetWords.feedback.missing;
  return unlessErrors(errors, () => ({
    write: 'feedback',
    body: isOwn ? { text: text ?? '' } : { sentence },
    confirmation: sheetWords.feedback.done,
  }));
};

const followUp: Fill = (draft) => {
  const errors = tooLong(draft, ['what']);
  const on = one(draft, 'on');
  if (on === undefined) return { errors: { ...errors, on: work.when.pickDay } };
  return unlessErrors(errors, () => ({
    write: 'follow-ups',
    body: withText({ on }, 'what', one(draft, 'what')),
    confirmation: sheetWords.followUp.done(shortDay(on)),
  }));
};

const followUpDone: Fill = (draft, signal) => {
  const errors = tooLong(draft, ['note']);
  const step = chosen(draft, 'step', lists.steps);
  const on = one(draft, 'on');
  const followUpId = signal.openFollowUpId;
  if (step === undefined) return { errors: { ...errors, step: sheetWords.triage.stepMissing } };
  if (on === undefined || followUpId === null) return { errors: { ...errors, on: work.when.pickDay } };
  return unlessErrors(errors, () => ({
    write: 'follow-up-done',
    followUpId,
    body: withText({ next: { step, on } }, 'note', one(draft, 'note')),
    confirmation: sheetWords.followUpDone.done(lists.steps[step].short.toLowerCase(), shortDay(on)),
  }));
};

const informing: Fill = (draft) => {
  const errors = tooLong(draft, ['note']);
  const how = chosen(draft, 'how', lists.informedHow);
  if (how === undefined) return { errors: { ...errors, how: sheetWords.informing.missing } };
  return unlessErrors(errors, () => ({
    write: 'informing',
    body: withText({ how }, 'note', one(draft, 'note')),
    confirmation: sheetWords.informing.done,
  }));
};

const note: Fill = (draft) => {
  const errors = tooLong(draft, ['note']);
  const text = one(draft, 'note');
  if (text === undefined) return { errors: { note: sheetWords.note.missing } };
  return unlessErrors(errors, () => ({
    write: 'notes',
    body: { note: text },
    confirmation: sheetWords.note.done,
  }));
};

const assign: Fill = (draft, signal) => {
  const personId = one(draft, 'personId');
  const colleague = signal.colleagues.find((each) => each.personId === personId);
  if (personId === undefined || colleague === undefined)
    return { errors: { personId: sheetWords.assign.missing } };
  const before = signal.owner?.owner.personId;
  const confirmation = colleague.isYou ? sheetWords.assign.doneYou : sheetWords.assign.done(colleague.name);
  const assigned = { write: 'assignment' as const, body: { personId }, confirmation };
  if (before === undefined || before === personId) return { filled: assigned };
  return { filled: { ...assigned, undo: { write: 'assignment', body: { personId: before } } } };
};

const close: Fill = (draft) => {
  const errors = tooLong(draft, ['note']);
  const reason = chosen(draft, 'reason', lists.closing);
  if (reason === undefined) return { errors: { ...errors, reason: sheetWords.close.missing } };
  return unlessErrors(errors, () => ({
    write: 'closing',
    body: withText({ reason }, 'note', one(draft, 'note')),
    confirmation: sheetWords.close.done,
    undo: { write: 'reopening', body: {} },
  }));
};

const reopen: Fill = (draft) => {
  return unlessErrors(tooLong(draft, ['note']), () => ({
    write: 'reopening',
    body: withText({}, 'note', one(draft, 'note')),
    confirmation: sheetWords.reopen.done,
  }));
};

export const fillSheet: Record<FormSheet, Fill> = {
  'check-in': checkIn,
  triage,
  question,
  feedback,
  'follow-up': followUp,
  'follow-up-done': followUpDone,
  informing,
  note,
  assign,
  close,
  reopen,
};

/** Where the server's refusal is shown: at the field it is about, or above the form. */
export const fieldOfProblem: Partial<Record<string, string>> = {
  'date-in-the-past': 'on',
  'reason-does-not-fit': 'reason',
  'no-such-worker': 'personId',
  'answer-not-offered': 'ready',
};
