/** SC5a: somebody worries about a dark house; the neighbours know of a holiday. */
import { afterEach, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());

describe('a false alarm', () => {
  it('is closed with thanks, kept shortly, and can be opened again by who raised it', async () => {
    // Monday 23 November 2026, 21.05.
    world = await startWorld({ at: '2026-11-23T20:05:00.000Z' });
    const neighbour = await world.neighbour({
      kind: 'concern',
      text: 'al 2 dage geen licht bij nr 9 en auto staat er. niet normaal',
      place: 'Rietkraag 9',
      gate: { dangers: [], emergencyCalled: 'no' },
    });
    expect(neighbour.raised.promise.readBefore).toBe('2026-11-24T16:00:00.000Z');

    await world.waitUntil('2026-11-24T08:15:00.000Z');
    const caretaker = await world.as('social-caretaker');
    await caretaker.does(neighbour.signalId, 'closing', {
      reason: 'nothing-wrong',
      note: 'Op vakantie, zegt nummer 11.',
    });
    expect(await caretaker.today()).not.toContainEqual(
      expect.objectContaining({ signalId: neighbour.signalId }),
    );

    const stream = await world.kernel.store.readStream(`signal-${neighbour.signalId}`);
    expect(stream.at(-1)).toMatchObject({
      type: 'SignalClosed',
      data: { retention: 'not-recognised-30-days' },
    });

    const seen = await neighbour.follow();
    expect(seen).toMatchObject({ status: 'closed', isRead: true, isAnswered: true });
    expect(seen.lines.at(-1)).toMatchObject({ sentence: 'nothing-wrong' });
    expect(JSON.stringify(seen)).not.toContain('vakantie');

    // The next worry about that house stands by itself, as the first did.
    await world.waitUntil('2026-11-24T09:00:00.000Z');
    expect((await neighbour.saysItIsNotSolved('nu is er weer licht uit')).status).toBe(200);
    const reopened = await caretaker.reads(neighbour.signalId);
    expect(reopened).toMatchObject({
      status: 'open',
      next: { step: 'read-message', before: '2026-11-24T16:00:00.000Z' },
      owner: { isYou: true },
    });
    expect((await caretaker.today())[0]).toMatchObject({ reason: { code: 'reopened', by: 'reporter' } });
  });
});
