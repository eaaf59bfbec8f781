/** SC4c: a district with one wave, and only one who can come. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, only, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight({ policy: { wavesMax: 1 } });
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

describe('one who says yes alone', { timeout: HANG_MS }, () => {
  it('waits indoors for six minutes, and is then thanked; the duty officer hears it', async () => {
    const { signalId } = await night.raised();
    await night.waitUntil('02:15');
    await night.acknowledges('officer');
    await night.waitUntil('02:19');
    const { crisisId } = await night.opens('officer', { signalId });
    await night.waitUntil('02:21');
    await night.accepts('B', crisisId);
    await night.pushes();

    await night.waitUntil('02:24');
    expect(await night.pushes()).toEqual([]);
    expect(await night.screen('B', crisisId)).toBe('wait-indoors');
    await night.waitUntil('02:25');
    expect(await night.pushes()).toEqual(['B released', 'officer page', 'second backup']);
    expect(await night.seenBy('B', crisisId)).toMatchObject({
      screen: 'released',
      meetingPoint: null,
      place: null,
      partners: [],
    });
    const story = await night.story(`crisis-${crisisId}`);
    expect(
      story
        .slice(-3)
        .map(({ type, at: when, data }) => [type, when, data.standing ?? data.because ?? data.why]),
    ).toEqual([
      ['WaveExpired', at('02:25'), 1],
      ['ResponderReleased', at('02:25'), 'not-enough'],
      ['BackupRequested', at('02:25'), 'not-enough'],
    ]);
    expect((await night.duty('officer')).pages).toMatchObject([
      { why: 'not-enough', crisisId, isYours: true },
    ]);
    expect(await night.seenByDuty('officer', crisisId)).toMatchObject({
      phase: 'professionals',
      standing: 0,
    });
    // Nobody who comes later is told where to go.
    expect((await night.accepts('C', crisisId)).body).toMatchObject({ code: 'alert-over' });
    expect((await night.does('B', crisisId, 'on-the-way')).body).toMatchObject({ code: 'alert-over' });
    expect(
      only(await night.story(`crisis-${crisisId}`), 'MeetingPointShared', 'PairFormed', 'PlaceShared'),
    ).toEqual([]);
  });
});
