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
/** Pages of the write-ahead log after which it is copied into the database: about 4 MB, some 10 ms in which all wait. */
export const CHECKPOINT_PAGES = 1_000;
/** How long a statement waits for a foreign tool that holds the database; the event loop stands still meanwhile. */
export const DATABASE_BUSY_MS = 1_000;
/** Problems that a look through the whole log names before it stops. */
export const VERIFY_PROBLEMS_MAX = 20;
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
/** Unwrapped keys kept in memory, about 300 bytes each; the oldest goes first and is read from its file again. */
export const KEYS_CACHED_MAX = 100_000;
/** Callers whose keys share one commit of the vault. */
export const KEY_COMMIT_CALLERS_MAX = 1_024;
/** A key that no event uses after this long belongs to a command that never came to its end. */
export const ORPHAN_AGE_MS = 7 * 24 * 60 * 60 * 1_000;
/** How often orphans are looked for; the first time that long after the start, when the busy minutes are over. */
export const ORPHAN_SWEEP_EVERY_MS = 24 * 60 * 60 * 1_000;
export const ORPHAN_SWEEP_FIRST_MS = 10 * 60 * 1_000;
/** Keys that one sweep looks at, about 100 bytes each: four days' worth of the whole country. */
export const ORPHAN_SWEEP_KEYS_MAX = 50_000;
/** An append whose key was there before the sweep looked has ended after this, one way or the other. */
export const ORPHAN_SETTLE_MS = 60_000;
/** Events that the sweep reads between two turns: a millisecond or two. */
export const ORPHAN_BATCH_EVENTS = 200;
/** Tries to empty the vault's log after a key is destroyed; a backup that reads at that moment holds it up. */
export const CHECKPOINT_TRIES_MAX = 100;
/** Pause between two of those tries: together 10 seconds. */
export const CHECKPOINT_WAIT_MS = 100;
/** Rows that the read log gathers before it writes them in one go. */
export const READ_LOG_ROWS_MAX = 5_000;
/** How long a row of the read log waits for others. */
export const READ_LOG_WAIT_MS = 250;
/** Uses of the vault's own keys (`follow-code`, `command`, …); they are words in code, so many means a mistake. */
export const SECRET_USES_MAX = 64;
/**
 * Live events that come within this share a transaction of the read files, and wake listeners once. The first after a
 * quiet moment does not wait for it, nor does anything while somebody asks for a position that was not reached yet.
 */
export const COALESCE_MS = 25;
/** Pages of a read file's log before they are copied into the file: 16 MB, so that a page many touch is copied once. */
export const READ_FILE_CHECKPOINT_PAGES = 4_000;
/** A batch of the reader that takes longer than this is made smaller, so that requests get their turn between. */
export const READ_BATCH_BUDGET_MS = 20;
/** First wait after a read file could not be written; doubles with each try. */
export const READ_FILE_AGAIN_MS = 1_000;
/** Longest of those waits: what a full disk costs after it has room again. */
export const READ_FILE_AGAIN_MAX_MS = 30_000;
/** How often a rebuild says how far it is. */
export const PROGRESS_MS = 1_000;
/** The first batch of a catch-up; it doubles while batches stay within their budget. */
export const READ_BATCH_FIRST_EVENTS = 64;
/** After its time-out, or when the host stops, an effect has this long to say what came of it. */
export const RUN_GRACE_MS = 1_000;
/**
 * How much longer a lease is than the time-out of its effect at least: the grace, the clocks of two hosts that differ by as
 * much as is allowed, and the append of the claim on a busy disk.
 */
export const LEASE_MARGIN_MS = RUN_GRACE_MS + CLOCK_SKEW_MAX_MS + 2_000;
/** Effects that are read ahead of those under way: the next ones are there at once, and a reading takes a millisecond. */
export const EFFECTS_AHEAD_MAX = 256;
/** Effects that are asked of one reactor at most, those under way and those that wait for another try included. */
export const EFFECTS_OPEN_MAX = 10_000;
/** Effects under way at a time that a reactor may ask for: each holds a connection and its place among the appends. */
export const EFFECT_CONCURRENCY_MAX = 512;
/** After this an effect that is still open is claimed again: longer than the read model needs to see the claim. */
export const EFFECT_AGAIN_MS = 1_000;
/** The wait doubles with each try up to this: what an effect is late at most after the disk has room again. */
export const EFFECT_AGAIN_MAX_MS = 30_000;
/** What a host whose clock is behind leaves to the others: they claim within this, and alone it is no later than this. */
export const CLOCK_BEHIND_HEAD_START_MS = 5_000;
/** An outcome that could not be recorded is tried again after this, which doubles up to the longest. */
export const RECORD_AGAIN_MS = 250;
export const RECORD_AGAIN_MAX_MS = 30_000;
/** After so many tries, some five minutes, the outcome is let go: when the lease lapses the effect gets a next attempt. */
export const RECORD_TRIES_MAX = 16;
/** A record that has not answered by then counts as failed. */
export const RECORD_TIMEOUT_MS = 10_000;
/** How often a reactor whose read models are not ready looks whether they are, beside the changes that wake it. */
export const REACTOR_READY_AGAIN_MS = 1_000;
/** What is under way when the host stops may end by itself in this time; then it is aborted. */
export const REACTOR_CLOSE_WAIT_MS = 5_000;
/** And after that it has this long to say and record what came of it; what is left gets a next attempt after its lease. */
export const REACTOR_CLOSE_LAST_MS = RUN_GRACE_MS + 2_000;
