import { type QueueView, queueView } from '@bijspringen/contracts/queue/views.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { dumpReadFile } from '@bijspringen/kernel/projections/dump.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRunningQueue, type RunningQueue } from './running-queue.fixture.ts';
import { CARETAKER, COORDINATOR, ELSEWHERE, happened, MONDAY_17, uuid } from './signal-events.fixture.ts';

const STRANGER = uuid('aa');
const RESIDENT = uuid('bb');
/** What should come and takes longer hangs. */
const HANG_MS = 60_000;
/** Longer than a message would need that should not come. */
const SILENT_MS = 250;

let queue: RunningQueue;
beforeEach(async () => {
  queue = await openRunningQueue();
  queue.person(CARETAKER, ['social-caretaker']);
  queue.person(COORDINATOR, ['coordinator']);
  queue.person(STRANGER, ['social-caretaker'], ELSEWHERE);
  queue.person(RESIDENT, ['crisis-trained-resident']);
});
afterEach(() => queue.close());

async function view(personId: Id, after?: string): Promise<QueueView> {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  const response = await queue.get(`/api/queue${query}`, personId);
  expect(response.status).toBe(200);
  return queueView.parse(await response.json());
}

describe('GET /api/queue', () => {
  it('shows what was raised, with its first words, its place and its promised moment', async () => {
    expect((await view(CARETAKER)).items).toEqual([]);
    const text = 'mevrouw van lisdodde zie ik bijna niet meer. gordijne dicht';
    const { signalId, position } = await queue.raise({ text, place: 'Lisdodde', seen: 'longer' });
    expect(await view(CARETAKER, position)).toMatchObject({
      items: [
        {
          itemId: signalId,
          firstWords: 'mevrouw van lisdodde zie ik bijna niet meer…',
          place: 'Lisdodde',
          section: 'may-today',
          reason: { code: 'new', seen: 'longer' },
          moment: { what: 'read', before: MONDAY_17, isPassed: false },
          isYours: true,
          isNew: true,
        },
      ],
      nextMoment: MONDAY_17,
      position,
    });
  });

  it('is empty, not an error, where nothing ever was raised', async () => {
    expect(await view(CARETAKER)).toMatchObject({ items: [], nextMoment: null });
  });

  it('shows a caretaker of another district nothing of it', async () => {
    const { position } = await queue.raise();
    const elsewhere = await queue.raise({ districtId: ELSEWHERE });
    const { items } = await view(STRANGER, elsewhere.position);
    expect(items.map((item) => item.signalId)).toEqual([elsewhere.signalId]);
    expect((await view(CARETAKER, position)).items).toHaveLength(1);
  });

  it('shows a coordinator what nobody picks up, and not what a caretaker has in hand', async () => {
    await queue.raise();
    const loose = await queue.raise({ owner: { role: 'social-caretaker' } });
    const { items } = await view(COORDINATOR, loose.position);
    expect(items.map((item) => item.signalId)).toEqual([loose.signalId]);
    expect(queue.reads.map((read) => read.subject)).toEqual([loose.subject]);
  });

  it('is closed to who has no session, and to a crisis-trained resident', async () => {
    expect((await queue.get('/api/queue')).status).toBe(401);
    expect((await queue.get('/api/queue', RESIDENT)).status).toBe(403);
    expect((await queue.get('/api/queue/stream', RESIDENT)).status).toBe(403);
  });

  it('has no words of what was forgotten, at once, also when it was open a moment before', async () => {
    const { subject, position } = await queue.raise({ text: 'stoepkrijt', place: 'Kadelaan' });
    expect((await view(CARETAKER, position)).items[0]).toMatchObject({ firstWords: 'stoepkrijt' });
    await queue.vault.forget([subject]);
    expect((await view(CARETAKER)).items[0]).toMatchObject({ firstWords: null, place: null });
  });

  it('tells the read log once an hour who was shown whose message', async () => {
    const { subject, position } = await queue.raise();
    await view(CARETAKER, position);
    await view(CARETAKER);
    const told = { subject, purpose: 'work-queue', actor: `person-${CARETAKER}` };
    expect(queue.reads).toMatchObject([told]);
    await queue.clock.advance(60 * 60 * 1_000);
    await view(CARETAKER);
    expect(queue.reads).toMatchObject([told, told]);
  });

  it('raises what was promised when its moment passes, without any event', async () => {
    const { position } = await queue.raise();
    expect((await view(CARETAKER, position)).items[0]?.section).toBe('may-today');
    await queue.clock.advanceTo('2026-11-23T08:00:00.000Z');
    expect((await view(CARETAKER)).items[0]?.section).toBe('promised-today');
    await queue.clock.advanceTo(MONDAY_17);
    expect((await view(CARETAKER)).items[0]).toMatchObject({
      section: 'now',
      reason: { code: 'promise-passed', promise: 'read' },
      moment: { isPassed: true },
    });
  });

  it('keeps a closed worry, with its words, until somebody told its person', async () => {
    const { signalId } = await queue.raise({ text: 'gordijne dicht' });
    const closed = { reason: 'helped', sentence: 'helped', retention: 'followed-up-12-months' } as const;
    const position = await queue.happens(signalId, happened('SignalClosed', closed));
    expect((await view(CARETAKER, position)).items).toMatchObject([
      { itemId: `${signalId}:inform`, firstWords: 'gordijne dicht', reason: { code: 'not-informed' } },
    ]);
    const after = await queue.happens(signalId, happened('SubjectInformed', { how: 'by-letter' }));
    expect((await view(CARETAKER, after)).items).toEqual([]);
  });

  it('leaves out what was closed, and answers the same from read files that were built anew', async () => {
    const closing = await queue.raise({ informBefore: undefined, kind: 'help' });
    await queue.raise({ kind: 'wish', text: 'schaken met iemand' });
    const position = await queue.happens(
      closing.signalId,
      happened('SignalRead', { next: { step: 'decide', before: MONDAY_17 } }),
      happened('SignalClosed', { reason: 'advice', sentence: 'advice', retention: 'advice-90-days' }),
    );
    const before = await view(CARETAKER, position);
    expect(before.items).toMatchObject([{ kind: 'wish', firstWords: 'schaken met iemand' }]);
    const rows = dumpReadFile(queue.readFile());
    await queue.rebuild();
    expect(dumpReadFile(queue.readFile())).toBe(rows);
    expect(await view(CARETAKER)).toEqual(before);
  });
});

