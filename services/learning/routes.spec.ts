import { replayList, replayMoment, replaySteps } from '@bijspringen/contracts/learning/views.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LESSON, type Told, WORDS } from './evening.fixture.ts';
import { cast, ELSEWHERE, openRunningLearning, type RunningLearning } from './running-learning.fixture.ts';

let learning: RunningLearning;
let mine: Id;
let other: Id;

beforeEach(async () => {
  learning = await openRunningLearning();
  mine = learning.coordinator();
  other = learning.coordinator();
});
afterEach(async () => {
  expect(learning.logged).toEqual([]);
  await learning.close();
});

const without = (type: string) => (told: Told[]) => told.filter((one) => one.type !== type);
const list = async (by: Id, from = '') =>
  replayList.parse((await learning.get(`/api/replays${from}`, by)).answer);
const jump = async (replayId: Id, step: number, by: Id = mine) =>
  replayMoment.parse((await learning.get(`/api/replays/${replayId}/at/${step}`, by)).answer);
const release = (replayId: Id, by: Id, body: { eventId: Id; field?: string; what: string }) =>
  learning.post(`/api/replays/${replayId}/releases`, by, { field: 'text', ...body });
const DEBRIEF = (told: Told[]) =>
  told.filter((one) => one.type !== 'DeliveryClaimed').findIndex((one) => one.type === 'DebriefGiven') + 1;

describe('the list', () => {
  it('has what is closed, newest first, with how long it is', async () => {
    const { signalId, told } = await learning.evening();
    const { items, next } = await list(mine);
    const steps = told.filter(({ type }) => type !== 'DeliveryClaimed').length;
    expect(items).toEqual([
      {
        ...{ replayId: signalId, about: 'crisis', steps, toReview: 0 },
        ...{ from: '2026-11-22T01:13:00.000Z', until: '2026-11-23T08:13:00.000Z' },
      },
    ]);
    expect(next).toBeNull();
  });

  it('is empty where nothing was closed', async () => {
    await learning.evening(without('SignalClosed'));
    expect((await list(mine)).items).toEqual([]);
  });

  it('has nothing of another district', async () => {
    await learning.evening((told) => told, ELSEWHERE);
    expect((await list(mine)).items).toEqual([]);
  });

  it('comes in pages that together hold each one once', async () => {
    const raised = (told: Told[]) =>
      told.filter(({ type }) => type === 'SignalRaised' || type === 'SignalClosed');
    const replayIds: Id[] = [];
    for (let n = 0; n < 53; n++) replayIds.push((await learning.evening(raised)).signalId);
    const first = await list(mine);
    expect(first.items).toHaveLength(50);
    const second = await list(mine, `?from=${encodeURIComponent(first.next ?? '')}`);
    expect(second.next).toBeNull();
    expect([...first.items, ...second.items].map(({ replayId }) => replayId).sort()).toEqual(
      replayIds.sort(),
    );
  });
});

