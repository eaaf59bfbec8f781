/** The shifts of one organisation: one first on duty at a time in a district, none ends while a crisis has nobody. */
import type { RosterEvent, Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { type Context, type Decider, type Decision, never, refuse } from '@bijspringen/kernel/decider.ts';
import { SHIFT_MAX_MS } from './limits.ts';

export type RosterCommand =
  /** `isOfficer`: this person is a duty officer in all these districts. */
  | { type: 'PlanShift'; shift: Shift; isOfficer: boolean }
  /** `openCrisisIds`: what has this shift's person as its officer, in its districts. */
  | { type: 'CancelShift'; shiftId: Id; openCrisisIds: readonly Id[] }
  | {
      type: 'HandOverShift';
      shiftId: Id;
      toPersonId: Id;
      newShiftId: Id;
      openCrisisIds: readonly Id[];
      isOfficer: boolean;
    };

/** A shift that was handed over ended then; one that was cancelled is no longer there. */
export type Roster = { shifts: readonly Shift[]; cancelledIds: readonly Id[] };

const initialState: Roster = { shifts: [], cancelledIds: [] };

function evolve(roster: Roster, event: RosterEvent): Roster {
  switch (event.type) {
    case 'ShiftPlanned':
      return { ...roster, shifts: [...roster.shifts, event.data] };
    case 'ShiftCancelled':
      return {
        shifts: roster.shifts.filter(({ shiftId }) => shiftId !== event.data.shiftId),
        cancelledIds: [...roster.cancelledIds, event.data.shiftId],
      };
    case 'DutyHandedOver':
      return { ...roster, shifts: roster.shifts.flatMap((shift) => handedOver(shift, event.data)) };
    default:
      return never(event);
  }
}

type HandOver = Extract<RosterEvent, { type: 'DutyHandedOver' }>['data'];

function handedOver(shift: Shift, { shiftId, newShiftId, toPersonId, from, until }: HandOver): Shift[] {
  if (shift.shiftId !== shiftId) return [shift];
  return [
    { ...shift, until: from },
    { ...shift, shiftId: newShiftId, personId: toPersonId, from, until },
  ];
}

function plan(shift: Shift, isOfficer: boolean, roster: Roster, now: string): Decision<RosterEvent> {
  if (isKnown(shift.shiftId, roster)) return [];
  if (shift.from >= shift.until) return refuse('invalid-input', 'until');
  if (Date.parse(shift.until) - Date.parse(shift.from) > SHIFT_MAX_MS)
    return refuse('invalid-input', 'until');
  if (shift.until <= now) return refuse('shift-over', 'until');
  if (!isOfficer) return refuse('no-such-officer', 'personId');
  if (roster.shifts.some((other) => isInTheWay(other, shift))) return refuse('shift-overlaps', 'from');
  return [{ type: 'ShiftPlanned', data: shift }];
}

function cancel(
  { shiftId, openCrisisIds }: Extract<RosterCommand, { type: 'CancelShift' }>,
  roster: Roster,
  now: string,
): Decision<RosterEvent> {
  if (roster.cancelledIds.includes(shiftId)) return [];
  const shift = roster.shifts.find((each) => each.shiftId === shiftId);
  if (shift === undefined) return refuse('not-found');
  if (shift.until <= now) return refuse('shift-over');
  if (shift.from <= now && openCrisisIds.length > 0) return refuse('crisis-without-officer');
  return [{ type: 'ShiftCancelled', data: { shiftId } }];
}

function handOver(
  command: Extract<RosterCommand, { type: 'HandOverShift' }>,
  roster: Roster,
  now: string,
): Decision<RosterEvent> {
  const { shiftId, toPersonId, newShiftId, openCrisisIds, isOfficer } = command;
  if (isKnown(newShiftId, roster)) return [];
  const shift = roster.shifts.find((each) => each.shiftId === shiftId);
  if (shift === undefined) return refuse('not-found');
  if (shift.until <= now || shift.from >= shift.until) return refuse('shift-over');
  if (toPersonId === shift.personId) return refuse('invalid-input', 'toPersonId');
  if (!isOfficer) return refuse('no-such-officer', 'toPersonId');
  const isRunning = shift.from <= now;
  const rest = { ...shift, personId: toPersonId, from: isRunning ? now : shift.from };
  const others = roster.shifts.filter((other) => other.shiftId !== shiftId);
  if (others.some((other) => isInTheWay(other, rest))) return refuse('shift-overlaps', 'toPersonId');
  return [
    {
      type: 'DutyHandedOver',
      data: {
        shiftId,
        fromPersonId: shift.personId,
        toPersonId,
        newShiftId,
        from: rest.from,
        until: rest.until,
        // Before it began, this shift has no crisis: whoever has one then keeps it.
        crisisIds: isRunning ? [...openCrisisIds] : [],
      },
    },
  ];
}

function isKnown(shiftId: Id, roster: Roster): boolean {
  return roster.cancelledIds.includes(shiftId) || roster.shifts.some((each) => each.shiftId === shiftId);
}

/**
 * One first at a time in a district, and nobody twice in the same place. Somebody who is second may be first as well: she
 * takes over at once when the first is not there.
 */
function isInTheWay(other: Shift, shift: Shift): boolean {
  if (other.place !== shift.place) return false;
  if (other.from >= shift.until || shift.from >= other.until) return false;
  if (!other.districtIds.some((each) => shift.districtIds.includes(each))) return false;
  return shift.place === 'first' || other.personId === shift.personId;
}

function decide(command: RosterCommand, roster: Roster, { now }: Context): Decision<RosterEvent> {
  switch (command.type) {
    case 'PlanShift':
      return plan(command.shift, command.isOfficer, roster, now);
    case 'CancelShift':
      return cancel(command, roster, now);
    case 'HandOverShift':
      return handOver(command, roster, now);
    default:
      return never(command);
  }
}

export const rosterDecider: Decider<Roster, RosterCommand, RosterEvent> = {
  category: 'roster',
  initialState,
  evolve,
  decide,
};
