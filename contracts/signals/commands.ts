/** What the signal decider takes. Personal fields are sealed before they get here; `now` comes with the command. */

import type * as z from 'zod/mini';
import type { Id } from '../shared/ids.ts';
import type { Sealed } from '../shared/personal.ts';
import type { Owner } from './events.ts';
import type {
  CheckInOutcome,
  ClosingReason,
  Gate,
  informedHow,
  Kind,
  Language,
  Origin,
  PromiseKind,
  ReadFirst,
  ReadyAnswer,
  ReadyQuestion,
  Sentence,
  Step,
  seen,
  spoken,
  start,
  subjectKnows,
  Theme,
  urgency,
} from './values.ts';

/** A step that a worker chose, before an instant that the HTTP edge made of a local date. */
export type ChosenNext = { step: Step; before: string };

/** Moments that follow from the district's working hours, worked out at the edge from `now`. */
export type Clock = {
  /** Before when something that comes in now is read. */
  readBefore: string;
  /** Two working days from now. */
  answerBefore: string;
};

export type SignalCommand =
  | {
      type: 'RaiseSignal';
      kind: Kind;
      origin: Origin;
      text: Sealed<string>;
      place?: Sealed<string> | undefined;
      contact?: Sealed<string> | undefined;
      followCodeHmac: string;
      seen?: z.output<typeof seen> | undefined;
      gate?: Gate | undefined;
      spoken?: z.output<typeof spoken> | undefined;
      start?: z.output<typeof start> | undefined;
      subjectKnows?: z.output<typeof subjectKnows> | undefined;
      language: Language;
      /** From the word list or from a worker who marks it; the gate's own reasons are added by the decider. */
      readFirst: ReadFirst[];
      writtenAt?: string | undefined;
      /** Before when the duty officer reads it, when one is called now. */
      dutyReadBefore?: string | undefined;
      owner: Owner;
      clock: Clock;
    }
  | { type: 'MarkSignalRead'; clock: Clock }
  | {
      type: 'AskQuestion';
      questionId: Id;
      ready?: ReadyQuestion | undefined;
      text?: Sealed<string> | undefined;
      clock: Clock;
    }
  | {
      type: 'AnswerQuestion';
      questionId: Id;
      answer?: ReadyAnswer | undefined;
      text?: Sealed<string> | undefined;
      readFirst: ReadFirst[];
      clock: Clock;
    }
  | { type: 'AddMessage'; text: Sealed<string>; readFirst: ReadFirst[]; clock: Clock }
  | {
      type: 'TriageSignal';
      themes: Theme[];
      urgency: z.output<typeof urgency>;
      note?: Sealed<string> | undefined;
      next: ChosenNext;
    }
  | { type: 'AssignSignal'; owner: Owner; clock: Clock }
  | { type: 'AddNote'; note: Sealed<string> }
  | { type: 'LinkSignal'; otherSignalId: Id }
  | { type: 'UnlinkSignal'; otherSignalId: Id }
  | {
      type: 'RecordCheckIn';
      outcome: CheckInOutcome;
      wish?: Sealed<string> | undefined;
      note?: Sealed<string> | undefined;
      happenedAt?: string | undefined;
      followUpId?: Id | undefined;
      next: ChosenNext;
    }
  | { type: 'PlanFollowUp'; followUpId: Id; before: string; what?: Sealed<string> | undefined }
  | { type: 'RecordFollowUp'; followUpId: Id; note?: Sealed<string> | undefined; next: ChosenNext }
  | { type: 'RecordInforming'; how: z.output<typeof informedHow>; note?: Sealed<string> | undefined }
  | { type: 'GiveFeedback'; sentence?: Sentence | undefined; text?: Sealed<string> | undefined }
  | { type: 'NoteMissedPromise'; promise: PromiseKind; before: string }
  | { type: 'CloseSignal'; reason: ClosingReason; note?: Sealed<string> | undefined }
  | {
      type: 'ReopenSignal';
      by: 'reporter' | 'worker';
      text?: Sealed<string> | undefined;
      note?: Sealed<string> | undefined;
      readFirst: ReadFirst[];
      clock: Clock;
    }
  | { type: 'WithdrawSignal' };
