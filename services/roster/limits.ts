/** Every bound of the roster service, with its unit and its reason. */

/** One shift: nobody is on duty for longer than a day and a night in one go. */
export const SHIFT_MAX_MS = 24 * 60 * 60 * 1_000;
/** Days that one look at the roster may span, and how many without a number. */
export const ROSTER_DAYS_MAX = 28;
export const ROSTER_DAYS_DEFAULT = 7;
