import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import { type SignalEvent, signalEvents } from '@bijspringen/contracts/signals/events.ts';
import {
  closingRules,
  type Kind,
  type ReadFirst,
  type ReadyQuestion,
  readyAnswer,
  readyQuestions,
  type Theme,
} from '@bijspringen/contracts/signals/values.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signalDecider } from './signal.decider.ts';
import { CARETAKER, COORDINATOR, caretaker, clock, NOW, raise, uuid, words } from './signal.fixture.ts';
import type { Signal } from './signal.state.ts';

const RUNS = 1_500;
/** The same stories each time, so that a run says something about the code and not about luck. */
const SEED = 20_261_122;
const HOUR_MS = 60 * 60 * 1_000;

const anId = fc.constantFrom(uuid('e1'), uuid('e2'), uuid('e3'));
const aStep = fc.constantFrom('check-in', 'decide', 'find-match', 'read') as fc.Arbitrary<'check-in'>;
const aNext = fc.record({
  step: aStep,
  before: fc.constantFrom(NOW, clock.readBefore, '2026-12-24T16:00:00.000Z'),
});
const maybeWords = fc.option(fc.constant(words('iets')), { nil: undefined });
const aReady = fc.option(fc.constantFrom(...(Object.keys(readyQuestions) as ReadyQuestion[])), {
  nil: undefined,
});
const noReasons = fc.constant<ReadFirst[]>([]);
const anAnswer = fc.option(fc.constantFrom(...readyAnswer.options), { nil: undefined });
const aReason = fc.constantFrom(
  ...(Object.keys(closingRules) as (keyof typeof closingRules)[]),
) as fc.Arbitrary<keyof typeof closingRules>;
const by = fc.constantFrom('reporter' as const, 'worker' as const);
const promise = fc.constantFrom('read' as const, 'answer' as const);

const aCommand: fc.Arbitrary<SignalCommand> = fc.oneof(
  fc.constant({ type: 'MarkSignalRead' as const, clock }),
  fc.record({
    type: fc.constant('AskQuestion' as const),
    questionId: anId,
    ready: aReady,
    text: maybeWords,
    clock: fc.constant(clock),
  }),
  fc.record({
    type: fc.constant('AnswerQuestion' as const),
    questionId: anId,
    answer: anAnswer,
    text: maybeWords,
    readFirst: noReasons,
    clock: fc.constant(clock),
  }),
  fc.record({
    type: fc.constant('AddMessage' as const),
    text: fc.constant(words('en nog iets')),
    readFirst: noReasons,
    clock: fc.constant(clock),
  }),
  fc.record({
    type: fc.constant('TriageSignal' as const),
    themes: fc.constant<Theme[]>([]),
    urgency: fc.constantFrom('today' as const, 'ordinary' as const),
    next: aNext,
  }),
  fc.record({
    type: fc.constant('AssignSignal' as const),
    owner: fc.constantFrom(
      { role: 'social-caretaker' as const, personId: CARETAKER },
      { role: 'coordinator' as const, personId: COORDINATOR },
    ),
    clock: fc.constant(clock),
  }),
  fc.constant({ type: 'AddNote' as const, note: words('notitie') }),
  fc.record({ type: fc.constant('LinkSignal' as const), otherSignalId: anId }),
  fc.record({ type: fc.constant('UnlinkSignal' as const), otherSignalId: anId }),
  fc.record({
    type: fc.constant('RecordCheckIn' as const),
    outcome: fc.constantFrom('reached' as const, 'does-not-want' as const),
    followUpId: fc.option(anId, { nil: undefined }),
    next: aNext,
  }),
  fc.record({
    type: fc.constant('PlanFollowUp' as const),
    followUpId: anId,
    before: fc.constant('2026-12-01T16:00:00.000Z'),
  }),
  fc.record({ type: fc.constant('RecordFollowUp' as const), followUpId: anId, next: aNext }),
  fc.constant({ type: 'RecordInforming' as const, how: 'by-phone' as const }),
  fc.record({ type: fc.constant('GiveFeedback' as const), text: maybeWords }),
  fc.record({
    type: fc.constant('NoteMissedPromise' as const),
    promise,
    before: fc.constantFrom(clock.readBefore, clock.answerBefore),
  }),
  fc.record({ type: fc.constant('CloseSignal' as const), reason: aReason }),
  fc.record({
    type: fc.constant('ReopenSignal' as const),
    by,
    readFirst: noReasons,
    clock: fc.constant(clock),
  }),
  fc.constant({ type: 'WithdrawSignal' as const }),
);

