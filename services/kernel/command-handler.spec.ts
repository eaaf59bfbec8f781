import { join } from 'node:path';
import type { EventOf, EventSchemas } from '@bijspringen/contracts/shared/events.ts';
import { personal, type Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { canonicalJson } from './canonical-json.ts';
import { createCatalogue } from './catalogue.ts';
import { type CommandContext, createCommandHandler, type Handled } from './command-handler.ts';
import { type Decider, isRefusal, never, type Refusal, refuse } from './decider.ts';
import { derivedId, streamIdFor, streamName } from './derived-id.ts';
import { UnknownOutcome, VersionConflict } from './errors.ts';
import { createMemoryStore } from './event-store/memory.ts';
import type { EventStore, ExpectedVersion, StreamName } from './event-store/port.ts';
import { openSqliteStore } from './event-store/sqlite.ts';
import { CONFLICT_RETRIES_MAX } from './limits.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { openTemporaryVault } from './testing/temporary-vault.ts';
import { FORGOTTEN, type Subject } from './vault/port.ts';

const boxEvents = {
  BoxOpened: { version: 1, data: z.object({ label: personal(z.string(), { of: 'matter' }) }) },
  StonePut: { version: 1, data: z.object({ weight: z.number(), total: z.number() }) },
} as const satisfies EventSchemas;
type BoxEvent = EventOf<typeof boxEvents>;
type BoxCommand =
  | { type: 'OpenBox'; label: Sealed<string> }
  | { type: 'PutStone'; weight: number }
  | { type: 'WeighBox' };
type Box = { isOpen: boolean; total: number; label: Sealed<string> | null };

const boxDecider: Decider<Box, BoxCommand, BoxEvent> = {
  category: 'box',
  initialState: { isOpen: false, total: 0, label: null },
  evolve(box, event) {
    switch (event.type) {
      case 'BoxOpened':
        return { ...box, isOpen: true, label: event.data.label };
      case 'StonePut':
        return { ...box, total: event.data.total };
      default:
        return never(event);
    }
  },
  decide(command, box) {
    switch (command.type) {
      case 'OpenBox':
        return box.isOpen ? [] : [{ type: 'BoxOpened', data: { label: command.label } }];
      case 'PutStone':
        if (!box.isOpen) return refuse('not-found');
        return [{ type: 'StonePut', data: { weight: command.weight, total: box.total + command.weight } }];
      case 'WeighBox':
        return [];
      default:
        return never(command);
    }
  },
};

const catalogue = createCatalogue({ box: boxEvents }, {});
const SUBJECT: Subject = 'matter-0f3e8a52-6f0c-4c1e-8b57-0d7f2c9f1a11';
const stopped: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stopped.splice(0)) await stop();
});

const onFatal = (error: Error) => {
  throw error;
};
const stores = {
  'on the memory store': () => createMemoryStore(),
  'on the SQLite store': (folder: string) =>
    openSqliteStore({ file: join(folder, 'events.sqlite'), onFatal }),
};
let openStore: (folder: string) => EventStore;

function world(wrap: (store: EventStore) => EventStore = (store) => store) {
  const vault = openTemporaryVault();
  const store = openStore(vault.folder);
  stopped.push(
    () => store.close(),
    () => vault.close(),
  );
  const clock = createFakeClock('2026-03-02T09:00:00.000Z');
  return {
    store,
    vault,
    clock,
    handle: createCommandHandler({ store: wrap(store), vault, catalogue, clock }),
  };
}

let made = 0;
function commandId(): string {
  made += 1;
  return `7b1c2d3e-0000-4000-8000-${String(made).padStart(12, '0')}`;
}

function context(content: unknown = {}, id = commandId()): CommandContext {
  return {
    actor: { kind: 'reporter' },
    districtId: 'a5a5a5a5-0000-4000-8000-000000000001',
    organisationId: 'a5a5a5a5-0000-4000-8000-000000000002',
    purpose: 'early-help',
    legalBasis: 'public-task',
    commandId: id,
    content,
  };
}

async function openedBox(wrap?: (store: EventStore) => EventStore) {
  const given = world(wrap);
  const opening = context({ label: 'blauw' });
  const stream = streamName('box', streamIdFor(opening.commandId, 'box'));
  const open = () =>
    given.handle(boxDecider, stream, { type: 'OpenBox', label: given.vault.hold('blauw', SUBJECT) }, opening);
  const opened = handled(await open());
  const put = (weight: number, of = context({ weight })) =>
    given.handle(boxDecider, stream, { type: 'PutStone', weight }, of);
  return { ...given, stream, opening, open, opened, put };
}

function handled<State>(outcome: Handled<State> | Refusal): Handled<State> {
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome;
}

