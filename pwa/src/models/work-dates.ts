/**
 * Local dates and times of the district, through Intl. A worker's phone may stand in another time zone than the district,
 * so nothing here reads the zone of the device.
 */
const DAY_MS = 24 * 60 * 60 * 1_000;
/** Working days are looked for within this many days; no district has a longer run of free days. */
const WORKING_DAY_SEARCH_DAYS_MAX = 14;

/** `2026-11-24`, as the district's calendar says it at this instant. */
export function localDateOf(instant: Date | string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Calendar arithmetic only: no hours, so no clock change can shift the outcome. */
export function addDays(localDate: string, days: number): string {
  return new Date(Date.parse(`${localDate}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** ISO weekday, Monday is 1. */
export function weekdayOf(localDate: string): number {
  return new Date(`${localDate}T00:00:00Z`).getUTCDay() || 7;
}

/** The first working day after `localDate`; the plain next day when the district named no working days. */
export function nextWorkingDay(localDate: string, weekdays: readonly number[]): string {
  for (let days = 1; days <= WORKING_DAY_SEARCH_DAYS_MAX; days++) {
    const candidate = addDays(localDate, days);
    if (weekdays.includes(weekdayOf(candidate))) return candidate;
  }
  return addDays(localDate, 1);
}

/** "17.00": the Dutch way with a point, never with a colon. */
export function clockTime(instant: Date | string, timeZone: string): string {
  const time = new Intl.DateTimeFormat('nl-NL', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return time.format(new Date(instant)).replace(':', '.');
}

/** "dinsdag 24 november" */
export function longDay(localDate: string): string {
  return format(localDate, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** "24 november 2026": where the year may be another one. */
export function dayWithYear(localDate: string): string {
  return format(localDate, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "wo 25 nov", which stays on one line. */
export function shortDay(localDate: string): string {
  return format(localDate, { weekday: 'short', day: 'numeric', month: 'short' })
    .replace(/\./g, '')
    .replace(/ /g, '\u00a0');
}

/** "vrijdag" */
export function weekdayName(localDate: string): string {
  return format(localDate, { weekday: 'long' });
}

function format(localDate: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('nl-NL', { ...options, timeZone: 'UTC' }).format(
    new Date(`${localDate}T12:00:00Z`),
  );
}

export type DayName = 'yesterday' | 'today' | 'tomorrow' | 'other';

/** How far `localDate` is from today, as people say it. */
export function dayName(localDate: string, today: string): DayName {
  if (localDate === today) return 'today';
  if (localDate === addDays(today, 1)) return 'tomorrow';
  return localDate === addDays(today, -1) ? 'yesterday' : 'other';
}
