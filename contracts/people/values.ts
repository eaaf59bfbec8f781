import * as z from 'zod/mini';

/** `HH:MM`, local time of the district. */
export const localTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const span = z.object({ from: localTime, to: localTime });

/** ISO weekday numbers, Monday is 1. */
export const weekday = z.number().check(z.int(), z.gte(1), z.lte(7));

/** When somebody reads and when somebody can be rung. Dutch public holidays are free. */
export const workingHours = z.object({
  timeZone: z.string(),
  weekdays: z.array(weekday),
  hours: span,
  phone: z.nullable(span),
  /** Raised before this hour on a working day is read the same day. */
  sameDayUntil: localTime,
});
export type WorkingHours = z.output<typeof workingHours>;

/** Whom to call for what. Facts about a number carry who looked and when. */
export const helpRoute = z.object({
  code: z.enum([
    'emergency',
    'suicide',
    'unsafe-home',
    'doctor',
    'worrying-behaviour',
    'police',
    'listening',
    'children',
    'own-district',
  ]),
  /** As dialled; null where the number is regional and not known. */
  number: z.nullable(z.string()),
  url: z.optional(z.string()),
  sourceUrl: z.string(),
  checkedOn: z.nullable(z.iso.date()),
});
export type HelpRoute = z.output<typeof helpRoute>;
