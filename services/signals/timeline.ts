/** The events of a signal as lines that a worker reads. Pure. */
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { TimelineLine } from '@bijspringen/contracts/signals/views.ts';
import { never } from '@bijspringen/kernel/decider.ts';
import type { OpenedEvent } from './opened-event.ts';
import { present } from './work.policy.ts';

type Said = Omit<TimelineLine, 'eventId' | 'at' | 'by'>;

/** One line for each event, in order. */
export function timeline(events: readonly OpenedEvent[], viewerId: Id): TimelineLine[] {
  return events.map((event) => ({
    eventId: event.eventId,
    at: event.metadata.at,
    by: writtenBy(event, viewerId),
    ...present(said(event)),
  }));
}

function writtenBy({ metadata: { actor } }: OpenedEvent, viewerId: Id): TimelineLine['by'] {
  if (actor.kind === 'reporter') return 'neighbour';
  if (actor.kind === 'system') return 'system';
  return actor.personId === viewerId ? 'you' : 'colleague';
}

function said(event: OpenedEvent): Said {
  switch (event.type) {
    case 'SignalRaised':
      return {
        what: 'raised',
        readers: withNeighbour(event.data.origin !== 'own-observation'),
        text: event.data.text,
      };
    case 'QuestionAsked':
      return { what: 'question', readers: 'neighbour', ready: event.data.ready, text: event.data.text };
    case 'QuestionAnswered':
      return { what: 'answer', readers: 'neighbour', answer: event.data.answer, text: event.data.text };
    case 'MessageAdded':
      return { what: 'message', readers: 'neighbour', text: event.data.text };
    case 'FeedbackGiven':
      return { what: 'feedback', readers: 'neighbour', sentence: event.data.sentence, text: event.data.text };
    case 'SignalReopened': {
      const { text, note } = event.data;
      return note === undefined
        ? { what: 'reopened', readers: 'neighbour', text }
        : { what: 'reopened', readers: 'team', text: note };
    }
    case 'SignalClosed':
      // The sentence goes to the neighbour; the note beside it stays with the team.
      return { what: 'closed', readers: 'team', ...closing(event.data) };
    case 'SignalWithdrawn':
      return { what: 'withdrawn', readers: 'neighbour' };
    default:
      return { readers: 'team', ...ofTheTeam(event) };
  }
}

type ForNeighbour =
  | 'SignalRaised'
  | 'QuestionAsked'
  | 'QuestionAnswered'
  | 'MessageAdded'
  | 'FeedbackGiven'
  | 'SignalReopened'
  | 'SignalClosed'
  | 'SignalWithdrawn';

function ofTheTeam(event: Exclude<OpenedEvent, { type: ForNeighbour }>): Omit<Said, 'readers'> {
  switch (event.type) {
    case 'SignalRead':
      return { what: 'read', step: event.data.next.step, before: event.data.next.before };
    case 'SignalTriaged': {
      const { themes, note, next } = event.data;
      return { what: 'triaged', themes, text: note, step: next.step, before: next.before };
    }
    case 'SignalAssigned':
      return { what: 'assigned', owner: event.data.owner };
    case 'NoteAdded':
      return { what: 'note', text: event.data.note };
    case 'SignalLinked':
      return { what: 'linked', otherSignalId: event.data.otherSignalId };
    case 'SignalUnlinked':
      return { what: 'unlinked', otherSignalId: event.data.otherSignalId };
    case 'CheckInDone': {
      const { outcome, wish, note, next } = event.data;
      return { what: 'check-in', outcome, wish, text: note, step: next.step, before: next.before };
    }
    case 'FollowUpPlanned':
      return { what: 'follow-up-planned', text: event.data.what, before: event.data.next.before };
    case 'FollowUpDone':
      return {
        what: 'follow-up-done',
        text: event.data.note,
        step: event.data.next.step,
        before: event.data.next.before,
      };
    case 'SubjectInformed':
      return { what: 'informed', how: event.data.how, text: event.data.note };
    case 'PromiseMissed':
      return { what: 'promise-missed', promise: event.data.promise, before: event.data.before };
    default:
      return never(event);
  }
}

function closing(data: Extract<OpenedEvent, { type: 'SignalClosed' }>['data']) {
  return { reason: data.reason, sentence: data.sentence, text: data.note };
}

function withNeighbour(isShared: boolean): TimelineLine['readers'] {
  return isShared ? 'neighbour' : 'team';
}
