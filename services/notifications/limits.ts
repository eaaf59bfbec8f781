/** Every bound of this service, with its unit and its reason. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Time for one request to a push service, looking up its address included. Shorter than the lease by the kernel's margin. */
export const SEND_TIMEOUT_MS = 8_000;
/** After a host was killed in the middle of sending, this long passes before the next attempt. */
export const LEASE_MS = 15_000;
/** Requests under way at a time: a wave and all its phones, or a thousand of them in a few rounds. */
export const SENDS_AT_A_TIME_MAX = 128;
/** Connections to one push service; each costs a handshake, and one carries many requests after another. */
export const CONNECTIONS_TO_ONE_MAX = 64;
/** A connection that nothing was sent over for this long is closed: push services close them at about a minute. */
export const CONNECTION_IDLE_MS = 50_000;
/** Bytes that are read of a push service's answer; it has nothing to say to us but its status. */
export const ANSWER_BYTES_MAX = 4_096;
/** Bytes of an answer's headers, for the same reason. */
export const ANSWER_HEAD_BYTES_MAX = 16_384;
/** A token that tells a push service who we are: valid this long (RFC 8292 allows a day) and made anew halfway. */
export const TOKEN_LIFE_MS = 12 * HOUR_MS;
/** Push services that a token is kept for; there are five in the world. */
export const TOKENS_KEPT_MAX = 32;
/** Attempts at one message: an hour of one a minute, and the quick ones before that. */
export const ATTEMPTS_MAX = 80;
/** First wait after a failure; doubles with each attempt. */
export const AGAIN_FIRST_MS = 2_000;
/** Longest of those waits in an alert, where minutes count, and for an answer to a neighbour, where hours do. */
export const AGAIN_URGENT_MAX_MS = MINUTE_MS;
export const AGAIN_ANSWER_MAX_MS = HOUR_MS;
/** What is told within a crisis and has no moment of its own is worth telling as long as an alert lasts. */
export const ALERT_LIFE_MS = HOUR_MS;
/** "Er is een antwoord" may reach a phone that was off for a weekend. */
export const ANSWER_LIFE_MS = 48 * HOUR_MS;
/** At a closing the phone's address is soon destroyed: so long it is tried to bring the answer. */
export const LAST_ANSWER_LIFE_MS = 15 * MINUTE_MS;
/** Whoever tests a phone is looking at it. */
export const DRILL_LIFE_MS = 5 * MINUTE_MS;
/** Looking up a push service's address when somebody subscribes. */
export const LOOKUP_TIMEOUT_MS = 2_000;
/** Phones of one person; one more puts the oldest away. */
export const DEVICES_OF_PERSON_MAX = 10;
/** Phones that follow one message; one more puts the oldest away. */
export const DEVICES_OF_SIGNAL_MAX = 5;
/** Finished messages to one phone that are kept in the read model; the log keeps all. */
export const DELIVERIES_SHOWN_MAX = 20;
/** Times that somebody may subscribe, or test, within the window. */
export const SUBSCRIPTIONS_MAX = 30;
export const TESTS_MAX = 10;
/** Wrong receipts from one address within the window. */
export const WRONG_RECEIPTS_MAX = 30;
export const TRIES_WINDOW_MS = 15 * MINUTE_MS;
/** Crises and pages whose events are kept at hand between two sends: a few kilobytes each. */
export const STREAMS_KEPT_MAX = 64;
/** How old a first look at a stream may be; the look right before sending is always new. */
export const GLANCE_MS = 250;
