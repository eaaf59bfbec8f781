/** Codes of a replay, which the app makes sentences of. They are worked out anew from the events, so they may change. */
import * as z from 'zod/mini';

/** A person by role: `neighbour` 1, `responder` A, … Never a name. `person`: whom it is about. */
export const replayRole = z.enum([
  'neighbour',
  'duty-officer',
  'responder',
  'caretaker',
  'coordinator',
  'person',
  'system',
]);
export type ReplayRole = z.output<typeof replayRole>;

/** What somebody can know. Those of `replayKnownOf` come as `code:A,B`: about whom it is known. */
export const replayKnown = [
  /** The neighbour: what was written, that it was read, that something is asked, what the answer was, how it ended. */
  'wrote',
  'was-read',
  'was-asked',
  'was-answered',
  'was-closed',
  /** Somebody who works here: that somebody calls, what was written, where it is, that the neighbour wrote again. */
  'was-called',
  'text',
  'crisis',
  'wrote-again',
  'backup-needed',
  /** A resident: that there is an alert, and what follows from a yes. */
  'alert',
  'one-more-needed',
  'meeting-point',
  'place',
  'wait',
  'enough',
  'stay-home',
  'over',
] as const;
export type ReplayKnown = (typeof replayKnown)[number];
/** With labels behind a colon: `coming:B,C`. */
export const replayKnownOf = [
  'together',
  'coming',
  'there',
  'cannot',
  'silent',
  'unsafe',
  'missed-check',
  'home',
] as const;
export type ReplayKnownOf = (typeof replayKnownOf)[number];

export const replayDoing = [
  'picks-up',
  'leads',
  'no-answer',
  'declined',
  'waits-inside',
  'goes-together',
  'on-the-way',
  'arrived',
  'missed-check',
  'unsafe',
  'stopped',
  'released',
  'goes-home',
  'home',
] as const;
export type ReplayDoing = (typeof replayDoing)[number];

/** What somebody was asked and has not given yet; the first that holds is shown. */
export const replayAwaited = [
  'judgement',
  'page',
  'check',
  'answer',
  'home',
  'question',
  'read',
  'aftercare',
] as const;
export type ReplayAwaited = (typeof replayAwaited)[number];

export const replayClockKind = z.enum([
  'read',
  'duty-read',
  'answer',
  'page',
  'wave',
  'check',
  'alert',
  'aftercare',
]);
export type ReplayClockKind = z.output<typeof replayClockKind>;