/** What a closed one still takes: opening again, taking back, the law's informing, and putting side by side. */
const TAKEN_WHEN_CLOSED: readonly SignalCommand['type'][] = [
  'ReopenSignal',
  'WithdrawSignal',
  'RecordInforming',
  'LinkSignal',
  'UnlinkSignal',
];
/** Commands that mean a new thing each time that they are given. */
const MEANT_EACH_TIME: readonly SignalCommand['type'][] = [
  'AddMessage',
  'TriageSignal',
  'AddNote',
  'RecordCheckIn',
  'GiveFeedback',
];

const aStory = fc.record({
  kind: fc.constantFrom<Kind>('concern', 'help', 'wish', 'offer'),
  commands: fc.array(fc.tuple(aCommand, fc.integer({ min: 0, max: 30 })), {
    minLength: 5,
    maxLength: 30,
    size: 'max',
  }),
});

type Story = { kind: Kind; commands: readonly [SignalCommand, number][] };
type Moment = { before: Signal; command: SignalCommand; now: string; events: readonly SignalEvent[] };

/** Lives through a story and looks at every moment of it. */
function live({ kind, commands }: Story, look: (moment: Moment, after: Signal) => void) {
  const gate = kind === 'concern' || kind === 'help' ? raise().gate : undefined;
  let signal = signalDecider.initialState;
  let nowMs = Date.parse(NOW);
  for (const [command, hours] of [[raise({ kind, gate }), 0] as const, ...commands]) {
    nowMs += hours * HOUR_MS;
    const now = new Date(nowMs).toISOString();
    const decision = signalDecider.decide(command, signal, { now, actor: caretaker, streamId: uuid('a1') });
    const events = isRefusal(decision) ? [] : decision;
    const before = signal;
    signal = events.reduce(signalDecider.evolve, signal);
    look({ before, command, now, events }, signal);
  }
}

describe('whatever is asked of a signal, in whatever order', () => {
  it('an open one always has somebody who picks it up and a next step with a moment', () => {
    const seen = new Set<string>();
    const property = fc.property(aStory, (story) =>
      live(story, ({ events }, after) => {
        for (const event of events) seen.add(event.type);
        if (after.status !== 'open') return;
        expect(after.owner.role).toBeTruthy();
        expect(after.next.step).toBeTruthy();
        expect(Number.isNaN(Date.parse(after.next.before))).toBe(false);
      }),
    );
    fc.assert(property, { numRuns: RUNS, seed: SEED });
    // The stories reach every event there is; otherwise this would prove less than it says.
    expect([...seen].sort()).toEqual(Object.keys(signalEvents).sort());
  });

  it('a closed one takes no work, and one that was taken back takes nothing at all', () => {
    const property = fc.property(aStory, (story) =>
      live(story, ({ before, command, events }) => {
        if (before.status === 'withdrawn') expect(events).toEqual([]);
        if (before.status === 'closed' && !TAKEN_WHEN_CLOSED.includes(command.type))
          expect(events).toEqual([]);
      }),
    );
    fc.assert(property, { numRuns: RUNS, seed: SEED });
  });

  it('a step that somebody chose lies ahead', () => {
    const property = fc.property(aStory, (story) =>
      live(story, ({ command, now, events }) => {
        if (!('next' in command) || events.length === 0) return;
        expect(command.next.before > now).toBe(true);
      }),
    );
    fc.assert(property, { numRuns: RUNS, seed: SEED });
  });

  it('the same command at once again changes nothing, unless it says something new each time', () => {
    const property = fc.property(aStory, (story) =>
      live(story, ({ command, now }, after) => {
        if (MEANT_EACH_TIME.includes(command.type)) return;
        const again = signalDecider.decide(command, after, { now, actor: caretaker, streamId: uuid('a1') });
        expect(isRefusal(again) || again.length === 0).toBe(true);
      }),
    );
    fc.assert(property, { numRuns: RUNS, seed: SEED });
  });
});
