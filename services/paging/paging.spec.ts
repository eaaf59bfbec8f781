/** From a message in the night to somebody who picks it up: real log, vault, read files, timers and HTTP. */
import { randomUUID } from 'node:crypto';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  GATE_NO,
  HANG_MS,
  MINUTE_MS,
  openPagingWorld,
  PATIENTLY,
  type PagingWorld,
  typesOf,
} from '../../test/support/paging-world.ts';
import { PAGE_STEPS_MAX } from './limits.ts';

let world: PagingWorld;
beforeEach(async () => {
  world = await openPagingWorld();
}, HANG_MS);
afterEach(() => world.end(), HANG_MS);

describe('a yes at the gate at night', () => {
  it('calls the first on the roster, shows in the duty view, and is over when it is acknowledged', async () => {
    await world.bothOnDuty();
    const { signalId } = await world.raise();
    const [page] = await world.untilPaged(1);
    const called = { signalId, why: 'gate', step: 1, personIds: [world.first] };
    expect(page?.events).toEqual([
      { type: 'DutyPaged', data: { ...called, acknowledgeBefore: '2026-11-22T01:16:00.000Z' } },
    ]);
    const officer = await world.as('duty-officer');
    expect(await world.duty(officer)).toMatchObject({
      isOnDuty: true,
      onDuty: [
        { personId: world.first, place: 'first', isYou: true },
        { personId: world.second, place: 'second', isYou: false },
      ],
      pages: [
        { pageId: page?.pageId, signalId, why: 'gate', isYours: true, isUnanswered: false, crisisId: null },
      ],
    });
    const [shown] = (await world.duty(officer)).pages;
    expect(shown?.firstWords).toContain('ze staat al n uur');
    expect((await world.acknowledge(officer, page?.pageId)).status).toBe(200);
    expect((await world.duty(officer)).pages).toEqual([]);
    await world.clock.advance(30 * MINUTE_MS);
    expect((await world.settled()).map(typesOf)).toEqual([['DutyPaged', 'PageAcknowledged']]);
  });

  it('is one page however often the host starts, and three minutes of silence call the second too', async () => {
    await world.bothOnDuty();
    await world.raise();
    await world.untilPaged(1);
    await world.restart();
    expect((await world.settled()).map(typesOf)).toEqual([['DutyPaged']]);
    await world.clock.advance(3 * MINUTE_MS);
    const [page] = await world.untilPaged(2);
    expect(page?.events[1]).toMatchObject({
      type: 'DutyPaged',
      data: {
        step: 2,
        personIds: [world.second, world.first],
        acknowledgeBefore: '2026-11-22T01:19:00.000Z',
      },
    });
    await world.restart();
    await world.clock.advance(3 * MINUTE_MS);
    const [still] = await world.untilPaged(3);
    expect(still?.events[2]).toMatchObject({ type: 'DutyPaged', data: { step: 3 } });
    // What was called is known from the log alone.
    await world.restart({ withoutReadFiles: true });
    expect((await world.settled()).map(typesOf)).toEqual([typesOf(still)]);
  });

  it('goes on where it was when nothing ran for a while', async () => {
    await world.bothOnDuty('2026-11-23T20:00:00.000Z');
    await world.raise();
    await world.untilPaged(1);
    await world.restart({ afterMs: 20 * MINUTE_MS });
    const [page] = await world.untilPaged(2);
    // One step, not the six that would have gone by.
    expect(page?.events[1]).toMatchObject({ data: { acknowledgeBefore: '2026-11-22T01:36:00.000Z' } });
  });

  it('rings everybody for an hour, and then says that nobody came; it can still be picked up', async () => {
    await world.bothOnDuty();
    await world.raise();
    await world.untilPaged(1);
    for (let step = 1; step < PAGE_STEPS_MAX; step++) {
      await world.clock.advance(3 * MINUTE_MS);
      await world.untilPaged(step + 1);
    }
    await world.clock.advance(3 * MINUTE_MS);
    const [page] = await world.untilPaged(PAGE_STEPS_MAX + 1);
    expect(typesOf(page).at(-1)).toBe('PageUnanswered');
    await world.clock.advance(30 * MINUTE_MS);
    expect((await world.settled()).map(typesOf)).toEqual([typesOf(page)]);
    const officer = await world.as('duty-officer');
    expect((await world.duty(officer)).pages).toMatchObject([{ isUnanswered: true }]);
    expect((await world.acknowledge(officer, page?.pageId)).status).toBe(200);
  });

  it('promises the neighbour that the duty officer reads it within the hour, and says when that failed', async () => {
    await world.bothOnDuty();
    const { promise, code } = await world.raise();
    expect(promise).toMatchObject({
      isNobodyReadingNow: false,
      dutyCalledBefore: '2026-11-22T02:13:00.000Z',
    });
    expect(await world.follow(code)).toMatchObject({
      dutyCalledBefore: '2026-11-22T02:13:00.000Z',
      missed: [],
      isRead: false,
    });
    await world.clock.advance(60 * MINUTE_MS);
    await vi.waitFor(async () => expect((await world.follow(code)).missed).toEqual(['duty-read']), PATIENTLY);
  });

  it('goes on when somebody reads it who was not called and has no duty, and nobody is told that it was taken', async () => {
    await world.bothOnDuty();
    const { signalId } = await world.raise();
    await world.untilPaged(1);
    const caretaker = await world.as('caretaker');
    const work = (path: string, body: object = {}) =>
      caretaker.post(`/api/signals/${signalId}/${path}`, { commandId: randomUUID(), ...body });
    expect((await work('reading')).status).toBe(200);
    expect((await work('questions', { ready: 'how-often' })).status).toBe(200);
    expect((await world.settled()).map(typesOf)).toEqual([['DutyPaged']]);
    await world.clock.advance(3 * MINUTE_MS);
    const [page] = await world.untilPaged(2);
    expect(page?.events[1]).toMatchObject({ type: 'DutyPaged', data: { step: 2 } });
    // A decision of a human about it ends the call, whoever decides.
    const next = { step: 'check-in', on: '2026-11-23' };
    expect((await work('triage', { themes: [], urgency: 'today', next })).status).toBe(200);
    const [over] = await world.untilOver();
    expect(over?.events[2]).toEqual({ type: 'PageAcknowledged', data: { personId: world.people.caretaker } });
  });

  it.each([
    ['who was called', 'duty-officer'],
    ['who has duty, though not called yet', 'second-duty-officer'],
  ])('is over when somebody reads it %s', async (_who, persona) => {
    await world.bothOnDuty();
    const { signalId, code } = await world.raise();
    const [page] = await world.untilPaged(1);
    const reader = await world.as(persona);
    const reading = await reader.post(`/api/signals/${signalId}/reading`, { commandId: randomUUID() });
    expect(reading.status, reading.text).toBe(200);
    const [over] = await world.untilOver();
    expect(over?.events[1]).toEqual({
      type: 'PageAcknowledged',
      data: { personId: world.people[persona] },
    });
    expect(await world.follow(code)).not.toHaveProperty('dutyCalledBefore');
    // Whoever comes too late hears that it was picked up.
    const late = await world.as(persona === 'duty-officer' ? 'second-duty-officer' : 'duty-officer');
    expect((await world.acknowledge(late, page?.pageId)).json).toMatchObject({ code: 'page-over' });
  });

  it('goes on when an officer reads it whose duty was cancelled and who was not called', async () => {
    const until = '2026-11-22T07:00:00.000Z';
    await world.onDuty({ personId: world.first, place: 'first', until });
    const shiftId = await world.onDuty({ personId: world.second, place: 'second', until });
    await world.happens({ stream: world.roster, drafts: [{ type: 'ShiftCancelled', data: { shiftId } }] });
    const { signalId } = await world.raise();
    await world.untilPaged(1);
    const second = await world.as('second-duty-officer');
    await second.post(`/api/signals/${signalId}/reading`, { commandId: randomUUID() });
    expect((await world.settled()).map(typesOf)).toEqual([['DutyPaged']]);
  });

  it('goes on when the neighbour takes it back, until somebody acknowledges it', async () => {
    await world.bothOnDuty();
    const { code } = await world.raise();
    await world.untilPaged(1);
    await world.takesBack(code);
    expect((await world.settled()).map(typesOf)).toEqual([['DutyPaged']]);
    await world.clock.advance(3 * MINUTE_MS);
    const [page] = await world.untilPaged(2);
    const officer = await world.as('duty-officer');
    expect((await world.duty(officer)).pages).toMatchObject([
      { why: 'gate', isYours: true, firstWords: null },
    ]);
    expect((await world.acknowledge(officer, page?.pageId)).status).toBe(200);
    expect((await world.untilOver()).map(typesOf)).toEqual([['DutyPaged', 'DutyPaged', 'PageAcknowledged']]);
  });

  it('is over when a duty officer opens a crisis from it', async () => {
    await world.bothOnDuty();
    const { signalId } = await world.raise();
    await world.untilPaged(1);
    const drafts = [world.openedCrisis({ crisisId: randomUUID(), dutyPersonId: world.second, signalId })];
    await world.happens({ stream: streamName('crisis', randomUUID()), drafts });
    const [over] = await world.untilOver();
    expect(over?.events[1]).toEqual({ type: 'PageAcknowledged', data: { personId: world.second } });
  });
});

