/** What travels over HTTP for the roster and for who can be asked. */
import * as z from 'zod/mini';
import { commandId, id, instant, localDate, position } from '../shared/ids.ts';
import { dutyPlace, weeklyHours } from './events.ts';

/** `POST /api/roster/shifts`: coordinator, or a duty officer for herself ("Ik neem nu over"). → 201 `{shiftId, position}` */
export const shiftBody = z.strictObject({
  commandId,
  personId: id,
  districtIds: z.array(id).check(z.minLength(1), z.maxLength(20)),
  place: dutyPlace,
  from: instant,
  until: instant,
});
export const planned = z.object({ shiftId: id, position });

/** `POST /api/roster/shifts/:id/cancellation`. Refused while it covers an open crisis that nobody took over. */
export const cancellationBody = z.strictObject({ commandId });

/** `POST /api/roster/shifts/:id/hand-over` → 201 `planned`: the rest of the shift, with every open crisis; to oneself it is "Ik neem nu over". */
export const dutyHandOverBody = z.strictObject({ commandId, toPersonId: id });

/** `PUT /api/availability`: a resident says when an alert may come. */
export const availabilityBody = z.strictObject({
  commandId,
  mode: z.enum(['now', 'hours', 'paused']),
  until: z.optional(instant),
  hours: z.array(weeklyHours).check(z.maxLength(21)),
});
/** `GET /api/availability`. */
export const availabilityView = z.object({
  mode: z.enum(['now', 'hours', 'paused']),
  until: z.nullable(instant),
  hours: z.array(weeklyHours),
  isAvailableNow: z.boolean(),
  /** Why an alert cannot come to this person now, in order of what to do first; empty when it can. */
  missing: z.array(z.enum(['contact', 'adult', 'training', 'agreement', 'availability', 'device'])),
  position,
});

export type AvailabilityView = z.output<typeof availabilityView>;

/** `GET /api/roster?from=<date>&days=<1..28>`. */
export const rosterView = z.object({
  now: instant,
  timeZone: z.string(),
  shifts: z.array(
    z.object({
      shiftId: id,
      personId: id,
      name: z.nullable(z.string()),
      isYou: z.boolean(),
      districtIds: z.array(id),
      place: dutyPlace,
      from: instant,
      until: instant,
      openCrises: z.int(),
    }),
  ),
  /** Spans of the asked days in which nobody is first on duty in this district. */
  gaps: z.array(z.object({ from: instant, until: instant })),
  /** Who may be planned. */
  officers: z.array(z.object({ personId: id, name: z.nullable(z.string()), isYou: z.boolean() })),
  districts: z.array(z.object({ districtId: id, name: z.string() })),
  /** Residents who could be asked, per day and part of the day (night 0-6, morning 6-12, afternoon 12-18, evening 18-24). */
  coverage: z.array(
    z.object({ on: localDate, night: z.int(), morning: z.int(), afternoon: z.int(), evening: z.int() }),
  ),
  residentsNow: z.int(),
  position,
});
export type RosterView = z.output<typeof rosterView>;
