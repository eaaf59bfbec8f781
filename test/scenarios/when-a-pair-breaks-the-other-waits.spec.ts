/** Never one alone: whoever is left is told at once to wait, and sees neither place nor meeting point. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, MEETING_POINT, type Night, only, PLACE, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

const HIDDEN = { screen: 'wait-other', meetingPoint: null, place: null, partners: [] };

/** B and C are there together and see the exact place. */
async function together(): Promise<string> {
  const { crisisId } = await night.opens('officer');
  await night.paired(crisisId);
  for (const who of ['B', 'C'] as const) {
    await night.does(who, crisisId, 'on-the-way');
    await night.does(who, crisisId, 'arrived');
  }
  expect(await night.seenBy('B', crisisId)).toMatchObject({ screen: 'together', place: PLACE });
  await night.pushes();
  return crisisId;
}

describe('a pair that breaks', { timeout: HANG_MS }, () => {
  it('hides place and point at once, asks others at once, and stands again with the next yes', async () => {
    const crisisId = await together();
    await night.waitUntil('02:20');
    expect((await night.does('C', crisisId, 'decline', { why: 'cannot' })).status).toBe(200);
    expect(await night.seenBy('B', crisisId)).toMatchObject(HIDDEN);
    expect(await night.seenBy('C', crisisId)).toMatchObject({
      screen: 'stopped',
      meetingPoint: null,
      place: null,
    });
    expect(await night.pushes()).toEqual(['A alert', 'B wait', 'D alert', 'E alert', 'F alert']);
    const broken = only(
      await night.story(`crisis-${crisisId}`),
      'ResponderStopped',
      'PairBroken',
      'WaveAlerted',
    );
    expect(broken.slice(1).map(({ type, at: when }) => [type, when])).toEqual([
      ['ResponderStopped', at('02:20')],
      ['PairBroken', at('02:20')],
      ['WaveAlerted', at('02:20')],
    ]);

    await night.accepts('D', crisisId);
    expect(await night.seenBy('B', crisisId)).toMatchObject({
      screen: 'go',
      meetingPoint: MEETING_POINT,
      place: null,
    });
    await night.does('D', crisisId, 'arrived');
    expect(await night.seenBy('D', crisisId)).toMatchObject({ screen: 'together', place: PLACE });
    expect(await night.pushes()).toEqual(['A enough', 'B pair', 'D pair', 'E enough', 'F enough']);
  });

  it('because it is not safe calls the duty officer, and asks nobody else until she has judged it', async () => {
    const crisisId = await together();
    expect((await night.does('C', crisisId, 'unsafe')).status).toBe(200);
    expect(await night.seenBy('B', crisisId)).toMatchObject(HIDDEN);
    expect(await night.screen('C', crisisId)).toBe('unsafe');
    expect(await night.pushes()).toEqual(['B wait', 'officer page', 'second backup']);
    expect((await night.duty('officer')).pages).toMatchObject([{ why: 'unsafe', crisisId }]);
    await night.acknowledges('officer');
    await night.waitUntil('02:18');
    expect(await night.pushes()).toEqual([]);
    // The wave's deadline calls her once more, and still asks nobody.
    await night.waitUntil('02:20');
    expect(await night.pushes()).toEqual(['officer page']);
    expect((await night.decides('officer', crisisId, 'stand-down', { because: 'danger' })).status).toBe(200);
    expect(await night.pushes()).toEqual(['B stand-down', 'C stand-down']);
  });
});
