import { crisisEvents, pageEvents } from '@bijspringen/contracts/crisis/events.ts';
import {
  replayAwaited,
  replayClockKind,
  replayDoing,
  replayKnown,
  replayKnownOf,
} from '@bijspringen/contracts/learning/values.ts';
import type { ReplayMoment, ReplayStep } from '@bijspringen/contracts/learning/views.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../api/work.ts';
import { awaitedInWords, clockWords, doingInWords, knownInWords, roleNames } from '../i18n/work-replay.nl.ts';
import { replayLines, sayStep } from '../i18n/work-replay-events.nl.ts';
import { WorkReplay } from './work-replay.model.ts';
import { WorkReplayList } from './work-replay-list.model.ts';
import { dotAt, lanesOf, together } from './work-replay-people.ts';

const REPLAY = '000000a1-0000-4000-8000-000000000000';
const B = { role: 'responder', label: 'B' } as const;
const C = { role: 'responder', label: 'C' } as const;
const STEPS = 40;

function stepAt(step: number, more: Partial<ReplayStep> = {}): ReplayStep {
  const at = `2026-11-22T01:${String(step).padStart(2, '0')}:00.000Z`;
  return {
    step,
    eventId: `event-${step}`,
    at,
    type: 'ResponderArrived',
    by: B,
    facts: {},
    texts: [],
    ...more,
  };
}

function momentAt(step: number): ReplayMoment {
  const now = stepAt(step);
  return {
    ...{ replayId: REPLAY, about: 'crisis', step, stepsTotal: STEPS, at: now.at, now },
    ...{ people: [], clocks: [], notes: [], debriefs: [], position: 'p1' },
  };
}

const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
const refused = { ok: false, problem: { code: 'needs-another-reader', fields: {} } } as const;

