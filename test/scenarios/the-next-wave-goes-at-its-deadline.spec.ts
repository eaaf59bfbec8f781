/** Without two at the deadline the next group is asked, also when the host was away then. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, only, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight({ at: at('02:19'), policy: { waveSize: 2 } });
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

/** What was sent to residents. */
const toResidents = async () => (await night.pushes()).filter((one) => /^[A-F] /.test(one));
const wavesAt = async (crisisId: string) =>
  only(await night.story(`crisis-${crisisId}`), 'WaveAlerted').map((wave) => wave.at);

describe('a wave', { timeout: HANG_MS }, () => {
  it('is followed at its deadline until two stand; professionals come last', async () => {
    const { crisisId } = await night.opens('officer');
    expect(await night.pushes()).toEqual(['A alert', 'B alert']);
    await night.accepts('A', crisisId);
    await night.waitUntil('02:24');
    expect(await night.pushes()).toEqual([]);
    await night.waitUntil('02:25');
    expect(await night.pushes()).toEqual(['C alert', 'D alert', 'officer page']);
    await night.acknowledges('officer');
    await night.waitUntil('02:31');
    expect(await night.pushes()).toEqual(['E alert', 'F alert', 'officer page']);
    await night.acknowledges('officer');
    // One that was asked before may still come: the single one has company then.
    await night.accepts('B', crisisId);
    expect(await night.screen('A', crisisId)).toBe('go');
    await night.waitUntil('02:37');
    expect(await wavesAt(crisisId)).toEqual([at('02:19'), at('02:25'), at('02:31')]);
    expect(only(await night.story(`crisis-${crisisId}`), 'BackupRequested')).toEqual([]);
  });

  it('goes at its moment after a restart', async () => {
    const { crisisId } = await night.opens('officer');
    await night.restartAt(at('02:22'));
    expect(await toResidents()).toEqual(['A alert', 'B alert']);
    await night.waitUntil('02:25');
    expect(await toResidents()).toEqual(['C alert', 'D alert']);
    expect(await wavesAt(crisisId)).toEqual([at('02:19'), at('02:25')]);
  });

  it('goes at once when the host was away at its moment, also without its read files, and only one', async () => {
    const { crisisId } = await night.opens('officer');
    await night.pushes();
    await night.restartAt(at('02:33'), { withoutReadFiles: true });
    expect(await toResidents()).toEqual(['C alert', 'D alert']);
    await night.waitUntil('02:38');
    expect(await toResidents()).toEqual([]);
    await night.waitUntil('02:39');
    expect(await toResidents()).toEqual(['E alert', 'F alert']);
    expect(await wavesAt(crisisId)).toEqual([at('02:19'), at('02:33'), at('02:39')]);
    // The last one passed without anybody: the professionals are asked.
    await night.waitUntil('02:45');
    const [backup] = only(await night.story(`crisis-${crisisId}`), 'BackupRequested');
    expect(backup).toMatchObject({ at: at('02:45'), data: { why: 'not-enough' } });
  });
});
