/** Whoever a worry is about is told within a month (AVG art. 14), also when the work was done before that. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorld, type Worker, type World } from '../support/world.ts';

let world: World;
let caretaker: Worker;
beforeEach(async () => {
  world = await startWorld({ at: '2026-11-24T09:30:00.000Z' });
  caretaker = await world.as('social-caretaker');
});
afterEach(() => world.close());

async function closedFor(reason: string) {
  const { signalId } = await world.neighbour({
    kind: 'concern',
    text: 'de gordijnen zijn dicht',
    place: 'Lisdodde 14',
    gate: { dangers: [], emergencyCalled: 'no' },
  });
  await caretaker.does(signalId, 'closing', { reason });
  return signalId;
}

const itemsOf = async (signalId: string) =>
  (await caretaker.today()).filter((item) => item.signalId === signalId);

describe('a worry that was closed before its person was told', () => {
  it.each(['helped', 'advice', 'neighbour-contact', 'handed-over'])(
    'for "%s" stays in the day as something to tell, and leaves it when told',
    async (reason) => {
      const signalId = await closedFor(reason);
      expect(await itemsOf(signalId)).toMatchObject([
        { itemId: `${signalId}:inform`, isYours: true, reason: { code: 'not-informed' } },
      ]);
      await caretaker.does(signalId, 'informing', { how: 'in-person' });
      expect(await itemsOf(signalId)).toEqual([]);
    },
  );

  it.each(['nothing-wrong', 'no-facts', 'malicious', 'not-our-purpose'])(
    'for "%s" asks nobody to go to somebody with it',
    async (reason) => {
      expect(await itemsOf(await closedFor(reason))).toEqual([]);
    },
  );

  it('rises by itself when the month has passed', async () => {
    const signalId = await closedFor('helped');
    await world.waitUntil('2026-12-24T09:30:00.000Z');
    expect(await itemsOf(signalId)).toMatchObject([
      { section: 'now', reason: { code: 'promise-passed', promise: 'inform' } },
    ]);
  });
});
