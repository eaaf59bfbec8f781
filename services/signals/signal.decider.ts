/**
 * The signal: raised, read, asked about, worked on, answered, closed. An open signal always has somebody who picks it
 * up and a next step with a moment.
 */
import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import { closingRules, closingSentence, readyQuestions } from '@bijspringen/contracts/signals/values.ts';
import {
  type Context,
  type Decider,
  type Decision,
  never,
  type Refusal,
  refuse,
} from '@bijspringen/kernel/decider.ts';
import { allReasons, oneMonthAfter, whatIsMissing, writing } from './raising.policy.ts';
import { evolve, initialState, type OpenSignal, type Signal } from './signal.state.ts';
import {
  isExactlyOne,
  isInThePast,
  isSameOwner,
  offersAnswer,
  present,
  readingFirst,
  refuseNotOpen,
  standingPlan,
  standingPromise,
  tellItIsRead,
  waitsForReader,
} from './work.policy.ts';

type CommandOf<T extends SignalCommand['type']> = Extract<SignalCommand, { type: T }>;
type Decided = Decision<SignalEvent>;

function raise(command: CommandOf<'RaiseSignal'>, signal: Signal, context: Context): Decided {
  if (signal.status !== 'none') return [];
  const missing = whatIsMissing(command);
  if (missing) return missing;
  const { type: _type, clock, readFirst, writtenAt, ...told } = command;
  const data = present({
    ...told,
    readFirst: allReasons(command.gate, readFirst),
    ...writing(writtenAt, context.now),
    readBefore: clock.readBefore,
    answerBefore: clock.answerBefore,
    ...(command.kind === 'concern' ? { informBefore: oneMonthAfter(context.now) } : {}),
    next: { step: 'read' as const, before: clock.readBefore },
  });
  const raised: SignalEvent = { type: 'SignalRaised', data };
  const { actor } = context;
  const wroteItForHerself = actor.kind === 'person' && actor.personId === command.owner.personId;
  if (!wroteItForHerself) return [raised];
  return [raised, { type: 'SignalRead', data: { next: { step: 'decide', before: clock.readBefore } } }];
}

function markRead(command: CommandOf<'MarkSignalRead'>, signal: OpenSignal, context: Context): Decided {
  if (!waitsForReader(signal)) return [];
  const next = signal.openQuestion
    ? ({ step: 'await-answer', before: command.clock.answerBefore } as const)
    : (standingPlan(signal, context.now) ?? ({ step: 'decide', before: command.clock.readBefore } as const));
  return [{ type: 'SignalRead', data: { next } }, ...tellItIsRead(signal)];
}

function ask(command: CommandOf<'AskQuestion'>, signal: OpenSignal, context: Context): Decided {
  const { questionId, ready, text, clock } = command;
  if (signal.openQuestion?.questionId === questionId) return [];
  if (signal.openQuestion) return refuse('question-still-open');
  if (!isExactlyOne(ready, text)) return refuse('invalid-input', 'ready');
  if (ready !== undefined) {
    const kinds: readonly string[] = readyQuestions[ready].kinds;
    if (!kinds.includes(signal.kind)) return refuse('reason-does-not-fit', 'ready');
  }
  const next = { step: 'await-answer' as const, before: clock.answerBefore };
  return [
    ...readingFirst(signal, context, 'answer-follows'),
    { type: 'QuestionAsked', data: present({ questionId, ready, text, next }) },
  ];
}

function answer(command: CommandOf<'AnswerQuestion'>, signal: OpenSignal): Decided {
  const { openQuestion } = signal;
  if (openQuestion?.questionId !== command.questionId) return refuse('no-open-question');
  if (command.answer === undefined && command.text === undefined) return refuse('invalid-input', 'answer');
  if (command.answer !== undefined && !offersAnswer(openQuestion, command.answer)) {
    return refuse('answer-not-offered', 'answer');
  }
  const { type: _type, clock, ...given } = command;
  const next = { step: 'read-answer' as const, before: clock.readBefore };
  return [{ type: 'QuestionAnswered', data: present({ ...given, next }) }];
}

function addMessage({ text, readFirst, clock }: CommandOf<'AddMessage'>): Decided {
  const next = { step: 'read-message' as const, before: clock.readBefore };
  return [{ type: 'MessageAdded', data: { text, readFirst, next } }];
}

