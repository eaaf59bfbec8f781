/** Which recorded events call the duty officer, and which say that somebody is at it. */
import { pageReasonOf } from '@bijspringen/access/page.policy.ts';
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { PageReason } from '@bijspringen/contracts/crisis/values.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';

/** Why this event calls the duty officer; null when it does not. `isAtWork`: whether somebody reads at that moment. */
export function causeOf(event: SignalEvent | CrisisEvent, isAtWork: () => boolean): PageReason | null {
  switch (event.type) {
    case 'SignalRaised':
      return pageReasonOf(event.data, isAtWork());
    case 'MessageAdded':
    case 'QuestionAnswered':
    case 'SignalReopened':
      return event.data.readFirst.length > 0 ? pageReasonOf(event.data, isAtWork()) : null;
    case 'SignalTriaged':
      return event.data.urgency === 'now' ? 'urgent' : null;
    case 'WaveExpired':
      return event.data.standing < TOGETHER ? 'not-enough' : null;
    case 'ResponderUnsafe':
      return 'unsafe';
    case 'SafetyCheckMissed':
      return 'missed-check';
    case 'BackupRequested':
      return event.data.why === 'asked' ? 'more-help' : null;
    case 'AlertHeld':
      return 'reporter-wrote';
    case 'ResponderHome':
      return event.data.feeling === 'talk-now' ? 'talk-now' : null;
    default:
      return null;
  }
}

/** Never one alone. */
const TOGETHER = 2;

/**
 * Who is at it now, and which calls that ends: an urgent one not by the very person who made it. `mustHaveDuty`: it counts
 * only for who was called or has duty.
 */
export type Handling = {
  personId: Id;
  whys: readonly PageReason[];
  endsOwn: boolean;
  mustHaveDuty: boolean;
};

const SIGNAL_REASONS: readonly PageReason[] = ['gate', 'read-first', 'urgent'];
const byAnybody = { endsOwn: true, mustHaveDuty: false };

/** Which calls about the signal or crisis of this event are over by it. null when it says nothing of the kind. */
export function handlingOf(event: SignalEvent | CrisisEvent, actor: Actor): Handling | null {
  const personId = actor.kind === 'person' ? actor.personId : null;
  switch (event.type) {
    // A screen says "read" when it opens, and a colleague who looks does not come: only whoever has to come ends it so.
    case 'SignalRead':
    case 'QuestionAsked':
    case 'CheckInDone':
    case 'FollowUpPlanned':
    case 'FollowUpDone':
    case 'SubjectInformed':
      return personId === null
        ? null
        : { personId, whys: SIGNAL_REASONS, endsOwn: false, mustHaveDuty: true };
    // A human decided.
    case 'SignalTriaged': {
      const endsOwn = event.data.urgency !== 'now';
      return personId === null ? null : { personId, whys: SIGNAL_REASONS, endsOwn, mustHaveDuty: false };
    }
    case 'SignalClosed':
      return personId === null ? null : { personId, whys: SIGNAL_REASONS, ...byAnybody };
    case 'CrisisOpened':
      return { personId: event.data.dutyPersonId, whys: SIGNAL_REASONS, ...byAnybody };
    case 'CrisisHandedOver':
      return { personId: event.data.toPersonId, whys: ['take-over'], ...byAnybody };
    default:
      return personId === null ? null : judgedBy(event, personId);
  }
}

/**
 * Only what answers the very reason ends a call about a crisis: a next wave says nothing of a helper who is not safe. An
 * alert that ends by itself was judged by nobody.
 */
function judgedBy(event: SignalEvent | CrisisEvent, personId: Id): Handling | null {
  switch (event.type) {
    case 'WaveAlerted':
      return { personId, whys: ['not-enough'], ...byAnybody };
    case 'AlertResumed':
      return { personId, whys: ['reporter-wrote'], ...byAnybody };
    case 'StoodDown':
      return { personId, whys: ['not-enough', 'reporter-wrote'], ...byAnybody };
    case 'CrisisClosed':
      return { personId, whys: ['not-enough', 'reporter-wrote', 'take-over'], ...byAnybody };
    default:
      return null;
  }
}