/** A store that answers some appends in another way; `null` lets the append through. */
function appending(
  answer: (
    real: () => Promise<unknown>,
    stream: StreamName,
    expected: ExpectedVersion,
  ) => Promise<void> | null,
) {
  return (store: EventStore): EventStore => ({
    ...store,
    async append(stream, events, expected) {
      await answer(() => store.append(stream, events, expected), stream, expected);
      return store.append(stream, events, expected);
    },
  });
}

describe.each(Object.entries(stores))('%s', (_name, open) => {
  beforeAll(() => {
    openStore = open;
  });

  describe('a command handled for the first time', () => {
    it('is written sealed, and the state holds what the next command will load', async () => {
      const { store, vault, stream, opened, put } = await openedBox();
      const [event] = await store.readStream(stream);
      expect(event?.data.label).toMatch(/^s1\.matter-/);
      expect(opened.state.label).toBe(event?.data.label);
      expect(vault.open(event?.data.label as Sealed<string>, 'work-signal')).toBe('blauw');
      const second = handled(await put(3));
      expect(second).toMatchObject({
        version: 1,
        isRepeat: false,
        state: { total: 3, label: opened.state.label },
      });
      expect(second.position).toBe(await store.head());
    });

    it('carries who, when, why and which command, and nothing else of its context', async () => {
      const { store, stream, opening } = await openedBox();
      const { handle, vault } = world();
      const [event] = await store.readStream(stream);
      expect(event?.metadata).toEqual({
        at: '2026-03-02T09:00:00.000Z',
        actor: { kind: 'reporter' },
        districtId: opening.districtId,
        organisationId: opening.organisationId,
        purpose: 'early-help',
        legalBasis: 'public-task',
        commandId: opening.commandId,
        commandDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        correlationId: opening.commandId,
      });
      const malformed = { ...context(), districtId: 'Waterkant' };
      await expect(
        handle(boxDecider, stream, { type: 'OpenBox', label: vault.hold('x', SUBJECT) }, malformed),
      ).rejects.toThrow();
    });

    it('that changes nothing answers with the state as it is, and is not remembered', async () => {
      const { handle, stream, put, store } = await openedBox();
      const { position } = handled(await put(5));
      const weighing = context({});
      const weigh = () => handle(boxDecider, stream, { type: 'WeighBox' }, weighing);
      for (const _ of [1, 2]) {
        expect(await weigh()).toMatchObject({ position, version: 1, isRepeat: false, state: { total: 5 } });
      }
      expect(await store.readStream(stream)).toHaveLength(2);
      const nowhere = streamName('box', commandId());
      expect(await handle(boxDecider, nowhere, { type: 'WeighBox' }, context())).toMatchObject({
        position: null,
        version: -1,
      });
    });

    it('that is refused writes nothing', async () => {
      const { handle, store } = world();
      const stream = streamName('box', commandId());
      expect(await handle(boxDecider, stream, { type: 'PutStone', weight: 1 }, context())).toEqual({
        refused: 'not-found',
      });
      expect(await store.head()).toBeNull();
    });

    it('needs a stream of its own category', async () => {
      const { handle } = world();
      const weigh = handle(boxDecider, streamName('signal', commandId()), { type: 'WeighBox' }, context());
      await expect(weigh).rejects.toThrow('not a stream');
    });
  });

  describe('the same command again', () => {
    it('gives the recorded outcome, also after later events, and writes nothing', async () => {
      const { store, stream, opened, open, put } = await openedBox();
      const first = context({ weight: 2 });
      const put2 = handled(await put(2, first));
      await put(40);
      const again = handled(await put(2, first));
      expect(again).toEqual({ ...put2, isRepeat: true });
      expect(await open()).toEqual({ ...opened, isRepeat: true });
      expect(await store.readStream(stream)).toHaveLength(3);
    });

    it('at the same moment is written once, and the second gets the outcome of the first', async () => {
      const { put, store, stream } = await openedBox();
      const twice = context({ weight: 2 });
      const [one, two] = await Promise.all([put(2, twice), put(2, twice)]);
      expect(two).toEqual({ ...handled(one), isRepeat: true });
      expect(await store.readStream(stream)).toHaveLength(2);
    });

    it('with other content is refused, whatever the order of its fields was', async () => {
      const { handle, stream, put, vault } = await openedBox();
      const known = context({ weight: 2, colour: 'red' });
      await put(2, known);
      expect(await put(3, { ...known, content: { weight: 3, colour: 'red' } })).toEqual({
        refused: 'command-reused',
      });
      expect(await put(2, { ...known, content: { colour: 'red', weight: 2 } })).toMatchObject({
        isRepeat: true,
      });
      const label = vault.hold('x', SUBJECT);
      expect(await handle(boxDecider, stream, { type: 'OpenBox', label }, known)).toEqual({
        refused: 'command-reused',
      });
    });

    it('with other content at the same moment is refused for one of the two', async () => {
      const { put, store, stream } = await openedBox();
      const known = context({ weight: 2 });
      const outcomes = await Promise.all([put(2, known), put(3, { ...known, content: { weight: 3 } })]);
      expect(outcomes).toEqual([expect.objectContaining({ isRepeat: false }), { refused: 'command-reused' }]);
      expect(await store.readStream(stream)).toHaveLength(2);
    });

    it('leaves nothing to try guesses on once its subject is forgotten, and is not said to be done', async () => {
      const { vault, store, stream, opening, open } = await openedBox();
      const [event] = await store.readStream(stream);
      const plainDigest = vault.hmac('command', canonicalJson([stream, 'OpenBox', { label: 'blauw' }]));
      const underKey = vault.hmacUnder([SUBJECT], plainDigest);
      expect(event?.metadata.commandDigest).toBe(underKey);
      expect(JSON.stringify(event)).not.toContain(plainDigest);
      const idOf = (digest: string | null) =>
        derivedId('event', stream, opening.commandId, String(digest), 0);
      expect([event?.id === idOf(underKey), event?.id === idOf(plainDigest)]).toEqual([true, false]);
      await vault.forget([SUBJECT]);
      expect(vault.hmacUnder([SUBJECT], plainDigest)).toBeNull();
      expect(await open()).toEqual({ refused: 'not-found' });
      expect(await store.readStream(stream)).toHaveLength(1);
    });

    it('that begins a stream begins one stream', () => {
      const id = commandId();
      expect(streamIdFor(id, 'box')).toBe(streamIdFor(id, 'box'));
      expect(streamIdFor(id, 'box')).not.toBe(streamIdFor(id, 'signal'));
      expect(z.uuid().safeParse(streamIdFor(id, 'box')).success).toBe(true);
    });
  });

  describe('a version conflict', () => {
    it('is decided anew on what the other one wrote', async () => {
      const { put, store, stream } = await openedBox();
      const outcomes = await Promise.all([1, 2, 3, 4].map((weight) => put(weight)));
      expect(outcomes.every((outcome) => !isRefusal(outcome))).toBe(true);
      const totals = (await store.readStream(stream)).map((event) => event.data.total);
      expect(Math.max(...totals.slice(1).map(Number))).toBe(10);
    });

    it('that never ends is refused after the retries', async () => {
      let appends = 0;
      const { put } = await openedBox(
        appending((_real, stream, expected) => {
          if (expected === 'no-stream') return null;
          appends += 1;
          throw new VersionConflict(stream, expected, 7);
        }),
      );
      expect(await put(1)).toEqual({ refused: 'version-conflict' });
      expect(appends).toBe(CONFLICT_RETRIES_MAX + 1);
    });
  });

  describe('an unknown outcome', () => {
    it('that was written is found by reading back, and is no repeat', async () => {
      const { opened, store, stream } = await openedBox(
        appending(async (real) => {
          await real();
          throw new UnknownOutcome('the answer was lost');
        }),
      );
      expect(opened).toMatchObject({ version: 0, isRepeat: false, state: { isOpen: true } });
      expect(await store.readStream(stream)).toHaveLength(1);
    });

    it('that was not written is tried again', async () => {
      let lost = 0;
      const { opened } = await openedBox(
        appending(() => {
          lost += 1;
          if (lost < 3) throw new UnknownOutcome('the request was lost');
          return null;
        }),
      );
      expect(opened).toMatchObject({ version: 0, isRepeat: false });
    });

    it('that stays unknown is thrown, never guessed', async () => {
      const lost = appending(() => {
        throw new UnknownOutcome('nobody there');
      });
      await expect(openedBox(lost)).rejects.toBeInstanceOf(UnknownOutcome);
    });
  });

  describe('what cannot be decided', () => {
    it('is refused when the stream holds an event of a newer release', async () => {
      const { store, stream, put, open } = await openedBox();
      const [event] = await store.readStream(stream);
      if (!event) throw new Error('no event');
      const newer = {
        ...event,
        id: commandId(),
        type: 'BoxPainted',
        metadata: { ...event.metadata, commandId: commandId() },
      };
      await store.append(stream, [newer], 0);
      expect(await put(1)).toEqual({ refused: 'newer-than-me' });
      expect(await open(), 'what was recorded before it is still answered').toMatchObject({ isRepeat: true });
    });

    it('is refused when its subject was forgotten', async () => {
      const { vault, handle, opened } = await openedBox();
      await vault.forget([SUBJECT]);
      expect(opened.state.label && vault.open(opened.state.label, 'work-signal')).toBe(FORGOTTEN);
      const label = vault.hold('weer blauw', SUBJECT);
      const stream = streamName('box', commandId());
      expect(await handle(boxDecider, stream, { type: 'OpenBox', label }, context())).toEqual({
        refused: 'not-found',
      });
    });
  });
});
