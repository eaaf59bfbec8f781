/** The talk afterwards always has somebody: at the end of a duty it goes to the next one, by name. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, type Night, only, startNight } from '../support/night.ts';

let night: Night;
let crisisId: string;
beforeEach(async () => {
  night = await startNight({ roster: false });
  await night.planned('officer', 'first', { from: at('02:00'), until: at('07:00') });
  const neighbour = await night.raised({ contact: '0000-000 099' });
  crisisId = (await night.opens('officer', { signalId: neighbour.signalId })).crisisId;
  await night.paired(crisisId);
  await night.decides('officer', crisisId, 'stand-down', { because: 'help-arrived' });
  for (const who of ['B', 'C'] as const) await night.does(who, crisisId, 'home', { feeling: 'heavy' });
  await night.decides('officer', crisisId, 'closing');
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

const mine = async (who: 'officer' | 'second') =>
  (await night.duty(who)).aftercare.filter(({ isYours }) => isYours);
const done = (item: string) =>
  night.does('second', crisisId, `aftercare/${item}`, { outcome: 'spoken', note: 'het gaat' });

describe('aftercare', { timeout: HANG_MS }, () => {
  it('is with whoever decided, until her duty ends; then it is with the next, who can do it', async () => {
    await night.planned('second', 'first', { from: at('07:00'), until: at('17:00') });
    await night.waitUntil('06:59');
    expect(await mine('officer')).toHaveLength(8);
    expect(await mine('second')).toEqual([]);
    await night.waitUntil('07:00');
    expect(await mine('officer')).toEqual([]);
    const items = await mine('second');
    expect(items).toHaveLength(8);
    const moved = only(await night.story(`crisis-${crisisId}`), 'AftercareAssigned');
    expect(new Set(moved.map(({ data }) => data.ownerPersonId))).toEqual(new Set([night.personId('second')]));
    // The one who has it sees whom to ring; a name stands in no list of somebody else.
    const helpers = items.filter((item) => item.for === 'responder' && item.round === 'first');
    expect(helpers.map(({ name }) => name).sort()).toEqual(['Bewoner B', 'Bewoner C']);
    expect((await night.duty('officer')).aftercare.map(({ name, phone }) => [name, phone])).toEqual(
      Array(8).fill([null, null]),
    );

    await night.waitUntil('10:30');
    const [first] = helpers;
    expect((await done(first?.aftercareId ?? '')).status).toBe(200);
    expect((await done(first?.aftercareId ?? '')).body).toMatchObject({ code: 'already-done' });
    expect(await mine('second')).toHaveLength(7);
  });

  it('waits for the next who is planned, however late', async () => {
    await night.waitUntil('07:30');
    expect(await mine('officer')).toHaveLength(8);
    await night.planned('second', 'first', { from: at('09:00'), until: at('17:00') });
    await night.waitUntil('08:59');
    expect(await mine('second')).toEqual([]);
    await night.waitUntil('09:00');
    expect(await mine('second')).toHaveLength(8);
  });
});
