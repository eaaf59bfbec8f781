/** Every bound of the people service, with its unit and its reason. */

/** A working day with an evening visit; then a worker logs in again. */
export const SESSION_LIFE_MS = 12 * 60 * 60 * 1_000;
/** An invitation waits a week for somebody who works part-time, and no longer. */
export const INVITATION_LIFE_MS = 7 * 24 * 60 * 60 * 1_000;
/** Sessions that one person may have ended within one session's life and are still remembered one by one. */
export const ENDED_SESSIONS_MAX = 200;
/** Wrong invitations from one address within the window; a secret has 256 bits, so this only keeps the noise down. */
export const INVITATION_TRIES_MAX = 20;
export const INVITATION_TRIES_WINDOW_MS = 15 * 60 * 1_000;
/** Seconds that a phone may keep the help routes and the district before it asks again. */
export const PUBLIC_FACTS_MAX_AGE_SECONDS = 300;
/** Days that a crisis training may be valid: three years, after which hardly anybody knows it by heart. */
export const TRAINING_VALID_DAYS_MAX = 3 * 365 + 1;
