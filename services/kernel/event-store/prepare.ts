/** Checks and serialises an append before it waits, so that what is written is what the caller had at that moment. */
import assert from 'node:assert/strict';
import { APPEND_EVENTS_MAX } from '../limits.ts';
import type { ExpectedVersion, NewEvent, StreamName } from './port.ts';

/** An event whose data and metadata are JSON text: one line each, as `JSON.stringify` writes it. */
export type PreparedEvent = {
  id: string;
  type: string;
  schemaVersion: number;
  data: string;
  metadata: string;
};

export type PreparedAppend = {
  stream: StreamName;
  expected: ExpectedVersion;
  events: readonly PreparedEvent[];
};

const STREAM = /^[a-zA-Z]+-[0-9a-zA-Z-]{1,100}$/;
const ID = /^[0-9a-f-]{36}$/;
const TYPE = /^[A-Z][a-zA-Z]{0,99}$/;

/** Throws an AssertionError for what no correct caller sends, and a TypeError for what JSON cannot carry. */
export function prepareAppend(
  stream: StreamName,
  events: readonly NewEvent[],
  expected: ExpectedVersion,
): PreparedAppend {
  assert(STREAM.test(stream), 'a stream is named category-id');
  assert(events.length >= 1, 'an append has at least one event');
  assert(events.length <= APPEND_EVENTS_MAX, `an append has at most ${APPEND_EVENTS_MAX} events`);
  assert(
    typeof expected === 'string' || (Number.isSafeInteger(expected) && expected >= 0),
    'an expected version is 0 or more',
  );
  const ids = new Set(events.map((event) => event.id));
  assert(ids.size === events.length, 'the events of one append have different ids');
  return { stream, expected, events: events.map(prepareEvent) };
}

function prepareEvent(event: NewEvent): PreparedEvent {
  assert(ID.test(event.id), 'an event id is a lower-case UUID');
  assert(TYPE.test(event.type), 'an event type is a name like SignalRaised');
  assert(
    Number.isSafeInteger(event.schemaVersion) && event.schemaVersion >= 1,
    'a schema version is 1 or more',
  );
  return {
    id: event.id,
    type: event.type,
    schemaVersion: event.schemaVersion,
    data: JSON.stringify(event.data),
    metadata: JSON.stringify(event.metadata),
  };
}
