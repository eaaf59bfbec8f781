/** Every bound of the host, with its unit and its reason. */

/** Requests that are under way when the host stops get this long; an event stream would wait for ever. */
export const DRAIN_MS = 10_000;
/** How often connections that have nothing more to say are closed meanwhile. */
export const DRAIN_SWEEP_MS = 50;
/** A request whose head or body comes in slower than this is given up, so that slow senders cannot hold all connections. */
export const REQUEST_TIMEOUT_MS = 30_000;
export const HEAD_TIMEOUT_MS = 10_000;
/** Bytes of a request's head: a session cookie, a follow code, and what browsers add. */
export const HEAD_BYTES_MAX = 16_384;
/** How often the two above are looked at; so a slow sender may last this much longer. */
export const CONNECTIONS_CHECK_MS = 2_000;
/** Connections of one host; beyond it new ones are closed at once, and those that are there go on. */
export const CONNECTIONS_MAX = 10_000;
/** Files of the built app that are kept in memory, and their bytes together. More is not a built app. */
export const FILES_MAX = 1_000;
export const FILES_BYTES_MAX = 32 * 1024 * 1024;
/** Less room on the disk than this and health says so before a write fails: a day of a large city's events. */
export const FREE_DISK_BYTES_MIN = 64 * 1024 * 1024;
/** Readings of one person's data that are looked up at a time. */
export const READS_SHOWN_MAX = 1_000;
