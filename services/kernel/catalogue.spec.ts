import type { EventSchemas } from '@bijspringen/contracts/shared/events.ts';
import { personal, type Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createCatalogue } from './catalogue.ts';
import { Corrupt, UnknownEventType } from './errors.ts';
import type { RecordedEvent, StreamName } from './event-store/port.ts';
import { openTemporaryVault } from './testing/temporary-vault.ts';
import type { Subject } from './vault/port.ts';

const words = z.string();
const noteEvents = {
  NoteWritten: {
    version: 1,
    data: z.object({
      text: personal(words, { of: 'matter' }),
      extra: z.optional(personal(words, { of: 'reporter' })),
      nothing: z.optional(z.nullable(personal(words, { of: 'matter' }))),
      about: z.optional(z.object({ name: personal(words, { of: 'worker' }), rank: z.number() })),
      tags: z.optional(z.array(z.object({ tag: z.string() }))),
      either: z.optional(z.union([z.string(), z.object({ free: z.string() })])),
    }),
  },
  NoteRead: {
    version: 3,
    data: z.object({ times: z.number(), words: z.optional(personal(words, { of: 'matter' })) }),
  },
} as const satisfies EventSchemas;
const upcasts = {
  NoteRead: {
    1: (data: unknown) => ({ ...(data as object), times: 1 }),
    2: ({ text, ...data }: { text?: string }) => (text === undefined ? data : { ...data, words: text }),
  },
} as never;

const catalogue = createCatalogue({ note: noteEvents }, upcasts);
const vault = openTemporaryVault();
const MATTER: Subject = 'matter-0f3e8a52-6f0c-4c1e-8b57-0d7f2c9f1a11';
const REPORTER: Subject = 'reporter-0f3e8a52-6f0c-4c1e-8b57-0d7f2c9f1a12';
const WORKER: Subject = 'worker-0f3e8a52-6f0c-4c1e-8b57-0d7f2c9f1a13';
const STREAM: StreamName = 'note-6d1f6d3c-0000-4000-8000-000000000001';
const EVENT_ID = '6d1f6d3c-0000-4000-8000-000000000002';
beforeAll(() => vault.ensureKeys([MATTER, REPORTER, WORKER]));
afterAll(() => vault.close());

const held = (text: string, subject: Subject = MATTER): unknown => vault.hold(text, subject);
const stored = (data: object, type = 'NoteWritten', stream = STREAM) =>
  catalogue.toStored({ type, data }, { stream, eventId: EVENT_ID }, vault);
function recorded(data: Record<string, unknown>, more: Partial<RecordedEvent> = {}): RecordedEvent {
  const metadata = {} as RecordedEvent['metadata'];
  return {
    id: EVENT_ID,
    type: 'NoteWritten',
    schemaVersion: 1,
    stream: STREAM,
    version: 0,
    position: 'p:1',
    data,
    metadata,
    ...more,
  };
}

describe('the catalogue, on the way to the log', () => {
  it('seals every held value for its own place, nested ones too', () => {
    const event = stored({
      text: held('tekst'),
      about: { name: held('naam', WORKER), rank: 2 },
      extra: held('meer', REPORTER),
    });
    expect(event).toMatchObject({ type: 'NoteWritten', schemaVersion: 1 });
    const { text, about, extra } = event.data as {
      text: Sealed<string>;
      about: { name: Sealed<string> };
      extra: Sealed<string>;
    };
    expect(String(about.name)).toContain(`${WORKER}.${STREAM}.${EVENT_ID}.about.name.`);
    expect([text, about.name, extra].map((field) => vault.open(field, 'work-signal'))).toEqual([
      'tekst',
      'naam',
      'meer',
    ]);
    expect(catalogue.fromStored(recorded(JSON.parse(JSON.stringify(event.data)))).data).toEqual(event.data);
  });

  it('names the subjects whose keys are needed, each once', () => {
    const drafts = [1, 2].map(() => ({
      type: 'NoteWritten',
      data: { text: held('a'), about: { name: held('b', WORKER), rank: 1 } },
    }));
    expect(catalogue.subjectsOf(drafts)).toEqual([MATTER, WORKER]);
  });

  it('knows the personal fields by their dotted names', () => {
    expect(catalogue.personalFieldsOf('NoteWritten').map(({ name, of }) => `${name} ${of}`)).toEqual([
      'text matter',
      'extra reporter',
      'nothing matter',
      'about.name worker',
    ]);
  });

  it('leaves out what is undefined, and keeps null', () => {
    expect(stored({ text: held('a'), extra: undefined, nothing: null }).data).toEqual({
      text: expect.any(String),
      nothing: null,
    });
  });

  it.each([
    ['plain text in a personal field', { text: 'plain' }, 'was not held'],
    [
      'a field sealed for another event',
      { text: `s1.${MATTER}.${STREAM}.${EVENT_ID}.text.AAAA` },
      'was not held',
    ],
    ['a held value in a plain field', { text: held('a'), either: held('b') }, 'not marked as personal'],
    [
      'a held value deep in a list',
      { text: held('a'), tags: [{ tag: held('b') }] },
      'tags[0].tag is not marked',
    ],
    [
      'a held value instead of an object',
      { text: held('a'), about: held('b', WORKER) },
      'not marked as personal',
    ],
    ['another kind of subject', { text: held('a', REPORTER) }, 'another kind of subject'],
    ['a field nobody knows', { text: held('a'), surname: 'x' }, 'has no field surname'],
    [
      'a nested field nobody knows',
      { text: held('a'), tags: [{ tag: 'a', surname: 'x' }] },
      'has no field surname',
    ],
    ['a missing field', { extra: held('a', REPORTER) }, 'text'],
    [
      'a value of another type',
      { text: held('a'), about: { name: held('b', WORKER), rank: '1' } },
      'about.rank',
    ],
    ['a date', { text: held('a'), either: new Date(0) }, 'not a plain object'],
    [
      'a number JSON does not know',
      { text: held('a'), about: { name: held('b', WORKER), rank: Number.NaN } },
      'not a number',
    ],
    ['a function', { text: held('a'), either: () => 1 }, 'not JSON'],
  ])('asserts on %s', (_name, data, message) => {
    expect(() => stored(data)).toThrow(message);
  });

  it('asserts on an event of another category, or of none, and never shows a value', () => {
    const elsewhere = () =>
      stored({ text: held('geheim') }, 'NoteWritten', 'signal-6d1f6d3c-0000-4000-8000-000000000001');
    expect(elsewhere).toThrow('not an event of');
    expect(() => stored({}, 'NoteBurnt')).toThrow('no schema');
    expect(() => stored({ text: 'geheim adres' })).not.toThrow('geheim');
  });
});

