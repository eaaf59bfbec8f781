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

/** How an alert runs: sizes, and times in minutes. */
export const escalationPolicy = z.object({
  /** People asked in one wave. */
  waveSize: z.int().check(z.gte(2), z.lte(100)),
  wavesMax: z.int().check(z.gte(1), z.lte(10)),
  waveMinutes: z.int().check(z.gte(1), z.lte(30)),
  /** The duty officer who does not acknowledge for so long is followed by the second person. */
  pageMinutes: z.int().check(z.gte(1), z.lte(30)),
  /** Between two safety checks, from the moment that the pair stands. */
  checkMinutes: z.int().check(z.gte(2), z.lte(30)),
  /** After so long an alert ends by itself. */
  alertMinutes: z.int().check(z.gte(10), z.lte(240)),
});
export type EscalationPolicy = z.output<typeof escalationPolicy>;

/** What holds in a district that set nothing (domain 2g; the times are choices for this product). */
export const defaultEscalationPolicy: EscalationPolicy = {
  waveSize: 6,
  wavesMax: 3,
  waveMinutes: 6,
  pageMinutes: 3,
  checkMinutes: 10,
  alertMinutes: 60,
};

/** The edition of the agreement that a crisis-trained resident has to have accepted; an older one does not count. */
export const RESPONDER_AGREEMENT_EDITION = 1;
