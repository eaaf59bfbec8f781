/**
 * What somebody with the code reads: their own words, and what was written for them. Built from a list of what may be
 * shown, so that an event or field of tomorrow stays inside until somebody decides otherwise. Pure.
 */
import type { FollowLine, FollowView } from '@bijspringen/contracts/signals/views.ts';
import type { OpenedEvent } from './opened-event.ts';
import type { ClosedSignal, OpenSignal, Signal } from './signal.state.ts';
import { present } from './work.policy.ts';

/** null when there is nothing to show: never raised, or taken back. */
export function followView(signal: Signal, events: readonly OpenedEvent[]): FollowView | null {
  const raised = events.find((event) => event.type === 'SignalRaised');
  const last = events.at(-1);
  if (!raised || !last || signal.status === 'none' || signal.status === 'withdrawn') return null;
  const question = signal.status === 'open' ? signal.openQuestion : null;
  return {
    kind: signal.kind,
    status: signal.status,
    raisedAt: raised.metadata.at,
    isLate: raised.data.isLate,
    isRead: signal.isRead,
    readBefore: signal.readBefore,
    answerBefore: signal.answerBefore,
    ...dutyCalled(signal),
    isAnswered: signal.isAnswered,
    missed: [...signal.missed],
    reader: signal.owner.role === 'coordinator' ? 'coordinator' : 'social-caretaker',
    openQuestion: question
      ? present({
          questionId: question.questionId,
          ready: question.ready,
          text: wordsOf(question.questionId, events),
        })
      : null,
    lines: events.flatMap((event) => line(event) ?? []),
    position: last.position,
  };
}

/** Said until somebody read it; after that it is kept. */
function dutyCalled(signal: OpenSignal | ClosedSignal): Pick<FollowView, 'dutyCalledBefore'> {
  const { dutyReadBefore, isRead, status } = signal;
  return dutyReadBefore === null || isRead || status === 'closed' ? {} : { dutyCalledBefore: dutyReadBefore };
}

function wordsOf(questionId: string, events: readonly OpenedEvent[]): string | null {
  const asked = events.find(
    (event) => event.type === 'QuestionAsked' && event.data.questionId === questionId,
  );
  return asked?.type === 'QuestionAsked' ? (asked.data.text ?? null) : null;
}

function line(event: OpenedEvent): FollowLine | null {
  const { at, actor } = event.metadata;
  switch (event.type) {
    case 'SignalRaised': {
      // What a worker saw herself is not the words of whoever holds the code.
      const text = event.data.origin === 'own-observation' ? null : event.data.text;
      return { what: 'raised', at, from: 'you', text };
    }
    case 'MessageAdded':
      return { what: 'message', at, from: 'you', text: event.data.text };
    case 'QuestionAnswered': {
      const { answer, text } = event.data;
      return present({ what: 'answer' as const, at, from: 'you' as const, answer, text: text ?? null });
    }
    case 'QuestionAsked': {
      const { questionId, ready, text } = event.data;
      return present({
        what: 'question' as const,
        at,
        from: 'us' as const,
        questionId,
        ready,
        text: text ?? null,
      });
    }
    case 'FeedbackGiven': {
      const { sentence, text } = event.data;
      if (sentence !== undefined) return { what: 'sentence', at, from: 'us', sentence };
      return { what: 'own-words', at, from: 'us', text: text ?? null };
    }
    case 'SignalClosed':
      return { what: 'sentence', at, from: 'us', sentence: event.data.sentence };
    case 'SignalReopened': {
      const isYou = actor.kind === 'reporter';
      return {
        what: 'reopened',
        at,
        from: isYou ? 'you' : 'us',
        text: isYou ? (event.data.text ?? null) : null,
      };
    }
    default:
      return null;
  }
}
