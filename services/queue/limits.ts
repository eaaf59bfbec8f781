/** Every bound of the queue, with its unit and its reason. */

/** Open items of one district in a view: many times a busy district. Beyond it the latest moments wait their turn. */
export const QUEUE_ITEMS_MAX = 5_000;
/** Districts whose rows stay in memory between two events: every district of a city, at some 2 kB an item, sealed. */
export const DISTRICTS_READ_MAX = 32;
/** Open calls, crises and talks of one district in a view: many times what one duty can hold. */
export const DUTY_ITEMS_MAX = 200;
/** Messages whose first words stay readable in memory: every open one of a city, at some 300 bytes each. */
export const OPENED_TEXTS_MAX = 20_000;
/** Messages opened before other requests get their turn: a few milliseconds of work. */
export const OPENED_AT_ONCE = 50;
/** A reader whose queue shows the same message again within this time is one line in the read log, not a thousand. */
export const TELL_AGAIN_MS = 60 * 60 * 1_000;
/** Readings remembered for that: ten workers with a full city, at some 100 bytes each. Beyond it some are told twice. */
export const TOLD_MAX = 200_000;
/** How long after a change the queue looks what it may forget and which moment passes next. */
export const LOOK_AFTER_MS = 1_000;
/** Days before the moment on which a person has to be told (AVG art. 14) that it comes into the queue. */
export const INFORM_AHEAD_DAYS = 7;