/** Listens all the time, as a browser does; `changed` gives the next position, or null after so much silence. */
function listener(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('no stream');
  const heard: string[] = [];
  let wake = () => {};
  const listening = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const position = /^event: changed\ndata: (.*)\n\n$/.exec(part.value)?.[1];
      if (position !== undefined) heard.push((JSON.parse(position) as { position: string }).position);
      wake();
    }
  })();
  return {
    async changed(withinMs = HANG_MS): Promise<string | null> {
      const untilMs = Date.now() + withinMs;
      while (heard.length === 0 && Date.now() < untilMs) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, untilMs - Date.now());
        await promise;
        clearTimeout(timer);
      }
      return heard.shift() ?? null;
    },
    /** Resolves when the server or the reader ended it. */
    ended: () => listening,
    async stop() {
      await reader.cancel();
      await listening;
    },
  };
}

describe('GET /api/queue/stream', () => {
  /** The stream gathers what changes within a blink of its clock, which stands still until it is moved. */
  async function afterABlink(position: string) {
    await queue.reached(position);
    for (let turn = 0; turn < 10; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await queue.clock.advance(10);
    }
  }

  it('says within a second that something was raised', async () => {
    const stream = listener(await queue.get('/api/queue/stream', CARETAKER));
    const { position } = await queue.raise();
    await afterABlink(position);
    expect(await stream.changed()).toBe(position);
    await stream.stop();
  });

  it('says nothing of another district', async () => {
    const stream = listener(await queue.get('/api/queue/stream', STRANGER));
    const { position } = await queue.raise();
    await afterABlink(position);
    expect(await stream.changed(SILENT_MS)).toBeNull();
    await stream.stop();
  });

  it('says by itself that a moment has passed, and that a new day began', async () => {
    const { position, signalId } = await queue.raise();
    const stream = listener(await queue.get('/api/queue/stream', CARETAKER));
    await afterABlink(position);
    await stream.changed();
    await queue.clock.advanceTo('2026-11-22T23:00:01.000Z');
    expect(await stream.changed()).not.toBeNull();
    await queue.clock.advanceTo('2026-11-23T15:59:59.000Z');
    expect(await stream.changed(SILENT_MS)).toBeNull();
    await queue.clock.advanceTo('2026-11-23T16:00:01.000Z');
    expect(await stream.changed()).not.toBeNull();
    expect((await view(CARETAKER)).items).toMatchObject([{ itemId: signalId, section: 'now' }]);
    await stream.stop();
  });

  it('ends for somebody who may not see the queue any more, and tells nothing', async () => {
    const stream = listener(await queue.get('/api/queue/stream', CARETAKER));
    queue.person(CARETAKER, []);
    const { position } = await queue.raise();
    await afterABlink(position);
    await stream.ended();
    expect(await stream.changed(SILENT_MS)).toBeNull();
  });
});
