/** What a replay shows. */
import * as z from 'zod/mini';
import { id, instant, position } from '../shared/ids.ts';
import { replayClockKind, replayRole } from './values.ts';

/** By role: never a name. */
export const replayPerson = z.object({ role: replayRole, label: z.string() });
export type ReplayPerson = z.output<typeof replayPerson>;

/** `GET /api/replays`: closed crises and signals, newest first. */
export const replayList = z.object({
  items: z.array(
    z.object({
      replayId: id,
      about: z.enum(['crisis', 'signal']),
      from: instant,
      until: instant,
      steps: z.int(),
      /** How many texts wait for a reviewer who is not the one who asked. */
      toReview: z.int(),
    }),
  ),
  next: z.nullable(z.string()),
  position,
});

/** Where a sealed text stands. Withheld stays withheld. */
export const releaseState = z.enum(['hidden', 'asked', 'released', 'withheld', 'forgotten']);
export type ReleaseState = z.output<typeof releaseState>;

/** One event in a replay. */
export const replayStep = z.object({
  /** 1, 2, … */
  step: z.int(),
  eventId: id,
  at: instant,
  type: z.string(),
  by: replayPerson,
  /** Fixed facts of the event that name nobody (a wave's number, a reason). */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Sealed texts of the event, in the state of their release. */
  texts: z.array(
    z.object({
      field: z.string(),
      state: releaseState,
      /** You asked, so another has to look. */
      isAskedByYou: z.boolean(),
      /** Once released; and before that for a reviewer who did not ask. Null in a list of steps. */
      text: z.nullable(z.string()),
    }),
  ),
});
export type ReplayStep = z.output<typeof replayStep>;

/** A clock that ran: what was promised or awaited, until when, and how it ended by then. */
export const replayClock = z.object({
  what: replayClockKind,
  who: z.nullable(replayPerson),
  from: instant,
  before: instant,
  state: z.enum(['running', 'kept', 'passed', 'stopped']),
});

/**
 * `GET /api/replays/:id/at/:step`: the moment after that step. Nothing of a later step is in it, but for the lanes'
 * length (`stepsTotal`) and notes, which look back.
 */
export const replayMoment = z.object({
  replayId: id,
  about: z.enum(['crisis', 'signal']),
  step: z.int(),
  stepsTotal: z.int(),
  at: instant,
  /** What happened at this step. */
  now: replayStep,
  /** What each person knew by then, in order of their first appearance. */
  people: z.array(
    z.object({
      person: replayPerson,
      /** Codes of `values.ts`. */
      knows: z.array(z.string()),
      doing: z.nullable(z.string()),
      /** Asked something and not answered yet. */
      awaits: z.nullable(z.object({ what: z.string(), since: instant })),
    }),
  ),
  clocks: z.array(replayClock),
  notes: z.array(
    z.object({
      annotationId: id,
      atStep: z.int(),
      by: z.nullable(z.string()),
      isYours: z.boolean(),
      text: z.nullable(z.string()),
    }),
  ),
  /** What who was there wants others to learn, given by then; sealed until released, like every text. */
  debriefs: z.array(
    z.object({
      eventId: id,
      person: replayPerson,
      state: releaseState,
      isAskedByYou: z.boolean(),
      text: z.nullable(z.string()),
    }),
  ),
  position,
});
export type ReplayMoment = z.output<typeof replayMoment>;
/** `GET /api/replays/:id/steps?until=<step>`: the timeline up to a step, oldest first, at most 500 from `from`. */
export const replaySteps = z.object({ steps: z.array(replayStep), stepsTotal: z.int(), position });
