/** The small steps that every event of a replay is folded with. Pure. */
import type { ReplayAwaited, ReplayClockKind, ReplayKnown } from '@bijspringen/contracts/learning/values.ts';
import { AWAITED_MAX, CLOCKS_ENDED_MAX, CLOCKS_MAX } from './limits.ts';
import type { Awaited, Clock, Person, Replay } from './replay.state.ts';

/** Changes the lanes with these keys. */
export function change(
  replay: Replay,
  keys: readonly string[],
  changed: (person: Person) => Partial<Person>,
): Replay {
  if (keys.length === 0) return replay;
  const people = replay.people.map((one) => (keys.includes(one.key) ? { ...one, ...changed(one) } : one));
  return { ...replay, people };
}

/** They know this from here on. */
export function learn(replay: Replay, keys: readonly string[], ...codes: ReplayKnown[]): Replay {
  return change(replay, keys, (one) => ({ codes: [...new Set([...one.codes, ...codes])] }));
}

/** They are asked something; asked again, the first moment stays. */
export function awaitFrom(
  replay: Replay,
  keys: readonly string[],
  awaited: { what: ReplayAwaited; about?: string },
): Replay {
  const asked: Awaited = { ...awaited, since: replay.at };
  return change(replay, keys, (one) =>
    one.awaited.some((each) => isSame(each, asked))
      ? {}
      : { awaited: [...one.awaited, asked].slice(-AWAITED_MAX) },
  );
}

/** It came, or is not awaited any more. Without keys of anybody. */
export function noLonger(
  replay: Replay,
  awaited: { what: ReplayAwaited; about?: string },
  keys?: readonly string[],
): Replay {
  const holds = (one: Person) =>
    (keys === undefined || keys.includes(one.key)) && one.awaited.some((each) => isSame(each, awaited));
  const held = replay.people.filter(holds).map(({ key }) => key);
  return change(replay, held, (one) => ({ awaited: one.awaited.filter((each) => !isSame(each, awaited)) }));
}

function isSame(one: { what: ReplayAwaited; about?: string }, other: { what: string; about?: string }) {
  return one.what === other.what && one.about === other.about;
}

/** A clock begins. One that runs under the same key gives way. */
export function startClock(
  replay: Replay,
  clock: { key: string; what: ReplayClockKind; who?: string | null; before: string },
): Replay {
  const begun: Clock = { ...clock, who: clock.who ?? null, from: replay.at, state: 'running' };
  const rest = replay.clocks.filter(({ key, state }) => key !== clock.key || state !== 'running');
  return { ...replay, clocks: bounded([...rest, begun]) };
}

/** A clock ends; one that had passed stays passed. */
export function endClock(
  replay: Replay,
  isMeant: string | ((clock: Clock) => boolean),
  state: 'kept' | 'passed' | 'stopped',
): Replay {
  const fits = typeof isMeant === 'string' ? ({ key }: Clock) => key === isMeant : isMeant;
  if (!replay.clocks.some((one) => one.state === 'running' && fits(one))) return replay;
  const clocks = replay.clocks.map((one) => (one.state === 'running' && fits(one) ? { ...one, state } : one));
  return { ...replay, clocks: bounded(clocks) };
}

/** The moment moves on: what was to be done before it and was not, has passed. */
export function moveTo(replay: Replay, at: string): Replay {
  const moved = { ...replay, at };
  return endClock(moved, ({ before }) => before < at, 'passed');
}

/** Those that run, and of those that ended the last few. */
function bounded(clocks: readonly Clock[]): readonly Clock[] {
  const ended = clocks.filter(({ state }) => state !== 'running').length;
  let tooMany = ended - CLOCKS_ENDED_MAX;
  const kept = clocks.filter(({ state }) => state === 'running' || tooMany-- <= 0);
  return kept.slice(-CLOCKS_MAX);
}
