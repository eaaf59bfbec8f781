import { DatabaseSync } from 'node:sqlite';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import {
  type ClosingReason,
  closingReason,
  closingRules,
  type Theme,
} from '@bijspringen/contracts/signals/values.ts';
import { UnknownEventType } from '@bijspringen/kernel/errors.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { sealedFor } from '@bijspringen/kernel/testing/sealed-for.ts';
import { describe, expect, it } from 'vitest';
import { projection } from './queue.projection.ts';
import { districtPositions, openIds, openRows } from './queue-rows.ts';
import {
  CARETAKER,
  COLLEAGUE,
  ELSEWHERE,
  happened,
  MONDAY_17,
  raised,
  recorded,
  TUESDAY_17,
  uuid,
  WATERKANT,
  WEDNESDAY_17,
} from './signal-events.fixture.ts';

const decide = { step: 'decide', before: MONDAY_17 } as const;
const checkIn = { step: 'check-in', before: TUESDAY_17 } as const;
const readMessage = { step: 'read-message', before: MONDAY_17 } as const;
const read = happened('SignalRead', { next: decide });
const wrote = happened('MessageAdded', {
  text: sealedFor('matter', 'nog iets'),
  readFirst: [],
  next: readMessage,
});
const triaged = (urgency: 'now' | 'today' | 'ordinary') =>
  happened('SignalTriaged', { themes: [], urgency, next: checkIn });
const triedIt = (outcome: 'reached' | 'not-home' | 'does-not-want' | 'call-back') =>
  happened('CheckInDone', { outcome, next: checkIn });
const closedFor = (reason: ClosingReason) =>
  happened('SignalClosed', {
    reason,
    sentence: closingRules[reason].sentence,
    retention: closingRules[reason].retention,
  });
const closed = closedFor('helped');
const told = happened('SubjectInformed', { how: 'in-person' });
const wish = raised({ kind: 'wish', informBefore: undefined });
const reopened = happened('SignalReopened', {
  readFirst: [],
  owner: { role: 'social-caretaker', personId: CARETAKER },
  next: readMessage,
});

function built(events: readonly RecordedEvent[]): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(projection.schema);
  const take = projection.open(database);
  for (const event of events) take(event);
  return database;
}

/** The row of one signal after these events; undefined when it is not open. */
function rowAfter(...events: readonly SignalEvent[]) {
  const [row] = openRows(built(events.map((event) => recorded(event))), WATERKANT);
  return row;
}

