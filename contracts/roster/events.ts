/** Events of the `roster-` (one stream an organisation) and `availability-` (one stream a person) categories. */
import * as z from 'zod/mini';
import { localTime, weekday } from '../people/values.ts';
import type { EventOf, EventSchemas } from '../shared/events.ts';
import { id, instant } from '../shared/ids.ts';

/** The duty officer, and who is called when that one does not answer. */
export const dutyPlace = z.enum(['first', 'second']);
export type DutyPlace = z.output<typeof dutyPlace>;

export const shift = z.object({
  shiftId: id,
  personId: id,
  /** One duty officer may cover several districts. */
  districtIds: z.array(id),
  place: dutyPlace,
  from: instant,
  until: instant,
});
export type Shift = z.output<typeof shift>;

export const rosterEvents = {
  ShiftPlanned: { version: 1, data: shift },
  ShiftCancelled: { version: 1, data: z.object({ shiftId: id }) },
  /** The rest of a shift goes to another, with every open crisis; the old shift ends at `at`. */
  DutyHandedOver: {
    version: 1,
    data: z.object({
      shiftId: id,
      fromPersonId: id,
      toPersonId: id,
      /** The shift of whoever takes over, from now until the old one would have ended. */
      newShiftId: id,
      from: instant,
      until: instant,
      crisisIds: z.array(id),
    }),
  },
} as const satisfies EventSchemas;
export type RosterEvent = EventOf<typeof rosterEvents>;

/** Hours of a week in which somebody can come; `to` before `from` runs past midnight, equal to it a whole day. */
export const weeklyHours = z.object({ weekday, from: localTime, to: localTime });

export const availabilityEvents = {
  /** `now`: always, until `until` if there is one. `hours`: in these hours. `paused`: never, until `until` if there is one. */
  AvailabilityChanged: {
    version: 1,
    data: z.object({
      mode: z.enum(['now', 'hours', 'paused']),
      until: z.optional(instant),
      hours: z.array(weeklyHours),
    }),
  },
} as const satisfies EventSchemas;
export type AvailabilityEvent = EventOf<typeof availabilityEvents>;
export type Availability = AvailabilityEvent['data'];
