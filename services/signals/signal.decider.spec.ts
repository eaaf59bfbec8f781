import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { specify } from '@bijspringen/kernel/testing/specification.ts';
import { describe, it } from 'vitest';
import { signalDecider } from './signal.decider.ts';
import {
  COORDINATOR,
  caretaker,
  clock,
  closed,
  happened,
  MONDAY_17,
  NOW,
  neighbour,
  raise,
  raised,
  raisedWish,
  read,
  TUESDAY_17,
  told,
  uuid,
  WEDNESDAY_17,
  withdrawn,
  words,
} from './signal.fixture.ts';

const catalogue = createCatalogue({ signal: signalEvents }, {});
const byNeighbour = specify(signalDecider, { catalogue, context: { now: NOW, actor: neighbour } });
const byCaretaker = specify(signalDecider, {
  catalogue,
  context: { now: NOW, actor: caretaker, streamId: uuid('a1') },
});
const asTwice = { repeatWrites: true };
const next = { step: 'check-in', before: TUESDAY_17 } as const;

describe('raising', () => {
  it('promises when it is read and answered, and says who picks it up and what comes next', () => {
    byNeighbour.given().when(raise()).then(raised());
  });

  it('reads first what is dangerous, each reason once, the gate before the words', () => {
    const gate = { dangers: ['suicide' as const, 'place' as const], emergencyCalled: 'yes' as const };
    byNeighbour
      .given()
      .when(raise({ gate, readFirst: ['words-suicide'] }))
      .then(raised({ gate, readFirst: ['gate-suicide', 'gate-place', 'words-suicide'] }));
  });

  it('takes 112 called without a choice for a yes of unknown kind', () => {
    const gate = { dangers: [], emergencyCalled: 'yes' as const };
    byNeighbour
      .given()
      .when(raise({ gate }))
      .then(raised({ gate, readFirst: ['gate-112-called'] }));
  });

  it('asks a neighbour with a worry or a call for help about danger, and never one with a wish or an offer', () => {
    byNeighbour
      .given()
      .when(raise({ gate: undefined }))
      .thenRefuses('invalid-input', 'gate');
    byNeighbour
      .given()
      .when(raise({ kind: 'help', gate: undefined }))
      .thenRefuses('invalid-input', 'gate');
    byNeighbour
      .given()
      .when(raise({ kind: 'wish' }))
      .thenRefuses('invalid-input', 'gate');
    byNeighbour
      .given()
      .when(raise({ kind: 'offer' }))
      .thenRefuses('invalid-input', 'gate');
    byNeighbour
      .given()
      .when(raise({ kind: 'wish', gate: undefined }))
      .then(raisedWish());
  });

  it('needs a place for a worry, and for nothing else', () => {
    byNeighbour
      .given()
      .when(raise({ place: undefined }))
      .thenRefuses('invalid-input', 'place');
    byNeighbour
      .given()
      .when(raise({ kind: 'wish', gate: undefined, place: undefined }))
      .then(raisedWish({ place: undefined }));
  });

  it('remembers when the phone wrote it, and calls it late only after half an hour', () => {
    const halfAnHourAgo = '2026-11-22T08:30:00.000Z';
    const longer = '2026-11-22T08:29:59.999Z';
    byNeighbour
      .given()
      .when(raise({ writtenAt: halfAnHourAgo }))
      .then(raised({ writtenAt: halfAnHourAgo, isLate: false }));
    byNeighbour
      .given()
      .when(raise({ writtenAt: longer }))
      .then(raised({ writtenAt: longer, isLate: true }));
  });

  it('cuts a phone clock that runs ahead to now', () => {
    byNeighbour
      .given()
      .when(raise({ writtenAt: MONDAY_17 }))
      .then(raised());
  });

  it('gives a month to inform the person, to the last day of a shorter one', () => {
    byNeighbour
      .given()
      .when(raise(), { now: '2027-01-31T09:00:00.000Z' })
      .then(raised({ informBefore: '2027-02-28T09:00:00.000Z' }));
  });

  it('is read already when a worker notes it for herself, and not when she notes it for a colleague', () => {
    const observed = { origin: 'own-observation', gate: undefined } as const;
    byCaretaker.given().when(raise(observed)).then(raised(observed), read);
    const owner = { role: 'coordinator', personId: COORDINATOR } as const;
    byCaretaker
      .given()
      .when(raise({ ...observed, owner }))
      .then(raised({ ...observed, owner }));
  });
});

