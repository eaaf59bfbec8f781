import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import type { Gate, ReadFirst } from '@bijspringen/contracts/signals/values.ts';
import { sealedFor } from '@bijspringen/kernel/testing/sealed-for.ts';
import { describe, expect, it } from 'vitest';
import { causeOf, handlingOf } from './causes.policy.ts';

const PERSON = '000000f1-0000-4000-8000-000000000000';
const AT = '2026-11-22T01:13:00.000Z';
const next = { step: 'read', before: AT } as const;

function raised(readFirst: ReadFirst[], gate?: Gate): SignalEvent {
  return {
    type: 'SignalRaised',
    data: {
      kind: 'concern',
      origin: 'public',
      text: sealedFor('matter', 'gordijne dicht'),
      followCodeHmac: 'a1',
      language: 'nl',
      readFirst,
      ...(gate === undefined ? {} : { gate }),
      isLate: false,
      readBefore: AT,
      answerBefore: AT,
      owner: { role: 'social-caretaker' },
      next,
    },
  };
}

const atNight = (event: SignalEvent | CrisisEvent) => causeOf(event, () => false);
const atWork = (event: SignalEvent | CrisisEvent) => causeOf(event, () => true);

describe('what calls the duty officer', () => {
  it('is a yes at the gate or 112 called, at any hour', () => {
    const injured = raised(['gate-injured'], { dangers: ['injured'], emergencyCalled: 'no' });
    const called = raised(['gate-112-called'], { dangers: [], emergencyCalled: 'yes' });
    for (const each of [injured, called]) expect([atNight(each), atWork(each)]).toEqual(['gate', 'gate']);
  });

  it('is "lees eerst" when nobody is at work, in a first message and in every later one', () => {
    const no: Gate = { dangers: [], emergencyCalled: 'unknown' };
    const text = sealedFor('matter', 'hij heeft een mes');
    const readFirst: ReadFirst[] = ['words-emergency'];
    const grave: SignalEvent[] = [
      raised(['words-suicide'], no),
      raised(['worker-asks']),
      { type: 'MessageAdded', data: { text, readFirst, next } },
      { type: 'QuestionAnswered', data: { questionId: PERSON, text, readFirst, next } },
      { type: 'SignalReopened', data: { text, readFirst, owner: { role: 'coordinator' }, next } },
    ];
    for (const each of grave) expect([atNight(each), atWork(each)]).toEqual(['read-first', null]);
    expect(atNight(raised([], no))).toBeNull();
    expect(atNight({ type: 'MessageAdded', data: { text, readFirst: [], next } })).toBeNull();
  });

  it('is a worker who says that it cannot wait, and no other urgency', () => {
    const triaged = (urgency: 'now' | 'today' | 'ordinary') =>
      atWork({ type: 'SignalTriaged', data: { themes: [], urgency, next } });
    expect([triaged('now'), triaged('today'), triaged('ordinary')]).toEqual(['urgent', null, null]);
  });
});

describe('what ends a call', () => {
  const person: Actor = { kind: 'person', personId: PERSON, role: 'social-caretaker' };
  const timer: Actor = { kind: 'system', part: 'timer' };
  const stoodDown: CrisisEvent = {
    type: 'StoodDown',
    data: { because: 'sixty-minutes', personIds: [], askedPersonIds: [] },
  };

  it('is work of a person, and nothing that happens by itself or that the neighbour does', () => {
    const read: SignalEvent = { type: 'SignalRead', data: { next } };
    expect(handlingOf(read, person)).toMatchObject({ personId: PERSON, endsOwn: false });
    const triaged: SignalEvent = { type: 'SignalTriaged', data: { themes: [], urgency: 'today', next } };
    // A look is of one who has to come; a decision counts, whoever made it.
    expect([handlingOf(read, person)?.mustHaveDuty, handlingOf(triaged, person)?.mustHaveDuty]).toEqual([
      true,
      false,
    ]);
    expect(handlingOf(read, timer)).toBeNull();
    expect(handlingOf(stoodDown, timer)).toBeNull();
    expect(
      handlingOf({ type: 'SignalWithdrawn', data: { retention: 'withdrawn-at-once' } }, person),
    ).toBeNull();
    expect(handlingOf({ type: 'NoteAdded', data: { note: sealedFor('matter', 'x') } }, person)).toBeNull();
  });

  it('is never a decision about something else: who is not safe goes on calling', () => {
    const { whys } = handlingOf(stoodDown, person) ?? { whys: [] };
    expect(whys).toContain('reporter-wrote');
    for (const why of ['unsafe', 'missed-check', 'more-help', 'talk-now']) expect(whys).not.toContain(why);
  });
});
