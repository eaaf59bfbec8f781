/** What a worker reads of one signal, folded from its events. Pure. */
import type { Worker } from '@bijspringen/access/directory.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import {
  type ClosingReason,
  isAboutPerson,
  type ReadFirst,
  type Theme,
  type Urgency,
} from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import type { OpenedEvent } from './opened-event.ts';
import type { ClosedSignal, OpenSignal, Signal } from './signal.state.ts';
import { timeline } from './timeline.ts';
import { present } from './work.policy.ts';

export type SignalViewInput = {
  signalId: Id;
  /** The decider's own state, so that a view never has a second opinion. */
  signal: Signal;
  events: readonly OpenedEvent[];
  viewerId: Id;
  /** Who may pick it up in this district. */
  workers: readonly Worker[];
  hints: SignalView['hints'];
  linked: SignalView['linked'];
  suggestion: SignalView['suggestion'];
};

/** The view; of a signal that was taken back only that it was there. */
export function signalView(input: SignalViewInput): SignalView {
  const { signal, events } = input;
  const raised = events.find((event) => event.type === 'SignalRaised');
  const last = events.at(-1);
  if (signal.status === 'none' || !raised || !last)
    throw new Error('a view of a signal that was never raised');
  const base = {
    signalId: input.signalId,
    kind: raised.data.kind,
    origin: raised.data.origin,
    status: signal.status,
    raisedAt: raised.metadata.at,
    isLate: raised.data.isLate,
    language: raised.data.language,
    readBefore: raised.data.readBefore,
    answerBefore: raised.data.answerBefore,
    timeline: timeline(events, input.viewerId),
    position: last.position,
  };
  if (signal.status === 'withdrawn') return { ...base, ...NOTHING_LEFT };
  const decided = triaged(events);
  const { writtenAt, text, place, contact, seen, gate, spoken, start, subjectKnows } = raised.data;
  return {
    ...base,
    ...present({ writtenAt, seen, gate, spoken, start, subjectKnows }),
    text,
    place: place ?? null,
    contact: contact ?? null,
    ...decided,
    readFirst: readFirst(events),
    suggestion: input.suggestion,
    ...standing(signal, input),
    informBefore: isAboutPerson(decided.themes) ? (raised.data.informBefore ?? null) : null,
    closedFor: signal.status === 'closed' ? closedFor(events) : null,
    linked: input.linked,
    hints: input.hints,
  };
}

function standing(signal: OpenSignal | ClosedSignal, { workers, viewerId }: SignalViewInput) {
  const isOpen = signal.status === 'open';
  const name = workers.find((worker) => worker.personId === signal.owner.personId)?.name ?? null;
  return {
    owner: { owner: signal.owner, isYou: signal.owner.personId === viewerId, name },
    next: isOpen ? signal.next : null,
    isRead: signal.isRead,
    isAnswered: signal.isAnswered,
    missed: [...signal.missed],
    isInformed: signal.isInformed,
    openQuestionId: isOpen ? (signal.openQuestion?.questionId ?? null) : null,
    openFollowUpId: isOpen ? signal.openFollowUpId : null,
    colleagues: workers.flatMap(({ personId, name }) =>
      name === null ? [] : [{ personId, name, isYou: personId === viewerId }],
    ),
  };
}

const NOTHING_LEFT = {
  text: null,
  place: null,
  contact: null,
  readFirst: [],
  themes: [],
  suggestion: null,
  owner: null,
  next: null,
  isRead: true,
  isAnswered: true,
  missed: [],
  informBefore: null,
  isInformed: false,
  openQuestionId: null,
  openFollowUpId: null,
  closedFor: 'withdrawn' as ClosingReason,
  linked: [],
  hints: [],
  colleagues: [],
} satisfies Partial<SignalView>;

function triaged(events: readonly OpenedEvent[]): { themes: Theme[]; urgency?: Urgency } {
  const last = events.findLast((event) => event.type === 'SignalTriaged');
  return last ? { themes: last.data.themes, urgency: last.data.urgency } : { themes: [] };
}

/** The reasons that came in after the last time somebody decided what to do; asking a question is not deciding. */
function readFirst(events: readonly OpenedEvent[]): ReadFirst[] {
  const reasons = new Set<ReadFirst>();
  for (const event of events) {
    if (DECIDES.has(event.type)) reasons.clear();
    if ('readFirst' in event.data) for (const reason of event.data.readFirst) reasons.add(reason);
  }
  return [...reasons];
}

const DECIDES: ReadonlySet<OpenedEvent['type']> = new Set<OpenedEvent['type']>([
  'SignalTriaged',
  'CheckInDone',
  'FollowUpPlanned',
  'FollowUpDone',
]);

function closedFor(events: readonly OpenedEvent[]): ClosingReason | null {
  return events.findLast((event) => event.type === 'SignalClosed')?.data.reason ?? null;
}
