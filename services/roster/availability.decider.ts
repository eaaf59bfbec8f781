/** When an alert may come to one resident: now, in hours of the week, or not for a while. */
import type { Availability, AvailabilityEvent } from '@bijspringen/contracts/roster/events.ts';
import { type Context, type Decider, type Decision, refuse } from '@bijspringen/kernel/decider.ts';

export type AvailabilityCommand = { type: 'ChangeAvailability'; availability: Availability };
/** null while the resident never said anything. */
export type AvailabilityState = { current: Availability | null };

function decide(
  { availability }: AvailabilityCommand,
  { current }: AvailabilityState,
  { now }: Context,
): Decision<AvailabilityEvent> {
  const { mode, until, hours } = availability;
  // Weekly hours go on until somebody says something else; an end would be forgotten, and nobody would be woken.
  if (mode === 'hours' && until !== undefined) return refuse('invalid-input', 'until');
  if (until !== undefined && until <= now) return refuse('invalid-input', 'until');
  if (mode === 'hours' && hours.length === 0) return refuse('invalid-input', 'hours');
  if (current !== null && isSame(current, availability)) return [];
  return [
    { type: 'AvailabilityChanged', data: until === undefined ? { mode, hours } : { mode, until, hours } },
  ];
}

function isSame(a: Availability, b: Availability): boolean {
  if (a.mode !== b.mode || a.until !== b.until || a.hours.length !== b.hours.length) return false;
  return a.hours.every((each, index) => {
    const other = b.hours[index];
    return each.weekday === other?.weekday && each.from === other.from && each.to === other.to;
  });
}

export const availabilityDecider: Decider<AvailabilityState, AvailabilityCommand, AvailabilityEvent> = {
  category: 'availability',
  initialState: { current: null },
  evolve: (_, event) => ({ current: event.data }),
  decide,
};
