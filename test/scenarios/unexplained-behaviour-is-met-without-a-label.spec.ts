/** SC2: a shopkeeper on a Saturday worries about somebody whose behaviour he does not understand. */
import type { Gate } from '@bijspringen/contracts/signals/values.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { next, startWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

const noDanger: Gate = { dangers: [], emergencyCalled: 'no' };

describe('a shop on Saturday', () => {
  it('hears when it is read, is linked by a human, and gets a fixed sentence and no more', async () => {
    // Monday 16 November, 16.05: the same shop, some days before.
    world = await startWorld({ at: '2026-11-16T15:05:00.000Z' });
    const earlier = await world.neighbour({
      kind: 'concern',
      text: 'man met blauwe jas praat tegen de vriezer',
      place: 'supermarkt Sluisplein',
      gate: noDanger,
    });
    const elsewhere = await world.neighbour({
      kind: 'concern',
      text: 'er zit iemand buiten',
      place: 'supermarkt Kadelaan',
      gate: noDanger,
    });
    const takenBack = await world.neighbour({
      kind: 'concern',
      text: 'laat maar',
      place: 'Sluisplein, supermarkt',
      gate: noDanger,
    });
    await takenBack.takesItBack();

    // Saturday 21 November 2026, 17.20.
    await world.waitUntil('2026-11-21T16:20:00.000Z');
    const shop = await world.neighbour({
      kind: 'concern',
      text: 'die lange man met de blauwe jas weer. praat hard tegen de vriezer en klanten lopen weg. 4e keer deze week. hij doet niks hoor maar vandaag gooide hij met blikjes',
      place: 'Sluisplein supermarkt',
      gate: noDanger,
      spoken: 'could-not',
    });
    // Nobody reads on Saturday or Sunday: Monday before 17.00, and so with every kind alike.
    expect(shop.raised.promise).toMatchObject({
      readBefore: '2026-11-23T16:00:00.000Z',
      answerBefore: '2026-11-25T16:00:00.000Z',
      isNobodyReadingNow: false,
    });

    await world.waitUntil('2026-11-23T08:05:00.000Z');
    const caretaker = await world.as('social-caretaker');
    const view = await caretaker.reads(shop.signalId);
    expect(view.hints.map((hint) => hint.signalId)).toEqual([earlier.signalId]);
    expect(view.hints[0]).toMatchObject({ place: 'supermarkt Sluisplein', isLinked: false });
    expect(view.urgency).toBeUndefined();
    expect(view.suggestion?.urgency).toBe('ordinary');

    await caretaker.does(shop.signalId, 'links', { otherSignalId: earlier.signalId });
    expect((await caretaker.reads(shop.signalId)).linked.map((each) => each.signalId)).toEqual([
      earlier.signalId,
    ]);
    expect((await caretaker.reads(earlier.signalId)).linked.map((each) => each.signalId)).toEqual([
      shop.signalId,
    ]);
    expect((await caretaker.reads(elsewhere.signalId)).hints).toEqual([]);

    await caretaker.does(shop.signalId, 'triage', {
      themes: ['misunderstood-behaviour'],
      urgency: 'ordinary',
      ...next('check-in', '2026-11-24'),
      note: 'Met zijn tweeën langs, op de tijd waarop hij er meestal is.',
    });
    await world.waitUntil('2026-11-24T15:30:00.000Z');
    await caretaker.does(shop.signalId, 'check-ins', {
      outcome: 'reached',
      wish: 'die vriezer zoemt te hard',
      note: 'Wil wel koffie in de inloop.',
      ...next('follow-up', '2026-12-22'),
    });
    await caretaker.does(shop.signalId, 'feedback', { sentence: 'contact-made' });

    const seen = await shop.follow();
    expect(seen.isAnswered).toBe(true);
    expect(seen.lines.at(-1)).toMatchObject({ what: 'sentence', sentence: 'contact-made' });
    // The shopkeeper sees no case: not the man's words, not the note, not the other message.
    const shown = JSON.stringify(seen);
    for (const hidden of ['vriezer zoemt', 'inloop', 'tweeën', earlier.signalId, 'misunderstood'])
      expect(shown).not.toContain(hidden);

    await caretaker.does(shop.signalId, 'unlinks', { otherSignalId: earlier.signalId });
    expect((await caretaker.reads(earlier.signalId)).linked).toEqual([]);
  });
});
