/** What a signal is, folded from its events. */

import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Next, Owner, SignalEvent, SignalRaised } from '@bijspringen/contracts/signals/events.ts';
import type { Kind, Origin, PromiseKind, ReadyQuestion } from '@bijspringen/contracts/signals/values.ts';
import { never } from '@bijspringen/kernel/decider.ts';

export type OpenQuestion = { questionId: Id; ready?: ReadyQuestion | undefined };

/** What stays true of a signal whether it is open or closed. */
export type SignalFacts = {
  kind: Kind;
  origin: Origin;
  readBefore: string;
  answerBefore: string;
  /** Before when the duty officer, who was called, reads it; null when nobody was. */
  dutyReadBefore: string | null;
  isLate: boolean;
  /** Something in it asked for a human at once when it came in. */
  wasReadFirst: boolean;
  isRead: boolean;
  /** The neighbour was told once that it was read. */
  isReadTold: boolean;
  /** A human answered; a read receipt is not an answer. */
  isAnswered: boolean;
  isInformed: boolean;
  missed: readonly PromiseKind[];
  links: readonly Id[];
  owner: Owner;
};

export type OpenSignal = SignalFacts & {
  status: 'open';
  next: Next;
  /** The step that somebody chose last: a message in between is read, and the plan stands. */
  planned: Next | null;
  openQuestion: OpenQuestion | null;
  openFollowUpId: Id | null;
};
export type ClosedSignal = SignalFacts & { status: 'closed' };
export type Signal = { status: 'none' } | OpenSignal | ClosedSignal | { status: 'withdrawn' };

export const initialState: Signal = { status: 'none' };

/** The signal after one more event. */
export function evolve(signal: Signal, event: SignalEvent): Signal {
  switch (event.type) {
    case 'SignalRaised':
      return raisedSignal(event.data);
    case 'SignalRead':
      return { ...opened(signal, event), isRead: true, next: event.data.next };
    case 'QuestionAsked': {
      const { questionId, ready, next } = event.data;
      return { ...opened(signal, event), openQuestion: { questionId, ready }, isAnswered: true, next };
    }
    case 'QuestionAnswered':
      return { ...opened(signal, event), openQuestion: null, next: event.data.next };
    case 'MessageAdded':
      return { ...opened(signal, event), next: event.data.next };
    case 'SignalTriaged':
      return withPlan(opened(signal, event), event.data.next);
    case 'SignalAssigned':
      return { ...opened(signal, event), owner: event.data.owner, next: event.data.next };
    case 'NoteAdded':
      return opened(signal, event);
    case 'SignalLinked':
      return {
        ...existing(signal, event),
        links: [...existing(signal, event).links, event.data.otherSignalId],
      };
    case 'SignalUnlinked': {
      const { otherSignalId } = event.data;
      const before = existing(signal, event);
      return { ...before, links: before.links.filter((link) => link !== otherSignalId) };
    }
    case 'CheckInDone':
      return afterFollowUp(opened(signal, event), event.data);
    case 'FollowUpPlanned':
      return { ...withPlan(opened(signal, event), event.data.next), openFollowUpId: event.data.followUpId };
    case 'FollowUpDone':
      return afterFollowUp(opened(signal, event), event.data);
    case 'SubjectInformed':
      return { ...existing(signal, event), isInformed: true };
    case 'FeedbackGiven':
      return event.data.sentence === 'read'
        ? { ...opened(signal, event), isReadTold: true }
        : { ...opened(signal, event), isAnswered: true };
    case 'PromiseMissed': {
      const before = opened(signal, event);
      return { ...before, missed: [...before.missed, event.data.promise] };
    }
    case 'SignalClosed':
      return closedSignal(opened(signal, event));
    case 'SignalReopened':
      return reopenedSignal(existing(signal, event), event.data);
    case 'SignalWithdrawn':
      return { status: 'withdrawn' };
    default:
      return never(event);
  }
}

function raisedSignal(data: SignalRaised['data']): OpenSignal {
  return {
    status: 'open',
    kind: data.kind,
    origin: data.origin,
    readBefore: data.readBefore,
    answerBefore: data.answerBefore,
    dutyReadBefore: data.dutyReadBefore ?? null,
    isLate: data.isLate,
    wasReadFirst: data.readFirst.length > 0,
    isRead: false,
    isReadTold: false,
    // Nobody waits for an answer to what a worker saw herself.
    isAnswered: data.origin === 'own-observation',
    isInformed: false,
    missed: [],
    links: [],
    owner: data.owner,
    next: data.next,
    planned: null,
    openQuestion: null,
    openFollowUpId: null,
  };
}

function afterFollowUp(signal: OpenSignal, data: { followUpId?: Id | undefined; next: Next }): OpenSignal {
  const isDone = data.followUpId !== undefined && data.followUpId === signal.openFollowUpId;
  return { ...withPlan(signal, data.next), openFollowUpId: isDone ? null : signal.openFollowUpId };
}

function withPlan(signal: OpenSignal, next: Next): OpenSignal {
  return { ...signal, next, planned: next };
}

function closedSignal(signal: OpenSignal): ClosedSignal {
  const {
    next: _next,
    planned: _plan,
    openQuestion: _question,
    openFollowUpId: _followUp,
    ...facts
  } = signal;
  return { ...facts, isAnswered: true, status: 'closed' };
}

function reopenedSignal(signal: SignalFacts, data: { owner: Owner; next: Next }): OpenSignal {
  const { owner, next } = data;
  return { ...signal, status: 'open', owner, next, planned: null, openQuestion: null, openFollowUpId: null };
}

/** The decider writes work events on an open signal only; anything else is a mistake in the program. */
function opened(signal: Signal, event: SignalEvent): OpenSignal {
  if (signal.status !== 'open') throw new Error(`${event.type} on a signal that is ${signal.status}`);
  return signal;
}

function existing(signal: Signal, event: SignalEvent): OpenSignal | ClosedSignal {
  if (signal.status !== 'open' && signal.status !== 'closed') {
    throw new Error(`${event.type} on a signal that is ${signal.status}`);
  }
  return signal;
}
