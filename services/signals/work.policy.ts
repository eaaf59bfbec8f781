/** Small rules that several commands share. */
import type { ChosenNext } from '@bijspringen/contracts/signals/commands.ts';
import type { Next, Owner, SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import {
  type PromiseKind,
  type ReadyAnswer,
  readyQuestions,
  type Step,
} from '@bijspringen/contracts/signals/values.ts';
import { type Context, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { OpenQuestion, OpenSignal, Signal } from './signal.state.ts';

const READING_STEPS: readonly Step[] = ['read', 'read-answer', 'read-message'];

/** Why a signal takes no work now. */
export function refuseNotOpen(signal: Exclude<Signal, OpenSignal>): Refusal {
  if (signal.status === 'none') return refuse('not-found');
  return refuse(signal.status === 'closed' ? 'signal-closed' : 'signal-withdrawn');
}

/** Something came in that nobody has read yet. */
export function waitsForReader(signal: OpenSignal): boolean {
  return READING_STEPS.includes(signal.next.step);
}

/**
 * Work on words that nobody had marked as read shows that they were read. `tell` says whether the neighbour still has
 * to hear it: an answer says more than "ik heb je bericht gelezen".
 */
export function readingFirst(
  signal: OpenSignal,
  { now }: Pick<Context, 'now'>,
  tell: 'tell' | 'answer-follows',
): SignalEvent[] {
  if (!waitsForReader(signal)) return [];
  const next = standingPlan(signal, now) ?? { step: 'decide', before: signal.next.before };
  const read: SignalEvent = { type: 'SignalRead', data: { next } };
  return tell === 'tell' ? [read, ...tellItIsRead(signal)] : [read];
}

/** What somebody had planned, as long as it lies ahead: reading a message in between does not undo it. */
export function standingPlan({ planned }: OpenSignal, now: string): Next | null {
  if (planned === null || planned.before <= now || READING_STEPS.includes(planned.step)) return null;
  return planned;
}

/** Says once that it was read. */
export function tellItIsRead(signal: OpenSignal): SignalEvent[] {
  return signal.isReadTold ? [] : [{ type: 'FeedbackGiven', data: { sentence: 'read' } }];
}

/** A next step lies ahead, or it would be missed before it began. */
export function isInThePast(next: Pick<ChosenNext, 'before'>, now: string): boolean {
  return next.before <= now;
}

/** Exactly one of a ready-made choice and own words. */
export function isExactlyOne(a: unknown, b: unknown): boolean {
  return (a === undefined) !== (b === undefined);
}

/** Whether the question that stands open offers this answer; a question in own words offers none. */
export function offersAnswer(question: OpenQuestion, answer: ReadyAnswer): boolean {
  if (question.ready === undefined) return false;
  const offered: readonly ReadyAnswer[] = readyQuestions[question.ready].answers;
  return offered.includes(answer);
}

export function isSameOwner(a: Owner, b: Owner): boolean {
  return a.role === b.role && a.personId === b.personId;
}

/** The moment of a promise that still stands, or null when it was kept or already noted as missed. */
export function standingPromise(signal: OpenSignal, promise: PromiseKind): string | null {
  if (signal.missed.includes(promise)) return null;
  switch (promise) {
    case 'read':
      return signal.isRead ? null : signal.readBefore;
    case 'answer':
      return signal.isAnswered ? null : signal.answerBefore;
    case 'duty-read':
      return signal.isRead ? null : signal.dutyReadBefore;
  }
}

/** The same data without the fields that were left out, so that an event reads back from JSON as it was written. */
export function present<T extends object>(data: T): T {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as T;
}
