/** Parts of the day against the hours of a week that the server keeps. */
import type { availabilityView } from '@bijspringen/contracts/roster/api.ts';
import type * as z from 'zod/mini';

export type AvailabilityView = z.output<typeof availabilityView>;
export type WeeklyHours = AvailabilityView['hours'][number];
export const dayParts = ['night', 'morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof dayParts)[number];
/** `3 evening` */
export type Cell = `${number} ${DayPart}`;

/** Six hours each; local times of the district. The evening ends at midnight, which is the next day's 00:00. */
const spans: Record<DayPart, { from: string; to: string }> = {
  night: { from: '00:00', to: '06:00' },
  morning: { from: '06:00', to: '12:00' },
  afternoon: { from: '12:00', to: '18:00' },
  evening: { from: '18:00', to: '00:00' },
};
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export const cellOf = (weekday: number, part: DayPart): Cell => `${weekday} ${part}`;

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR_MINUTES + minutes;
}

type Span = { weekday: number; from: number; to: number };

/** Without hours past midnight: those are cut in two days. */
function cut({ weekday, from, to }: WeeklyHours): Span[] {
  const start = minutesOf(from);
  const end = minutesOf(to);
  if (end > start) return [{ weekday, from: start, to: end }];
  const next = (weekday % 7) + 1;
  return [
    { weekday, from: start, to: DAY_MINUTES },
    { weekday: next, from: 0, to: end },
  ].filter((span) => span.to > span.from);
}

function isWithin(weekday: number, part: DayPart, hours: readonly Span[]): boolean {
  const from = minutesOf(spans[part].from);
  const to = minutesOf(spans[part].to) || DAY_MINUTES;
  const inDay = hours.filter((span) => span.weekday === weekday).sort((one, other) => one.from - other.from);
  let reached = from;
  for (const span of inDay) if (span.from <= reached) reached = Math.max(reached, span.to);
  return reached >= to;
}

/** The parts of the week that these hours wholly cover. */
export function cellsOf(hours: readonly WeeklyHours[]): Cell[] {
  const whole = hours.flatMap(cut);
  return WEEKDAYS.flatMap((weekday) =>
    dayParts.filter((part) => isWithin(weekday, part, whole)).map((part) => cellOf(weekday, part)),
  );
}

/** Parts that follow each other become one span; a whole day stays two, since a span never lasts from 00:00 to 00:00. */
export function hoursOf(cells: readonly Cell[]): WeeklyHours[] {
  return WEEKDAYS.flatMap((weekday) => {
    const chosen = dayParts.filter((part) => cells.includes(cellOf(weekday, part)));
    const merged: WeeklyHours[] = [];
    for (const part of chosen) {
      const last = merged.at(-1);
      const isWholeDay = part === 'evening' && last?.from === '00:00';
      if (last !== undefined && last.to === spans[part].from && !isWholeDay) last.to = spans[part].to;
      else merged.push({ weekday, ...spans[part] });
    }
    return merged;
  });
}

/** Whether every hour is shown in the table: hours of another kind are told, so that nobody loses them by surprise. */
export function isInParts(hours: readonly WeeklyHours[]): boolean {
  const total = (all: readonly WeeklyHours[]) =>
    all.flatMap(cut).reduce((sum, span) => sum + span.to - span.from, 0);
  return total(hours) === total(hoursOf(cellsOf(hours)));
}
