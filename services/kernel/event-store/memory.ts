/** The event store in memory, for tests: the same promises as the others, without the disk. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Corrupt, VersionConflict } from '../errors.ts';
import { STREAM_EVENTS_MAX } from '../limits.ts';
import { weigh } from './expectation.ts';
import type { Appended, EventStore, RecordedEvent, StreamName } from './port.ts';
import { comparePositions, formatPosition, positionNumber } from './position.ts';
import type { PreparedAppend, PreparedEvent } from './prepare.ts';
import { prepareAppend } from './prepare.ts';
import { createSubscriptions } from './subscription.ts';

type Row = PreparedEvent & { stream: StreamName; version: number; number: number };

/** An empty store. Nothing is kept after `close`. */
export function createMemoryStore(): EventStore {
  const storeId = randomUUID();
  const rows: Row[] = [];
  const streams = new Map<string, Row[]>();
  let isClosed = false;

  const recorded = ({ number, data, metadata, ...row }: Row): RecordedEvent => ({
    ...row,
    // Parsed anew for every reader, as from a disk: nobody can change what another one reads.
    data: JSON.parse(data),
    metadata: JSON.parse(metadata),
    position: formatPosition(storeId, number),
  });
  const read = (after: number, limit: number) => {
    if (after > rows.length) throw new Corrupt('the log ends before the position that was asked for');
    return rows.slice(after, after + limit).map(recorded);
  };
  const subscriptions = createSubscriptions({ last: () => rows.length, read });
  const lastVersion = (stream: string) => {
    const count = streams.get(stream)?.length;
    return count === undefined ? null : count - 1;
  };

  const write = ({ stream, events }: PreparedAppend, firstVersion: number): void => {
    assert(firstVersion + events.length <= STREAM_EVENTS_MAX, 'a stream this long has gone wrong');
    const streamRows = streams.get(stream) ?? [];
    streams.set(stream, streamRows);
    for (const [index, event] of events.entries()) {
      const row = { ...event, stream, version: firstVersion + index, number: rows.length + 1 };
      rows.push(row);
      streamRows.push(row);
    }
    subscriptions.wake();
  };
  const rowAt = (stream: string, version: number): Row => {
    const row = streams.get(stream)?.[version];
    assert(row !== undefined);
    return row;
  };
  const answer = (stream: StreamName, version: number): Appended => {
    return { version, position: formatPosition(storeId, rowAt(stream, version).number) };
  };

  return {
    async append(stream, events, expected) {
      assert(!isClosed, 'the store is closed');
      const prepared = prepareAppend(stream, events, expected);
      const weighed = weigh(prepared, { lastVersion, idAt: (name, version) => rowAt(name, version).id });
      if (weighed.outcome === 'conflict') throw new VersionConflict(stream, expected, weighed.actual);
      if (weighed.outcome === 'repeat') return answer(stream, weighed.version);
      write(prepared, weighed.firstVersion);
      return answer(stream, weighed.firstVersion + events.length - 1);
    },
    async readStream(stream, fromVersion = 0) {
      return (streams.get(stream) ?? []).slice(fromVersion).map(recorded);
    },
    async readAll(from, limit) {
      return read(Math.max(0, positionNumber(storeId, from)), limit);
    },
    subscribe: (from, listener, onError) =>
      subscriptions.open(Math.max(0, positionNumber(storeId, from)), listener, onError),
    head: async () => (rows.length === 0 ? null : formatPosition(storeId, rows.length)),
    compare: (a, b) => comparePositions(storeId, a, b),
    async checkWritable() {
      assert(!isClosed, 'the store is closed');
    },
    async close() {
      isClosed = true;
      await subscriptions.close();
    },
  };
}
