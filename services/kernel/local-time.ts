/**
 * The one place that knows about local dates: working hours, Dutch public holidays and both clock changes. Pure.
 * Instants are ISO 8601 in UTC with milliseconds, local dates `2026-11-22`, local times `HH:MM`.
 */
import type { WorkingHours } from '@bijspringen/contracts/people/values.ts';
import { Temporal } from 'temporal-polyfill';
import { WrongSetting } from './errors.ts';
import { WORKING_DAY_SEARCH_DAYS_MAX } from './limits.ts';

/** Working days in which a person answers, counted from the working day on which a signal counts as come in. */
const ANSWER_WORKING_DAYS = 2;

/** The date on the wall of that time zone. */
export function toLocalDate(instant: string, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDate().toString();
}

/**
 * The instant of a local time. A time that the spring change skips is moved on by the hour that is missing (02:30 is
 * 03:30), so it never lies before the change; one that the autumn change repeats is the first, so a promise is never
 * an hour later than the reader of "02:30" may think.
 */
export function atLocalTime(localDate: string, localTime: string, timeZone: string): string {
  const moment = Temporal.PlainDate.from(localDate).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from(localTime),
  });
  return new Date(moment.epochMilliseconds).toISOString();
}

/** The local date `days` later, or earlier when negative. */
export function addDays(localDate: string, days: number): string {
  return Temporal.PlainDate.from(localDate).add({ days }).toString();
}

/** The ISO number of the weekday: Monday is 1, Sunday 7. */
export function weekdayOf(localDate: string): number {
  return Temporal.PlainDate.from(localDate).dayOfWeek;
}

/**
 * Days on which the Netherlands is free, after https://www.rijksoverheid.nl/onderwerpen/schoolvakanties/vraag-en-antwoord/
 * officiele-feestdagen. Goede Vrijdag is not one of them for most, and is an ordinary day here. Bevrijdingsdag is a
 * free day for most workers once in five years (2025, 2030), and counts as one only then.
 */
export function isDutchPublicHoliday(localDate: string): boolean {
  const { year } = Temporal.PlainDate.from(localDate);
  const monthDay = localDate.slice(-5);
  if (FIXED_HOLIDAYS.has(monthDay) || monthDay === kingsDay(year)) return true;
  if (monthDay === LIBERATION_DAY) return year % LIBERATION_DAY_FREE_EVERY_YEARS === 0;
  const easter = easterSunday(year);
  return DAYS_AFTER_EASTER.some((days) => addDays(easter, days) === localDate);
}

/** A weekday that the district works, and no public holiday. */
export function isWorkingDay(localDate: string, hours: WorkingHours): boolean {
  const { dayOfWeek } = Temporal.PlainDate.from(localDate);
  return hours.weekdays.includes(dayOfWeek) && !isDutchPublicHoliday(localDate);
}

/** Whether somebody is at work at this instant: from the first minute, until before the last. */
export function isWorkingNow(instant: string, hours: WorkingHours): boolean {
  const { date, time } = localMoment(instant, hours);
  return isWorkingDay(date, hours) && time >= hours.hours.from && time < hours.hours.to;
}

/** The `count`th working day after the date; the date itself never counts. */
export function nextWorkingDay(localDate: string, hours: WorkingHours, count = 1): string {
  let date = localDate;
  let left = count;
  for (let searched = 0; searched < WORKING_DAY_SEARCH_DAYS_MAX; searched++) {
    if (left <= 0) return date;
    date = addDays(date, 1);
    if (isWorkingDay(date, hours)) left--;
  }
  throw new WrongSetting('working hours: name at least one weekday that is worked');
}

/** Read before: the end of the working day on which it counts as come in (see `countsAsComeIn`). */
export function readBefore(instant: string, hours: WorkingHours): string {
  return endOfWorkingDay(countsAsComeIn(instant, hours), hours);
}

/** Answered by a person before: the end of hours, two working days after the day on which it counts as come in. */
export function answerBefore(instant: string, hours: WorkingHours): string {
  const answerDay = nextWorkingDay(countsAsComeIn(instant, hours), hours, ANSWER_WORKING_DAYS);
  return endOfWorkingDay(answerDay, hours);
}

/** The end of hours on that date, worked or not: what "next step on this date" means as an instant. */
export function endOfWorkingDay(localDate: string, hours: WorkingHours): string {
  return atLocalTime(localDate, hours.hours.to, hours.timeZone);
}

/** On a working day before `sameDayUntil` (15:00 sharp is too late) it is that day, otherwise the next working day. */
export function countsAsComeIn(instant: string, hours: WorkingHours): string {
  const { date, time } = localMoment(instant, hours);
  return isWorkingDay(date, hours) && time < hours.sameDayUntil ? date : nextWorkingDay(date, hours);
}

/** Easter Sunday of a year in the Gregorian calendar: the computus of Meeus, Jones and Butcher. */
export function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return new Temporal.PlainDate(year, Math.floor(sum / 31), (sum % 31) + 1).toString();
}

/** Nieuwjaar and both days of Kerst. */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '12-25', '12-26']);
/** Eerste and Tweede Paasdag, Hemelvaartsdag, Eerste and Tweede Pinksterdag. */
const DAYS_AFTER_EASTER: readonly number[] = [0, 1, 39, 49, 50];
const LIBERATION_DAY = '05-05';
const LIBERATION_DAY_FREE_EVERY_YEARS = 5;
const SUNDAY = 7;

/** 27 April, or the Saturday before when that is a Sunday. */
function kingsDay(year: number): string {
  return new Temporal.PlainDate(year, 4, 27).dayOfWeek === SUNDAY ? '04-26' : '04-27';
}

function zoned(instant: string, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
}

/** Whole minutes compare well as text: 14:59:59 is still before 15:00. */
function localMoment(instant: string, hours: WorkingHours): { date: string; time: string } {
  const moment = zoned(instant, hours.timeZone);
  return {
    date: moment.toPlainDate().toString(),
    time: moment.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}
