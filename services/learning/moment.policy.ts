/** One moment as people may see it: by role, with what each knew, did and was awaited for. Pure. */
import { type ReplayKnownOf, replayAwaited } from '@bijspringen/contracts/learning/values.ts';
import type { ReplayMoment, ReplayPerson } from '@bijspringen/contracts/learning/views.ts';
import { type Clock, type Person, personOf, type Replay } from './replay.state.ts';

export type Moment = Pick<ReplayMoment, 'people' | 'clocks'>;

/** Nothing of it names anybody. */
export function momentOf(replay: Replay): Moment {
  return {
    people: replay.people.map((person) => ({
      person: { role: person.role, label: person.label },
      knows: knownBy(person, replay),
      doing: person.doing,
      awaits: awaitsOf(person),
    })),
    clocks: replay.clocks.map((clock) => clockOf(clock, replay)),
  };
}

export function replayPersonOf(replay: Replay, key: string | null): ReplayPerson {
  const { role, label } = personOf(replay, key);
  return { role, label };
}

function clockOf({ what, who, from, before, state }: Clock, replay: Replay): Moment['clocks'][number] {
  return { what, who: who === null ? null : replayPersonOf(replay, who), from, before, state };
}

/** Of several things the one that weighs most. */
function awaitsOf({ awaited }: Person): Moment['people'][number]['awaits'] {
  for (const what of replayAwaited) {
    const found = awaited.find((one) => one.what === what);
    if (found !== undefined) return { what, since: found.since };
  }
  return null;
}

function knownBy(person: Person, replay: Replay): string[] {
  if (person.role === 'responder') return knownByResponder(person, replay);
  const { codes } = person;
  // Who read it, or leads, knows more than that somebody called.
  const kept = codes.filter(
    (code) => code !== 'was-called' || !(codes.includes('text') || codes.includes('crisis')),
  );
  return replay.crisis?.leader === person.key ? [...kept, ...seenByLeader(replay)] : kept;
}

const ENDINGS = ['over', 'enough', 'stay-home'] as const;

/** The meeting point and the place only while two stand, nobody waits, and it is not over. */
function knownByResponder(person: Person, replay: Replay): string[] {
  const { codes, doing, isWaiting = false, isPaired = false, hasPoint = false, hasPlace = false } = person;
  const ended = ENDINGS.filter((code) => codes.includes(code));
  if (ended.length > 0 && !isStanding(person)) return ended;
  const isHeld = replay.crisis?.isHeld ?? false;
  const others = replay.people.filter((one) => one.isPaired === true && one.key !== person.key);
  const isAlone = isWaiting && doing === 'waits-inside' && !isHeld;
  const isSeeing = isPaired && !isWaiting && !isHeld;
  return [
    ...codes.filter((code) => !isStanding(person) || code === 'alert'),
    ...(isAlone ? ['one-more-needed'] : []),
    ...(isWaiting && !isAlone ? ['wait'] : []),
    ...(isPaired ? known('together', others) : []),
    ...(isSeeing && hasPoint ? ['meeting-point'] : []),
    ...(isSeeing && hasPlace ? ['place'] : []),
  ];
}

const STANDING: readonly Person['doing'][] = ['waits-inside', 'goes-together', 'on-the-way', 'arrived'];
const isStanding = ({ doing }: Person) => STANDING.includes(doing);

/** The duty officer's screen shows each answer as it comes. */
function seenByLeader({ people }: Replay): string[] {
  const responders = people.filter(({ role }) => role === 'responder');
  const doing = (...those: Person['doing'][]) => responders.filter((one) => those.includes(one.doing));
  const silent = responders.filter(
    ({ doing: does, awaited }) => does === 'no-answer' || awaited.some(({ what }) => what === 'answer'),
  );
  return [
    ...known('coming', doing('waits-inside', 'goes-together', 'on-the-way')),
    ...known('there', doing('arrived')),
    ...known('cannot', doing('declined', 'stopped')),
    ...known('silent', silent),
    ...known('unsafe', doing('unsafe')),
    ...known('missed-check', doing('missed-check')),
    ...known('home', doing('home')),
  ];
}

function known(code: ReplayKnownOf, people: readonly Person[]): string[] {
  return people.length === 0 ? [] : [`${code}:${people.map(({ label }) => label).join(',')}`];
}
