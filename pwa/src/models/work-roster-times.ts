/** Clock times of the roster: what somebody types on a wall clock in the district, and the instant that it is. */
import { addDays, clockTime, localDateOf } from './work-dates.ts';

const HOUR_MS = 60 * 60 * 1_000;
/** Zones of the world lie within this of UTC, so the instant is found within it. */
const OFFSET_MAX_HOURS = 15;
/** Zones differ by quarters of an hour, so steps of a quarter from the same minute meet every clock on a wall. */
const STEP_MS = 15 * 60 * 1_000;

export const CLOCK = /^([01]\d|2[0-3])[.:]([0-5]\d)$/;

/** "7.30" or "07:30" as "07:30"; null when it is no time of day. */
export function clockOf(typed: string): string | null {
  const padded = /^\d[.:]/.test(typed.trim()) ? `0${typed.trim()}` : typed.trim();
  const found = CLOCK.exec(padded);
  return found === null ? null : `${found[1]}:${found[2]}`;
}

/**
 * The instant at which the district's clock says `clock` on `localDate`. On the night that the clock goes forward an hour
 * does not exist: then the next moment that does. On the night that it goes back the first of the two.
 */
export function instantAt(localDate: string, clock: string, timeZone: string): string {
  const wall = Date.parse(`${localDate}T${clock}:00.000Z`);
  const wanted = `${localDate} ${clock}`;
  for (let ms = wall - OFFSET_MAX_HOURS * HOUR_MS; ms <= wall + OFFSET_MAX_HOURS * HOUR_MS; ms += STEP_MS) {
    const at = new Date(ms);
    if (`${localDateOf(at, timeZone)} ${clockTime(at, timeZone).replace('.', ':')}` >= wanted)
      return at.toISOString();
  }
  return new Date(wall).toISOString();
}

/** From and until of a shift; until at or before from is the next day. */
export function shiftSpan(
  { on, from, until }: { on: string; from: string; until: string },
  timeZone: string,
): { from: string; until: string } {
  const lastDay = until <= from ? addDays(on, 1) : on;
  return { from: instantAt(on, from, timeZone), until: instantAt(lastDay, until, timeZone) };
}