describe('a moment', () => {
  it('tells what happened, who knew what, which clocks ran', async () => {
    const { signalId, told } = await learning.evening();
    const steps = told.filter(({ type }) => type !== 'DeliveryClaimed');
    const step = steps.findIndex(({ type }) => type === 'MeetingPointShared') + 1;
    const moment = await jump(signalId, step);
    expect(moment).toMatchObject({ about: 'crisis', step, stepsTotal: steps.length });
    expect(moment.now).toMatchObject({
      ...{ type: 'MeetingPointShared', by: { role: 'responder', label: 'C' } },
      facts: { who: 'responder:B,responder:C' },
    });
    const b = moment.people.find(({ person }) => person.label === 'B');
    expect(b?.knows).toEqual(['alert', 'together:C', 'meeting-point']);
    const running = moment.clocks.filter(({ state }) => state === 'running').map(({ what }) => what);
    expect(running).toEqual(['answer', 'alert', 'check', 'check']);
  });

  it('names nobody and nothing that is sealed', async () => {
    const { signalId, told } = await learning.evening();
    for (let step = 1; step <= told.length; step++) {
      const { answer } = await learning.get(`/api/replays/${signalId}/at/${step}`, mine);
      const json = JSON.stringify(answer);
      for (const personId of [cast.officer, cast.caretaker, ...cast.residents])
        expect(json).not.toContain(personId);
      expect(json).not.toMatch(/s1\.|nachthemd|Lisdodde|ambulance/);
    }
  });

  it('is the same after the read files were built anew', async () => {
    const { signalId } = await learning.evening();
    const before = await jump(signalId, 20);
    await learning.rebuild();
    expect(await jump(signalId, 20)).toEqual(before);
  });

  it.each(['0', '999', 'x', '1.5', '-1'])('that is not there (%s) is not found', async (step) => {
    const { signalId } = await learning.evening();
    expect((await learning.get(`/api/replays/${signalId}/at/${step}`, mine)).status).toBe(404);
  });

  it.each(['SignalClosed', 'CrisisClosed'])('is not shown while %s has not happened', async (type) => {
    const { signalId } = await learning.evening(without(type));
    const { status, answer } = await learning.get(`/api/replays/${signalId}/at/1`, mine);
    expect([status, answer.code]).toEqual([409, 'not-closed-yet']);
    const steps = await learning.get(`/api/replays/${signalId}/steps`, mine);
    expect(steps.answer.code).toBe('not-closed-yet');
  });

  it('is for a coordinator of that district only', async () => {
    const { signalId } = await learning.evening();
    const path = `/api/replays/${signalId}/at/1`;
    const elsewhere = learning.coordinator(ELSEWHERE);
    const officer = learning.coordinator(undefined, 'duty-officer');
    expect((await learning.get(path, elsewhere)).status).toBe(403);
    expect((await learning.get(path, officer)).status).toBe(403);
    expect((await learning.get(path)).status).toBe(401);
  });
});

describe('the timeline', () => {
  it('goes up to the step that is asked, and opens no text', async () => {
    const { signalId } = await learning.evening();
    const { answer } = await learning.get(`/api/replays/${signalId}/steps?from=2&until=4`, mine);
    const { steps } = replaySteps.parse(answer);
    expect(steps.map(({ step }) => step)).toEqual([2, 3, 4]);
    expect(learning.reads).toEqual([]);
  });
});

describe('a sealed text', () => {
  it('is shown to nobody, then to the other coordinator to judge, then to both', async () => {
    const { signalId, ids } = await learning.evening();
    const eventId = ids[0] as Id;
    const text = async (by: Id) => (await jump(signalId, 1, by)).now.texts[0];
    expect(await text(mine)).toEqual({ field: 'text', state: 'hidden', isAskedByYou: false, text: null });
    expect((await release(signalId, mine, { eventId, what: 'ask' })).status).toBe(200);
    expect(await text(mine)).toEqual({ field: 'text', state: 'asked', isAskedByYou: true, text: null });
    expect(learning.reads).toEqual([]);
    expect(await text(other)).toMatchObject({ state: 'asked', text: WORDS });
    expect(learning.reads).toMatchObject([{ purpose: 'replay', actor: `person-${other}` }]);
    expect((await list(other)).items[0]?.toReview).toBe(1);
    expect((await list(mine)).items[0]?.toReview).toBe(0);
    const own = await release(signalId, mine, { eventId, what: 'release' });
    expect([own.status, own.answer.code]).toEqual([409, 'needs-another-reader']);
    expect((await release(signalId, other, { eventId, what: 'release' })).status).toBe(200);
    expect(await text(mine)).toMatchObject({ state: 'released', text: WORDS });
    expect((await list(other)).items[0]?.toReview).toBe(0);
  });

  it('that is withheld stays hidden, for the one who looked too', async () => {
    const { signalId, ids } = await learning.evening();
    const eventId = ids[0] as Id;
    await release(signalId, mine, { eventId, what: 'ask' });
    await release(signalId, other, { eventId, what: 'withhold' });
    for (const by of [mine, other]) {
      expect((await jump(signalId, 1, by)).now.texts[0]).toMatchObject({ state: 'withheld', text: null });
    }
  });

  it.each(['place', 'contact', 'nothing'])('%s cannot be released', async (field) => {
    const { signalId, ids } = await learning.evening();
    const { status } = await release(signalId, mine, { eventId: ids[0] as Id, field, what: 'ask' });
    expect(status).toBe(404);
  });

  it('of somebody who was forgotten is gone, also after its release', async () => {
    const { signalId, ids } = await learning.evening();
    const eventId = ids[0] as Id;
    await release(signalId, mine, { eventId, what: 'ask' });
    await release(signalId, other, { eventId, what: 'release' });
    await learning.kernel.vault.forget([`matter-${signalId}`]);
    expect((await jump(signalId, 1)).now.texts[0]).toMatchObject({ state: 'forgotten', text: null });
  });

  it('of a message that was taken back is not there for anybody', async () => {
    const withdrawn = (told: Told[]) => {
      const [raised] = told;
      const data = { retention: 'advice-90-days' };
      return [raised, { ...raised, minute: 1, type: 'SignalWithdrawn', data }] as Told[];
    };
    const { signalId, ids } = await learning.evening(withdrawn);
    expect((await jump(signalId, 1)).now.texts[0]?.state).toBe('forgotten');
    expect((await release(signalId, mine, { eventId: ids[0] as Id, what: 'ask' })).status).toBe(404);
  });

  it('of a debrief is sealed like any other until it is released', async () => {
    const { signalId, ids, told } = await learning.evening();
    const eventId = ids[told.findIndex(({ type }) => type === 'DebriefGiven')] as Id;
    const step = DEBRIEF(told);
    expect((await jump(signalId, step - 1)).debriefs).toEqual([]);
    expect((await jump(signalId, step)).debriefs).toEqual([
      {
        eventId,
        person: { role: 'responder', label: 'B' },
        state: 'hidden',
        isAskedByYou: false,
        text: null,
      },
    ]);
    await release(signalId, mine, { eventId, what: 'ask' });
    await release(signalId, other, { eventId, what: 'release' });
    expect((await jump(signalId, step + 1)).debriefs[0]?.text).toBe(LESSON);
  });
});

