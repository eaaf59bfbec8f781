/** Every bound of paging, with its unit and its reason. */

/** Calls for one page: an hour at the default of three minutes. Beyond it the page stays open and says that nobody came. */
export const PAGE_STEPS_MAX = 20;
/** What is older than this when it is first seen calls nobody: an imported log, a host that was down for a day. */
export const CAUSE_AGE_MAX_MS = 12 * 60 * 60 * 1_000;
/** Shifts that begin within this of the end of another count as one duty: planned by hand, to the minute. */
export const SHIFT_GAP_MAX_MS = 60_000;
/** How far ahead shifts are looked at for the next officer, or for the end of somebody's duty. */
export const SHIFTS_AHEAD_MS = 48 * 60 * 60 * 1_000;
/** Open crises whose officer's duty is watched: many times what a city ever has at once. */
export const CRISES_WATCHED_MAX = 1_000;
