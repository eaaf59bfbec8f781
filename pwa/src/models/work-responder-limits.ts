/** Bounds of what a resident tapped during an alert. */

/** First wait before a tap is sent again; it doubles up to the longest. */
export const TAP_RETRY_FIRST_MS = 2_000;
export const TAP_RETRY_LONGEST_MS = 20_000;
/** An hour of trying at the longest wait; an alert ends by itself after that. */
export const TAP_TRIES_MAX = 200;
/** A yes that could not be sent for so long is asked again: whoever said it may be asleep by now. */
export const YES_KEPT_MAX_MS = 6 * 60_000;
/** Other taps are kept as long as an alert can run. */
export const TAP_KEPT_MAX_MS = 60 * 60_000;
/** Each of the eight answers once. */
export const TAPS_MAX = 8;
/** The phone asks so long before a safety check has to be done; the server's push goes at the same moment. */
export const CHECK_ASKED_BEFORE_MS = 2 * 60_000;
