/** Every bound of the queue, with its unit and its reason. */

/** Open items of one district that a view shows: twelve times a busy district, and what a phone can still hold. */
export const QUEUE_ITEMS_MAX = 5_000;
/** Messages whose first words are kept readable in memory: every open one of a city, at some 300 bytes each. */
export const OPENED_TEXTS_MAX = 20_000;
/** First words: what fits on two lines of a phone of 320 pixels. */
export const FIRST_WORDS_MAX = 8;
export const FIRST_WORDS_CHARACTERS_MAX = 60;
/** How long plain text of a closed or forgotten message may stay in memory: not noticed by a person, cheap to check. */
export const SWEEP_EVERY_MS = 1_000;
/** Days before the moment on which a person has to be told (AVG art. 14) that it comes into the queue. */
export const INFORM_AHEAD_DAYS = 7;
/** Live queues open at once on this host: every worker of a city, on a phone and on a desk. */
export const STREAMS_MAX = 2_000;