function triage(command: CommandOf<'TriageSignal'>, signal: OpenSignal, context: Context): Decided {
  if (isInThePast(command.next, context.now)) return refuse('date-in-the-past', 'next');
  const { type: _type, themes, ...rest } = command;
  const data = present({ ...rest, themes: [...new Set(themes)] });
  return [...readingFirst(signal, context, 'tell'), { type: 'SignalTriaged', data }];
}

function assign({ owner }: CommandOf<'AssignSignal'>, signal: OpenSignal): Decided {
  if (isSameOwner(owner, signal.owner)) return [];
  return [{ type: 'SignalAssigned', data: { owner, next: signal.next } }];
}

function addNote({ note }: CommandOf<'AddNote'>, signal: OpenSignal, context: Context): Decided {
  return [...readingFirst(signal, context, 'tell'), { type: 'NoteAdded', data: { note } }];
}

function checkIn(command: CommandOf<'RecordCheckIn'>, signal: OpenSignal, context: Context): Decided {
  const { followUpId, happenedAt } = command;
  if (followUpId !== undefined && followUpId !== signal.openFollowUpId) return refuse('nothing-to-follow-up');
  if (happenedAt !== undefined && happenedAt > context.now) return refuse('invalid-input', 'happenedAt');
  if (isInThePast(command.next, context.now)) return refuse('date-in-the-past', 'next');
  const { type: _type, ...data } = command;
  return [...readingFirst(signal, context, 'tell'), { type: 'CheckInDone', data: present(data) }];
}

function planFollowUp(command: CommandOf<'PlanFollowUp'>, signal: OpenSignal, context: Context): Decided {
  const { followUpId, before, what } = command;
  if (followUpId === signal.openFollowUpId) return [];
  if (isInThePast(command, context.now)) return refuse('date-in-the-past', 'on');
  const data = present({ followUpId, what, next: { step: 'follow-up' as const, before } });
  return [...readingFirst(signal, context, 'tell'), { type: 'FollowUpPlanned', data }];
}

function recordFollowUp(command: CommandOf<'RecordFollowUp'>, signal: OpenSignal, context: Context): Decided {
  if (command.followUpId !== signal.openFollowUpId) return refuse('nothing-to-follow-up');
  if (isInThePast(command.next, context.now)) return refuse('date-in-the-past', 'next');
  const { type: _type, ...data } = command;
  return [...readingFirst(signal, context, 'tell'), { type: 'FollowUpDone', data: present(data) }];
}

function giveFeedback(command: CommandOf<'GiveFeedback'>, signal: OpenSignal, context: Context): Decided {
  const { sentence, text } = command;
  if (!isExactlyOne(sentence, text)) return refuse('invalid-input', 'sentence');
  // Only the neighbour takes a message back, so nobody else says that it was.
  if (sentence === 'taken-back') return refuse('invalid-input', 'sentence');
  if (sentence === 'read')
    return [...readingFirst(signal, context, 'answer-follows'), ...tellItIsRead(signal)];
  const data = present({ sentence, text });
  return [...readingFirst(signal, context, 'answer-follows'), { type: 'FeedbackGiven', data }];
}

function noteMissedPromise(
  command: CommandOf<'NoteMissedPromise'>,
  signal: Signal,
  context: Context,
): Decided {
  if (signal.status !== 'open') return [];
  const { promise, before } = command;
  if (standingPromise(signal, promise) !== before || context.now < before) return [];
  return [{ type: 'PromiseMissed', data: { promise, before } }];
}

function close({ reason, note }: CommandOf<'CloseSignal'>, signal: OpenSignal, context: Context): Decided {
  const { kinds, retention } = closingRules[reason];
  if (reason === 'withdrawn' || !kinds.includes(signal.kind)) return refuse('reason-does-not-fit', 'reason');
  const sentence = closingSentence(reason, signal.kind);
  const data = present({ reason, sentence, retention, note });
  return [...readingFirst(signal, context, 'answer-follows'), { type: 'SignalClosed', data }];
}

