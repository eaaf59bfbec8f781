/** SC4f: nobody has duty. No alert at all; the neighbour reads that nobody reads it now. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, only, startNight } from '../support/night.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight({ roster: false });
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

async function pageStory() {
  const log = await night.world().kernel.store.readAll(null, 5_000);
  return log.filter(({ stream }) => stream.startsWith('page-')).map(({ type }) => type);
}

describe('without anybody on the roster', { timeout: HANG_MS }, () => {
  it('nobody is called, nobody can open a crisis, and the neighbour reads that nobody reads it now', async () => {
    const neighbour = await night.raised();
    expect(neighbour.raised.promise.isNobodyReadingNow).toBe(true);
    expect(neighbour.raised.promise.dutyCalledBefore).toBeUndefined();
    expect(await neighbour.follow()).not.toHaveProperty('dutyCalledBefore');
    expect(await pageStory()).toEqual(['NobodyOnDuty']);
    for (const who of ['officer', 'second'] as const) {
      expect(await night.triesToOpen(who, { signalId: neighbour.signalId })).toMatchObject({
        status: 403,
        body: { code: 'not-on-duty' },
      });
      expect((await night.duty(who)).isOnDuty).toBe(false);
    }
    await night.waitUntil('03:00');
    expect(await night.pushes()).toEqual([]);
  });

  it('who comes on duty later is called for what nobody has read yet', async () => {
    await night.raised();
    await night.waitUntil('02:30');
    await night.planned('second', 'first', { from: at('02:40'), until: at('07:00') });
    expect(await night.pushes()).toEqual([]);
    await night.waitUntil('02:40');
    expect(await night.pushes()).toEqual(['second page']);
    expect(await pageStory()).toEqual(['NobodyOnDuty', 'DutyPaged']);
  });
});

describe('nobody but who has duty', { timeout: HANG_MS }, () => {
  it('opens a crisis: no colleague, no caretaker, no coordinator, no resident', async () => {
    await night.planned('officer', 'first', { from: at('02:00'), until: at('07:00') });
    const { signalId } = await night.raised();
    const codes = [];
    for (const who of ['second', 'caretaker', 'coordinator', 'A'] as const) {
      const { status, body } = await night.triesToOpen(who, { signalId });
      codes.push([status, (body as { code: string }).code]);
    }
    expect(codes).toEqual([[403, 'not-on-duty'], ...Array(3).fill([403, 'not-allowed'])]);
    expect((await night.opens('officer', { signalId })).asked).toBe(6);
    // Her duty ended: she may not open another one.
    await night.waitUntil('07:00');
    expect((await night.triesToOpen('officer')).status).toBe(403);
    expect(only(await night.story(`signal-${signalId}`), 'SignalRaised')).toHaveLength(1);
  });
});
