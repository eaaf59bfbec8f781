/** Whoever knows, does and is awaited for the same, stands in one line: "Bewoners D, E en F". */
import type { ReplayMoment, ReplayPerson, ReplayStep } from '@bijspringen/contracts/learning/views.ts';
import { peopleIn } from '../i18n/work-replay-events.nl.ts';

type PersonNow = ReplayMoment['people'][number];
export type Together = Omit<PersonNow, 'person'> & { people: ReplayPerson[] };

export function together(people: readonly PersonNow[]): Together[] {
  const groups: Together[] = [];
  for (const { person, ...now } of people) {
    const last = groups.at(-1);
    const isSame =
      last !== undefined && last.people[0]?.role === person.role && factsOf(last) === factsOf(now);
    if (isSame) last.people.push(person);
    else groups.push({ ...now, people: [person] });
  }
  return groups;
}

function factsOf({ knows, doing, awaits }: Omit<PersonNow, 'person'>): string {
  return JSON.stringify([knows, doing, awaits]);
}

/** Events that somebody else wrote down about who they are about: the dot stands with those. */
const ABOUT_OTHERS: readonly string[] = [
  'ResponderReleased',
  'SafetyCheckAsked',
  'SafetyCheckMissed',
  'DeliveryShown',
  'DeliveryFailed',
  'DutyPaged',
  'PairFormed',
  'PairBroken',
  'MeetingPointShared',
  'PlaceShared',
];
const keyOf = ({ role, label }: ReplayPerson) => `${role} ${label}`;

export type Dot = { step: ReplayStep; keys: readonly string[]; column: number };
export type Lanes = { people: readonly ReplayPerson[]; columns: readonly string[]; dots: readonly Dot[] };

/** Moments beside each other that fit on a desk. */
export const COLUMNS_MAX = 8;

/** The last few moments up to now, a column for each instant, a lane for each person. Nothing of later is known here. */
export function lanesOf(steps: readonly ReplayStep[], people: readonly ReplayPerson[]): Lanes {
  const instants = [...new Set(steps.map(({ at }) => minuteOf(at)))].slice(-COLUMNS_MAX);
  const known = people.map(keyOf);
  const dots = steps.flatMap((step): Dot[] => {
    const column = instants.indexOf(minuteOf(step.at));
    const about = ABOUT_OTHERS.includes(step.type) ? peopleIn(step.facts) : [step.by];
    const keys = about.map(keyOf).filter((key) => known.includes(key));
    return column === -1 || keys.length === 0 ? [] : [{ step, keys, column }];
  });
  const shown = new Set(dots.flatMap(({ keys }) => keys));
  return { people: people.filter((one) => shown.has(keyOf(one))), columns: instants, dots };
}

/** `2026-11-22T01:24`: what is in one minute stands in one column. */
function minuteOf(at: string): string {
  return at.slice(0, 16);
}

/** The dot of a person in a column: the last that happened there. */
export function dotAt(lanes: Lanes, person: ReplayPerson, column: number): ReplayStep | null {
  return (
    lanes.dots.findLast((dot) => dot.column === column && dot.keys.includes(keyOf(person)))?.step ?? null
  );
}
