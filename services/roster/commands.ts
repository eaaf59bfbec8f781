/** The roster's commands on the log: what the routes do, and what the demo needs. */
import type { Availability, Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { CommandContext } from '@bijspringen/kernel/command-handler.ts';
import { streamIdFor, streamName } from '@bijspringen/kernel/derived-id.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { availabilityDecider } from './availability.decider.ts';
import { rosterDecider } from './roster.decider.ts';

type Tools = Pick<Kernel, 'handle'>;
/** Where, who does it, and under which command. `content` is what was sent, to tell two commands under one id apart. */
export type Step = {
  districtId: Id;
  organisationId: Id;
  actor: Actor;
  commandId: Id;
  content: unknown;
  correlationId?: Id;
};

const contextOf = (step: Step): CommandContext => ({
  ...step,
  purpose: 'crisis-response',
  legalBasis: 'public-task',
});

/** The shift that a command plans: sent twice, it is one shift. */
export const shiftIdFor = (commandId: Id): Id => streamIdFor(commandId, 'shift');

export function planShift(
  { handle }: Tools,
  step: Step,
  { isOfficer, ...shift }: Omit<Shift, 'shiftId'> & { isOfficer: boolean },
) {
  const command = {
    type: 'PlanShift',
    shift: { shiftId: shiftIdFor(step.commandId), ...shift },
    isOfficer,
  } as const;
  return handle(rosterDecider, streamName('roster', step.organisationId), command, contextOf(step));
}

export function cancelShift(
  { handle }: Tools,
  step: Step,
  { shiftId, openCrisisIds }: { shiftId: Id; openCrisisIds: readonly Id[] },
) {
  const command = { type: 'CancelShift', shiftId, openCrisisIds } as const;
  return handle(rosterDecider, streamName('roster', step.organisationId), command, contextOf(step));
}

export function handOverShift(
  { handle }: Tools,
  step: Step,
  facts: { shiftId: Id; toPersonId: Id; openCrisisIds: readonly Id[]; isOfficer: boolean },
) {
  const command = { type: 'HandOverShift', newShiftId: shiftIdFor(step.commandId), ...facts } as const;
  return handle(rosterDecider, streamName('roster', step.organisationId), command, contextOf(step));
}

export function changeAvailability(
  { handle }: Tools,
  step: Step,
  { personId, availability }: { personId: Id; availability: Availability },
) {
  const command = { type: 'ChangeAvailability', availability } as const;
  return handle(availabilityDecider, streamName('availability', personId), command, contextOf(step));
}
