/** Every bound of the HTTP kit, with its unit and its reason. */

/** An answer that takes longer is given up; the same commandId sent again learns what became of it. */
export const ANSWER_TIMEOUT_MS = 15_000;
/** Fields that one problem answer names; a form has fewer. */
export const FIELD_ERRORS_MAX = 20;
/** Of the name of an unknown field that an answer repeats; our own are shorter. */
export const FIELD_NAME_MAX_CHARACTERS = 30;
/** A position is a store's id and a number; anything longer is not one. */
export const POSITION_MAX_CHARACTERS = 128;
/** Keys that a rate limiter remembers at a time; the longest unused goes first, so memory stays bounded. */
export const RATE_KEYS_MAX = 10_000;
/** How long the salt of the rate limiters' keys lives. After it nothing links a device to what it did before. */
export const RATE_SALT_LIFE_MS = 60 * 60 * 1_000;
/** Open event streams of one host: a city's workers with room, at about 50 kB each. */
export const STREAMS_MAX = 2_000;
/** At this pace a quiet stream says that it is still here: to proxies, and to a page that shows "live". It also asks
 * whether the session still stands. */
export const HEARTBEAT_MS = 20_000;
/** A worker's screen sees a change within a blink, and a hundred changes are one message. */
export const CHANGES_SETTLE_MS = 50;
/** Messages that may wait for a reader that does not read; beyond it the stream is closed and the client opens another. */
export const STREAM_WAITING_MAX = 16;
