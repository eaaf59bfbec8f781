/** What a moment of a replay is made of: plain JSON without a sealed word. Ids of persons stay inside the read file. */
import type {
  ReplayAwaited,
  ReplayClockKind,
  ReplayDoing,
  ReplayKnown,
  ReplayRole,
} from '@bijspringen/contracts/learning/values.ts';
import type { Actor, Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { PEOPLE_MAX } from './limits.ts';

/** One lane. What somebody knows follows from these facts, so that nothing has to be taken back in two places. */
export type Person = {
  key: string;
  role: ReplayRole;
  /** `1`, `2`, … and for responders `A`, `B`, … in the order of being asked. */
  label: string;
  personId?: Id;
  /** What this person came to know for good. */
  codes: readonly ReplayKnown[];
  doing: ReplayDoing | null;
  awaited: readonly Awaited[];
  /** Part of a pair that stands; was given the meeting point, the place. Only of responders. */
  isPaired?: boolean;
  hasPoint?: boolean;
  hasPlace?: boolean;
  isWaiting?: boolean;
};
export type Awaited = { what: ReplayAwaited; since: string; about?: string };

export type Clock = {
  key: string;
  what: ReplayClockKind;
  who: string | null;
  from: string;
  before: string;
  state: 'running' | 'kept' | 'passed' | 'stopped';
};

export type Replay = {
  about: 'crisis' | 'signal';
  at: string;
  /** Streams of it that are open: while there is one, nobody looks back. */
  open: readonly string[];
  /** The crisis that came last. `leader` is the key of its duty officer. */
  crisis: { leader: string; isHeld: boolean; isOver: boolean } | null;
  people: readonly Person[];
  clocks: readonly Clock[];
};

/** One event as the fold takes it. */
export type Happening = {
  type: string;
  data: Readonly<Record<string, unknown>>;
  at: string;
  actor: Actor;
  stream: string;
  /** What a receipt is about; of other events absent. */
  delivery?: { personId: Id | null; kind: string };
};

export const NEIGHBOUR = 'neighbour';
export const SUBJECT = 'person';
const SYSTEM = { key: 'system', role: 'system', label: '' } as const;

const ROLES: Record<Role, ReplayRole> = {
  reporter: 'neighbour',
  'crisis-trained-resident': 'responder',
  'social-caretaker': 'caretaker',
  'duty-officer': 'duty-officer',
  coordinator: 'coordinator',
  administrator: 'coordinator',
};

/** A replay with this person in it, and the key of the lane. A resident who also works here has two lanes. */
export function withPerson(replay: Replay, personId: Id, role: ReplayRole): { replay: Replay; key: string } {
  const isResponder = role === 'responder';
  const known = replay.people.find(
    (one) => one.personId === personId && (one.role === 'responder') === isResponder,
  );
  if (known !== undefined) return { replay, key: known.key };
  if (replay.people.length >= PEOPLE_MAX) return { replay, key: SYSTEM.key };
  const label = labelOf(role, replay.people.filter((one) => one.role === role).length);
  const key = `${role} ${label}`;
  const person = { key, role, label, personId, codes: [], doing: null, awaited: [] };
  return { replay: { ...replay, people: [...replay.people, person] }, key };
}

/** The same for several, in their order. */
export function withPeople(
  replay: Replay,
  personIds: readonly Id[],
  role: ReplayRole,
): { replay: Replay; keys: string[] } {
  const keys: string[] = [];
  let next = replay;
  for (const personId of personIds) {
    const added = withPerson(next, personId, role);
    next = added.replay;
    keys.push(added.key);
  }
  return { replay: next, keys };
}

/** The lane of whoever did it. */
export function withActor(replay: Replay, actor: Actor): { replay: Replay; key: string } {
  if (actor.kind === 'system') return { replay, key: SYSTEM.key };
  if (actor.kind === 'person') return withPerson(replay, actor.personId, ROLES[actor.role]);
  return withNamed(replay, NEIGHBOUR, { role: 'neighbour', label: '1' });
}

/** Somebody without an account: the neighbour, or the person it is about. */
export function withNamed(
  replay: Replay,
  key: string,
  { role, label }: Pick<Person, 'role' | 'label'>,
): { replay: Replay; key: string } {
  if (replay.people.some((one) => one.key === key)) return { replay, key };
  const person = { key, role, label, codes: [], doing: null, awaited: [] };
  return { replay: { ...replay, people: [...replay.people, person] }, key };
}

export function personOf(replay: Replay, key: string | null): Pick<Person, 'role' | 'label'> {
  return replay.people.find((one) => one.key === key) ?? SYSTEM;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** `1`, `2`, …; for responders `A` to `Z`, then `A2`. */
function labelOf(role: ReplayRole, before: number): string {
  if (role !== 'responder') return String(before + 1);
  const round = Math.floor(before / LETTERS.length);
  const letter = LETTERS.charAt(before % LETTERS.length);
  return round === 0 ? letter : `${letter}${round + 1}`;
}