describe('a row of the queue', () => {
  it('keeps what was written sealed, and what the day needs in plain', () => {
    const text = sealedFor('matter', 'post steekt uit de bus');
    const place = sealedFor('matter', 'Lisdodde');
    const event = raised({ text, place, seen: 'longer', spoken: 'wants-help', readFirst: ['words-suicide'] });
    expect(rowAfter(event)).toMatchObject({
      signalId: uuid('a1'),
      kind: 'concern',
      text,
      place,
      seen: 'longer',
      wantsHelpToTalk: true,
      owner: { role: 'social-caretaker', personId: CARETAKER },
      step: 'read',
      nextBefore: MONDAY_17,
      isRead: false,
      isAnswered: false,
      isInformed: false,
      readFirst: ['words-suicide'],
      cause: 'new',
    });
  });

  it('keeps the step and the moment of the last decision, and who picks it up', () => {
    const assigned = happened('SignalAssigned', {
      owner: { role: 'social-caretaker', personId: COLLEAGUE },
      next: checkIn,
    });
    expect(rowAfter(raised(), read, triaged('ordinary'), assigned)).toMatchObject({
      step: 'check-in',
      nextBefore: TUESDAY_17,
      owner: { personId: COLLEAGUE },
      cause: 'planned',
      isRead: true,
    });
  });

  it('stays new after it was read, until somebody decides', () => {
    expect(rowAfter(raised(), read)).toMatchObject({ isRead: true, cause: 'new' });
    expect(rowAfter(raised(), read, triaged('ordinary'))).toMatchObject({ cause: 'planned' });
  });

  it('knows an answer from "ik heb je bericht gelezen"', () => {
    expect(rowAfter(raised(), happened('FeedbackGiven', { sentence: 'read' }))).toMatchObject({
      isAnswered: false,
    });
    const contact = happened('FeedbackGiven', { sentence: 'contact-made' });
    expect(rowAfter(raised(), contact)).toMatchObject({ isAnswered: true });
  });

  it('counts a question as an answer by a human, and knows when the answer came back', () => {
    const asked = happened('QuestionAsked', {
      questionId: uuid('f1'),
      ready: 'still-so',
      next: { step: 'await-answer', before: WEDNESDAY_17 },
    });
    const answered = happened('QuestionAnswered', {
      questionId: uuid('f1'),
      answer: 'yes',
      readFirst: [],
      next: { step: 'read-answer', before: MONDAY_17 },
    });
    expect(rowAfter(raised(), read, asked)).toMatchObject({ isAnswered: true, step: 'await-answer' });
    expect(rowAfter(raised(), read, asked, answered)).toMatchObject({
      cause: 'answer-came',
      step: 'read-answer',
    });
  });

  it('owes nobody an answer to what a worker saw herself', () => {
    expect(rowAfter(raised({ origin: 'own-observation' }))).toMatchObject({ isAnswered: true });
    expect(rowAfter(raised({ origin: 'told' }))).toMatchObject({ isAnswered: false });
  });

  it('says that the neighbour wrote, but leaves new what nobody has read', () => {
    expect(rowAfter(raised(), wrote)).toMatchObject({ cause: 'new' });
    expect(rowAfter(raised(), read, triaged('ordinary'), wrote)).toMatchObject({ cause: 'neighbour-wrote' });
  });

  it('keeps "lees eerst" when it is read or asked about, and lets go when a human decides', () => {
    const worry = raised({ readFirst: ['gate-child'] });
    const asked = happened('QuestionAsked', {
      questionId: uuid('f1'),
      ready: 'still-so',
      next: { step: 'await-answer', before: WEDNESDAY_17 },
    });
    expect(rowAfter(worry, read, asked)).toMatchObject({ readFirst: ['gate-child'] });
    expect(rowAfter(worry, read, triaged('ordinary'))).toMatchObject({ readFirst: [] });
    expect(rowAfter(worry, read, triedIt('not-home'))).toMatchObject({ readFirst: [] });
  });

  it('adds the reasons of a later message to those that stand, each once', () => {
    const worse = happened('MessageAdded', {
      text: sealedFor('matter', 'voor mij hoeft t niet meer'),
      readFirst: ['words-suicide', 'gate-child'],
      next: readMessage,
    });
    const row = rowAfter(raised({ readFirst: ['gate-child'] }), worse);
    expect(row?.readFirst).toEqual(['gate-child', 'words-suicide']);
  });

  it('stays urgent while nobody was reached', () => {
    expect(rowAfter(raised(), read, triaged('today'))).toMatchObject({ urgent: 'today' });
    expect(rowAfter(raised(), read, triaged('now'))).toMatchObject({ urgent: 'now' });
    expect(rowAfter(raised(), read, triaged('today'), triedIt('not-home'))).toMatchObject({
      urgent: 'tried',
      lastOutcome: 'not-home',
      wasReached: false,
    });
    const reached = rowAfter(raised(), triaged('today'), triedIt('reached'), triedIt('not-home'));
    expect(reached).toMatchObject({ urgent: 'no', lastOutcome: 'not-home', wasReached: true });
  });

  it('knows that the person was told', () => {
    expect(rowAfter(raised(), happened('SubjectInformed', { how: 'in-person' }))).toMatchObject({
      isInformed: true,
    });
  });

  it('is the same however many other messages are linked to it', () => {
    const linked = Array.from({ length: 9 }, (_, index) =>
      happened('SignalLinked', { otherSignalId: uuid(index) }),
    );
    expect(rowAfter(raised(), ...linked)).toEqual(rowAfter(raised()));
  });
});

