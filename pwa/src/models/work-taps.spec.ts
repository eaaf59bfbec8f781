import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newCommandId } from '../api/ids.ts';
import type { Outcome, WorkProblem } from '../api/work.ts';
import { TAP_RETRY_FIRST_MS, YES_KEPT_MAX_MS } from './work-responder-limits.ts';
import { createTaps, forgetTaps } from './work-taps.ts';

type Code = WorkProblem['code'];
type Sent = { write: string; body: { commandId: string; [field: string]: unknown } };

const of = { crisisId: 'crisis', personId: 'b' };

function memoryStore() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

/** A server that answers what it is told, in order, and then takes everything. */
function phone(answers: (Code | 'taken')[] = [], store = memoryStore()) {
  const sent: Sent[] = [];
  const said = { taken: 0, refused: 0, ended: 0 };
  let nowMs = 0;
  const taps = createTaps(of, {
    api: {
      write: async (_, write, body): Promise<Outcome<{ position: string }>> => {
        sent.push({ write, body });
        const answer = answers[sent.length - 1] ?? 'taken';
        if (answer === 'taken') return { ok: true, value: { position: '1' } };
        return { ok: false, problem: { code: answer, fields: {} } };
      },
    },
    store,
    newCommandId,
    now: () => nowMs,
    taken: async () => {
      said.taken += 1;
    },
    refused: async () => {
      said.refused += 1;
    },
    sessionEnded: () => {
      said.ended += 1;
    },
  });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { taps, sent, said, store, pass };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what a resident taps', () => {
  it('goes at once, and the screen looks again', async () => {
    const { taps, sent, said } = phone();
    await taps.tap({ answer: 'accept' });
    expect(sent.map(({ write, body }) => [write, body.knowsSomeone])).toEqual([['accept', false]]);
    expect(said).toEqual({ taken: 1, refused: 0, ended: 0 });
    expect(taps.waiting.value).toEqual([]);
  });

  it('is kept without internet, and sent again as the same command', async () => {
    const { taps, sent } = phone(['offline', 'offline']);
    await taps.tap({ answer: 'unsafe' });
    expect(taps.isOffline.value).toBe(true);
    expect(taps.waiting.value).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(TAP_RETRY_FIRST_MS);
    await taps.retry();
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ body }) => body.commandId)).size).toBe(1);
    expect(taps.isOffline.value).toBe(false);
    expect(taps.waiting.value).toEqual([]);
  });

  it('outlives a reload of the same person, and of nobody else', async () => {
    const { taps, store } = phone(['offline']);
    await taps.tap({ answer: 'arrived' });
    taps.stop();
    const again = phone([], store);
    expect(again.taps.waiting.value).toEqual(taps.waiting.value);
    const another = createTaps({ ...of, personId: 'c' }, { ...inert, store });
    expect(another.waiting.value).toEqual([]);
    forgetTaps(store);
    expect(phone([], store).taps.waiting.value).toEqual([]);
  });

  it('goes in the order in which it was tapped', async () => {
    const { taps, sent } = phone(['offline']);
    await taps.tap({ answer: 'on-the-way' });
    await taps.tap({ answer: 'arrived' });
    expect(sent.map(({ write }) => write)).toEqual(['on-the-way', 'on-the-way', 'arrived']);
  });

  it('gives way to a no: what was not sent before it is no longer wanted', async () => {
    const { taps, sent } = phone(['offline']);
    await taps.tap({ answer: 'accept' });
    await taps.tap({ answer: 'decline' });
    expect(sent.map(({ write, body }) => [write, body.why])).toEqual([
      ['accept', undefined],
      ['decline', 'cannot'],
    ]);
  });

  it('is one tap when it is tapped twice', async () => {
    const { taps, sent } = phone(['offline', 'offline']);
    await taps.tap({ answer: 'safety-check' });
    await taps.tap({ answer: 'safety-check' });
    expect(new Set(sent.map(({ body }) => body.commandId)).size).toBe(1);
  });

  it('that the server refuses is said in words, and not sent again', async () => {
    const { taps, sent, said } = phone(['alert-over']);
    await taps.tap({ answer: 'accept' });
    expect(taps.problem.value).toMatch(/voorbij/);
    expect(said.refused).toBe(1);
    await taps.retry();
    expect(sent).toHaveLength(1);
  });

  it('waits for a login when the session is over', async () => {
    const { taps, said } = phone(['session-ended']);
    await taps.tap({ answer: 'unsafe' });
    expect(said.ended).toBe(1);
    expect(taps.waiting.value).toHaveLength(1);
  });

  it('as a yes is asked again when it could not be sent for long', async () => {
    const { taps, sent, pass } = phone(['offline']);
    await taps.tap({ answer: 'accept' });
    pass(YES_KEPT_MAX_MS + 1);
    await taps.retry();
    expect(sent).toHaveLength(1);
    expect(taps.isYesTooOld.value).toBe(true);
    expect(taps.waiting.value).toEqual([]);
  });

  it('carries why and how it was only where that is asked', async () => {
    const { taps, sent } = phone();
    await taps.tap({ answer: 'decline', knowsSomeone: true });
    await taps.tap({ answer: 'home', feeling: 'heavy' });
    await taps.tap({ answer: 'home' });
    expect(sent.map(({ body: { commandId: _, ...rest } }) => rest)).toEqual([
      { why: 'knows-someone' },
      { feeling: 'heavy' },
      {},
    ]);
  });
});

const inert = {
  api: {
    write: async (): Promise<Outcome<{ position: string }>> => ({ ok: true, value: { position: '1' } }),
  },
  newCommandId,
  now: () => 0,
  taken: async () => undefined,
  refused: async () => undefined,
  sessionEnded: () => undefined,
};
