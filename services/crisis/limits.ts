/** Every bound of the crisis service, with its unit and its reason. */

/** A little before a safety check is due the phone is asked, so that somebody who walks has time to take it out. */
export const CHECK_ASKED_BEFORE_MS = 2 * 60 * 1_000;
/** After so long a crisis may be closed while somebody has not said to be home; the duty officer has rung by then. */
export const HOME_WITHIN_MS = 30 * 60 * 1_000;
/** Residents thanked in one append; the rest follows at once in the next, so that a large wave never fails an answer. */
export const RELEASED_AT_ONCE_MAX = 40;
/** Helpers with two rounds of aftercare in one append of at most 64 events; many times what is ever needed. */
export const AFTERCARE_HELPERS_MAX = 26;
/** Times that more help is asked in one crisis; after it everybody knows. */
export const BACKUPS_MAX = 20;
/** Debriefs of one crisis: everybody who was there, and a few who write twice. */
export const DEBRIEFS_MAX = 60;
/** Aftercare items that change hands in one append. */
export const ASSIGNED_AT_ONCE_MAX = 60;
/** Messages beside each other that are asked for what was known already: more than anybody ever linked. */
export const LINKED_SIGNALS_MAX = 200;
/** Crises that are not over, looked through for a yes that showed beside their message; many times what ever runs. */
export const OPEN_CRISES_MAX = 200;
/** For so long a yes is remembered by its place alone, where there is no message to remember it by. */
export const SAME_EVENING_MS = 12 * 60 * 60 * 1_000;
/** Crises of one such evening with a yes that are looked at; more is no district but a disaster. */
export const SAME_EVENING_MAX = 50;
/** Shifts that are looked through for when somebody's duty ends. */
export const SHIFT_LOOK_AHEAD_MS = 14 * 24 * 60 * 60 * 1_000;
/** Aftercare items that are looked at in one round of the timer. */
export const AFTERCARE_OPEN_MAX = 2_000;
/** Crises of which a resident may be part in the list that is looked through for the one to show. */
export const MINE_MAX = 20;