describe('what calls nobody', () => {
  it('is a no at the gate without grave words, and grave words while somebody is at work', async () => {
    await world.bothOnDuty('2026-11-23T20:00:00.000Z');
    const { promise } = await world.raise({ gate: GATE_NO });
    expect(promise).not.toHaveProperty('dutyCalledBefore');
    // Monday, 10.00 at Waterkant.
    await world.clock.advanceTo('2026-11-23T09:00:00.000Z');
    const atWork = await world.raise({ gate: GATE_NO, text: 'hij wil niet meer leven zegt hij' });
    expect(atWork.promise).not.toHaveProperty('dutyCalledBefore');
    expect(await world.settled()).toEqual([]);
    // A yes at the gate calls at any hour.
    expect((await world.raise()).promise).toHaveProperty('dutyCalledBefore');
    expect(await world.untilPaged(1)).toHaveLength(1);
  });

  it('is another message of a neighbour whose first one nobody looked at yet', async () => {
    await world.bothOnDuty();
    const { code } = await world.raise();
    await world.untilPaged(1);
    await world.writes(code, 'hij heeft een mes');
    expect(await world.settled()).toHaveLength(1);
    const [page] = await world.pages();
    expect((await world.acknowledge(await world.as('duty-officer'), page?.pageId)).status).toBe(200);
    await world.settled();
    await world.writes(code, 'hij heeft nog steeds een mes');
    const pages = await world.pagesWhen((found) => found.length === 2);
    expect(pages[1]?.events[0]).toMatchObject({ type: 'DutyPaged', data: { why: 'read-first' } });
  });
});

