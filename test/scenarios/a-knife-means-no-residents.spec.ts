/** SC4b: weapon or violence, fire, suicide: whoever says it, residents are not asked. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HANG_MS, type Night, NO_DANGER, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

const RULES = ['violence', 'fire', 'suicide'] as const;

/** Open, without residents; the colleague on the roster hears it, and nobody else. */
async function isForProfessionals(crisisId: string, rules: readonly string[]) {
  expect(await night.seenByDuty('officer', crisisId)).toMatchObject({
    phase: 'professionals',
    refusedBy: rules,
    responders: [],
    waves: [],
    nextWaveAt: null,
    backup: { why: 'residents-impossible', asked: 1 },
  });
  expect(await night.pushes()).toEqual(['second backup']);
  const wave = await night.decides('officer', crisisId, 'next-wave');
  expect(wave).toMatchObject({ status: 409, body: { code: 'residents-impossible' } });
  expect((await night.accepts('B', crisisId)).body).toMatchObject({ code: 'not-asked' });
}

describe('a hard rule', { timeout: HANG_MS }, () => {
  it('that the neighbour named keeps residents away, whatever the duty officer answers', async () => {
    for (const rule of RULES) {
      const { signalId } = await night.raised({
        text: 'hij heeft n mes',
        gate: { dangers: [rule], emergencyCalled: 'yes' },
      });
      expect(await night.pushes()).toEqual(['officer page']);
      expect((await night.prospect('officer', signalId)).knownYes).toEqual([rule]);
      const opened = await night.opens('officer', { signalId, answers: NO_DANGER });
      expect(opened).toMatchObject({ refused: [rule], asked: 0 });
      await isForProfessionals(opened.crisisId, [rule]);
    }
  });

  it('that the duty officer knows of keeps them away too', async () => {
    for (const rule of RULES) {
      const { signalId } = await night.raised();
      expect(await night.pushes()).toEqual(['officer page']);
      const opened = await night.opens('officer', { signalId, answers: { ...NO_DANGER, [rule]: 'yes' } });
      expect(opened).toMatchObject({ refused: [rule], asked: 0 });
      await isForProfessionals(opened.crisisId, [rule]);
    }
  });

  it('and any danger without 112: that comes first', async () => {
    const { signalId } = await night.raised({ gate: { dangers: ['place'], emergencyCalled: 'no' } });
    const opened = await night.opens('officer', { signalId, emergency: 'not-called' });
    expect(opened).toMatchObject({ refused: ['emergency-first'], asked: 0 });
  });
});
