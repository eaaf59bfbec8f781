/** Load, answer a repeat, decide, seal, append: the one way in which a command becomes events. */

import assert from 'node:assert/strict';
import type { Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import { metadata as metadataSchema } from '@bijspringen/contracts/shared/envelope.ts';
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Catalogue } from './catalogue.ts';
import type { Clock } from './clock.ts';
import { type Decider, isRefusal, type Refusal, refuse } from './decider.ts';
import { derivedId, partsOfStream } from './derived-id.ts';
import { SubjectForgotten, UnknownEventType, UnknownOutcome, VersionConflict } from './errors.ts';
import type { Appended, EventStore, NewEvent, RecordedEvent, StreamName } from './event-store/port.ts';
import { APPEND_EVENTS_MAX, CONFLICT_RETRIES_MAX, STREAM_EVENTS_MAX } from './limits.ts';
import type { Vault } from './vault/port.ts';

/** Everything a command needs besides itself. `at` is taken from the clock. */
export type CommandContext = Omit<Metadata, 'at' | 'commandDigest' | 'correlationId' | 'causationId'> & {
  correlationId?: string;
  causationId?: string;
  /** What tells two contents under one commandId apart: the plain request body. Only its HMAC is kept. */
  content: unknown;
};

export type Handled<State> = {
  position: Position | null;
  version: number;
  state: State;
  /** True when this commandId was handled before; then nothing was written now. */
  isRepeat: boolean;
};

/**
 * Handles one command on one stream. Refusals come back as values (`command-reused` for other content under a known
 * commandId). Retries a version conflict within a bound, then refuses with `version-conflict`. Throws `StoreFull`.
 */
export type CommandHandler = <State, Command, Event extends { type: string; data: object }>(
  decider: Decider<State, Command, Event>,
  stream: StreamName,
  command: Command,
  context: CommandContext,
) => Promise<Handled<State> | Refusal>;

type Tools = { store: EventStore; vault: Vault; catalogue: Catalogue; clock: Pick<Clock, 'now'> };
type Named = { type: string; data: object };

/** What stays the same while one command is handled, over all its attempts. */
type Job<State, Command, Event> = {
  decider: Decider<State, Command, Event>;
  stream: StreamName;
  command: Command;
  context: CommandContext;
  /** HMAC of the command's content. It is stored only under the keys of the subjects that the events are about. */
  digest: string;
};

type Attempt<State> =
  | { done: Handled<State> | Refusal }
  | { again: 'conflict' }
  | { again: 'unknown'; error: UnknownOutcome };

/**
 * The one command handler. A command that writes nothing is not remembered: sent again, it is decided again, and the same
 * commandId may then come with other content. Refusals besides those of the decider: `command-reused`,
 * `version-conflict`, `newer-than-me`, and `not-found` when the subject of a held value was forgotten.
 */
export function createCommandHandler(tools: Tools): CommandHandler {
  // Two copies of one request at the same moment: the second waits, and gets the recorded outcome of the first.
  const underWay = new Map<string, Promise<unknown>>();

  return async (decider, stream, command, context) => {
    const category = partsOfStream(stream).category;
    assert.equal(category, decider.category, `${stream} is not a stream of the ${decider.category} decider`);
    const key = `${stream} ${context.commandId}`;
    for (let other = underWay.get(key); other; other = underWay.get(key)) await other;
    const digest = tools.vault.hmac('command', canonicalJson([stream, nameOf(command), context.content]));
    const handled = attempts(tools, { decider, stream, command, context, digest });
    // Whoever waits looks in the log afterwards; a failure is the first caller's to hear.
    const settled = handled.then(
      () => underWay.delete(key),
      () => underWay.delete(key),
    );
    underWay.set(key, settled);
    return handled;
  };
}

/** Two routes may take the same body; the command's name tells them apart under one commandId. */
function nameOf(command: unknown): string | null {
  if (typeof command !== 'object' || command === null || !('type' in command)) return null;
  return typeof command.type === 'string' ? command.type : null;
}

async function attempts<State, Command, Event extends Named>(tools: Tools, job: Job<State, Command, Event>) {
  let isOwn = false;
  for (let retries = 0; ; retries++) {
    const result = await attempt(tools, job);
    if ('done' in result) {
      // Found in the log after an unknown outcome: it was this call that wrote it.
      return isOwn && 'isRepeat' in result.done ? { ...result.done, isRepeat: false } : result.done;
    }
    if (result.again === 'unknown') isOwn = true;
    if (retries < CONFLICT_RETRIES_MAX) continue;
    if (result.again === 'unknown') throw result.error;
    return refuse('version-conflict');
  }
}