function reopen(command: CommandOf<'ReopenSignal'>, signal: Signal): Decided {
  if (signal.status === 'open') return refuse('signal-open');
  if (signal.status !== 'closed') return refuseNotOpen(signal);
  const { by, text, note, readFirst, clock } = command;
  const step = by === 'reporter' ? 'read-message' : 'decide';
  const said = present(by === 'reporter' ? { text } : { note });
  const next = { step, before: clock.readBefore } as const;
  return [{ type: 'SignalReopened', data: { ...said, readFirst, owner: signal.owner, next } }];
}

function withdraw(signal: Signal): Decided {
  if (signal.status === 'none') return refuse('not-found');
  if (signal.status === 'withdrawn') return [];
  return [{ type: 'SignalWithdrawn', data: { retention: closingRules.withdrawn.retention } }];
}

/** Linking puts two messages side by side; it is bookkeeping, so a closed one may be linked too. */
function link({ otherSignalId }: CommandOf<'LinkSignal'>, signal: Signal, context: Context): Decided {
  if (signal.status !== 'open' && signal.status !== 'closed') return refuseNotOpen(signal);
  if (otherSignalId === context.streamId) return refuse('cannot-link-itself', 'otherSignalId');
  if (signal.links.includes(otherSignalId)) return refuse('already-linked', 'otherSignalId');
  return [{ type: 'SignalLinked', data: { otherSignalId } }];
}

function unlink({ otherSignalId }: CommandOf<'UnlinkSignal'>, signal: Signal): Decided {
  if (signal.status !== 'open' && signal.status !== 'closed') return refuseNotOpen(signal);
  if (!signal.links.includes(otherSignalId)) return refuse('not-linked', 'otherSignalId');
  return [{ type: 'SignalUnlinked', data: { otherSignalId } }];
}

/** The law asks to tell the person also after the work is done, so a closed signal takes this too. */
function recordInforming(
  { how, note }: CommandOf<'RecordInforming'>,
  signal: Signal,
  context: Context,
): Decided {
  if (signal.status !== 'open' && signal.status !== 'closed') return refuseNotOpen(signal);
  if (signal.kind !== 'concern') return refuse('nobody-to-inform');
  if (signal.isInformed) return refuse('already-informed');
  const reading = signal.status === 'open' ? readingFirst(signal, context, 'tell') : [];
  return [...reading, { type: 'SubjectInformed', data: present({ how, note }) }];
}

function decide(command: SignalCommand, signal: Signal, context: Context): Decided {
  switch (command.type) {
    case 'RaiseSignal':
      return raise(command, signal, context);
    case 'NoteMissedPromise':
      return noteMissedPromise(command, signal, context);
    case 'ReopenSignal':
      return reopen(command, signal);
    case 'WithdrawSignal':
      return withdraw(signal);
    case 'LinkSignal':
      return link(command, signal, context);
    case 'UnlinkSignal':
      return unlink(command, signal);
    case 'RecordInforming':
      return recordInforming(command, signal, context);
    default:
      return signal.status === 'open' ? work(command, signal, context) : refuseNotOpen(signal);
  }
}

type OnOpenOnly = Exclude<
  SignalCommand,
  CommandOf<
    | 'RaiseSignal'
    | 'NoteMissedPromise'
    | 'ReopenSignal'
    | 'WithdrawSignal'
    | 'LinkSignal'
    | 'UnlinkSignal'
    | 'RecordInforming'
  >
>;

function work(command: OnOpenOnly, signal: OpenSignal, context: Context): readonly SignalEvent[] | Refusal {
  switch (command.type) {
    case 'MarkSignalRead':
      return markRead(command, signal, context);
    case 'AskQuestion':
      return ask(command, signal, context);
    case 'AnswerQuestion':
      return answer(command, signal);
    case 'AddMessage':
      return addMessage(command);
    case 'TriageSignal':
      return triage(command, signal, context);
    case 'AssignSignal':
      return assign(command, signal);
    case 'AddNote':
      return addNote(command, signal, context);
    case 'RecordCheckIn':
      return checkIn(command, signal, context);
    case 'PlanFollowUp':
      return planFollowUp(command, signal, context);
    case 'RecordFollowUp':
      return recordFollowUp(command, signal, context);
    case 'GiveFeedback':
      return giveFeedback(command, signal, context);
    case 'CloseSignal':
      return close(command, signal, context);
    default:
      return never(command);
  }
}

export const signalDecider: Decider<Signal, SignalCommand, SignalEvent> = {
  category: 'signal',
  initialState,
  evolve,
  decide,
};
