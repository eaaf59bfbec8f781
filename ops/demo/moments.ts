/** Moments of the demo, relative to the day on which somebody first looks: yesterday is always yesterday. */
import type { WorkingHours } from '@bijspringen/contracts/people/values.ts';
import { addDays, atLocalTime, isWorkingDay, toLocalDate } from '@bijspringen/kernel/local-time.ts';

/** Far enough back for any number of working days that a story uses, holidays included. */
const DAYS_BACK_MAX = 90;

export type Moment = { day: (today: string, hours: WorkingHours) => string; time: string };

/** `HH:MM` on the `count`-th working day before today. */
export function workingDaysAgo(count: number, time: string): Moment {
  return {
    time,
    day: (today, hours) => {
      let left = count;
      let day = today;
      for (let i = 0; left > 0 && i < DAYS_BACK_MAX; i++) {
        day = addDays(day, -1);
        if (isWorkingDay(day, hours)) left -= 1;
      }
      return day;
    },
  };
}

/** `HH:MM` on the `count`-th day before today, working day or not. */
export function daysAgo(count: number, time: string): Moment {
  return { time, day: (today) => addDays(today, -count) };
}

/** The instant of a moment, seen from `now`. */
export function instantOf(moment: Moment, now: Date, hours: WorkingHours): string {
  const today = toLocalDate(now.toISOString(), hours.timeZone);
  return atLocalTime(moment.day(today, hours), moment.time, hours.timeZone);
}