describe('a note', () => {
  const write = (replayId: Id, by: Id, atEventId: Id, more: object = {}) =>
    learning.post(`/api/replays/${replayId}/annotations`, by, {
      atEventId,
      text: 'Zeg: blijf binnen.',
      ...more,
    });

  it('stands at its moment and looks back: not before it', async () => {
    const { signalId, ids } = await learning.evening();
    expect((await write(signalId, mine, ids[1] as Id)).status).toBe(200);
    expect((await jump(signalId, 1)).notes).toEqual([]);
    expect((await jump(signalId, 5, other)).notes).toMatchObject([
      { atStep: 2, isYours: false, text: 'Zeg: blijf binnen.' },
    ]);
  });

  it('sent twice is one', async () => {
    const { signalId, ids } = await learning.evening();
    const commandId = crypto.randomUUID();
    const first = await write(signalId, mine, ids[1] as Id, { commandId });
    const again = await write(signalId, mine, ids[1] as Id, { commandId });
    expect(again.answer.annotationId).toBe(first.answer.annotationId);
    expect((await jump(signalId, 2)).notes).toHaveLength(1);
  });

  it('is taken away by who wrote it, and not by another', async () => {
    const { signalId, ids } = await learning.evening();
    const { answer } = await write(signalId, mine, ids[1] as Id);
    const path = `/api/replays/${signalId}/annotations/${answer.annotationId}`;
    expect((await learning.remove(path, other)).answer.code).toBe('not-allowed');
    expect((await learning.remove(path, mine)).status).toBe(200);
    expect((await jump(signalId, 2)).notes).toEqual([]);
    expect((await learning.remove(path, mine)).status).toBe(200);
  });

  it('is not written at a moment of another replay, nor without words', async () => {
    const one = await learning.evening();
    const two = await learning.evening();
    expect((await write(one.signalId, mine, two.ids[1] as Id)).status).toBe(404);
    expect((await write(one.signalId, mine, one.ids[1] as Id, { text: ' ' })).status).toBe(422);
  });

  it('survives a rebuild, with what was released', async () => {
    const { signalId, ids } = await learning.evening();
    await write(signalId, mine, ids[0] as Id);
    await release(signalId, mine, { eventId: ids[0] as Id, what: 'ask' });
    const before = await jump(signalId, 1);
    await learning.rebuild();
    expect(await jump(signalId, 1)).toEqual(before);
  });
});