describe('nobody on the roster', () => {
  it('is on record, said to the neighbour, and the next who comes on duty is called', async () => {
    const { signalId, promise, code } = await world.raise();
    expect(promise).toMatchObject({ isNobodyReadingNow: true });
    expect(promise).not.toHaveProperty('dutyCalledBefore');
    expect(await world.follow(code)).not.toHaveProperty('dutyCalledBefore');
    const [page] = await world.untilPaged(1);
    expect(page?.events).toEqual([{ type: 'NobodyOnDuty', data: { signalId, why: 'gate' } }]);
    const officer = await world.as('duty-officer');
    expect(await world.duty(officer)).toMatchObject({
      isOnDuty: false,
      onDuty: [],
      pages: [{ isUnanswered: true, isYours: false }],
    });
    // Planned ahead: the call comes when the duty begins, not before.
    await world.onDuty({
      personId: world.first,
      place: 'first',
      from: '2026-11-22T06:00:00.000Z',
      until: '2026-11-22T12:00:00.000Z',
    });
    await world.clock.advanceTo('2026-11-22T05:59:59.000Z');
    expect((await world.settled()).map(typesOf)).toEqual([['NobodyOnDuty']]);
    await world.clock.advanceTo('2026-11-22T06:00:00.000Z');
    const [called] = await world.untilPaged(2);
    expect(called?.events[1]).toMatchObject({
      type: 'DutyPaged',
      data: { step: 1, personIds: [world.first] },
    });
  });

  it('calls at once who takes duty now, and nobody for what somebody decided on meanwhile', async () => {
    const { signalId } = await world.raise();
    await world.untilPaged(1);
    await world.raise({ place: 'Lisdodde 14' });
    await world.pagesWhen((pages) => pages.length === 2);
    const caretaker = await world.as('caretaker');
    const next = { step: 'check-in', on: '2026-11-23' };
    const triage = { commandId: randomUUID(), themes: [], urgency: 'today', next };
    expect((await caretaker.post(`/api/signals/${signalId}/triage`, triage)).status).toBe(200);
    await world.untilOver();
    await world.onDuty({
      personId: world.first,
      place: 'first',
      from: world.clock.now().toISOString(),
      until: '2026-11-22T07:00:00.000Z',
    });
    const pages = await world.pagesWhen((found) => typesOf(found[1]).length === 2);
    expect(pages.map(typesOf)).toEqual([
      ['NobodyOnDuty', 'PageAcknowledged'],
      ['NobodyOnDuty', 'DutyPaged'],
    ]);
  });

  it('for longer than half a day calls nobody any more', async () => {
    await world.raise();
    await world.untilPaged(1);
    await world.clock.advance(13 * 60 * MINUTE_MS);
    await world.onDuty({
      personId: world.first,
      place: 'first',
      from: world.clock.now().toISOString(),
      until: '2026-11-22T23:00:00.000Z',
    });
    await world.clock.advance(10 * MINUTE_MS);
    expect((await world.settled()).map(typesOf)).toEqual([['NobodyOnDuty']]);
  });
});

