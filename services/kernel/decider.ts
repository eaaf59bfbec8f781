/** The decider: pure, synchronous, no clock. `now` comes in the command's context. */
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';

/** The domain says no. `field` names the input that is to blame, where there is one. */
export type Refusal = { readonly refused: ProblemCode; readonly field?: string };

/** Events that follow from a command, none when it changes nothing, or a refusal. */
export type Decision<E> = readonly E[] | Refusal;

/** What a decision may know besides the command and the state. `now` is an ISO instant; `streamId` the id after the category. */
export type Context = { now: string; actor: Actor; streamId: Id };

export type Decider<State, Command, Event> = {
  readonly category: string;
  readonly initialState: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (command: Command, state: State, context: Context) => Decision<Event>;
};

export function refuse(code: ProblemCode, field?: string): Refusal {
  return field === undefined ? { refused: code } : { refused: code, field };
}

export function isRefusal(decision: object): decision is Refusal {
  return 'refused' in decision;
}

/** For the end of an exhaustive switch. */
export function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
