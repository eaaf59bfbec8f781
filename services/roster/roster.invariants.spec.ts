/** Whatever is planned, cancelled and handed over: never two firsts at a time, and no crisis is left without its officer. */
import type { RosterEvent } from '@bijspringen/contracts/roster/events.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { SHIFT_MAX_MS } from './limits.ts';
import { type Roster, type RosterCommand, rosterDecider } from './roster.decider.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const hour = (number: number) => new Date(Date.UTC(2026, 10, 24, number)).toISOString();
const districts = [uuid(901), uuid(902)];
const person = fc.integer({ min: 801, max: 804 }).map(uuid);
const crises = fc.subarray([uuid(701), uuid(702)]);

type Step = { command: (shiftIds: readonly string[], fresh: string) => RosterCommand; hour: number };

const someShift = (shiftIds: readonly string[], pick: number) =>
  shiftIds[pick % shiftIds.length] ?? uuid(999);
const step: fc.Arbitrary<Step> = fc
  .record({
    kind: fc.constantFrom('plan', 'plan', 'plan', 'cancel', 'hand-over'),
    hour: fc.integer({ min: 0, max: 60 }),
    from: fc.integer({ min: 0, max: 60 }),
    length: fc.integer({ min: -2, max: 26 }),
    personId: person,
    districtIds: fc.subarray(districts, { minLength: 1 }),
    place: fc.constantFrom('first', 'second'),
    openCrisisIds: crises,
    isOfficer: fc.boolean(),
    pick: fc.nat(20),
  })
  .map(({ kind, hour: now, from, length, personId, districtIds, place, openCrisisIds, isOfficer, pick }) => ({
    hour: now,
    command: (shiftIds, fresh): RosterCommand => {
      if (kind === 'plan') {
        const span = { from: hour(from), until: hour(from + length) };
        const shift = { shiftId: fresh, personId, districtIds, place, ...span } as const;
        return { type: 'PlanShift', shift, isOfficer: isOfficer || pick > 5 };
      }
      const shiftId = someShift(shiftIds, pick);
      if (kind === 'cancel') return { type: 'CancelShift', shiftId, openCrisisIds };
      const to = { toPersonId: personId, newShiftId: fresh, openCrisisIds, isOfficer };
      return { type: 'HandOverShift', shiftId, ...to };
    },
  }));

it('holds after any hundred steps', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      let roster = rosterDecider.initialState;
      const sorted = [...steps].sort((a, b) => a.hour - b.hour);
      for (const [index, each] of sorted.entries()) {
        const now = hour(each.hour);
        const command = each.command(
          roster.shifts.map(({ shiftId }) => shiftId),
          uuid(index + 1),
        );
        const before = roster;
        const context = { now, actor: { kind: 'system', part: 'setup' }, streamId: uuid(1) } as const;
        const decision = rosterDecider.decide(command, before, context);
        if (isRefusal(decision)) continue;
        roster = decision.reduce(rosterDecider.evolve, before);
        expectOneFirst(roster);
        for (const event of decision) expectNobodyLeftAlone(event, command, before, now);
        const again = rosterDecider.decide(command, roster, context);
        expect(isRefusal(again) || again.length === 0).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

function expectOneFirst({ shifts }: Roster): void {
  const firsts = shifts.filter(({ place, from, until }) => place === 'first' && from < until);
  for (const [index, one] of firsts.entries()) {
    expect(Date.parse(one.until) - Date.parse(one.from)).toBeLessThanOrEqual(SHIFT_MAX_MS);
    for (const other of firsts.slice(index + 1)) {
      const isTogether = one.from < other.until && other.from < one.until;
      const isHere = one.districtIds.some((each) => other.districtIds.includes(each));
      expect(isTogether && isHere).toBe(false);
    }
  }
}

function expectNobodyLeftAlone(
  event: RosterEvent,
  command: RosterCommand,
  before: Roster,
  now: string,
): void {
  if (command.type === 'PlanShift') return;
  const shift = before.shifts.find(({ shiftId }) => shiftId === command.shiftId);
  const isRunning = shift !== undefined && shift.from <= now && now < shift.until;
  if (event.type === 'ShiftCancelled') expect(isRunning && command.openCrisisIds.length > 0).toBe(false);
  if (event.type !== 'DutyHandedOver') return;
  expect(event.data.crisisIds).toEqual(isRunning ? command.openCrisisIds : []);
  // The one goes on where the other ends, until the same moment.
  expect(event.data).toMatchObject({ until: shift?.until, from: isRunning ? now : shift?.from });
}
