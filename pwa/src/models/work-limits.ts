/** Bounds of the workers' screens. */

/** The first wait before the live stream is tried again; it doubles up to the longest. */
export const LIVE_RETRY_FIRST_MS = 1_000;
export const LIVE_RETRY_LONGEST_MS = 30_000;
/** About a quarter of an hour of trying; then the screen asks, so that a phone in a pocket does not try all night. */
export const LIVE_TRIES_MAX = 30;
/** The server says "still here" every 20 seconds; after two missed ones the screen no longer says that it is live. */
export const LIVE_SILENT_MAX_MS = 50_000;
/** Several changes in a row are one look at the list. */
export const LIVE_GATHER_MS = 60;
/** A promise that passes makes no event, so the list is fetched again then, and never closer together than this. */
export const QUEUE_REFETCH_SHORTEST_MS = 5_000;
export const QUEUE_REFETCH_LONGEST_MS = 10 * 60_000;
/** A list that could not be fetched is asked for again after this. */
export const QUEUE_RETRY_MS = 20_000;
/** The clock on the screen shows minutes. */
export const CLOCK_TICK_MS = 10_000;
/** A section that is longer shows its first few, in the order in which they have to be done; the rest is one tap away. */
export const SECTION_SHOWN_MAX = 7;
/** Today and three years on: enough to plan, and a typing error in the year is caught. */
export const PLAN_DAYS_MAX = 3 * 366;