async function attempt<State, Command, Event extends Named>(
  tools: Tools,
  job: Job<State, Command, Event>,
): Promise<Attempt<State>> {
  const past = await tools.store.readStream(job.stream);
  assert(past.length <= STREAM_EVENTS_MAX, `${job.stream} has more than ${STREAM_EVENTS_MAX} events`);
  try {
    const repeat = recordedOutcome(tools, job, past);
    return repeat ? { done: repeat } : await decideAndAppend(tools, job, past);
  } catch (error) {
    if (error instanceof UnknownEventType) return { done: refuse('newer-than-me') };
    if (error instanceof SubjectForgotten) return { done: refuse('not-found') };
    if (error instanceof VersionConflict) return { again: 'conflict' };
    if (error instanceof UnknownOutcome) return { again: 'unknown', error };
    throw error;
  }
}

/** What this command led to before: its last event, and the state as it was then. null when it was not handled yet. */
function recordedOutcome<State, Command, Event extends Named>(
  { catalogue, vault }: Tools,
  job: Job<State, Command, Event>,
  past: readonly RecordedEvent[],
): Handled<State> | Refusal | null {
  const own = past.filter((event) => event.metadata.commandId === job.context.commandId);
  const last = own.at(-1);
  if (!last) return null;
  const digest = vault.hmacUnder(catalogue.subjectsIn(own), job.digest);
  // Whether it is the same content can no longer be told, and "done" may not be said of what was not written.
  if (digest === null) return refuse('not-found');
  if (last.metadata.commandDigest !== digest) return refuse('command-reused');
  const state = fold(job.decider, catalogue, past.slice(0, last.version + 1));
  return { position: last.position, version: last.version, state, isRepeat: true };
}

function fold<State, Event extends Named>(
  decider: Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>,
  catalogue: Catalogue,
  past: readonly RecordedEvent[],
  from = decider.initialState,
): State {
  let state = from;
  for (const recorded of past) {
    const { type, data } = catalogue.fromStored(recorded);
    // The catalogue vouches for the shape: these events were written by this decider's category.
    state = decider.evolve(state, { type, data } as Event);
  }
  return state;
}

async function decideAndAppend<State, Command, Event extends Named>(
  tools: Tools,
  job: Job<State, Command, Event>,
  past: readonly RecordedEvent[],
): Promise<Attempt<State>> {
  const { decider, stream, command, context } = job;
  const now = tools.clock.now().toISOString();
  const before = fold(decider, tools.catalogue, past);
  const last = past.at(-1);
  const decision = decider.decide(command, before, {
    now,
    actor: context.actor,
    streamId: partsOfStream(stream).id,
  });
  if (isRefusal(decision)) return { done: decision };
  if (decision.length === 0) {
    return {
      done: {
        position: last?.position ?? null,
        version: last?.version ?? -1,
        state: before,
        isRepeat: false,
      },
    };
  }
  const events = await sealed(tools, job, decision, now);
  const appended = await tools.store.append(stream, events, last ? last.version : 'no-stream');
  return {
    done: { ...appended, state: stateAfter(tools, job, { before, events, appended }), isRepeat: false },
  };
}

async function sealed<State, Command, Event extends Named>(
  { vault, catalogue }: Tools,
  { stream, context, digest: contentDigest }: Job<State, Command, Event>,
  decision: readonly Event[],
  now: string,
): Promise<NewEvent[]> {
  assert(decision.length <= APPEND_EVENTS_MAX, 'a command makes a handful of events');
  const subjects = catalogue.subjectsOf(decision);
  await vault.ensureKeys(subjects);
  const digest = vault.hmacUnder(subjects, contentDigest);
  if (digest === null) throw new SubjectForgotten('forgotten while its event was being made');
  const metadata = metadataOf(context, digest, now);
  return decision.map((draft, index) => {
    // The digest is part of it, so that other content under the same commandId never passes for the same event.
    const id = derivedId('event', stream, context.commandId, digest, index);
    return { id, ...catalogue.toStored(draft, { stream, eventId: id }, vault), metadata };
  });
}

/** Field by field, so that nothing else a caller hangs on its context is stored. */
function metadataOf(context: CommandContext, commandDigest: string, at: string): Metadata {
  const { actor, districtId, organisationId, purpose, legalBasis, commandId, causationId } = context;
  const correlationId = context.correlationId ?? commandId;
  const metadata = {
    at,
    actor,
    districtId,
    organisationId,
    purpose,
    legalBasis,
    commandId,
    commandDigest,
    correlationId,
  };
  return metadataSchema.parse(causationId === undefined ? metadata : { ...metadata, causationId });
}

type Written<State> = { before: State; events: readonly NewEvent[]; appended: Appended };

/** Made of the events as they are stored, not of the held values, so that it equals what the next command will load. */
function stateAfter<State, Command, Event extends Named>(
  { catalogue }: Tools,
  { decider, stream }: Job<State, Command, Event>,
  { before, events, appended }: Written<State>,
): State {
  const first = appended.version - events.length + 1;
  const recorded = events.map((event, index) => ({
    ...event,
    stream,
    version: first + index,
    position: appended.position,
  }));
  return fold(decider, catalogue, recorded, before);
}
