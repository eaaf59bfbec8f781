/** SC6: somebody who can cook wants to do that for people, but not alone. */
import { afterEach, describe, expect, it } from 'vitest';
import { next, startWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

describe('a wish', () => {
  it('is promised by the clock of a worry, carries no risk, and is answered in its own words', async () => {
    // Wednesday 25 November 2026, 13.30.
    world = await startWorld({ at: '2026-11-25T12:30:00.000Z' });
    const cook = await world.neighbour({
      kind: 'offer',
      text: 'ik kan goed koken . surinaams . ik wil dat doen voor de mense maar niet alleen',
      start: 'together',
    });
    const worry = await world.neighbour({
      kind: 'concern',
      text: 'de buurman zie ik niet meer',
      place: 'Kadelaan 3',
      gate: { dangers: [], emergencyCalled: 'no' },
    });
    expect(cook.raised.promise).toEqual(worry.raised.promise);

    const caretaker = await world.as('social-caretaker');
    const view = await caretaker.reads(cook.signalId);
    expect(view).toMatchObject({ kind: 'offer', start: 'together', readFirst: [], informBefore: null });
    expect(view.gate).toBeUndefined();
    expect((await caretaker.tries(cook.signalId, 'informing', { how: 'by-phone' })).body).toMatchObject({
      code: 'nobody-to-inform',
    });

    await caretaker.does(cook.signalId, 'triage', {
      themes: ['meeting-people'],
      urgency: 'ordinary',
      ...next('find-match', '2026-12-02'),
    });
    await caretaker.does(cook.signalId, 'questions', { ready: 'look-together' });
    await cook.answers({ answer: 'yes' });
    await caretaker.does(cook.signalId, 'reading');
    await caretaker.does(cook.signalId, 'feedback', { text: 'Kom donderdag kijken. Ik ben er ook.' });

    // Step by step: look, help, cook. Each is a follow-up with a day.
    await caretaker.does(cook.signalId, 'follow-ups', { on: '2026-12-03', what: 'kijken' });
    const { openFollowUpId } = await caretaker.reads(cook.signalId);
    await world.waitUntil('2026-12-03T18:00:00.000Z');
    await caretaker.does(cook.signalId, `follow-ups/${openFollowUpId}/done`, next('follow-up', '2027-01-07'));
    expect((await caretaker.reads(cook.signalId)).openFollowUpId).toBeNull();
    await world.waitUntil('2027-01-07T18:00:00.000Z');
    await caretaker.does(cook.signalId, 'closing', { reason: 'wish-met' });

    const seen = await cook.follow();
    expect(seen.lines).toContainEqual(
      expect.objectContaining({ what: 'own-words', text: 'Kom donderdag kijken. Ik ben er ook.' }),
    );
    expect(seen.lines.at(-1)).toMatchObject({ sentence: 'offer-used' });
    const stream = await world.kernel.store.readStream(`signal-${cook.signalId}`);
    expect(stream.at(-1)?.data).toMatchObject({ retention: 'positive-12-months' });
    expect(stream[0]?.metadata).toMatchObject({ purpose: 'taking-part', legalBasis: 'consent' });
  });
});