describe('reading', () => {
  it('tells the neighbour once', () => {
    byCaretaker.given(raised()).when({ type: 'MarkSignalRead', clock }).then(read, told);
    byCaretaker.given(raised(), read, told).when({ type: 'MarkSignalRead', clock }).thenNothing();
  });

  it('of a message that came later is not told again', () => {
    byCaretaker.given(raised(), read, told, message).when({ type: 'MarkSignalRead', clock }).then(read);
  });

  it('goes on waiting for the answer to a question that stands open', () => {
    byCaretaker
      .given(raised(), read, told, asked, message)
      .when({ type: 'MarkSignalRead', clock })
      .then(happened('SignalRead', { next: { step: 'await-answer', before: WEDNESDAY_17 } }));
  });

  it('of a message in between leaves what was planned as it was, as long as it lies ahead', () => {
    const planned = happened('SignalTriaged', { themes: [], urgency: 'ordinary', next });
    const given = byCaretaker.given(raised(), read, told, planned, message);
    given.when({ type: 'MarkSignalRead', clock }).then(happened('SignalRead', { next }));
    given.when({ type: 'MarkSignalRead', clock }, { now: TUESDAY_17 }).then(read);
    given
      .when({ type: 'AddNote', note: words('gelezen') }, asTwice)
      .then(happened('SignalRead', { next }), happened('NoteAdded', { note: words('gelezen') }));
  });

  it('follows from any work on it', () => {
    byCaretaker
      .given(raised())
      .when({ type: 'AddNote', note: words('bel de buurvrouw') }, asTwice)
      .then(read, told, happened('NoteAdded', { note: words('bel de buurvrouw') }));
    byCaretaker
      .given(raised())
      .when({ type: 'GiveFeedback', sentence: 'contact-made' }, asTwice)
      .then(read, happened('FeedbackGiven', { sentence: 'contact-made' }));
  });
});

const missed = (promise: 'read' | 'answer', before: string): SignalCommand => ({
  type: 'NoteMissedPromise',
  promise,
  before,
});

type Answering = Extract<SignalCommand, { type: 'AnswerQuestion' }>;
const QUESTION = uuid('e1');
const asked = happened('QuestionAsked', {
  questionId: QUESTION,
  ready: 'ring-yourself',
  next: { step: 'await-answer', before: WEDNESDAY_17 },
});
const ask: SignalCommand = { type: 'AskQuestion', questionId: QUESTION, ready: 'ring-yourself', clock };
const message = happened('MessageAdded', {
  text: words('post steekt uit de bus'),
  readFirst: [],
  next: { step: 'read-message', before: MONDAY_17 },
});

describe('asking and answering', () => {
  it('asks one question at a time, and is an answer of a human', () => {
    byCaretaker.given(raised(), read, told).when(ask).then(asked);
    byCaretaker
      .given(raised(), read, told, asked)
      .when({ ...ask, questionId: uuid('e2') })
      .thenRefuses('question-still-open');
    byCaretaker
      .given(raised(), read, told, asked)
      .when(missed('answer', WEDNESDAY_17), { now: WEDNESDAY_17 })
      .thenNothing();
  });

  it('takes a ready question of the right kind or own words, and exactly one', () => {
    byCaretaker.given(raisedWish()).when(ask).thenRefuses('reason-does-not-fit', 'ready');
    byCaretaker
      .given(raised())
      .when({ ...ask, text: words('Hoe gaat het?') })
      .thenRefuses('invalid-input');
    byCaretaker
      .given(raised())
      .when({ ...ask, ready: undefined })
      .thenRefuses('invalid-input');
  });

  it('takes an answer that was offered, with or without words, to the question that stands open', () => {
    const answer: Answering = { type: 'AnswerQuestion', questionId: QUESTION, readFirst: [], clock };
    const open = byNeighbour.given(raised(), read, told, asked);
    open.when({ ...answer, answer: 'not-alone' }).then(
      happened('QuestionAnswered', {
        questionId: QUESTION,
        answer: 'not-alone',
        readFirst: [],
        next: { step: 'read-answer', before: MONDAY_17 },
      }),
    );
    open.when({ ...answer, answer: 'every-day' }).thenRefuses('answer-not-offered');
    open.when(answer).thenRefuses('invalid-input', 'answer');
    open.when({ ...answer, questionId: uuid('e9'), answer: 'yes' }).thenRefuses('no-open-question');
    byNeighbour
      .given(raised())
      .when({ ...answer, answer: 'yes' })
      .thenRefuses('no-open-question');
  });

  it('offers no ready answers to a question in own words', () => {
    const own = happened('QuestionAsked', {
      questionId: QUESTION,
      text: words('Hoe laat was dat?'),
      next: { step: 'await-answer', before: WEDNESDAY_17 },
    });
    byNeighbour
      .given(raised(), own)
      .when({ type: 'AnswerQuestion', questionId: QUESTION, answer: 'yes', readFirst: [], clock })
      .thenRefuses('answer-not-offered');
  });

  it('takes a message at any time while it is open', () => {
    const add: SignalCommand = {
      type: 'AddMessage',
      text: words('post steekt uit de bus'),
      readFirst: [],
      clock,
    };
    byNeighbour.given(raised()).when(add, asTwice).then(message);
    byNeighbour.given(raised(), closed).when(add).thenRefuses('signal-closed');
    byNeighbour.given(raised(), withdrawn).when(add).thenRefuses('signal-withdrawn');
  });
});
