/** The duty officer answers all four; what is not known is not no. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HANG_MS, type Night, NO_DANGER, startNight } from '../support/night.ts';
import { problemOf } from '../support/world.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

const RULES = ['violence', 'fire', 'suicide', 'child'] as const;

describe('a question about danger', { timeout: HANG_MS }, () => {
  it('that is answered with "I do not know" keeps residents away', async () => {
    for (const rule of RULES) {
      const opened = await night.opens('officer', { answers: { ...NO_DANGER, [rule]: 'unknown' } });
      expect(opened).toMatchObject({ refused: ['unanswered'], asked: 0 });
      expect(await night.pushes()).toEqual(['second backup']);
    }
  });

  it('that is left out opens nothing', async () => {
    for (const rule of RULES) {
      const answers: Partial<typeof NO_DANGER> = { ...NO_DANGER };
      delete answers[rule];
      const answer = await night.triesToOpen('officer', { answers: answers as typeof NO_DANGER });
      expect(answer.status).toBe(422);
      expect(problemOf(answer)).toMatchObject({ code: 'invalid-input', fields: [`answers.${rule}`] });
    }
    expect(await night.pushes()).toEqual([]);
    expect((await night.duty('officer')).crises).toEqual([]);
  });
});