describe('acknowledging over HTTP', () => {
  it('twice by one person gives the same answer, by another after that it is over', async () => {
    await world.bothOnDuty();
    await world.raise();
    const [page] = await world.untilPaged(1);
    const officer = await world.as('duty-officer');
    const commandId = randomUUID();
    const once = await world.acknowledge(officer, page?.pageId, commandId);
    expect(once.status).toBe(200);
    expect((await world.acknowledge(officer, page?.pageId, commandId)).json).toEqual(once.json);
    expect((await world.acknowledge(officer, page?.pageId)).json).toEqual(once.json);
    const other = await world.acknowledge(await world.as('second-duty-officer'), page?.pageId);
    expect([other.status, other.json]).toMatchObject([409, { code: 'page-over' }]);
  });

  it('is for who is on duty or was called, and for no other role', async () => {
    await world.onDuty({ personId: world.first, place: 'first', until: '2026-11-22T07:00:00.000Z' });
    await world.raise();
    const [page] = await world.untilPaged(1);
    for (const persona of ['second-duty-officer', 'caretaker', 'coordinator', 'responder']) {
      const refused = await world.acknowledge(await world.as(persona), page?.pageId);
      expect([persona, refused.status]).toEqual([persona, 403]);
    }
    expect((await world.acknowledge(world.anyone(), page?.pageId)).status).toBe(401);
    const officer = await world.as('duty-officer');
    expect((await world.acknowledge(officer, randomUUID())).status).toBe(404);
    expect((await officer.post(`/api/pages/${page?.pageId}/acknowledgement`, {})).status).toBe(422);
    expect((await world.settled()).map(typesOf)).toEqual([['DutyPaged']]);
  });
});

describe('a worker who says that it cannot wait', () => {
  it('has the duty officer called, also by day, and does not end that call by what she does next', async () => {
    await world.bothOnDuty('2026-11-23T20:00:00.000Z');
    await world.clock.advanceTo('2026-11-23T09:00:00.000Z');
    const { signalId } = await world.raise({ gate: GATE_NO });
    const caretaker = await world.as('caretaker');
    const work = (path: string, body: object) =>
      caretaker.post(`/api/signals/${signalId}/${path}`, { commandId: randomUUID(), ...body });
    const next = { step: 'check-in', on: '2026-11-23' };
    const triaged = await work('triage', { themes: [], urgency: 'now', next });
    expect(triaged.status, triaged.text).toBe(200);
    const [page] = await world.untilPaged(1);
    expect(page?.events[0]).toMatchObject({
      type: 'DutyPaged',
      data: { why: 'urgent', personIds: [world.first] },
    });
    const queue = await caretaker.get('/api/queue');
    expect(queue.json).toMatchObject({ items: [{ section: 'now', reason: { code: 'urgent-now' } }] });
    await work('check-ins', { outcome: 'not-home', next });
    expect((await world.settled()).map(typesOf)).toEqual([['DutyPaged']]);
    // Only when it is not urgent any more.
    await work('triage', { themes: [], urgency: 'today', next });
    expect((await world.untilOver()).map(typesOf)).toEqual([['DutyPaged', 'PageAcknowledged']]);
  });
});
