/** A promised moment that passes is seen by everybody it concerns, without anybody looking for it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Neighbour, startWorld, type World } from '../support/world.ts';

let world: World;
let neighbour: Neighbour;
beforeEach(async () => {
  world = await startWorld({ at: '2026-11-24T09:42:00.000Z' });
  neighbour = await world.neighbour({ kind: 'wish', text: 'ik wil graag schaken met iemand. ma of wo' });
});
afterEach(() => world.close());

async function missed(): Promise<unknown[]> {
  const events = await world.kernel.store.readStream(`signal-${neighbour.signalId}`);
  return events.filter((event) => event.type === 'PromiseMissed').map((event) => event.data.promise);
}

describe('a promise', () => {
  it('that passed is noted once, at its moment, and the wish rises', async () => {
    await world.waitUntil('2026-11-24T15:59:59.000Z');
    expect(await missed()).toEqual([]);
    await world.waitUntil('2026-11-24T16:00:00.000Z');
    expect(await missed()).toEqual(['read']);
    const caretaker = await world.as('social-caretaker');
    expect((await caretaker.today())[0]).toMatchObject({
      signalId: neighbour.signalId,
      reason: { code: 'promise-passed', promise: 'read' },
      moment: { isPassed: true },
    });
    expect(await neighbour.follow()).toMatchObject({ isRead: false, missed: ['read'] });
    await world.waitUntil('2026-11-26T16:00:00.000Z');
    expect(await missed()).toEqual(['read', 'answer']);
    await world.waitUntil('2026-11-30T16:00:00.000Z');
    expect(await missed()).toEqual(['read', 'answer']);
    // What was promised stays said, also after it was done.
    await caretaker.does(neighbour.signalId, 'feedback', { sentence: 'wish-kept' });
    expect(await neighbour.follow()).toMatchObject({
      isRead: true,
      isAnswered: true,
      missed: ['read', 'answer'],
    });
  });

  it('that was kept is never noted', async () => {
    const caretaker = await world.as('social-caretaker');
    await caretaker.does(neighbour.signalId, 'reading');
    await world.waitUntil('2026-11-25T09:00:00.000Z');
    await caretaker.does(neighbour.signalId, 'questions', { ready: 'which-day' });
    await world.waitUntil('2026-11-30T16:00:00.000Z');
    expect(await missed()).toEqual([]);
  });

  it('that passed while nothing ran is noted at the next start', async () => {
    world = await world.restartAt('2026-11-25T08:00:00.000Z');
    await world.waitUntil('2026-11-25T08:00:01.000Z');
    expect(await missed()).toEqual(['read']);
  });
});
