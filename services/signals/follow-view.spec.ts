import type { Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { type SignalEvent, signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { sentence, step, theme } from '@bijspringen/contracts/signals/values.ts';
import { followView as followViewSchema } from '@bijspringen/contracts/signals/views.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followView } from './follow-view.ts';
import { type OpenedEvent, openEvent, VISIBLE_TO_REPORTER } from './opened-event.ts';
import { signalDecider } from './signal.decider.ts';
import {
  CARETAKER,
  caretaker,
  closed,
  happened,
  NOW,
  neighbour,
  raised,
  read,
  told,
  uuid,
} from './signal.fixture.ts';

const catalogue = createCatalogue({ signal: signalEvents }, {});
const RUNS = 300;
const SEED = 20_261_122;
/** Planted where the neighbour must never look; every one is different, so that a find says where it came from. */
const planted = (where: string) => `INTERN-${where}`;
const shown = (where: string) => `voor-de-buur-${where}`;
const next = { step: 'check-in', before: NOW } as const;

/** A vault that gives back the words that stand for the sealed ones, and remembers what it was asked to open. */
function vaultOf(opened: string[] = []) {
  return {
    open<T>(field: Sealed<T>): T | typeof FORGOTTEN {
      const plain = String(field);
      opened.push(plain);
      return (plain === 'forgotten' ? FORGOTTEN : plain) as T | typeof FORGOTTEN;
    },
  };
}
const words = (text: string) => text as unknown as Sealed<string>;

/** One of each event that the team makes, with a text of its own in every internal field. */
const internal: SignalEvent[] = [
  happened('SignalTriaged', {
    themes: [...theme.options],
    urgency: 'today',
    note: words(planted('triage')),
    next,
  }),
  happened('SignalAssigned', { owner: { role: 'coordinator', personId: uuid('9a') }, next }),
  happened('NoteAdded', { note: words(planted('note')) }),
  happened('SignalLinked', { otherSignalId: uuid('9b') }),
  happened('SignalUnlinked', { otherSignalId: uuid('9b') }),
  happened('CheckInDone', {
    outcome: 'does-not-want',
    wish: words(planted('wish')),
    note: words(planted('check-in')),
    next,
  }),
  happened('FollowUpPlanned', { followUpId: uuid('9c'), what: words(planted('what')), next }),
  happened('FollowUpDone', { followUpId: uuid('9c'), note: words(planted('follow-up')), next }),
  happened('SubjectInformed', { how: 'by-letter', note: words(planted('informed')) }),
  happened('PromiseMissed', { promise: 'read', before: NOW }),
];

const conversation: SignalEvent[] = [
  read,
  told,
  happened('QuestionAsked', {
    questionId: uuid('e1'),
    text: words(shown('question')),
    next: { step: 'await-answer', before: NOW },
  }),
  happened('QuestionAnswered', {
    questionId: uuid('e1'),
    text: words(shown('answer')),
    readFirst: ['words-suicide'],
    next: { step: 'read-answer', before: NOW },
  }),
  happened('MessageAdded', {
    text: words(shown('message')),
    readFirst: [],
    next: { step: 'read-message', before: NOW },
  }),
  happened('FeedbackGiven', { text: words(shown('feedback')) }),
];

const ending: SignalEvent[] = [
  happened('SignalClosed', {
    reason: 'malicious',
    sentence: 'only-what-you-saw',
    retention: 'malicious-14-days',
    note: words(planted('closing')),
  }),
];

const reopened = (by: 'text' | 'note') =>
  happened('SignalReopened', {
    [by]: words(by === 'text' ? shown('reopening') : planted('reopening')),
    readFirst: [],
    owner: { role: 'social-caretaker', personId: CARETAKER },
    next,
  });

const start = raised({
  text: words(shown('raised')),
  place: words(planted('place')),
  contact: words(planted('contact')),
  readFirst: ['gate-suicide'],
  followCodeHmac: planted('hmac'),
});

function record(events: readonly SignalEvent[]): RecordedEvent[] {
  return events.map((event, version) => ({
    id: uuid(version),
    type: event.type,
    schemaVersion: 1,
    data: event.data,
    metadata: {
      at: NOW,
      actor:
        FROM_NEIGHBOUR.has(event.type) || (event.type === 'SignalReopened' && 'text' in event.data)
          ? neighbour
          : caretaker,
    } as Metadata,
    stream: `signal-${uuid('a1')}`,
    version,
    position: `test:${version}`,
  }));
}
const FROM_NEIGHBOUR = new Set(['SignalRaised', 'QuestionAnswered', 'MessageAdded', 'SignalWithdrawn']);

function viewOf(events: readonly SignalEvent[], opened: string[] = []) {
  const opening = {
    catalogue,
    vault: vaultOf(opened),
    purpose: 'follow',
    visible: VISIBLE_TO_REPORTER,
  } as const;
  const openedEvents: OpenedEvent[] = record(events).map((event) => openEvent(event, opening));
  return followView(events.reduce(signalDecider.evolve, signalDecider.initialState), openedEvents);
}

describe('what somebody with the code reads', () => {
  it('is every word that was theirs or meant for them', () => {
    const view = viewOf([start, ...conversation, ...ending, reopened('text')]);
    expect(followViewSchema.parse(view)).toEqual(view);
    const text = JSON.stringify(view);
    for (const where of ['raised', 'question', 'answer', 'message', 'feedback', 'reopening'])
      expect(text).toContain(shown(where));
  });

  it('never holds an internal text, a name, a colleague, a theme or another signal, in whatever order things happen', () => {
    const middle = fc.shuffledSubarray([...internal, ...conversation], { minLength: 1 });
    const property = fc.property(middle, fc.boolean(), (events, isClosed) => {
      const opened: string[] = [];
      const story = [start, ...events, ...(isClosed ? [...ending, reopened('note')] : [])];
      const text = JSON.stringify(viewOf(story, opened));
      expect(text).not.toContain('INTERN');
      // Not even opened: nothing internal is decrypted for this purpose.
      expect(opened.filter((plain) => plain.includes('INTERN'))).toEqual([]);
      for (const hidden of [CARETAKER, uuid('9a'), uuid('9b'), uuid('9c'), 'malicious', 'personId', 'note'])
        expect(text).not.toContain(hidden);
      for (const word of theme.options) expect(text).not.toContain(`"${word}"`);
      for (const word of step.options)
        if (!ALSO_A_LINE.includes(word)) expect(text).not.toContain(`"${word}"`);
    });
    fc.assert(property, { numRuns: RUNS, seed: SEED });
  });

  it('plants a text in every personal field there is, so that the proof stays one when events grow', () => {
    const all = [start, ...internal, ...conversation, ...ending, reopened('text'), reopened('note')];
    for (const type of Object.keys(signalEvents))
      for (const { name } of catalogue.personalFieldsOf(type)) {
        const holds = all.some((event) => event.type === type && name in event.data);
        expect({ type, name, holds }).toEqual({ type, name, holds: true });
      }
  });

  it('says that the duty officer was called, until somebody read it', () => {
    const called = raised({ dutyReadBefore: '2026-11-22T02:13:00.000Z' });
    const notKept = happened('PromiseMissed', { promise: 'duty-read', before: '2026-11-22T02:13:00.000Z' });
    expect(viewOf([called])).toMatchObject({ dutyCalledBefore: '2026-11-22T02:13:00.000Z', missed: [] });
    expect(viewOf([called, notKept])).toMatchObject({ missed: ['duty-read'] });
    for (const view of [viewOf([called, read]), viewOf([called, read, closed]), viewOf([start])])
      expect(view).not.toHaveProperty('dutyCalledBefore');
  });

  it('says null where the words were forgotten', () => {
    const view = viewOf([raised({ text: words('forgotten') })]);
    expect(view?.lines[0]).toMatchObject({ what: 'raised', text: null });
  });

  it('shows the question that stands open, until it is answered or closed', () => {
    const [, , question, answer] = conversation;
    if (!question || !answer) throw new Error('no question');
    expect(viewOf([start, question])?.openQuestion).toEqual({
      questionId: uuid('e1'),
      text: shown('question'),
    });
    expect(viewOf([start, question, answer])?.openQuestion).toBeNull();
    expect(viewOf([start, question, closed])?.openQuestion).toBeNull();
  });

  it('is nothing at all after taking it back', () => {
    const withdrawn = happened('SignalWithdrawn', { retention: 'withdrawn-at-once' });
    expect(viewOf([start, ...conversation, withdrawn])).toBeNull();
  });

  it('gives the fixed sentences, of which all may be shown', () => {
    for (const each of sentence.options) {
      const view = viewOf([start, happened('FeedbackGiven', { sentence: each })]);
      expect(view?.lines.at(-1)).toEqual({ what: 'sentence', at: NOW, from: 'us', sentence: each });
    }
  });
});

/** A step and a promise or line share this word. */
const ALSO_A_LINE: readonly string[] = ['read'];
