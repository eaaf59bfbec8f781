/** Appending: what a writer believes is checked, a repeat gets its first answer, and all is written or nothing. */
import { AssertionError } from 'node:assert/strict';
import { VersionConflict } from '@bijspringen/kernel/errors.ts';
import type { EventStore, ExpectedVersion, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import { APPEND_EVENTS_MAX, STREAM_EVENTS_MAX } from '@bijspringen/kernel/limits.ts';
import { describe, expect, it } from 'vitest';
import type { OpenStore } from './event-store.conformance.ts';
import { newEvent, newEvents, newStream } from './events.ts';

export function describeAppending(open: OpenStore): void {
  describe('appending', () => {
    expectations(open);
    repeats(open);
    manyCallers(open);
    bounds(open);
  });
}

async function conflictOf(
  store: EventStore,
  stream: StreamName,
  expected: ExpectedVersion,
): Promise<unknown> {
  return store.append(stream, [newEvent()], expected).catch((error: unknown) => error);
}

function expectations(open: OpenStore): void {
  it('begins a stream that must not exist, and answers with its version', async () => {
    const store = await open();
    const stream = newStream();
    expect((await store.append(stream, newEvents(3), 'no-stream')).version).toBe(2);
    expect((await store.append(stream, [newEvent()], 2)).version).toBe(3);
    expect((await store.append(stream, [newEvent()], 'stream-exists')).version).toBe(4);
  });

  it('reports the actual version when the stream should not exist but does', async () => {
    const store = await open();
    const stream = newStream();
    await store.append(stream, newEvents(2), 'no-stream');
    const conflict = await conflictOf(store, stream, 'no-stream');
    expect(conflict).toBeInstanceOf(VersionConflict);
    expect(conflict).toMatchObject({ stream, expected: 'no-stream', actual: 1 });
  });

  it('reports that there is no stream when it should exist', async () => {
    const store = await open();
    const stream = newStream();
    expect(await conflictOf(store, stream, 'stream-exists')).toMatchObject({
      expected: 'stream-exists',
      actual: null,
    });
    expect(await conflictOf(store, stream, 0)).toMatchObject({ expected: 0, actual: null });
    expect(await store.readStream(stream)).toEqual([]);
    expect(await store.head()).toBeNull();
  });

  it('reports the actual version when the writer is behind, and when it is ahead', async () => {
    const store = await open();
    const stream = newStream();
    await store.append(stream, newEvents(3), 'no-stream');
    expect(await conflictOf(store, stream, 1)).toMatchObject({ expected: 1, actual: 2 });
    expect(await conflictOf(store, stream, 3)).toMatchObject({ expected: 3, actual: 2 });
    expect(await store.readStream(stream)).toHaveLength(3);
  });
}

function repeats(open: OpenStore): void {
  it.each([
    { expected: 'no-stream', before: 0 },
    { expected: 1, before: 2 },
    { expected: 'stream-exists', before: 2 },
  ] as const)(
    'answers a repeat that expected $expected as the first time, also after later events',
    async ({ expected, before }) => {
      const store = await open();
      const stream = newStream();
      if (before > 0) await store.append(stream, newEvents(before), 'no-stream');
      const events = newEvents(2);
      const first = await store.append(stream, events, expected);
      expect(await store.append(stream, events, expected)).toEqual(first);
      await store.append(stream, newEvents(2), first.version);
      expect(await store.append(stream, events, expected)).toEqual(first);
      expect(await store.readStream(stream)).toHaveLength(before + 4);
    },
  );

  it('answers a repeat that arrives together with the first', async () => {
    const store = await open();
    const stream = newStream();
    const events = newEvents(2);
    const [first, second] = await Promise.all([
      store.append(stream, events, 'no-stream'),
      store.append(stream, events, 'no-stream'),
    ]);
    expect(second).toEqual(first);
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('takes neither a part of former events nor former events and a new one for a repeat', async () => {
    const store = await open();
    const stream = newStream();
    const [first, second] = newEvents(2);
    if (first === undefined || second === undefined) throw new Error('two events were made');
    await store.append(stream, [first, second], 'no-stream');
    await expect(store.append(stream, [first, newEvent()], 'no-stream')).rejects.toBeInstanceOf(
      VersionConflict,
    );
    await expect(store.append(stream, [first, second, newEvent()], 'no-stream')).rejects.toBeInstanceOf(
      VersionConflict,
    );
    await expect(store.append(stream, [second], 'no-stream')).rejects.toBeInstanceOf(VersionConflict);
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('does not take the same ids in another stream for a repeat', async () => {
    const store = await open();
    const events = newEvents(1);
    const [one, other] = [newStream(), newStream()];
    await store.append(one, events, 'no-stream');
    await expect(store.append(other, events, 0)).rejects.toMatchObject({ actual: null });
    expect(await store.readStream(other)).toEqual([]);
  });
}

function manyCallers(open: OpenStore): void {
  it('lets exactly one of many callers win the same version', async () => {
    const store = await open();
    const stream = newStream();
    await store.append(stream, [newEvent()], 'no-stream');
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () => store.append(stream, [newEvent()], 0)),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'VersionConflict', actual: 1 });
    }
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  it('writes what came together with a conflict', async () => {
    const store = await open();
    const taken = newStream();
    await store.append(taken, [newEvent()], 'no-stream');
    const streams = Array.from({ length: 20 }, () => newStream());
    const tries = await Promise.allSettled(
      streams.flatMap((stream) => [
        store.append(stream, newEvents(2), 'no-stream'),
        store.append(taken, [newEvent()], 'no-stream'),
      ]),
    );
    expect(tries.map((one) => one.status)).toEqual(streams.flatMap(() => ['fulfilled', 'rejected']));
    for (const stream of streams) expect(await store.readStream(stream)).toHaveLength(2);
    expect(await store.readStream(taken)).toHaveLength(1);
  });

  it('keeps every event of many callers, each in its own order, and each append in one piece', async () => {
    const store = await open();
    const streams = Array.from({ length: 30 }, () => newStream());
    await Promise.all(
      streams.map(async (stream) => {
        let { version } = await store.append(stream, newEvents(3), 'no-stream');
        for (let turn = 0; turn < 5; turn += 1) {
          ({ version } = await store.append(stream, newEvents(3), version));
        }
      }),
    );
    const all = await store.readAll(null, 1_000);
    expect(all).toHaveLength(30 * 18);
    for (const stream of streams) {
      const versions = all.filter((event) => event.stream === stream).map((event) => event.version);
      expect(versions).toEqual(Array.from({ length: 18 }, (_, version) => version));
    }
    for (let index = 0; index < all.length; index += 3) {
      expect(new Set(all.slice(index, index + 3).map((event) => event.stream)).size).toBe(1);
    }
  });

  it('keeps the data as they were when the append was asked for', async () => {
    const store = await open();
    const stream = newStream();
    const data = { words: ['one'] };
    const appending = store.append(stream, [newEvent(data)], 'no-stream');
    data.words.push('two');
    await appending;
    expect((await store.readStream(stream))[0]?.data).toEqual({ words: ['one'] });
  });
}

function bounds(open: OpenStore): void {
  it('takes as many events as the bound, no more and not none', async () => {
    const store = await open();
    const stream = newStream();
    await expect(store.append(stream, [], 'no-stream')).rejects.toBeInstanceOf(AssertionError);
    await expect(store.append(stream, newEvents(APPEND_EVENTS_MAX + 1), 'no-stream')).rejects.toBeInstanceOf(
      AssertionError,
    );
    expect(await store.head()).toBeNull();
    const { version } = await store.append(stream, newEvents(APPEND_EVENTS_MAX), 'no-stream');
    expect(version).toBe(APPEND_EVENTS_MAX - 1);
  });

  it('refuses a stream that has grown past its bound, and the batch mates go on', async () => {
    const store = await open();
    const stream = newStream();
    let version = -1;
    while (version + 1 < STREAM_EVENTS_MAX) {
      const count = Math.min(APPEND_EVENTS_MAX, STREAM_EVENTS_MAX - version - 1);
      ({ version } = await store.append(stream, newEvents(count), version < 0 ? 'no-stream' : version));
    }
    const [tooLong, other] = await Promise.allSettled([
      store.append(stream, [newEvent()], version),
      store.append(newStream(), [newEvent()], 'no-stream'),
    ]);
    expect(tooLong).toMatchObject({ status: 'rejected', reason: { name: 'AssertionError' } });
    expect(other.status).toBe('fulfilled');
    expect(await store.readStream(stream)).toHaveLength(STREAM_EVENTS_MAX);
  });

  it.each([
    [
      'the same id twice',
      () => {
        const event = newEvent();
        return [event, event];
      },
    ],
    ['an id that is no UUID', () => [{ ...newEvent(), id: 'one' }]],
    ['a type with a line break', () => [{ ...newEvent(), type: 'Sample\nTaken' }]],
    ['a schema version of 0', () => [{ ...newEvent(), schemaVersion: 0 }]],
    ['data that JSON cannot carry', () => [newEvent({ big: 1n })]],
  ])('refuses %s and stays usable', async (_, events) => {
    const store = await open();
    const stream = newStream();
    await expect(store.append(stream, events(), 'no-stream')).rejects.toThrow();
    expect(await store.head()).toBeNull();
    expect((await store.append(stream, [newEvent()], 'no-stream')).version).toBe(0);
  });
}
