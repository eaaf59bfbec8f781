/** Events with nothing in them but a number, for tests of what carries events. */
import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent, RecordedEvent, StreamName } from '../event-store/port.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

export type SomeEvent = {
  type?: string;
  schemaVersion?: number;
  at?: string;
  data?: Record<string, unknown>;
};

export function someEvent({ type = 'Counted', schemaVersion = 1, at, data = {} }: SomeEvent = {}): NewEvent {
  const commandId = randomUUID();
  return {
    id: randomUUID(),
    type,
    schemaVersion,
    data,
    metadata: {
      at: at ?? '2026-11-20T10:00:00.000Z',
      actor: { kind: 'system', part: 'setup' },
      districtId: NOBODY,
      organisationId: NOBODY,
      purpose: 'running-the-service',
      legalBasis: 'public-task',
      commandId,
      commandDigest: '',
      correlationId: commandId,
    },
  };
}

/** Appends so many `Counted` events, spread over a few streams that go on from call to call. */
export async function appendSome(store: EventStore, count: number, streams = 7): Promise<string> {
  let position = '';
  for (let done = 0; done < count; ) {
    const stream: StreamName = `tally-${String(done % streams).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const events = Array.from({ length: Math.min(50, count - done) }, (_, n) =>
      someEvent({ data: { add: done + n } }),
    );
    const last = (await store.readStream(stream)).at(-1);
    const expected = last === undefined ? 'no-stream' : last.version;
    ({ position } = await store.append(stream, events, expected));
    done += events.length;
  }
  return position;
}

/** Appends one event to a stream of its own. */
export async function appendOne(store: EventStore, event: SomeEvent = {}): Promise<string> {
  const { position } = await store.append(`tally-${randomUUID()}`, [someEvent(event)], 'no-stream');
  return position;
}

/** A catalogue's `fromStored` that knows every event as it is. */
export const asStored = (event: RecordedEvent): RecordedEvent => event;
