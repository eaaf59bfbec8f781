/** The reporter writes during an alert: everybody waits until the duty officer has judged it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, MEETING_POINT, type Night, startNight } from '../support/night.ts';
import type { Neighbour } from '../support/world.ts';

let night: Night;
let neighbour: Neighbour;
let crisisId: string;
beforeEach(async () => {
  night = await startNight({ at: at('02:19'), policy: { waveSize: 3 } });
  neighbour = await night.raised();
  crisisId = (await night.opens('officer', { signalId: neighbour.signalId })).crisisId;
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

const writes = async (text: string) => {
  expect((await neighbour.writes(text)).status).toBe(200);
  await night.world().settled();
};

describe('a new message of the reporter', { timeout: HANG_MS }, () => {
  it('stops two who are going, until the duty officer says to go on', async () => {
    await night.paired(crisisId);
    await night.pushes();
    await writes('er staat nu nog iemand bij');
    expect(await night.pushes()).toEqual(['B wait', 'C wait', 'officer page']);
    for (const who of ['B', 'C'] as const) {
      expect(await night.seenBy(who, crisisId)).toMatchObject({
        screen: 'wait-held',
        meetingPoint: null,
        place: null,
      });
      expect((await night.does(who, crisisId, 'arrived')).body).toMatchObject({ code: 'wait-for-another' });
    }
    expect(await night.seenByDuty('officer', crisisId)).toMatchObject({
      phase: 'held',
      held: { since: at('02:19'), text: 'er staat nu nog iemand bij' },
      nextWaveAt: null,
    });
    expect((await night.decides('officer', crisisId, 'next-wave')).body).toMatchObject({
      code: 'alert-held',
    });
    expect((await night.decides('officer', crisisId, 'judgement', { judgement: 'go-on' })).status).toBe(200);
    expect(await night.pushes()).toEqual(['B resumed', 'C resumed']);
    expect(await night.seenBy('B', crisisId)).toMatchObject({ screen: 'go', meetingPoint: MEETING_POINT });
    // Judged: the call is over, and the duty officer is not called again for it.
    await night.waitUntil('02:26');
    expect((await night.pushes()).filter((one) => one.endsWith('page'))).toEqual([]);
  });

  it('holds further waves; the next goes at once when it was judged', async () => {
    await night.accepts('B', crisisId);
    await writes('ik hoor nu glas');
    await night.pushes();
    await night.acknowledges('officer');
    await night.waitUntil('02:27');
    expect(await night.pushes()).toEqual(['officer page']);
    await night.acknowledges('officer');
    // A yes that comes meanwhile counts, and waits too.
    expect((await night.accepts('C', crisisId)).status).toBe(200);
    expect(await night.seenBy('C', crisisId)).toMatchObject({ screen: 'wait-held', meetingPoint: null });
    expect((await night.does('C', crisisId, 'decline', { why: 'cannot' })).status).toBe(200);
    expect(await night.pushes()).toEqual(['A enough']);
    await night.decides('officer', crisisId, 'judgement', { judgement: 'go-on' });
    expect(await night.pushes()).toEqual(['B resumed', 'D alert', 'E alert', 'F alert']);
    expect(await night.screen('B', crisisId)).toBe('wait-indoors');
  });

  it('may be why everybody goes home', async () => {
    await night.paired(crisisId);
    await writes('het is al opgelost');
    await night.pushes();
    await night.decides('second', crisisId, 'judgement', { judgement: 'stand-down' });
    expect(await night.pushes()).toEqual(['B stand-down', 'C stand-down']);
    expect(await night.screen('B', crisisId)).toBe('stood-down');
  });
});
