/** What comes twice, late, stale or from two hands at once gets a stated answer and changes nothing that is true. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, startNight } from '../support/night.ts';
import type { Answered } from '../support/world.ts';

let night: Night;
let crisisId: string;
beforeEach(async () => {
  night = await startNight({ at: at('02:19') });
  crisisId = (await night.opens('officer')).crisisId;
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

const codeOf = ({ status, body }: Answered) => [status, (body as { code?: string }).code];
const length = async () => (await night.types(crisisId)).length;

/** Gets this answer, and leaves the crisis as it was. */
async function changesNothing(answer: () => Promise<Answered>, code: unknown[]) {
  const before = await length();
  expect(codeOf(await answer())).toEqual(code);
  expect(await length()).toBe(before);
}

describe('a resident', { timeout: HANG_MS }, () => {
  it('who says yes twice said yes', async () => {
    await night.accepts('B', crisisId);
    await changesNothing(() => night.accepts('B', crisisId), [200, undefined]);
    expect((await night.seenByDuty('officer', crisisId)).standing).toBe(1);
  });

  it('who says yes after two others hears that there are enough', async () => {
    await night.paired(crisisId);
    await changesNothing(() => night.accepts('D', crisisId), [409, 'enough-helpers']);
    expect(await night.seenBy('D', crisisId)).toMatchObject({ screen: 'enough', meetingPoint: null });
  });

  it('of three who say yes at the same moment is one too many', async () => {
    const all = await Promise.all((['D', 'E', 'F'] as const).map((who) => night.accepts(who, crisisId)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    expect((await night.seenByDuty('officer', crisisId)).standing).toBe(2);
  });

  it('who declines after arriving stops, was there all the same, and is kept by nothing', async () => {
    await night.paired(crisisId);
    for (const who of ['B', 'C'] as const) await night.does(who, crisisId, 'arrived');
    expect(codeOf(await night.does('C', crisisId, 'decline', { why: 'cannot' }))).toEqual([200, undefined]);
    const types = await night.types(crisisId);
    expect(types.filter((type) => type === 'ResponderArrived')).toHaveLength(2);
    expect(types.slice(-3)).toEqual(['ResponderStopped', 'PairBroken', 'WaveAlerted']);
    await changesNothing(() => night.does('C', crisisId, 'decline', { why: 'cannot' }), [200, undefined]);
    await changesNothing(() => night.accepts('C', crisisId), [409, 'already-declined']);
  });

  it('who knows somebody there, or does not say, is not taken for a yes', async () => {
    for (const knowsSomeone of [true, undefined, 'no']) {
      await changesNothing(
        () => night.does('B', crisisId, 'accept', { knowsSomeone }),
        [422, 'invalid-input'],
      );
    }
  });

  it('who was not asked, and who is no resident, learns and changes nothing', async () => {
    await changesNothing(() => night.accepts('coordinator', crisisId), [403, 'not-allowed']);
    await changesNothing(() => night.accepts('officer', crisisId), [403, 'not-allowed']);
    await changesNothing(
      () => night.does('B', crisisId, 'stand-down', { seen: 1, because: 'danger' }),
      [403, 'not-allowed'],
    );
    expect(codeOf(await night.accepts('B', crypto.randomUUID()))).toEqual([404, 'not-found']);
  });
});

describe('a duty officer', { timeout: HANG_MS }, () => {
  it('with a screen from before the pair stood sees that first', async () => {
    const { version: seen } = await night.seenByDuty('officer', crisisId);
    await night.paired(crisisId);
    for (const [path, body] of [
      ['next-wave', {}],
      ['stand-down', { because: 'help-arrived' }],
      ['closing', {}],
      ['hand-over', { toPersonId: night.personId('second') }],
    ] as const) {
      await changesNothing(
        () => night.does('officer', crisisId, path, { seen, ...body }),
        [409, 'version-conflict'],
      );
    }
    expect(await night.screen('B', crisisId)).toBe('go');
  });

  it('who decides at the same moment as another: one of them does', async () => {
    const { version: seen } = await night.seenByDuty('officer', crisisId);
    const both = await Promise.all(
      (['officer', 'second'] as const).map((who) =>
        night.does(who, crisisId, 'stand-down', { seen, because: 'help-arrived' }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await night.types(crisisId)).filter((type) => type === 'StoodDown')).toHaveLength(1);
  });

  it('who opens at the same moment as another: there is one crisis', async () => {
    const { signalId } = await night.raised();
    const both = await Promise.all([
      night.triesToOpen('officer', { signalId }),
      night.triesToOpen('second', { signalId }),
    ]);
    expect(both.map(codeOf).sort()).toEqual([
      [201, undefined],
      [409, 'crisis-running'],
    ]);
  });

  it('who sends one command twice gets one crisis', async () => {
    const commandId = crypto.randomUUID();
    const first = await night.triesToOpen('officer', { commandId });
    expect(await night.triesToOpen('officer', { commandId })).toEqual(first);
    // The same command with other content is no repeat.
    const other = await night.triesToOpen('officer', { commandId, needed: 3 });
    expect(codeOf(other)).toEqual([422, 'command-reused']);
  });

  it('cannot do anything any more in a crisis that is closed', async () => {
    await night.decides('officer', crisisId, 'stand-down', { because: 'no-longer-needed' });
    expect((await night.decides('officer', crisisId, 'closing')).status).toBe(200);
    for (const [path, body] of [
      ['next-wave', {}],
      ['stand-down', { because: 'help-arrived' }],
      ['closing', {}],
      ['judgement', { judgement: 'go-on' }],
      ['hand-over', { toPersonId: night.personId('second') }],
    ] as const) {
      await changesNothing(() => night.decides('officer', crisisId, path, body), [409, 'crisis-closed']);
    }
    await changesNothing(
      () => night.does('officer', crisisId, 'dangers', { rule: 'fire' }),
      [409, 'crisis-closed'],
    );
    await changesNothing(() => night.accepts('B', crisisId), [409, 'alert-over']);
    await changesNothing(() => night.does('B', crisisId, 'unsafe'), [409, 'alert-over']);
  });
});
