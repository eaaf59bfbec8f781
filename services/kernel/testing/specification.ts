/** given / when / then for deciders, and the promises that every decider keeps whatever the case is about. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import type { Catalogue } from '../catalogue.ts';
import { type Context, type Decider, type Decision, isRefusal } from '../decider.ts';
import { deepFreeze, withoutUndefined } from './plain.ts';

export type SpecificationContext = Partial<Context> & {
  /**
   * The same words twice are meant as two events (two messages, two check-ins). Without it, the command decided again
   * after its own events must write nothing new or be refused.
   */
  repeatWrites?: boolean;
};

type Named = { type: string; data: object };
type Options = { catalogue?: Pick<Catalogue, 'problemOf'>; context?: Partial<Context> };

const SOME_CONTEXT: Context = {
  now: '2026-03-02T09:00:00.000Z',
  actor: { kind: 'system', part: 'setup' },
  streamId: '00000000-0000-4000-8000-000000000001',
};

/**
 * `specify(decider, { catalogue }).given(…events).when(command, { now }).then(…events)`, or `.thenRefuses('code')`, or
 * `.thenNothing()`. With a catalogue, all events are checked against their schemas too.
 */
export function specify<State, Command, Event extends Named>(
  decider: Decider<State, Command, Event>,
  options: Options = {},
) {
  return {
    given(...past: readonly Event[]) {
      return {
        when(command: Command, { repeatWrites = false, ...context }: SpecificationContext = {}) {
          const full = { ...SOME_CONTEXT, ...options.context, ...context };
          return outcomeOf({ decider, options, past, command, context: full, repeatWrites });
        },
      };
    },
  };
}

/** Reads as a sentence, and is nothing to `await`: a specification is synchronous. */
const THEN = 'then';

type Case<State, Command, Event> = {
  decider: Decider<State, Command, Event>;
  options: Options;
  past: readonly Event[];
  command: Command;
  context: Context;
  repeatWrites: boolean;
};

function outcomeOf<State, Command, Event extends Named>(spec: Case<State, Command, Event>) {
  const { decider, options, past } = spec;
  for (const event of past) checkEvent(event, options);
  const state = fold(decider, decider.initialState, past);
  const decision = decideTwice(spec, state);
  return {
    /** These events, in this order; fields that are undefined count as absent. */
    [THEN](...expected: readonly Event[]): void {
      if (isRefusal(decision)) differ('refused, where events were expected', decision, expected);
      compare('other events than expected', decision, expected);
      assert(expected.length > 0, 'thenNothing() says that nothing happens');
      for (const event of decision) checkEvent(event, options);
      checkRepeat(spec, fold(decider, state, decision));
    },
    /** Refused with this code; the field counts when one is given. */
    thenRefuses(code: ProblemCode, field?: string): void {
      const found = isRefusal(decision) && field === undefined ? { refused: decision.refused } : decision;
      compare('not refused as expected', found, { refused: code, field });
    },
    /** Neither an event nor a refusal. */
    thenNothing(): void {
      compare('something happened', decision, []);
    },
  };
}

/** Pure: the same twice, and neither the state nor the command is touched. */
function decideTwice<State, Command, Event>(
  spec: Case<State, Command, Event>,
  state: State,
): Decision<Event> {
  const { decider, command, context } = spec;
  deepFreeze(command);
  deepFreeze(context);
  const before = structuredClone(state);
  const decision = decider.decide(command, state, context);
  compare('decide changed the state', state, before);
  compare('decide gives something else the second time', decider.decide(command, state, context), decision);
  return decision;
}

function fold<State, Command, Event>(
  decider: Decider<State, Command, Event>,
  from: State,
  events: readonly Event[],
): State {
  let state = deepFreeze(from);
  for (const event of events) {
    // Freezing does not reach into a Map or a Set, the copy does.
    const before = structuredClone(state);
    const next = deepFreeze(decider.evolve(state, deepFreeze(event)));
    compare('evolve changed the state it was given', state, before);
    compare('evolve gives something else the second time', decider.evolve(state, event), next);
    state = next;
  }
  return state;
}

function checkEvent(event: Named, { catalogue }: Options): void {
  const plain = withoutUndefined(event);
  compare(`${event.type} does not survive JSON`, JSON.parse(JSON.stringify(event)), plain);
  const problem = catalogue?.problemOf(event) ?? null;
  assert(problem === null, `does not fit its schema: ${problem}`);
}

function checkRepeat<State, Command, Event>(spec: Case<State, Command, Event>, after: State): void {
  const again = spec.decider.decide(spec.command, after, spec.context);
  const writes = !isRefusal(again) && again.length > 0;
  if (writes && !spec.repeatWrites)
    differ('the command repeated writes again (repeatWrites, if that is meant)', again, []);
  assert(writes || !spec.repeatWrites, 'repeatWrites was given, but the command repeated writes nothing');
}

function compare(what: string, found: unknown, expected: unknown): void {
  const [left, right] = [withoutUndefined(found), withoutUndefined(expected)];
  if (!isDeepStrictEqual(left, right)) differ(what, left, right);
}

/** The test runner shows the difference between `actual` and `expected`. */
function differ(message: string, found: unknown, expected: unknown): never {
  const [actual, wanted] = [withoutUndefined(found), withoutUndefined(expected)];
  throw new assert.AssertionError({ message, actual, expected: wanted, operator: 'deepStrictEqual' });
}
