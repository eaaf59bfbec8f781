import type { Actor, Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import { signalView as signalViewSchema } from '@bijspringen/contracts/signals/views.ts';
import { describe, expect, it } from 'vitest';
import type { OpenedEvent } from './opened-event.ts';
import { signalDecider } from './signal.decider.ts';
import {
  CARETAKER,
  COORDINATOR,
  caretaker,
  closed,
  happened,
  MONDAY_17,
  NOW,
  neighbour,
  raised,
  read,
  TUESDAY_17,
  told,
  uuid,
  withdrawn,
  words,
} from './signal.fixture.ts';
import { signalView } from './signal-view.ts';

const next = { step: 'check-in', before: TUESDAY_17 } as const;
const triaged = happened('SignalTriaged', {
  themes: ['grief'],
  urgency: 'today',
  note: words('notitie'),
  next,
});
const wrote = happened('MessageAdded', {
  text: words('nog iets'),
  readFirst: ['words-suicide'],
  next: { step: 'read-message', before: MONDAY_17 },
});
const system: Actor = { kind: 'system', part: 'timer' };
const BY: Partial<Record<SignalEvent['type'], Actor>> = {
  SignalRaised: neighbour,
  MessageAdded: neighbour,
  SignalWithdrawn: neighbour,
  PromiseMissed: system,
};

function viewOf(events: readonly SignalEvent[], viewerId = CARETAKER) {
  const opened = events.map(
    ({ type, data }, index) =>
      ({
        type,
        data,
        eventId: uuid(index),
        metadata: { at: NOW, actor: BY[type] ?? caretaker } as Metadata,
        position: `test:${index}`,
      }) as unknown as OpenedEvent,
  );
  return signalView({
    signalId: uuid('a1'),
    signal: events.reduce(signalDecider.evolve, signalDecider.initialState),
    events: opened,
    viewerId,
    workers: [
      { personId: CARETAKER, name: 'Huismeester', roles: ['social-caretaker'] },
      { personId: COORDINATOR, name: null, roles: ['coordinator'] },
    ],
    hints: [],
    linked: [],
    suggestion: null,
  });
}

describe('what a worker reads', () => {
  it('fits its schema at every moment of a story', () => {
    const story = [
      raised({ readFirst: ['gate-child'] }),
      read,
      told,
      triaged,
      happened('SignalAssigned', { owner: { role: 'coordinator', personId: COORDINATOR }, next }),
      happened('NoteAdded', { note: words('notitie') }),
      happened('SignalLinked', { otherSignalId: uuid('b2') }),
      happened('SignalUnlinked', { otherSignalId: uuid('b2') }),
      happened('QuestionAsked', { questionId: uuid('e1'), ready: 'still-so', next }),
      happened('QuestionAnswered', { questionId: uuid('e1'), answer: 'yes', readFirst: [], next }),
      happened('FollowUpPlanned', { followUpId: uuid('f1'), what: words('langsgaan'), next }),
      happened('CheckInDone', { outcome: 'not-home', followUpId: uuid('f1'), wish: words('rust'), next }),
      happened('FollowUpPlanned', { followUpId: uuid('f2'), next }),
      happened('FollowUpDone', { followUpId: uuid('f2'), next }),
      happened('SubjectInformed', { how: 'by-letter' }),
      happened('FeedbackGiven', { text: words('dank je') }),
      wrote,
      happened('PromiseMissed', { promise: 'read', before: MONDAY_17 }),
      closed,
      happened('SignalReopened', {
        note: words('toch'),
        readFirst: [],
        owner: { role: 'coordinator' },
        next,
      }),
      withdrawn,
    ];
    for (let length = 1; length <= story.length; length++) {
      const view = viewOf(story.slice(0, length));
      expect(signalViewSchema.parse(view)).toEqual(view);
      expect(view.timeline).toHaveLength(length);
    }
  });

  it('says of each line who wrote it and who reads it', () => {
    const { timeline } = viewOf([raised(), read, told, triaged, wrote], COORDINATOR);
    expect(timeline.map(({ what, by, readers }) => `${what} ${by} ${readers}`)).toEqual([
      'raised neighbour neighbour',
      'read colleague team',
      'feedback colleague neighbour',
      'triaged colleague team',
      'message neighbour neighbour',
    ]);
    expect(viewOf([raised(), read]).timeline[1]?.by).toBe('you');
  });

  it('keeps a reason to read first until somebody decides, and a later one until they decide again', () => {
    const first = raised({ readFirst: ['gate-child'] });
    expect(viewOf([first]).readFirst).toEqual(['gate-child']);
    expect(viewOf([first, read, told]).readFirst).toEqual(['gate-child']);
    expect(viewOf([first, read, told, triaged]).readFirst).toEqual([]);
    expect(viewOf([first, read, told, triaged, wrote]).readFirst).toEqual(['words-suicide']);
  });

  it('offers only colleagues whose name is known', () => {
    expect(viewOf([raised()]).colleagues).toEqual([
      { personId: CARETAKER, name: 'Huismeester', isYou: true },
    ]);
    expect(viewOf([raised()]).owner).toMatchObject({ isYou: true, name: 'Huismeester' });
  });

  it('shows of what was taken back only that it was there', () => {
    const view = viewOf([raised({ readFirst: ['gate-child'] }), withdrawn]);
    expect(view).toMatchObject({
      status: 'withdrawn',
      closedFor: 'withdrawn',
      readFirst: [],
      text: null,
      place: null,
      owner: null,
      next: null,
      colleagues: [],
    });
    expect(view.gate).toBeUndefined();
  });
});
