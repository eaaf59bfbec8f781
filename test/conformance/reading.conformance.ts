/** Reading: everything in order, from any place, as it was written. */
import { randomUUID } from 'node:crypto';
import { Corrupt } from '@bijspringen/kernel/errors.ts';
import type { EventStore, RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { describe, expect, it } from 'vitest';
import type { OpenStore } from './event-store.conformance.ts';
import { newEvent, newEvents, newStream } from './events.ts';

/** Texts that a careless store changes. */
const AWKWARD = ['', 'één 🏘️ ğüş عربي', '\u0000\u2028\n\\"', '\ud800', ' '.repeat(10_000)];

export function describeReading(open: OpenStore): void {
  describe('reading', () => {
    streams(open);
    theWholeLog(open);
    positions(open);
  });
}

async function readToEnd(store: EventStore, limit: number): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const batch = await store.readAll(events.at(-1)?.position ?? null, limit);
    if (batch.length === 0) return events;
    expect(batch.length).toBeLessThanOrEqual(limit);
    events.push(...batch);
  }
}

function streams(open: OpenStore): void {
  it('gives back exactly what was appended, with its place', async () => {
    const store = await open();
    const stream = newStream();
    const events = AWKWARD.map((text) => newEvent({ text, nested: { list: [1, null, true], text } }));
    const { position } = await store.append(stream, events, 'no-stream');
    const read = await store.readStream(stream);
    expect(read.map(({ stream: _, version, position: __, ...event }) => ({ version, event }))).toEqual(
      events.map((event, version) => ({ version, event })),
    );
    expect(read.at(-1)?.position).toBe(position);
    expect(await store.readAll(null, 100)).toEqual(read);
  });

  it('reads a stream from a version, also past its end', async () => {
    const store = await open();
    const stream = newStream();
    await store.append(stream, newEvents(4), 'no-stream');
    expect((await store.readStream(stream, 2)).map((event) => event.version)).toEqual([2, 3]);
    expect((await store.readStream(stream, 1)).map((event) => event.version)).toEqual([1, 2, 3]);
    expect(await store.readStream(stream, 4)).toEqual([]);
    expect(await store.readStream(stream, 40)).toEqual([]);
    expect(await store.readStream(newStream(), 2)).toEqual([]);
  });

  it('gives each reader its own copy', async () => {
    const store = await open();
    const stream = newStream();
    await store.append(stream, [newEvent({ words: ['one'] })], 'no-stream');
    const [first] = await store.readStream(stream);
    Object.assign(first?.data ?? {}, { words: 'changed' });
    expect((await store.readStream(stream))[0]?.data).toEqual({ words: ['one'] });
  });
}

function theWholeLog(open: OpenStore): void {
  it('is the same in batches of any size, each event once, in the order of the answers', async () => {
    const store = await open();
    const ids: string[] = [];
    for (let turn = 0; turn < 23; turn += 1) {
      const events = newEvents(1 + (turn % 3));
      await store.append(newStream(), events, 'no-stream');
      ids.push(...events.map((event) => event.id));
    }
    for (const limit of [1, 7, 1_000]) {
      expect((await readToEnd(store, limit)).map((event) => event.id)).toEqual(ids);
    }
  });

  it('shows an append as soon as it is answered, while others are on their way', async () => {
    const store = await open();
    const callers = Array.from({ length: 20 }, async () => {
      for (let turn = 0; turn < 10; turn += 1) {
        const stream = newStream();
        const { position } = await store.append(stream, newEvents(2), 'no-stream');
        expect(await store.readStream(stream)).toHaveLength(2);
        expect(store.compare(await store.head(), position)).toBeGreaterThanOrEqual(0);
      }
    });
    await Promise.all(callers);
    expect(await readToEnd(store, 100)).toHaveLength(400);
  });
}

function positions(open: OpenStore): void {
  it('orders the log by position, with the head as the last', async () => {
    const store = await open();
    expect(await store.head()).toBeNull();
    for (let turn = 0; turn < 12; turn += 1) await store.append(newStream(), newEvents(1), 'no-stream');
    const read = (await readToEnd(store, 5)).map((event) => event.position);
    expect(read.toSorted((a, b) => store.compare(a, b))).toEqual(read);
    expect(await store.head()).toBe(read.at(-1));
    for (const position of read) {
      expect(store.compare(position, position)).toBe(0);
      expect(store.compare(null, position)).toBeLessThan(0);
      expect(store.compare(position, null)).toBeGreaterThan(0);
    }
    expect(store.compare(null, null)).toBe(0);
  });

  it('does not know positions of another store: they sort first and read from the beginning', async () => {
    const [store, other] = [await open(), await open()];
    await store.append(newStream(), newEvents(3), 'no-stream');
    const { position: foreign } = await other.append(newStream(), newEvents(2), 'no-stream');
    const known = await store.head();
    for (const unknown of [
      foreign,
      `${randomUUID()}:2`,
      'nonsense',
      '',
      `${known}0x`,
      known?.replace(/:.*/, ':-1') ?? '',
    ]) {
      expect(store.compare(unknown, known)).toBeLessThan(0);
      expect(store.compare(known, unknown)).toBeGreaterThan(0);
      expect(store.compare(unknown, null)).toBeLessThan(0);
      expect(store.compare(unknown, foreign)).toBe(0);
      expect(await store.readAll(unknown, 10)).toHaveLength(3);
    }
  });

  it('says so when a reader has seen more than the log holds', async () => {
    const store = await open();
    const { position } = await store.append(newStream(), newEvents(1), 'no-stream');
    const later = position.replace(/:\d+$/, ':9999');
    await expect(store.readAll(later, 10)).rejects.toBeInstanceOf(Corrupt);
    expect(store.compare(later, position)).toBeGreaterThan(0);
  });
}
