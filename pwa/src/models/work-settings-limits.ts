/** Bounds of the settings. */

/** A drill is looked after this often and this long: a phone that sleeps may need half a minute. */
export const DRILL_LOOK_EVERY_MS = 2_000;
export const DRILL_LOOKS_MAX = 20;
/** Lengths that the server takes. */
export const FIRST_NAME_MAX = 40;
export const PHONE_MIN = 3;
export const PHONE_MAX = 20;
export const HOME_MAX = 200;
