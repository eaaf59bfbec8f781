/** Bounds of the crisis screens. */

/** Without a live stream the crisis is fetched again and again: what stands there may send somebody out of the door. */
export const CRISIS_POLL_MS = 10_000;
/** What a resident tapped without a connection is sent again after this, until it was answered. */
export const KEPT_RETRY_MS = 5_000;
/** After this many tries (an hour) what was tapped no longer says what its owner wants now. */
export const KEPT_TRIES_MAX = 720;
