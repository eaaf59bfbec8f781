import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import { type SignalEvent, signalEvents } from '@bijspringen/contracts/signals/events.ts';
import {
  closingReason,
  closingRules,
  closingSentence,
  type Kind,
  type PromiseKind,
} from '@bijspringen/contracts/signals/values.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { specify } from '@bijspringen/kernel/testing/specification.ts';
import { describe, expect, it } from 'vitest';
import { signalDecider } from './signal.decider.ts';
import {
  CARETAKER,
  COORDINATOR,
  caretaker,
  clock,
  closed,
  happened,
  MONDAY_17,
  NOW,
  neighbour,
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
const inThePast = { step: 'check-in', before: NOW } as const;

const QUESTION = uuid('e1');
const asked = happened('QuestionAsked', {
  questionId: QUESTION,
  ready: 'ring-yourself',
  next: { step: 'await-answer', before: WEDNESDAY_17 },
});

describe('working', () => {
  const triage = { type: 'TriageSignal', themes: ['grief', 'grief'], urgency: 'today', next } as const;

  it('lets a human decide on themes, pace and a step that lies ahead', () => {
    byCaretaker
      .given(raised(), read, told)
      .when({ ...triage, themes: [...triage.themes] }, asTwice)
      .then(happened('SignalTriaged', { themes: ['grief'], urgency: 'today', next }));
    byCaretaker
      .given(raised())
      .when({ ...triage, themes: [], next: inThePast })
      .thenRefuses('date-in-the-past');
  });

  it('changes hands once', () => {
    const owner = { role: 'coordinator', personId: COORDINATOR } as const;
    const assigned = happened('SignalAssigned', { owner, next: { step: 'read', before: MONDAY_17 } });
    byCaretaker.given(raised()).when({ type: 'AssignSignal', owner, clock }).then(assigned);
    byCaretaker
      .given(raised())
      .when({ type: 'AssignSignal', owner: { role: 'social-caretaker', personId: CARETAKER }, clock })
      .thenNothing();
  });

  it('keeps a refusal as a valid wish', () => {
    byCaretaker
      .given(raised(), read, told)
      .when(
        { type: 'RecordCheckIn', outcome: 'does-not-want', wish: words('laat me met rust'), next },
        asTwice,
      )
      .then(happened('CheckInDone', { outcome: 'does-not-want', wish: words('laat me met rust'), next }));
  });

  it('does what was planned, once, by going by or otherwise', () => {
    const followUpId = uuid('f1');
    const plan: SignalCommand = { type: 'PlanFollowUp', followUpId, before: TUESDAY_17 };
    const planned = happened('FollowUpPlanned', {
      followUpId,
      next: { step: 'follow-up', before: TUESDAY_17 },
    });
    const record: SignalCommand = { type: 'RecordFollowUp', followUpId, next };
    byCaretaker.given(raised(), read, told).when(plan).then(planned);
    byCaretaker
      .given(raised(), read, told)
      .when({ ...plan, before: NOW })
      .thenRefuses('date-in-the-past', 'on');
    byCaretaker
      .given(raised(), read, told, planned)
      .when(record)
      .then(happened('FollowUpDone', { followUpId, next }));
    byCaretaker.given(raised(), read, told).when(record).thenRefuses('nothing-to-follow-up');
    const visit: SignalCommand = { type: 'RecordCheckIn', outcome: 'reached', followUpId, next };
    const visited = happened('CheckInDone', { outcome: 'reached', followUpId, next });
    byCaretaker.given(raised(), read, told, planned).when(visit).then(visited);
    byCaretaker
      .given(raised(), read, told, planned, visited)
      .when(record)
      .thenRefuses('nothing-to-follow-up');
  });

  it('cannot have happened tomorrow', () => {
    byCaretaker
      .given(raised())
      .when({ type: 'RecordCheckIn', outcome: 'reached', happenedAt: MONDAY_17, next })
      .thenRefuses('invalid-input', 'happenedAt');
  });

  it('tells the person concerned once, of a worry only, and also after closing', () => {
    const inform: SignalCommand = { type: 'RecordInforming', how: 'in-person' };
    const informed = happened('SubjectInformed', { how: 'in-person' });
    byCaretaker.given(raised(), read, told).when(inform).then(informed);
    byCaretaker.given(raised(), read, told, closed).when(inform).then(informed);
    byCaretaker.given(raised(), read, told, informed).when(inform).thenRefuses('already-informed');
    byCaretaker.given(raisedWish()).when(inform).thenRefuses('nobody-to-inform');
  });

  it('puts two messages side by side and never a message beside itself', () => {
    const linked = happened('SignalLinked', { otherSignalId: uuid('b2') });
    const link: SignalCommand = { type: 'LinkSignal', otherSignalId: uuid('b2') };
    const unlink: SignalCommand = { type: 'UnlinkSignal', otherSignalId: uuid('b2') };
    byCaretaker.given(raised()).when(link).then(linked);
    byCaretaker.given(raised(), linked).when(link).thenRefuses('already-linked');
    byCaretaker.given(raised(), read, closed).when(link).then(linked);
    byCaretaker
      .given(raised())
      .when({ ...link, otherSignalId: uuid('a1') })
      .thenRefuses('cannot-link-itself');
    byCaretaker
      .given(raised(), linked)
      .when(unlink)
      .then(happened('SignalUnlinked', { otherSignalId: uuid('b2') }));
    byCaretaker.given(raised()).when(unlink).thenRefuses('not-linked');
    byCaretaker.given(raised(), withdrawn).when(link).thenRefuses('signal-withdrawn');
  });
});

const missed = (promise: PromiseKind, before: string): SignalCommand => ({
  type: 'NoteMissedPromise',
  promise,
  before,
});

describe('answering', () => {
  it('gives a fixed sentence or own words, and not both', () => {
    const open = byCaretaker.given(raised(), read, told);
    open
      .when({ type: 'GiveFeedback', text: words('Dank je.') }, asTwice)
      .then(happened('FeedbackGiven', { text: words('Dank je.') }));
    open
      .when({ type: 'GiveFeedback', sentence: 'helped', text: words('Dank je.') })
      .thenRefuses('invalid-input');
    open.when({ type: 'GiveFeedback' }).thenRefuses('invalid-input');
    open.when({ type: 'GiveFeedback', sentence: 'taken-back' }).thenRefuses('invalid-input');
    open.when({ type: 'GiveFeedback', sentence: 'read' }).thenNothing();
  });

  it('notes a promise that passed, once, and only when it was not kept', () => {
    const readMissed = happened('PromiseMissed', { promise: 'read', before: MONDAY_17 });
    const now = MONDAY_17;
    byCaretaker.given(raised()).when(missed('read', MONDAY_17), { now }).then(readMissed);
    byCaretaker
      .given(raised())
      .when(missed('read', MONDAY_17), { now: '2026-11-23T15:59:59.999Z' })
      .thenNothing();
    byCaretaker.given(raised(), readMissed).when(missed('read', MONDAY_17), { now }).thenNothing();
    byCaretaker.given(raised(), read, told).when(missed('read', MONDAY_17), { now }).thenNothing();
    byCaretaker.given(raised()).when(missed('read', TUESDAY_17), { now: TUESDAY_17 }).thenNothing();
    byCaretaker.given(raised(), read, closed).when(missed('read', MONDAY_17), { now }).thenNothing();
  });

  it('notes that the duty officer did not read it within the hour, unless anybody did', () => {
    const before = '2026-11-22T02:13:00.000Z';
    const called = raised({ dutyReadBefore: before });
    const open = byCaretaker.given(called);
    open
      .when(missed('duty-read', before), { now: before })
      .then(happened('PromiseMissed', { promise: 'duty-read', before }));
    byCaretaker.given(called, read, told).when(missed('duty-read', before), { now: before }).thenNothing();
    byCaretaker.given(raised()).when(missed('duty-read', before), { now: before }).thenNothing();
  });

  it('does not take a read receipt for an answer', () => {
    byCaretaker
      .given(raised(), read, told)
      .when(missed('answer', WEDNESDAY_17), { now: WEDNESDAY_17 })
      .then(happened('PromiseMissed', { promise: 'answer', before: WEDNESDAY_17 }));
  });

  it('promises no answer to what a worker saw herself', () => {
    byCaretaker
      .given(raised({ origin: 'own-observation' }))
      .when(missed('answer', WEDNESDAY_17), { now: WEDNESDAY_17 })
      .thenNothing();
  });
});

describe('closing', () => {
  const close = { type: 'CloseSignal', reason: 'neighbour-contact' } as const;

  it('gives the sentence and the retention of its reason, and counts as the answer', () => {
    byCaretaker
      .given(raised(), read, told)
      .when(close)
      .then(
        happened('SignalClosed', {
          reason: 'neighbour-contact',
          sentence: 'neighbour-contact',
          retention: 'followed-up-12-months',
        }),
      );
  });

  it('has its own fixed sentence for a wish, an offer and a call for help, never the words for a worry', () => {
    const about = (kind: Kind) =>
      closingReason.options.filter((reason) => closingRules[reason].kinds.includes(kind));
    const own = (kind: Kind) => new Set(about(kind).map((reason) => closingSentence(reason, kind)));
    for (const kind of ['help', 'wish', 'offer'] as const)
      for (const aboutSomebodyElse of ['helped', 'handed-over', 'only-what-you-saw'] as const)
        expect(own(kind)).not.toContain(aboutSomebodyElse);
    expect(closingSentence('wish-met', 'offer')).toBe('offer-used');
    byCaretaker
      .given(raisedWish())
      .when({ ...close, reason: 'helped' })
      .then(
        happened('SignalRead', { next: { step: 'decide', before: MONDAY_17 } }),
        happened('SignalClosed', {
          reason: 'helped',
          sentence: 'arranged',
          retention: 'followed-up-12-months',
        }),
      );
  });

  it('takes a reason that fits the kind, and never one that is the neighbour’s', () => {
    byCaretaker
      .given(raised())
      .when({ ...close, reason: 'wish-met' })
      .thenRefuses('reason-does-not-fit');
    byCaretaker
      .given(raisedWish())
      .when({ ...close, reason: 'no-facts' })
      .thenRefuses('reason-does-not-fit');
    byCaretaker
      .given(raised())
      .when({ ...close, reason: 'withdrawn' })
      .thenRefuses('reason-does-not-fit');
  });

  it('is opened again by the neighbour, with the same hands and something to read', () => {
    const reopen: SignalCommand = {
      type: 'ReopenSignal',
      by: 'reporter',
      text: words('het is niet opgelost'),
      readFirst: [],
      clock,
    };
    byNeighbour
      .given(raised(), read, told, closed)
      .when(reopen)
      .then(
        happened('SignalReopened', {
          text: words('het is niet opgelost'),
          readFirst: [],
          owner: { role: 'social-caretaker', personId: CARETAKER },
          next: { step: 'read-message', before: MONDAY_17 },
        }),
      );
    byNeighbour.given(raised()).when(reopen).thenRefuses('signal-open');
    byNeighbour.given(raised(), withdrawn).when(reopen).thenRefuses('signal-withdrawn');
    byNeighbour.given().when(reopen).thenRefuses('not-found');
  });

  it('leaves an open question and a plan behind', () => {
    const reopened: SignalEvent = happened('SignalReopened', {
      readFirst: [],
      owner: { role: 'social-caretaker', personId: CARETAKER },
      next: { step: 'decide', before: MONDAY_17 },
    });
    byNeighbour
      .given(raised(), read, told, asked, closed, reopened)
      .when({ type: 'AnswerQuestion', questionId: QUESTION, answer: 'yes', readFirst: [], clock })
      .thenRefuses('no-open-question');
  });
});

describe('taking back', () => {
  it('is the neighbour’s at any time, once', () => {
    byNeighbour.given(raised()).when({ type: 'WithdrawSignal' }).then(withdrawn);
    byNeighbour.given(raised(), read, told, closed).when({ type: 'WithdrawSignal' }).then(withdrawn);
    byNeighbour.given(raised(), withdrawn).when({ type: 'WithdrawSignal' }).thenNothing();
    byNeighbour.given().when({ type: 'WithdrawSignal' }).thenRefuses('not-found');
  });
});