/** A server that answers when it is told to, and a browser that draws when it is told to. */
function opened() {
  const asked: number[] = [];
  const windows: [number, number][] = [];
  const waiting: (() => void)[] = [];
  const frames: (() => void)[] = [];
  const writes: { what: string; body: { commandId?: string } }[] = [];
  const net = {
    isOnline: true,
    isWaiting: false,
    writes: ok({ position: 'p2' }) as Outcome<{ position: string }>,
  };
  const ended: true[] = [];
  const write = (what: string) => async (_id: string, body: object) => {
    writes.push({ what, body });
    return net.writes as never;
  };
  const model = new WorkReplay(REPLAY, {
    api: {
      async moment(_id, step) {
        asked.push(step);
        if (net.isWaiting) await new Promise<void>((resolve) => waiting.push(resolve));
        return net.isOnline ? ok(momentAt(step)) : { ok: false, problem: { code: 'offline', fields: {} } };
      },
      async steps(_id, from, until) {
        windows.push([from, until]);
        return ok({ steps: [stepAt(until)], stepsTotal: STEPS, position: 'p1' });
      },
      release: write('release'),
      annotate: write('annotate'),
      removeNote: async (_id, annotationId) => {
        writes.push({ what: 'remove', body: { commandId: annotationId } });
        return net.writes;
      },
    },
    nextFrame: (call) => frames.push(call),
    sessionEnded: () => ended.push(true),
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return {
    ...{ model, net, asked, windows, writes, ended, settled },
    async draw() {
      for (const frame of frames.splice(0)) frame();
      await settled();
    },
    async answer() {
      for (const resolve of waiting.splice(0)) resolve();
      await settled();
    },
  };
}

describe('jumping through a replay', () => {
  it('begins at the first step and draws nothing of later ones', async () => {
    const { model, asked, windows } = opened();
    await model.load();
    expect(model.shown.value?.moment.step).toBe(1);
    expect(asked).toEqual([1]);
    expect(windows).toEqual([[1, 1]]);
  });

  it('asks once for all that a finger did in one frame', async () => {
    const { model, asked, draw } = opened();
    await model.load();
    for (let step = 2; step <= 30; step++) model.goTo(step);
    expect(asked).toEqual([1]);
    await draw();
    expect(asked).toEqual([1, 30]);
    expect(model.shown.value?.moment.step).toBe(30);
  });

  it('shows the old moment until the new one is there, and the last that was wanted wins', async () => {
    const { model, net, asked, draw, answer } = opened();
    await model.load();
    net.isWaiting = true;
    model.goTo(10);
    await draw();
    model.goTo(20);
    await draw();
    model.goTo(25);
    await draw();
    expect(model.shown.value?.moment.step).toBe(1);
    expect(model.wanted.value).toBe(25);
    await answer();
    await answer();
    expect(model.shown.value?.moment.step).toBe(25);
    expect(asked).toEqual([1, 10, 25]);
  });

  it('stays between the first and the last', async () => {
    const { model, draw } = opened();
    await model.load();
    model.back();
    await draw();
    expect(model.wanted.value).toBe(1);
    model.goTo(400);
    await draw();
    expect(model.shown.value?.moment.step).toBe(STEPS);
    model.forward();
    await draw();
    expect(model.wanted.value).toBe(STEPS);
  });

  it('keeps what is shown when a moment does not come, says so, and tries again', async () => {
    const { model, net, draw } = opened();
    await model.load();
    net.isOnline = false;
    model.forward();
    await draw();
    expect(model.shown.value?.moment.step).toBe(1);
    expect(model.problem.value?.code).toBe('offline');
    net.isOnline = true;
    await model.load();
    expect(model.shown.value?.moment.step).toBe(2);
    expect(model.problem.value).toBeNull();
  });

  it('shows nothing any more after somebody else came to this device', async () => {
    const { model, net, answer } = opened();
    net.isWaiting = true;
    const loading = model.load();
    model.forget();
    await answer();
    await loading;
    expect(model.shown.value).toBeNull();
  });
});

describe('writing in a replay', () => {
  it('a note stands at the moment that is shown', async () => {
    const { model, writes } = opened();
    await model.load();
    model.openNote();
    model.type(' Zeg: blijf binnen. ');
    await model.saveNote();
    expect(writes).toMatchObject([
      { what: 'annotate', body: { atEventId: 'event-1', text: 'Zeg: blijf binnen.' } },
    ]);
    expect(model.isWriting.value).toBe(false);
    expect(model.note.value).toBe('');
  });

  it('an empty note is not sent', async () => {
    const { model, writes } = opened();
    await model.load();
    await model.saveNote();
    expect(writes).toEqual([]);
    expect(model.fieldErrors.value.text).toBeDefined();
  });

  it('a refusal is said in words, keeps what was typed, and the same again is the same command', async () => {
    const { model, net, writes } = opened();
    await model.load();
    net.writes = refused;
    model.type('x');
    await model.saveNote();
    expect(model.refusal.value).toContain('Iemand anders');
    expect(model.note.value).toBe('x');
    net.writes = ok({ position: 'p2' });
    await model.saveNote();
    expect(writes[1]?.body.commandId).toBe(writes[0]?.body.commandId);
  });

  it('asking for a text, and taking a note away, show the same moment anew', async () => {
    const { model, asked } = opened();
    await model.load();
    await model.release('event-1', 'text', 'ask');
    await model.removeNote('n');
    expect(asked).toEqual([1, 1, 1]);
    expect(model.said.value).toBe('Je notitie is weg.');
  });

  it('a session that is over is told', async () => {
    const { model, net, ended } = opened();
    await model.load();
    net.writes = { ok: false, problem: { code: 'session-ended', fields: {} } };
    await model.removeNote('n');
    expect(ended).toHaveLength(1);
  });
});

describe('the list of replays', () => {
  it('goes on where the page before it ended', async () => {
    const item = { replayId: REPLAY, about: 'crisis', from: '', until: '', steps: 3, toReview: 0 } as const;
    const list = new WorkReplayList({
      api: { list: async (from) => ok({ items: [item], next: from === null ? 'next' : null, position: '' }) },
      sessionEnded: () => {},
    });
    await list.load();
    await list.more();
    await list.more();
    expect(list.items.value).toHaveLength(2);
    expect(list.next.value).toBeNull();
  });
});

describe('a moment in words', () => {
  it('has a sentence for every type of step', () => {
    const types = [signalEvents, crisisEvents, pageEvents].flatMap((events) => Object.keys(events));
    const steps = [...types, 'DeliveryShown', 'DeliveryFailed'];
    expect(steps.filter((type) => !Object.hasOwn(replayLines, type))).toEqual([]);
    for (const type of steps)
      expect(sayStep({ type, by: B, facts: { wave: 1, standing: 1 } })).not.toMatch(/undefined|\[object/);
  });

  it('says that it does not know a type of a newer release', () => {
    expect(sayStep({ type: 'constructor', by: B, facts: {} })).toContain('nog niet kent');
  });

  it('names people by role', () => {
    const facts = { who: 'responder:B,responder:C' };
    expect(sayStep({ type: 'PairFormed', by: C, facts })).toBe('Nu zijn het er twee: Bewoners B en C.');
    expect(roleNames([{ role: 'duty-officer', label: '1' }])).toBe('Dienstdoende 1');
  });

  it('has words for every code', () => {
    expect(replayKnown.filter((code) => knownInWords(code) === null)).toEqual([]);
    expect(replayKnownOf.filter((code) => knownInWords(`${code}:A,B`) === null)).toEqual([]);
    expect(replayDoing.filter((code) => doingInWords(code, 1) === null)).toEqual([]);
    expect(replayAwaited.filter((code) => awaitedInWords(code, '02.19') === null)).toEqual([]);
    expect(replayClockKind.options.filter((code) => clockWords[code] === undefined)).toEqual([]);
    expect(knownInWords('toString')).toBeNull();
  });

  it('puts together who knows and does the same', () => {
    const same = { knows: ['alert'], doing: null, awaits: null };
    const groups = together([
      { person: B, ...same },
      { person: C, ...same },
      { person: { role: 'duty-officer', label: '1' }, ...same },
    ]);
    expect(groups.map(({ people }) => roleNames(people))).toEqual(['Bewoners B en C', 'Dienstdoende 1']);
  });
});

describe('the lanes', () => {
  it('have the last few moments, a dot for each who did something, and end at now', () => {
    const steps = Array.from({ length: 20 }, (_, n) => stepAt(n + 1));
    const lanes = lanesOf(steps, [B, C]);
    expect(lanes.columns).toHaveLength(8);
    expect(lanes.columns.at(-1)).toBe('2026-11-22T01:20');
    expect(lanes.people).toEqual([B]);
    expect(dotAt(lanes, B, 7)?.step).toBe(20);
    expect(dotAt(lanes, C, 7)).toBeNull();
  });

  it('put what was written down about somebody in the lane of that person', () => {
    const missed = stepAt(3, {
      type: 'SafetyCheckMissed',
      by: { role: 'system', label: '' },
      facts: { who: 'responder:C' },
    });
    expect(dotAt(lanesOf([missed], [B, C]), C, 0)?.type).toBe('SafetyCheckMissed');
  });
});
