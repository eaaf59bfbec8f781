/** Other messages about perhaps the same place: shown to whoever looks, never counted, gone when they are taken back. */
import { randomUUID } from 'node:crypto';
import { createPlaceIndex } from '@bijspringen/signals/place-index.ts';
import { createSignalRows } from '@bijspringen/signals/signals.queries.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Neighbour, startWorld, type Worker, type World } from '../support/world.ts';

let world: World;
let caretaker: Worker;
beforeEach(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00.000Z' });
  caretaker = await world.as('social-caretaker');
});
afterEach(() => world.close());

const about = (text: string, place = 'Kadelaan 22'): Promise<Neighbour> =>
  world.neighbour({ kind: 'concern', text, place, gate: { dangers: [], emergencyCalled: 'no' } });
const hintsOf = async ({ signalId }: Neighbour) => {
  // The worker's page does not know of the neighbours' latest messages yet, and would be shown what there is.
  await world.kernel.waitFor(await world.kernel.store.head());
  return (await caretaker.reads(signalId)).hints.map((hint) => hint.signalId);
};

describe('four messages in nine days about one address', () => {
  it('never raise the urgency, and stand where each would stand alone', async () => {
    const alone = await about('er brandt al dagen geen licht', 'Rietkraag 1');
    await world.waitUntil('2026-11-11T09:00:00.000Z');
    const four: Neighbour[] = [];
    for (const text of ['22 weer!!', 'jullie doen niks', 'kijk maar', 'vraag de buren maar']) {
      four.push(await about(text));
      await world.waitUntil(new Date(world.clock.now().getTime() + 48 * 60 * 60 * 1_000).toISOString());
    }
    const last = four[3] ?? alone;
    expect(await hintsOf(last)).toEqual([four[2], four[1], four[0]].map((each) => each?.signalId));
    const view = await caretaker.reads(last.signalId);
    expect(view.suggestion).toBeNull();
    expect(view.urgency).toBeUndefined();
    for (const item of await caretaker.today())
      expect(['promise-passed', 'new', 'not-informed', 'answer-promised']).toContain(item.reason.code);
    const [first] = await caretaker.today();
    expect(first?.signalId).toBe(alone.signalId);
  });
});

describe('a hint', () => {
  it('lasts for two weeks', async () => {
    const first = await about('een');
    await world.waitUntil('2026-11-24T08:59:59.000Z');
    const second = await about('twee');
    expect(await hintsOf(second)).toEqual([first.signalId]);
    await world.waitUntil('2026-11-24T09:00:00.001Z');
    expect(await hintsOf(second)).toEqual([]);
  });

  it('is gone at once when its message is taken back, and again after a new start', async () => {
    const [first, second, third] = [await about('een'), await about('twee'), await about('drie')];
    await second.takesItBack();
    expect(await hintsOf(third)).toEqual([first.signalId]);
    world = await world.restartAt('2026-11-11T09:00:00.000Z');
    caretaker = await world.as('social-caretaker');
    expect(await hintsOf(third)).toEqual([first.signalId]);
  });

  it('of a message that was damaged on disk is left out, and takes nothing else away', async () => {
    const [first, second] = [await about('een'), await about('twee')];
    const [raised] = await world.kernel.store.readStream(`signal-${first.signalId}`);
    if (!raised) throw new Error('not raised');
    const id = randomUUID();
    const text = JSON.stringify(raised.data).replaceAll(first.signalId, id).replaceAll(raised.id, id);
    const damaged = { ...raised, id, data: JSON.parse(text) };
    await world.kernel.store.append(`signal-${id}`, [damaged], 'no-stream');
    expect(await hintsOf(second)).toEqual([first.signalId]);
    const { kernel, waterkant } = world;
    const index = createPlaceIndex({ kernel, rows: createSignalRows(kernel) });
    const where = { districtId: waterkant.districtId, now: world.clock.now() };
    expect(await index.near(second.signalId, 'Kadelaan 22', where)).toEqual([first.signalId]);
    await index.close();
  });

  it('is gone at once when its person is forgotten', async () => {
    const [first, second] = [await about('een'), await about('twee')];
    expect(await hintsOf(second)).toEqual([first.signalId]);
    const { kernel, waterkant } = world;
    const index = createPlaceIndex({ kernel, rows: createSignalRows(kernel) });
    const where = { districtId: waterkant.districtId, now: world.clock.now() };
    expect(await index.near(second.signalId, 'Kadelaan 22', where)).toEqual([first.signalId]);
    await kernel.vault.forget([`matter-${first.signalId}`]);
    expect(await hintsOf(second)).toEqual([]);
    expect(await index.near(second.signalId, 'Kadelaan 22', where)).toEqual([]);
    expect(index.size()).toBe(1);
    await index.close();
  });

  it('shows the first words of the other message, and links on both sides in one go', async () => {
    const long = 'een heel lang verhaal over de galerij en alles wat daar de hele dag te horen is, en meer';
    const [first, second] = [await about(long), await about('twee')];
    await world.kernel.waitFor(await world.kernel.store.head());
    const [hint] = (await caretaker.reads(second.signalId)).hints;
    expect(hint?.firstWords).toMatch(/^een heel lang verhaal.*…$/);
    const link = { commandId: '11111111-1111-4111-8111-111111111111', otherSignalId: first.signalId };
    await caretaker.does(second.signalId, 'links', link);
    // Sent again by a phone that never heard the answer.
    await caretaker.does(second.signalId, 'links', link);
    expect((await caretaker.reads(first.signalId)).linked).toMatchObject([
      { signalId: second.signalId, isLinked: true },
    ]);
    expect(await hintsOf(second)).toEqual([]);
    const again = await caretaker.tries(first.signalId, 'links', { otherSignalId: second.signalId });
    expect(again.body).toMatchObject({ code: 'already-linked' });
    const itself = await caretaker.tries(first.signalId, 'links', { otherSignalId: first.signalId });
    expect(itself.body).toMatchObject({ code: 'cannot-link-itself' });
  });
});
