/** Every bound of the app, with its unit and its reason. */

/** How long a request may take on a bad connection before we say that there is no internet. */
export const REQUEST_TIMEOUT_MS = 15_000;
/** How often an open conversation is looked up again while it is on the screen. */
export const FOLLOW_REFRESH_MS = 60_000;
/** Sentences on a loading page appear after this: a quick answer shows no flash of words. */
export const LOADING_WORDS_AFTER_MS = 1_000;
/** A page that could not be fetched is tried this many times before we say so. */
export const CHUNK_TRIES_MAX = 2;
/** Before the other screens are fetched: whoever came to write is helped first. */
export const FETCH_REST_AFTER_MS = 2_000;
