/** Who has duty in the fictional district, and when its residents can come. Begun again, nothing is written twice. */
import assert from 'node:assert/strict';
import type { Availability, Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import { addDays, atLocalTime, toLocalDate, weekdayOf } from '@bijspringen/kernel/local-time.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { changeAvailability, planShift, type Step } from '../commands.ts';

/** What seeding the people of Waterkant gives. */
type Waterkant = { districtId: Id; organisationId: Id; people: Readonly<Record<string, Id>> };

const TIME_ZONE = 'Europe/Amsterdam';
/** Yesterday's night may still run; and a week ahead. */
const FIRST_DAY = -1;
const LAST_DAY = 7;
const SATURDAY = 6;
const NIGHT = '23:00';

const NOW: Availability = { mode: 'now', hours: [] };
const PAUSED: Availability = { mode: 'paused', hours: [] };
const availabilities: Readonly<Record<string, Availability>> = {
  responder: NOW,
  'responder-b': NOW,
  'responder-c': NOW,
  'responder-d': NOW,
  'responder-e': NOW,
  'responder-f': NOW,
  'responder-g': PAUSED,
  'responder-h': NOW,
};

/** Parts of a day: who is first, and who is called when that one does not answer. */
const parts = [
  { from: '07:00', to: '17:00', first: 'second-duty-officer', second: 'duty-officer' },
  { from: '17:00', to: '23:00', first: 'duty-officer', second: 'second-duty-officer' },
  { from: NIGHT, to: '07:00', first: 'duty-officer', second: 'second-duty-officer' },
] as const;

/** Residents of Waterkant say when an alert may come: all of them now, but one who paused. */
export async function seedAvailability(kernel: Kernel, waterkant: Waterkant): Promise<void> {
  const said = Object.entries(availabilities).map(async ([persona, availability]) => {
    const step = stepOf(waterkant, `availability ${persona}`);
    const personId = personIn(waterkant, persona);
    seeded(await changeAvailability(kernel, step, { personId, availability }));
  });
  await Promise.all(said);
  await kernel.waitFor(await kernel.store.head());
}

/**
 * Plans a first and a second duty officer for today and the week that comes, except for the night of the next Saturday: a
 * gap that somebody has to see and fill. At a later start the days that are new are planned too.
 */
export async function seedRoster(kernel: Kernel, waterkant: Waterkant): Promise<void> {
  const now = kernel.clock.now().toISOString();
  const today = toLocalDate(now, TIME_ZONE);
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    const date = addDays(today, day);
    await planDay(kernel, waterkant, { date, hasNight: day <= 0 || weekdayOf(date) !== SATURDAY });
  }
  await kernel.waitFor(await kernel.store.head());
}

/** Plans these local dates whole, nights too: for what the demo tells of days that have passed. */
export async function seedDays(
  kernel: Kernel,
  waterkant: Waterkant,
  dates: readonly string[],
): Promise<void> {
  for (const date of dates) await planDay(kernel, waterkant, { date, hasNight: true });
  await kernel.waitFor(await kernel.store.head());
}

/** What is over already is not planned any more. */
async function planDay(
  kernel: Kernel,
  waterkant: Waterkant,
  { date, hasNight }: { date: string; hasNight: boolean },
): Promise<void> {
  const now = kernel.clock.now().toISOString();
  for (const part of parts) {
    if (part.from === NIGHT && !hasNight) continue;
    const until = atLocalTime(part.to > part.from ? date : addDays(date, 1), part.to, TIME_ZONE);
    if (until <= now) continue;
    const from = atLocalTime(date, part.from, TIME_ZONE);
    for (const place of ['first', 'second'] as const) {
      const personId = personIn(waterkant, part[place]);
      const name = `shift ${date} ${part.from} ${place}`;
      await plan(kernel, waterkant, { name, personId, place, from, until });
    }
  }
}

type Planned = Pick<Shift, 'personId' | 'place' | 'from' | 'until'> & { name: string };

async function plan(kernel: Kernel, waterkant: Waterkant, { name, ...shift }: Planned): Promise<void> {
  const facts = { ...shift, districtIds: [waterkant.districtId], isOfficer: true };
  const outcome = await planShift(kernel, stepOf(waterkant, name), facts);
  // Somebody who looked at the demo planned that time already.
  if (isRefusal(outcome) && outcome.refused === 'shift-overlaps') return;
  seeded(outcome);
}

function stepOf({ districtId, organisationId }: Waterkant, name: string): Step {
  const commandId = derivedId('waterkant', name);
  return { districtId, organisationId, actor: { kind: 'system', part: 'setup' }, commandId, content: name };
}

function personIn({ people }: Waterkant, persona: string): Id {
  const personId = people[persona];
  assert(personId !== undefined, `no such persona: ${persona}`);
  return personId;
}

function seeded(outcome: object): void {
  const isThere = !isRefusal(outcome) || outcome.refused === 'command-reused';
  assert(isThere, `the demo's roster was refused: ${JSON.stringify(outcome)}`);
}
