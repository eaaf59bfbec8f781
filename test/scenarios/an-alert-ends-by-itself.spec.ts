/** Nobody is kept outside because somebody forgot: after sixty minutes an alert ends by itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, only, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight({ at: at('02:19'), policy: { checkMinutes: 30 } });
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

async function runningAlert(): Promise<string> {
  const { crisisId } = await night.opens('officer');
  await night.paired(crisisId);
  for (const moment of ['02:40', '03:05']) {
    await night.waitUntil(moment);
    for (const who of ['B', 'C'] as const) await night.does(who, crisisId, 'safety-check');
  }
  await night.pushes();
  return crisisId;
}

async function isOver(crisisId: string, when: string) {
  expect(await night.pushes()).toEqual(['B stand-down', 'C stand-down']);
  const [ended] = only(await night.story(`crisis-${crisisId}`), 'StoodDown');
  expect(ended).toMatchObject({ at: when, data: { because: 'sixty-minutes' } });
  for (const who of ['B', 'C'] as const) {
    expect(await night.seenBy(who, crisisId)).toMatchObject({
      screen: 'stood-down',
      meetingPoint: null,
      place: null,
    });
  }
  expect((await night.duty('officer')).aftercare.filter(({ round }) => round === 'first')).toHaveLength(3);
}

describe('an alert that nobody ends', { timeout: HANG_MS }, () => {
  it('ends after sixty minutes, with aftercare as ever', async () => {
    const crisisId = await runningAlert();
    await night.waitUntil('03:18');
    expect(await night.screen('B', crisisId)).toBe('go');
    await night.waitUntil('03:19');
    await isOver(crisisId, at('03:19'));
    expect((await night.accepts('A', crisisId)).status).toBe(409);
  });

  it('ends at the next start when nothing ran then', async () => {
    const crisisId = await runningAlert();
    await night.restartAt(at('03:24'));
    await isOver(crisisId, at('03:24'));
  });
});
