/** A crisis always has somebody: a duty does not end while one has nobody. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, only, startNight } from '../support/night.ts';

let night: Night;
let shiftId: string;
let crisisId: string;
beforeEach(async () => {
  night = await startNight({ roster: false });
  shiftId = await night.planned('officer', 'first', { from: at('02:00'), until: at('07:00') });
  crisisId = (await night.opens('officer')).crisisId;
  await night.pushes();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

const roster = async (who: 'officer' | 'second' | 'coordinator', path: string, body: object = {}) => {
  const worker = await night.as(who);
  const commandId = crypto.randomUUID();
  const answer = await worker.request('POST', `/api/roster/shifts/${shiftId}/${path}`, {
    commandId,
    ...body,
  });
  await night.world().settled();
  return answer;
};
const officerOf = async () => {
  const { dutyName, isYours } = await night.seenByDuty('second', crisisId);
  return { dutyName, isYours };
};

describe('a duty with an open crisis', { timeout: HANG_MS }, () => {
  it('is not taken out of the roster, by nobody', async () => {
    for (const who of ['officer', 'coordinator'] as const) {
      expect(await roster(who, 'cancellation')).toMatchObject({
        status: 409,
        body: { code: 'crisis-without-officer' },
      });
    }
  });

  it('goes to the other with every open crisis, who decides from then on', async () => {
    await night.waitUntil('02:14');
    expect((await roster('officer', 'hand-over', { toPersonId: night.personId('second') })).status).toBe(201);
    expect(await officerOf()).toEqual({ dutyName: 'Tweede dienstdoende', isYours: true });
    const [moved] = only(await night.story(`crisis-${crisisId}`), 'CrisisHandedOver');
    expect(moved).toMatchObject({
      at: at('02:14'),
      data: { fromPersonId: night.personId('officer'), toPersonId: night.personId('second') },
    });
    const ended = await night.decides('second', crisisId, 'stand-down', { because: 'no-longer-needed' });
    expect(ended.status).toBe(200);
    expect((await night.triesToOpen('officer')).body).toMatchObject({ code: 'not-on-duty' });
  });

  it('of which the crisis goes on: the next is called to take it over, and takes it over', async () => {
    await night.planned('second', 'first', { from: at('07:00'), until: at('17:00') });
    await night.waitUntil('06:59');
    await night.pushes();
    await night.waitUntil('07:00');
    expect(await night.pushes()).toEqual(['second page']);
    const calls = async () => (await night.duty('second')).pages.filter(({ why }) => why === 'take-over');
    expect(await calls()).toMatchObject([{ crisisId, isYours: true }]);
    const taken = await night.decides('second', crisisId, 'hand-over', {
      toPersonId: night.personId('second'),
    });
    expect(taken.status).toBe(200);
    expect(await officerOf()).toMatchObject({ isYours: true });
    expect(await calls()).toEqual([]);
  });
});
