/** Whoever writes on the same message at the same moment is written or refused with a sentence, and never half. */
import { problems } from '@bijspringen/contracts/shared/problems.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { next, startWorld, type World } from '../support/world.ts';

/** More at once than the command handler tries again. */
const AT_ONCE = 40;

let world: World;
afterEach(() => world.close());

describe('two workers and a neighbour at once', () => {
  it('each get an answer, and what was answered with yes is there, once', async () => {
    world = await startWorld({ at: '2026-11-24T09:30:00.000Z' });
    const neighbour = await world.neighbour({ kind: 'wish', text: 'ik wil graag schaken' });
    const { signalId } = neighbour;
    const workers = [await world.as('social-caretaker'), await world.as('second-caretaker')] as const;
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) =>
        index % 4 === 3
          ? neighbour.writes(`woord ${index}`)
          : workers[index % 2 === 0 ? 0 : 1].tries(signalId, 'notes', { note: `woord ${index}` }),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    const { status, title } = problems['version-conflict'];
    for (const answer of refused)
      expect(answer).toMatchObject({ status, body: { status: 409, title, code: 'version-conflict' } });
    const view = await workers[0].reads(signalId);
    const written = view.timeline.flatMap(({ text }) => (text?.startsWith('woord') ? [text] : []));
    expect(written).toHaveLength(AT_ONCE - refused.length);
    expect(new Set(written).size).toBe(written.length);
  });

  it('who closes and who plans do not both win', async () => {
    world = await startWorld({ at: '2026-11-24T09:30:00.000Z' });
    const { signalId } = await world.neighbour({ kind: 'wish', text: 'ik wil graag schaken' });
    const one = await world.as('social-caretaker');
    const other = await world.as('second-caretaker');
    await one.does(signalId, 'reading');
    const plan = { themes: [], urgency: 'ordinary', ...next('find-match', '2026-11-30') };
    const [closing, triage] = await Promise.all([
      one.tries(signalId, 'closing', { reason: 'wish-met' }),
      other.tries(signalId, 'triage', plan),
    ]);
    expect(closing.status).toBe(200);
    expect([200, 409]).toContain(triage.status);
    if (triage.status === 409) expect(triage.body).toMatchObject({ code: 'signal-closed' });
    expect((await one.reads(signalId)).status).toBe('closed');
  });
});