describe('the catalogue, on the way back', () => {
  const sealed = (data: object) => stored(data).data;

  it('refuses an event that is newer than this release', () => {
    const newer = () => catalogue.fromStored(recorded({}, { type: 'NoteShared' }));
    expect(newer).toThrow(UnknownEventType);
    const version = () => catalogue.fromStored(recorded({}, { schemaVersion: 2 }));
    expect(version).toThrow(expect.objectContaining({ type: 'NoteWritten', schemaVersion: 2 }));
  });

  it('brings older shapes to today’s, step by step, and keeps a field sealed under its older name', () => {
    const { text } = sealed({ text: held('oud') });
    const older = (data: Record<string, unknown>, schemaVersion: number) =>
      catalogue.fromStored(recorded(data, { type: 'NoteRead', schemaVersion }));
    expect(older({ text }, 1)).toMatchObject({ schemaVersion: 3, data: { times: 1, words: text } });
    expect(older({ text, times: 4 }, 2)).toMatchObject({ schemaVersion: 3, data: { times: 4, words: text } });
    const away = { id: '6d1f6d3c-0000-4000-8000-000000000009', type: 'NoteRead', schemaVersion: 1 };
    expect(() => catalogue.fromStored(recorded({ text }, away))).toThrow(Corrupt);
  });

  it('says Corrupt when a sealed field stands where it was not sealed for', () => {
    const data = sealed({ text: held('a'), about: { name: held('b', WORKER), rank: 1 } });
    const name = (data.about as { name: string }).name;
    const moves: [Record<string, unknown>, Partial<RecordedEvent>][] = [
      [data, { id: '6d1f6d3c-0000-4000-8000-000000000003' }],
      [data, { stream: 'note-6d1f6d3c-0000-4000-8000-000000000004' }],
      [{ text: name }, {}],
      [{ text: 'plain text' }, {}],
      [{ text: 7 }, {}],
      [{ text: `s1.${MATTER}.${STREAM}.${EVENT_ID}.texts.AAAA` }, {}],
      [{ text: `s1.${MATTER}.${STREAM}.${EVENT_ID}.text.more.AAAA` }, {}],
      [{ text: `s1.${REPORTER}.${STREAM}.${EVENT_ID}.text.AAAA` }, {}],
      [{ text: data.text, nothing: data.text }, {}],
    ];
    for (const [moved, more] of moves) {
      expect(() => catalogue.fromStored(recorded(moved, more)), JSON.stringify(moved)).toThrow(Corrupt);
    }
  });

  it('tells what does not fit a schema', () => {
    expect(catalogue.problemOf({ type: 'NoteRead', data: { times: 1 } })).toBeNull();
    expect(catalogue.problemOf({ type: 'NoteRead', data: { times: 'x' } })).toContain('times');
  });
});

describe('a catalogue that is wrong', () => {
  const marked = personal(words, { of: 'matter' });
  it.each([
    ['a personal field in a list', z.object({ list: z.array(z.object({ text: marked })) }), 'in a list'],
    [
      'a personal field in a choice',
      z.object({ one: z.union([z.string(), z.object({ text: marked })]) }),
      'in a union',
    ],
    ['a personal field in a record', z.object({ all: z.record(z.string(), marked) }), 'in a record'],
    ['data that are no object', z.string(), 'must be an object'],
  ])('is refused at the start: %s', (_name, data, message) => {
    expect(() => createCatalogue({ x: { Odd: { version: 1, data } } }, {})).toThrow(message);
  });

  it('is refused at the start: one name in two categories, or an upcast that is missing', () => {
    const events = { Same: { version: 1, data: z.object({}) } };
    expect(() => createCatalogue({ a: events, b: events }, {})).toThrow('two categories');
    expect(() => createCatalogue({ a: { Grown: { version: 2, data: z.object({}) } } }, {})).toThrow(
      'no upcast',
    );
  });
});
