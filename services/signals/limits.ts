/** Every bound of the signals service, with its unit and its reason. */

/** Days back in which another message about the same place is worth a hint. */
export const HINT_DAYS = 14;
/** Hints on one screen; more would be counted instead of read, and numbers say nothing here. */
export const HINTS_MAX = 5;
/** Signals in the in-memory index: two weeks of a large district. The oldest go first. */
export const INDEX_SIGNALS_MAX = 20_000;
/** Signals read from the rows at a time while the index is filled. */
export const INDEX_FILL_MAX = 20_000;
/** Links on one signal; more is no longer one place. */
export const LINKS_MAX = 50;
/** Raises and offline messages from one address in the window: neighbours in a flat share one. */
export const RAISES_MAX = 120;
/** Wrong codes from one address in the window: typing errors are free, guessing 65 bits is not. */
export const WRONG_CODES_MAX = 20;
/** Messages, answers and reopenings of one signal in the window; each is read by a human, and every command reads all of them. */
export const WRITES_MAX = 30;
/** The window of all three, in milliseconds. */
export const TRIES_WINDOW_MS = 15 * 60 * 1_000;
/** Follow codes whose first message is on its way to the read file. */
export const CODES_UNDER_WAY_MAX = 4_096;
/** Urgent words are read by the duty officer who is called within the hour (domain: who reads it when). */
export const DUTY_READS_WITHIN_MS = 60 * 60 * 1_000;
