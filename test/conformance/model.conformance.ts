/** Any course of appends and reads gives what a plain array gives. */

import { VersionConflict } from '@bijspringen/kernel/errors.ts';
import type {
  EventStore,
  ExpectedVersion,
  NewEvent,
  StreamName,
} from '@bijspringen/kernel/event-store/port.ts';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OpenStore } from './event-store.conformance.ts';
import { newEvents, newStream } from './events.ts';

const COURSES = 60;
const STREAMS = 3;

type Step =
  | {
      kind: 'append';
      stream: number;
      count: number;
      expected: 'right' | 'no-stream' | 'stream-exists' | 'behind' | 'ahead';
    }
  | { kind: 'repeat'; which: number }
  | { kind: 'readStream'; stream: number; from: number }
  | { kind: 'readAll'; from: number; limit: number };

const stream = fc.nat({ max: STREAMS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('append' as const),
    stream,
    count: fc.integer({ min: 1, max: 4 }),
    expected: fc.constantFrom('right', 'right', 'no-stream', 'stream-exists', 'behind', 'ahead'),
  }),
  fc.record({ kind: fc.constant('repeat' as const), which: fc.nat({ max: 20 }) }),
  fc.record({ kind: fc.constant('readStream' as const), stream, from: fc.nat({ max: 6 }) }),
  fc.record({
    kind: fc.constant('readAll' as const),
    from: fc.nat({ max: 20 }),
    limit: fc.integer({ min: 1, max: 9 }),
  }),
);
/** Groups follow each other; the steps of a group are sent together. */
const course = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

export function describeModel(open: OpenStore): void {
  it('gives what a plain array gives, for any course of appends, repeats and reads', async () => {
    const store = await open();
    await fc.assert(
      fc.asyncProperty(course, async (groups) => {
        const model = new Model(store, await store.head());
        for (const group of groups) await Promise.all(group.map((one) => model.take(one)));
        await model.compareAll();
      }),
      // The same courses each time: a failure on another machine is a failure here.
      { numRuns: COURSES, seed: 20261122 },
    );
  });
}

type Past = { stream: StreamName; events: NewEvent[]; expected: ExpectedVersion; answer: unknown };

/** Expectations follow from the order in which the steps are sent, which is the order in which a store takes them. */
class Model {
  readonly #store: EventStore;
  readonly #start: string | null;
  readonly #names = Array.from({ length: STREAMS }, () => newStream());
  readonly #log: { id: string; stream: StreamName; version: number }[] = [];
  readonly #appended: Past[] = [];
  /** For each stream how many of its events were answered. */
  readonly #answered = new Map<string, number>();

  constructor(store: EventStore, start: string | null) {
    this.#store = store;
    this.#start = start;
  }

  take(one: Step): Promise<void> {
    switch (one.kind) {
      case 'append':
        return this.#append(one);
      case 'repeat':
        return this.#repeat(one.which);
      case 'readStream':
        return this.#readStream(this.#name(one.stream), one.from);
      case 'readAll':
        return this.#readAll(one.from, one.limit);
    }
  }

  async compareAll(): Promise<void> {
    const read = await this.#store.readAll(this.#start, this.#log.length + 1);
    expect(read.map(({ id, stream: name, version }) => ({ id, stream: name, version }))).toEqual(this.#log);
  }

  async #append(one: Extract<Step, { kind: 'append' }>): Promise<void> {
    const name = this.#name(one.stream);
    const last = this.#of(name).length - 1;
    const expected = expectation(one.expected, last);
    const events = newEvents(one.count);
    const holds =
      expected === 'no-stream' ? last < 0 : expected === 'stream-exists' ? last >= 0 : expected === last;
    const appending = this.#store.append(name, events, expected);
    if (!holds) {
      const refused = await appending.catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(VersionConflict);
      expect(refused).toMatchObject({ actual: last < 0 ? null : last });
      return;
    }
    for (const [index, { id }] of events.entries()) {
      this.#log.push({ id, stream: name, version: last + 1 + index });
    }
    const past: Past = { stream: name, events, expected, answer: appending };
    this.#appended.push(past);
    expect((await appending).version).toBe(last + one.count);
    this.#answered.set(name, Math.max(this.#answered.get(name) ?? 0, last + one.count + 1));
  }

  async #repeat(which: number): Promise<void> {
    const past = this.#appended[which];
    if (past === undefined) return;
    expect(await this.#store.append(past.stream, past.events, past.expected)).toEqual(await past.answer);
  }

  async #readStream(name: StreamName, from: number): Promise<void> {
    const answered = this.#answered.get(name) ?? 0;
    const read = await this.#store.readStream(name, from);
    // What was answered is there; what is still on its way may be.
    expect(read.length).toBeGreaterThanOrEqual(answered - from);
    expect(read.length).toBeLessThanOrEqual(Math.max(0, this.#of(name).length - from));
    const known = this.#of(name).slice(from, from + read.length);
    expect(read.map((event) => event.id)).toEqual(known.map((event) => event.id));
  }

  async #readAll(from: number, limit: number): Promise<void> {
    const first = await this.#store.readAll(this.#start, from + 1);
    const read = await this.#store.readAll(first[from - 1]?.position ?? this.#start, limit);
    const skipped = first.length >= from ? from : 0;
    expect(read.map((event) => event.id)).toEqual(
      this.#log.slice(skipped, skipped + read.length).map((event) => event.id),
    );
  }

  #name(index: number): StreamName {
    const name = this.#names[index];
    if (name === undefined) throw new Error('a stream outside the model');
    return name;
  }

  #of(name: StreamName) {
    return this.#log.filter((event) => event.stream === name);
  }
}

function expectation(kind: Extract<Step, { kind: 'append' }>['expected'], last: number): ExpectedVersion {
  switch (kind) {
    case 'right':
      return last < 0 ? 'no-stream' : last;
    case 'behind':
      return last < 1 ? 'no-stream' : last - 1;
    case 'ahead':
      return last + 1;
    default:
      return kind;
  }
}
