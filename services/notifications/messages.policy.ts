/** Which messages follow from an event: what kind, to whom, and until when it makes sense to send them. */
import type { CrisisEvent, PageEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { DeviceEvent } from '@bijspringen/contracts/notifications/events.ts';
import type { MessageKind } from '@bijspringen/contracts/notifications/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import { partsOfStream } from '@bijspringen/kernel/derived-id.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { ALERT_LIFE_MS, ANSWER_LIFE_MS, DRILL_LIFE_MS, LAST_ANSWER_LIFE_MS } from './limits.ts';

export type Message = {
  kind: MessageKind;
  /** Persons; absent for a neighbour's phones and for a drill. */
  personIds?: readonly Id[];
  /** For a drill: that one phone. */
  deviceId?: Id;
  crisisId?: Id;
  pageId?: Id;
  /** For an answer: the message whose followers are told. */
  signalId?: Id;
  /** ISO instant after which nothing is sent any more. */
  sendBefore: string;
};

type Cause = CrisisEvent | PageEvent | SignalEvent | DeviceEvent;

/** Every event that may have messages; of others the data are not even looked at. */
export const CAUSES: ReadonlySet<string> = new Set<Cause['type']>([
  'WaveAlerted',
  'PairFormed',
  'PairJoined',
  'PairBroken',
  'AlertHeld',
  'AlertResumed',
  'SafetyCheckAsked',
  'ResponderReleased',
  'StoodDown',
  'BackupRequested',
  'DutyPaged',
  'FeedbackGiven',
  'QuestionAsked',
  'SignalClosed',
  'DeviceTested',
]);

/** Pure; the log was checked when it was read, so the shape follows from the type. */
export function messagesOf(recorded: RecordedEvent): readonly Message[] {
  if (!CAUSES.has(recorded.type)) return [];
  const { id } = partsOfStream(recorded.stream);
  const after = (lifeMs: number) => later(recorded.metadata.at, lifeMs);
  const event = recorded as unknown as Cause;
  switch (event.type) {
    case 'DutyPaged': {
      const { personIds, acknowledgeBefore, crisisId, signalId } = event.data;
      const about = { ...(crisisId && { crisisId }), ...(signalId && { signalId }) };
      return [{ kind: 'page', personIds, pageId: id, sendBefore: acknowledgeBefore, ...about }];
    }
    case 'FeedbackGiven':
      // "Ik heb je bericht gelezen" is not yet an answer.
      if (event.data.sentence === 'read') return [];
      return [{ kind: 'answer', signalId: id, sendBefore: after(ANSWER_LIFE_MS) }];
    case 'QuestionAsked':
      return [{ kind: 'answer', signalId: id, sendBefore: after(ANSWER_LIFE_MS) }];
    case 'SignalClosed':
      return [{ kind: 'answer', signalId: id, sendBefore: after(LAST_ANSWER_LIFE_MS) }];
    case 'DeviceTested':
      return [{ kind: 'drill', deviceId: id, sendBefore: after(DRILL_LIFE_MS) }];
    default:
      return ofCrisis(event as CrisisEvent, id, after(ALERT_LIFE_MS));
  }
}

function ofCrisis(event: CrisisEvent, crisisId: Id, whileAlert: string): readonly Message[] {
  const to = (kind: MessageKind, personIds: readonly Id[], sendBefore = whileAlert): Message[] =>
    personIds.length === 0 ? [] : [{ kind, personIds, crisisId, sendBefore }];
  switch (event.type) {
    case 'WaveAlerted':
      return to('alert', event.data.personIds, event.data.expiresAt);
    case 'PairFormed':
      return to('pair', event.data.personIds);
    case 'PairJoined':
      return to('pair', [event.data.personId]);
    case 'PairBroken':
      return to('wait', event.data.leftPersonIds);
    case 'AlertHeld':
      return to('wait', event.data.personIds);
    case 'AlertResumed':
      return to('resumed', event.data.personIds);
    case 'SafetyCheckAsked':
      return to('check', [event.data.personId], event.data.checkBefore);
    case 'ResponderReleased':
      return to(event.data.because === 'enough' ? 'enough' : 'released', [event.data.personId]);
    case 'StoodDown':
      return [...to('stand-down', event.data.personIds), ...to('enough', event.data.askedPersonIds)];
    case 'BackupRequested':
      return to('backup', event.data.personIds);
    default:
      return [];
  }
}

/**
 * What replaces what on a phone: messages of one thread share a topic at the push service and a tag on the phone, so that only
 * the latest stands there. A safety check does not take away "wacht", nor a call for colleagues an alert.
 */
export type Thread = 'alert' | 'check' | 'backup' | 'page' | 'answer' | 'drill';

export function threadOf(kind: MessageKind): Thread {
  switch (kind) {
    case 'check':
    case 'backup':
    case 'page':
    case 'answer':
    case 'drill':
      return kind;
    default:
      return 'alert';
  }
}

function later(instant: string, byMs: number): string {
  return new Date(Date.parse(instant) + byMs).toISOString();
}
