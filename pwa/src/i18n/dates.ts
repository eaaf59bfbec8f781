/** Dates and times in words, in the district's time zone and the reader's language. */
import type { WorkingHours } from '@bijspringen/contracts/people/values.ts';
import { facts, language, t } from './words.ts';

/** Until the district is known: every district is in the Netherlands. */
export const DEFAULT_TIME_ZONE = 'Europe/Amsterdam';
/** 5 January 2026 is a Monday; any Monday names the days of a week. */
const A_MONDAY_MS = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;

function format(instant: string | number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(facts.value.locale, { timeZone, ...options }).format(new Date(instant));
}

/** `dinsdag 24 november` */
export function dayInWords(instant: string, timeZone = DEFAULT_TIME_ZONE): string {
  return format(instant, timeZone, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** `zaterdag 14 november 2026`, for a date that may be long ago. */
export function dayWithYear(instant: string, timeZone = DEFAULT_TIME_ZONE): string {
  return format(instant, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** Dutch and Turkish write a point between hours and minutes. */
function clockStyle(hoursAndMinutes: string): string {
  const point = language.value === 'nl' || language.value === 'tr';
  return t('date.time', { time: point ? hoursAndMinutes.replace(':', '.') : hoursAndMinutes });
}

/** `17.00 uur` */
export function timeInWords(instant: string, timeZone = DEFAULT_TIME_ZONE): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return clockStyle(parts.format(new Date(instant)));
}

/** `10.00 uur` of a local time of the district, `10:00`. */
export function localTimeInWords(localTime: string): string {
  return clockStyle(localTime);
}

function localDate(instant: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instant));
}

/** Whether an instant falls on the local day of `nowMs`. */
export function isSameDay(instant: string, nowMs: number, timeZone = DEFAULT_TIME_ZONE): boolean {
  return localDate(instant, timeZone) === localDate(nowMs, timeZone);
}

function weekdayName(weekday: number): string {
  return format(A_MONDAY_MS + (weekday - 1) * DAY_MS, 'UTC', { weekday: 'long' });
}

/** `maandag tot en met vrijdag`, or the days one by one when they do not follow each other. */
export function weekdaysInWords(weekdays: WorkingHours['weekdays']): string {
  const sorted = [...weekdays].sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (first === undefined || last === undefined) return '';
  const follow = last - first === sorted.length - 1 && sorted.length > 2;
  if (follow) return t('date.weekdays', { first: weekdayName(first), last: weekdayName(last) });
  return sorted.map(weekdayName).join(', ');
}
