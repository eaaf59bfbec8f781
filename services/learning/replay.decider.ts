/** What becomes of a sealed text in a replay, and the notes at its moments. Nobody reviews what they asked for themselves. */
import type { ReplayEvent } from '@bijspringen/contracts/learning/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { type Decider, type Decision, never, refuse } from '@bijspringen/kernel/decider.ts';

type Release = { state: 'asked' | 'released' | 'withheld'; askedBy: Id };

export type ReplayNotes = {
  /** By event and field. */
  releases: ReadonlyMap<string, Release>;
  /** Who wrote it; null once it was taken away. */
  notes: ReadonlyMap<Id, Id | null>;
};

type About = { eventId: Id; field: string; byPersonId: Id };
export type ReplayCommand =
  | ({ type: 'AskRelease' } & About)
  | ({ type: 'ReleaseText' } & About)
  | ({ type: 'WithholdText' } & About)
  | {
      type: 'MakeAnnotation';
      annotationId: Id;
      atEventId: Id;
      byPersonId: Id;
      text: Sealed<string>;
    }
  | { type: 'RemoveAnnotation'; annotationId: Id; byPersonId: Id };

const initialState: ReplayNotes = { releases: new Map(), notes: new Map() };

const keyOf = ({ eventId, field }: Pick<About, 'eventId' | 'field'>) => `${eventId} ${field}`;

function evolve(state: ReplayNotes, event: ReplayEvent): ReplayNotes {
  switch (event.type) {
    case 'TextReleaseAsked':
      return withRelease(state, event.data, { state: 'asked', askedBy: event.data.byPersonId });
    case 'TextReleased':
      return withRelease(state, event.data, { state: 'released' });
    case 'TextWithheld':
      return withRelease(state, event.data, { state: 'withheld' });
    case 'AnnotationMade':
      return withNote(state, event.data.annotationId, event.data.byPersonId);
    case 'AnnotationRemoved':
      return withNote(state, event.data.annotationId, null);
    default:
      return never(event);
  }
}

function withRelease(state: ReplayNotes, about: About, changed: Partial<Release>): ReplayNotes {
  const before = state.releases.get(keyOf(about));
  const release = { state: 'asked' as const, askedBy: about.byPersonId, ...before, ...changed };
  return { ...state, releases: new Map(state.releases).set(keyOf(about), release) };
}

function withNote(state: ReplayNotes, annotationId: Id, author: Id | null): ReplayNotes {
  return { ...state, notes: new Map(state.notes).set(annotationId, author) };
}

type CommandOf<T extends ReplayCommand['type']> = Extract<ReplayCommand, { type: T }>;

/** Asked once is enough, whoever asks again. */
function ask({ type: _type, ...data }: CommandOf<'AskRelease'>, state: ReplayNotes): Decision<ReplayEvent> {
  const known = state.releases.get(keyOf(data));
  if (known === undefined) return [{ type: 'TextReleaseAsked', data }];
  return known.state === 'asked' ? [] : refuse('already-done');
}

function review(
  { type, ...data }: CommandOf<'ReleaseText'> | CommandOf<'WithholdText'>,
  state: ReplayNotes,
): Decision<ReplayEvent> {
  const known = state.releases.get(keyOf(data));
  if (known === undefined) return refuse('not-found');
  const to = type === 'ReleaseText' ? 'released' : 'withheld';
  if (known.state === to) return [];
  if (known.state !== 'asked') return refuse('already-done');
  if (known.askedBy === data.byPersonId) return refuse('needs-another-reader');
  return [type === 'ReleaseText' ? { type: 'TextReleased', data } : { type: 'TextWithheld', data }];
}

function annotate({ type: _type, ...data }: CommandOf<'MakeAnnotation'>, state: ReplayNotes) {
  return state.notes.has(data.annotationId) ? [] : [{ type: 'AnnotationMade' as const, data }];
}

function remove(command: CommandOf<'RemoveAnnotation'>, state: ReplayNotes): Decision<ReplayEvent> {
  const { annotationId, byPersonId } = command;
  const author = state.notes.get(annotationId);
  if (author === undefined) return refuse('not-found');
  if (author === null) return [];
  if (author !== byPersonId) return refuse('not-allowed');
  return [{ type: 'AnnotationRemoved', data: { annotationId } }];
}

function decide(command: ReplayCommand, state: ReplayNotes): Decision<ReplayEvent> {
  switch (command.type) {
    case 'AskRelease':
      return ask(command, state);
    case 'ReleaseText':
    case 'WithholdText':
      return review(command, state);
    case 'MakeAnnotation':
      return annotate(command, state);
    case 'RemoveAnnotation':
      return remove(command, state);
    default:
      return never(command);
  }
}

export const replayDecider: Decider<ReplayNotes, ReplayCommand, ReplayEvent> = {
  category: 'replay',
  initialState,
  evolve,
  decide,
};
