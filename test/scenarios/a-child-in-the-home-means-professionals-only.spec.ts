/** SC4e: a child in danger or in the home. Residents are never asked; 112 and professionals are. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HANG_MS, type Night, NO_DANGER, only, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

describe('a child in the home', { timeout: HANG_MS }, () => {
  it('known from the gate: professionals only', async () => {
    const { signalId } = await night.raised({ gate: { dangers: ['child'], emergencyCalled: 'yes' } });
    const { crisisId, ...opened } = await night.opens('officer', { signalId });
    expect(opened).toMatchObject({ refused: ['child'], asked: 0 });
    expect(await night.types(crisisId)).toEqual(['CrisisOpened', 'AlertRefused', 'BackupRequested']);
    expect(await night.pushes()).toEqual(['officer page', 'second backup']);
  });

  it('known to the duty officer: professionals only', async () => {
    const opened = await night.opens('officer', { answers: { ...NO_DANGER, child: 'yes' } });
    expect(opened).toMatchObject({ refused: ['child'], asked: 0 });
    expect(await night.pushes()).toEqual(['second backup']);
  });

  it('seen while residents are on their way: everybody goes home in the same step', async () => {
    const { crisisId } = await night.opens('officer');
    await night.paired(crisisId);
    await night.pushes();
    expect((await night.does('officer', crisisId, 'dangers', { rule: 'child' })).status).toBe(200);
    expect(await night.pushes()).toEqual(['B stand-down', 'C stand-down', 'second backup']);
    const [ended] = only(await night.story(`crisis-${crisisId}`), 'StoodDown');
    expect(ended?.data.because).toBe('danger');
    expect(await night.seenBy('B', crisisId)).toMatchObject({ screen: 'stood-down', meetingPoint: null });
  });
});
