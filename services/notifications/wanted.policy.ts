/** Whether a message is still wanted, by what happened after the event that asked for it. */
import type { CrisisEvent, PageEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { Cancelled, MessageKind } from '@bijspringen/contracts/notifications/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { messagesOf, threadOf } from './messages.policy.ts';

export type Wanted = {
  kind: MessageKind;
  causeEventId: Id;
  /** null for a neighbour's phone. */
  personId: Id | null;
};

/** What somebody is told at the end goes out also after a stand-down; nothing else does. */
const ENDINGS: ReadonlySet<MessageKind> = new Set(['stand-down', 'enough', 'released']);

/** Why it is not wanted any more, or null. `stream` is the whole stream of the event that asked for it, in order. */
export function whyNotWanted(wanted: Wanted, stream: readonly RecordedEvent[]): Cancelled | null {
  const at = stream.findIndex((event) => event.id === wanted.causeEventId);
  // Nobody asks for a message that stands nowhere.
  if (at < 0) return 'closed';
  for (const event of stream.slice(at + 1)) {
    const why = endedBy(event, wanted);
    if (why !== null) return why;
  }
  return null;
}

function endedBy(recorded: RecordedEvent, wanted: Wanted): Cancelled | null {
  // By type first: the data of an event of a newer release may not be touched.
  const event = recorded as unknown as CrisisEvent | PageEvent | SignalEvent;
  switch (event.type) {
    case 'StoodDown':
      if (!ENDINGS.has(wanted.kind)) return 'stood-down';
      break;
    case 'CrisisClosed':
      if (!ENDINGS.has(wanted.kind)) return 'closed';
      break;
    case 'PageAcknowledged':
      return wanted.kind === 'page' ? 'acknowledged' : null;
    case 'SignalWithdrawn':
      return 'closed';
    case 'ResponderAccepted':
    case 'ResponderDeclined':
    case 'ResponderStopped':
    case 'ResponderUnsafe':
    case 'ResponderHome':
    case 'ResponderOnTheWay':
    case 'ResponderArrived':
    case 'SafetyCheckDone':
      if (event.data.personId === wanted.personId && ENDED_BY[event.type].has(wanted.kind)) return 'answered';
      break;
  }
  return isReplaced(recorded, wanted) ? 'superseded' : null;
}

type Answer = Extract<CrisisEvent['type'], `Responder${string}` | 'SafetyCheckDone'>;
const kinds = (...list: MessageKind[]): ReadonlySet<MessageKind> => new Set(list);
const SAYS_FINE = kinds('alert', 'check');
const LEAVES = kinds('alert', 'pair', 'wait', 'resumed', 'check');

/** What somebody need not be told any more after saying this. */
const ENDED_BY: Readonly<Record<Exclude<Answer, 'ResponderReleased'>, ReadonlySet<MessageKind>>> = {
  ResponderAccepted: kinds('alert'),
  ResponderDeclined: LEAVES,
  ResponderStopped: LEAVES,
  ResponderUnsafe: LEAVES,
  ResponderHome: kinds(...LEAVES, 'stand-down', 'enough', 'released'),
  ResponderOnTheWay: SAYS_FINE,
  ResponderArrived: SAYS_FINE,
  SafetyCheckDone: SAYS_FINE,
};

/** A later message to the same person in the same thread stands in its place: an older one may never come over it. */
function isReplaced(recorded: RecordedEvent, { kind, personId }: Wanted): boolean {
  return messagesOf(recorded).some((message) => {
    if (threadOf(message.kind) !== threadOf(kind)) return false;
    return personId === null || (message.personIds?.includes(personId) ?? false);
  });
}
