/** Every bound of the kernel, with its unit and its reason. */

/** Events in one append. A command makes a handful; more is a mistake. */
export const APPEND_EVENTS_MAX = 64;
/** Appends that share one transaction: enough to hide the disk, small enough to answer within milliseconds. */
export const COMMIT_APPENDS_MAX = 256;
/** Appends that may wait; beyond that the caller gets `busy` instead of an endless queue. */
export const APPENDS_WAITING_MAX = 4_096;
/** Times a command is decided anew after a version conflict. */
export const CONFLICT_RETRIES_MAX = 5;
/** Bytes of a request's body: 2,000 characters of any script, a few fields, and room. */
export const BODY_BYTES_MAX = 32_768;
/** Events the reader takes from the log at a time. */
export const READ_BATCH_EVENTS = 1_000;
/** A stream longer than this has gone wrong. */
export const STREAM_EVENTS_MAX = 10_000;
/** How long a read waits for "at least this position". */
export const POSITION_WAIT_MS = 2_000;
/** Kept free on disk, so that reads and a clean stop still work when it is full. */
export const BALLAST_BYTES = 8 * 1024 * 1024;
/** Less room than this on the disk and the store says so before a write fails. */
export const FREE_BYTES_MIN = 1024 * 1024;
/** Pages of the write-ahead log after which it is copied into the database: about 16 MB, so a restart reads little. */
export const CHECKPOINT_PAGES = 4_000;
/** How long a statement waits for a foreign tool that holds the database; the event loop stands still meanwhile. */
export const DATABASE_BUSY_MS = 1_000;
/** A host whose clock is further behind the newest event than this does not tick. */
export const CLOCK_SKEW_MAX_MS = 2_000;
/** Days that are searched for a working day before the setting is called wrong: a year, worked one weekday and unluckily. */
export const WORKING_DAY_SEARCH_DAYS_MAX = 366;
/** Deadlines that fire in one round of the ticker; the rest follow in the next, so that requests get their turn between. */
export const TICK_FIRES_MAX = 100;
/** Deadlines that are asked of one timer at most, the ones that wait for another try included. */
export const TIMER_OPEN_MAX = 10_000;
/** After this a deadline that is still open fires again: longer than the read model needs to see what firing did. */
export const FIRE_AGAIN_MS = 2_000;
/** The wait doubles with each try up to this. There is no last try: a deadline stands for a promise to a person. */
export const FIRE_AGAIN_MAX_MS = 300_000;
/** A fire that has not answered by then counts as failed, so that one cannot hold up all others. */
export const FIRE_TIMEOUT_MS = 30_000;
