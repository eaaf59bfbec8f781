import { DatabaseSync } from 'node:sqlite';
import type { Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { describe, expect, it } from 'vitest';
import {
  clock,
  closed,
  happened,
  MONDAY_17,
  NOW,
  raised,
  read,
  told,
  uuid,
  WEDNESDAY_17,
  withdrawn,
  words,
} from './signal.fixture.ts';
import { projection } from './signals.projection.ts';
import { createSignalRows } from './signals.queries.ts';

const A = uuid('a1');
const B = uuid('b2');
const next = { step: 'decide', before: MONDAY_17 } as const;
const asked = happened('QuestionAsked', { questionId: uuid('e1'), ready: 'still-so', next });
const reopened = happened('SignalReopened', {
  readFirst: [],
  owner: { role: 'social-caretaker', personId: uuid('ca') },
  next,
});

/** The rows after these events, each on its own signal. */
function rowsAfter(...story: readonly [string, SignalEvent, string?][]) {
  const database = new DatabaseSync(':memory:');
  database.exec(projection.schema);
  const take = projection.open(database);
  story.forEach(([signalId, event, at = NOW], index) => {
    take({
      id: uuid(index),
      type: event.type,
      schemaVersion: 1,
      data: JSON.parse(JSON.stringify(event.data)),
      metadata: { at, districtId: uuid('d1'), organisationId: uuid('ee') } as Metadata,
      stream: `signal-${signalId}`,
      version: index,
      position: `test:${index}`,
    } satisfies RecordedEvent);
  });
  return createSignalRows({ readModel: () => ({ projection, database: () => database }) });
}

describe('the rows of signals', () => {
  it('know where a code leads, and the first to come keeps it', () => {
    const rows = rowsAfter([A, raised()], [B, raised()]);
    expect(rows.byFollowCode('a1')).toMatchObject({ signalId: A, districtId: uuid('d1'), status: 'open' });
    expect(rows.byFollowCode('b2')).toBeNull();
    expect(rows.byId(B)).toMatchObject({ signalId: B });
    expect(rows.byId(uuid('c3'))).toBeNull();
  });

  it('keep no sealed word of what was taken back, and still know its code', () => {
    const rows = rowsAfter([A, raised()], [A, withdrawn]);
    expect(rows.byId(A)).toMatchObject({ status: 'withdrawn', place: null, text: null });
    expect(rows.byFollowCode('a1')).toMatchObject({ status: 'withdrawn' });
    expect(rows.raisedSince(NOW, 10)).toEqual([]);
  });

  it('tell what was raised since a moment', () => {
    const later = '2026-11-23T09:00:00.000Z';
    const rows = rowsAfter([A, raised()], [B, raised({ followCodeHmac: 'b2' }), later]);
    expect(rows.raisedSince(later, 10).map((row) => row.signalId)).toEqual([B]);
    expect(rows.raisedSince(NOW, 1).map((row) => row.signalId)).toEqual([A]);
  });
});

const open = (...story: readonly SignalEvent[]) =>
  rowsAfter(...story.map((event) => [A, event] as [string, SignalEvent]))
    .openPromises(10)
    .map(({ promise, before }) => `${promise} ${before}`);

describe('open promises', () => {
  const both = [`read ${clock.readBefore}`, `answer ${clock.answerBefore}`];

  it('stand from the start, earliest first', () => {
    expect(open(raised())).toEqual(both);
    expect(rowsAfter([A, raised()]).openPromises(1)).toHaveLength(1);
  });

  it('are kept by reading and by a human answer, and a receipt is none', () => {
    expect(open(raised(), read, told)).toEqual([both[1]]);
    expect(open(raised(), read, happened('FeedbackGiven', { sentence: 'advice' }))).toEqual([]);
    expect(open(raised(), read, happened('FeedbackGiven', { text: words('dank je') }))).toEqual([]);
    expect(open(raised(), read, asked)).toEqual([]);
  });

  it('of the duty officer end when anybody read it', () => {
    const called = raised({ dutyReadBefore: NOW });
    expect(open(called)).toEqual([`duty-read ${NOW}`, ...both]);
    expect(open(called, read)).toEqual([both[1]]);
    expect(open(called, happened('PromiseMissed', { promise: 'duty-read', before: NOW }))).toEqual(both);
  });

  it('end once they were missed, one by one', () => {
    const missed = happened('PromiseMissed', { promise: 'read', before: MONDAY_17 });
    expect(open(raised(), missed)).toEqual([both[1]]);
    expect(
      open(raised(), missed, happened('PromiseMissed', { promise: 'answer', before: WEDNESDAY_17 })),
    ).toEqual([]);
  });

  it('end with closing and taking back, and do not come back with opening again', () => {
    expect(open(raised(), read, closed)).toEqual([]);
    expect(open(raised(), withdrawn)).toEqual([]);
    expect(open(raised(), read, closed, reopened)).toEqual([]);
  });

  it('of an answer are not given to what a worker saw herself', () => {
    expect(open(raised({ origin: 'own-observation' }))).toEqual([both[0]]);
  });
});