describe('a signal that is closed, reopened or taken back', () => {
  it('is not in the day once it is closed and nobody has to be told', () => {
    expect(rowAfter(raised(), read, told, closed)).toBeUndefined();
    expect(rowAfter(wish, read, closed)).toBeUndefined();
  });

  it('stays until the person was told, where the law asks that', () => {
    expect(rowAfter(raised(), read, closed)).toMatchObject({ isOpen: false, isInformed: false });
    expect(rowAfter(raised(), read, closed, told)).toBeUndefined();
    expect(rowAfter(raised(), read, closed, reopened)).toMatchObject({ isOpen: true });
    expect(rowAfter(raised(), read, closed, reopened, told)).toMatchObject({
      isOpen: true,
      isInformed: true,
    });
  });

  it('goes at once when a human said that it is not about a person', () => {
    const about = (...themes: Theme[]) =>
      happened('SignalTriaged', { themes, urgency: 'ordinary', next: checkIn });
    const handedOver = closedFor('handed-over');
    expect(rowAfter(raised(), about('public-space'))?.informBefore).toBeNull();
    expect(rowAfter(raised(), about('public-space'), handedOver)).toBeUndefined();
    expect(rowAfter(raised(), about('public-space', 'loneliness'), handedOver)).toBeDefined();
    expect(rowAfter(raised(), about('public-space'), about('grief'), handedOver)).toBeDefined();
  });

  it('goes at once for a reason after which nobody is told', () => {
    const gone = closingReason.options.filter((reason) => !rowAfter(raised(), read, closedFor(reason)));
    expect(gone.sort()).toEqual(
      ['malicious', 'no-facts', 'not-our-purpose', 'nothing-wrong', 'wish-met', 'withdrawn'].sort(),
    );
  });

  it('comes back with its words when the neighbour says that it is not solved', () => {
    const text = sealedFor('matter', 'stoepkrijt');
    expect(rowAfter(raised({ text }), read, closed, reopened)).toMatchObject({
      text,
      cause: 'reopened',
      reopenedBy: 'reporter',
      isAnswered: true,
      step: 'read-message',
    });
  });

  it('says that a worker reopened it', () => {
    const actor = { kind: 'person', personId: CARETAKER, role: 'social-caretaker' } as const;
    const events = [recorded(raised()), recorded(closed), recorded(reopened, { actor })];
    expect(openRows(built(events), WATERKANT)[0]).toMatchObject({ reopenedBy: 'worker' });
  });

  it('leaves nothing behind when it was taken back', () => {
    const database = built([
      recorded(raised()),
      recorded(happened('SignalWithdrawn', { retention: 'withdrawn-at-once' })),
    ]);
    expect(database.prepare('SELECT count(*) AS n FROM signals').get()).toEqual({ n: 0 });
  });
});

describe('the projection of the queue', () => {
  const events = [
    recorded(raised(), { signalId: uuid('a1') }),
    recorded(wish, { signalId: uuid('a2') }),
    recorded(raised(), { signalId: uuid('a3'), districtId: ELSEWHERE }),
    recorded(read, { signalId: uuid('a2') }),
    recorded(triaged('today'), { signalId: uuid('a1') }),
    recorded(closed, { signalId: uuid('a2') }),
  ];

  it('gives a district its own signals only, and says where its queue changed last', () => {
    const database = built(events);
    expect(openRows(database, WATERKANT).map((row) => row.signalId)).toEqual([uuid('a1')]);
    expect(openRows(database, ELSEWHERE).map((row) => row.signalId)).toEqual([uuid('a3')]);
    expect(openIds(database)).toEqual(new Set([uuid('a1'), uuid('a3')]));
    expect(districtPositions(database)).toEqual(
      new Map([
        [WATERKANT, events[5]?.position],
        [ELSEWHERE, events[2]?.position],
      ]),
    );
  });

  it('is rebuilt to the same rows', () => {
    const dump = (database: DatabaseSync) =>
      ['signals', 'districts'].map((table) => database.prepare(`SELECT * FROM ${table}`).all());
    expect(dump(built(events))).toEqual(dump(built(events)));
    expect(dump(built(events))[0]).toHaveLength(3);
  });

  it('passes by what is not about a signal, and stops at a signal event that it does not know', () => {
    const event = recorded(raised());
    expect(() => built([{ ...event, stream: `person-${uuid('a1')}`, type: 'PersonInvited' }])).not.toThrow();
    expect(() => built([{ ...event, type: 'SignalPraised' }])).toThrow(UnknownEventType);
  });
});
