/** Silence is an alarm: a check that is missed stops the other and calls the duty officer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, only, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

async function runningAlert(): Promise<string> {
  const { crisisId } = await night.opens('officer');
  await night.paired(crisisId);
  await night.pushes();
  return crisisId;
}

describe('a safety check', { timeout: HANG_MS }, () => {
  it('is asked two minutes before; missed, it calls the duty officer and stops the other', async () => {
    const crisisId = await runningAlert();
    await night.waitUntil('02:20');
    expect(await night.pushes()).toEqual([]);
    await night.waitUntil('02:21');
    expect(await night.pushes()).toEqual(['B check', 'C check']);
    await night.does('B', crisisId, 'safety-check');
    await night.waitUntil('02:23');
    expect(await night.pushes()).toEqual([
      'A alert',
      'B wait',
      'D alert',
      'E alert',
      'F alert',
      'officer page',
    ]);
    expect((await night.duty('officer')).pages).toMatchObject([{ why: 'missed-check', crisisId }]);
    expect(await night.seenBy('B', crisisId)).toMatchObject({ screen: 'wait-other', meetingPoint: null });
    expect(await night.seenBy('C', crisisId)).toMatchObject({
      screen: 'check-missed',
      meetingPoint: null,
      partners: [],
    });
    const [missed] = only(await night.story(`crisis-${crisisId}`), 'SafetyCheckMissed');
    expect(missed).toMatchObject({ at: at('02:23'), data: { personId: night.personId('C') } });

    // "Ik ben veilig": the pair stands again, and nobody else is needed.
    expect((await night.does('C', crisisId, 'safety-check')).status).toBe(200);
    expect(await night.screen('B', crisisId)).toBe('go');
    expect(await night.screen('C', crisisId)).toBe('go');
    expect(await night.pushes()).toEqual([
      'A enough',
      'B pair',
      'C pair',
      'D enough',
      'E enough',
      'F enough',
    ]);
  });

  it('is missed at the next start when nothing ran then', async () => {
    const crisisId = await runningAlert();
    await night.restartAt(at('02:30'));
    const missed = only(await night.story(`crisis-${crisisId}`), 'SafetyCheckMissed');
    expect(missed.map((one) => one.at)).toEqual([at('02:30'), at('02:30')]);
    expect((await night.pushes()).filter((one) => one === 'officer page')).not.toEqual([]);
    for (const who of ['B', 'C'] as const) expect(await night.screen(who, crisisId)).toBe('check-missed');
  });
});
