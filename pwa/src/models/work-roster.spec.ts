/** The models of the roster and of who may be alerted, against a real host: HTTP, sealed session and SQLite. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browsing, startBrowsing } from '../../../test/support/browsing.ts';
import { workApi } from '../api/work.ts';
import { rosterApi } from '../api/work-roster.ts';
import { ROSTER_DAYS, WorkRoster } from './work-roster.model.ts';
import { missingOf, WorkPeopleList } from './work-roster-people.model.ts';

const HANG_MS = 120_000;
const sessionEnded = () => undefined;
let browsing: Browsing;
const now = () => browsing.now();

beforeAll(async () => {
  browsing = await startBrowsing();
}, HANG_MS);
afterAll(() => browsing.end(), HANG_MS);

describe('the roster', { timeout: HANG_MS }, () => {
  const aRoster = () => new WorkRoster({ api: rosterApi, now, sessionEnded });

  it('shows a week, its gap to the end of the night, and fills it at the proposed times', async () => {
    await workApi.enterAs('coordinator');
    const roster = aRoster();
    await roster.show('2026-11-22');
    expect(roster.view.value?.coverage).toHaveLength(ROSTER_DAYS);
    const gap = roster.view.value?.gaps[0];
    expect(gap).toEqual({ from: '2026-11-28T22:00:00.000Z', until: '2026-11-29T06:00:00.000Z' });
    roster.plan('2026-11-22', gap);
    expect(roster.draft.value).toMatchObject({ on: '2026-11-28', from: '23.00', until: '07.00' });
    expect(await roster.savePlan()).toBe(false);
    expect(Object.keys(roster.fieldErrors.value)).toEqual(['who']);
    roster.change({ personId: browsing.host.waterkant.people['second-duty-officer'] ?? null });
    expect(await roster.savePlan()).toBe(true);
    expect(roster.view.value?.gaps).toEqual([]);
    const planned = roster.view.value?.shifts.find((each) => each.from === gap?.from);
    if (planned === undefined) throw new Error('not planned');
    roster.open(planned);
    expect(await roster.cancel()).toBe(true);
    expect(roster.view.value?.gaps).toHaveLength(1);
  });

  it('keeps what was typed when somebody has duty already', async () => {
    await workApi.enterAs('coordinator');
    const roster = aRoster();
    await roster.show('2026-11-22');
    roster.plan('2026-11-23');
    roster.change({
      personId: browsing.host.waterkant.people['duty-officer'] ?? null,
      from: '9.00',
      until: '12.00',
    });
    expect(await roster.savePlan()).toBe(false);
    expect(roster.refusal.value).toMatch(/al iemand in het rooster/);
    expect(roster.draft.value?.from).toBe('9.00');
    expect(roster.sheet.value).toBe('plan');
  });

  it('lets the second take over now, and give it back', async () => {
    await workApi.enterAs('second-duty-officer');
    const roster = aRoster();
    await roster.show('2026-11-22');
    expect(roster.now.value.first?.isYou).toBe(false);
    expect(await roster.takeOver()).toBe(true);
    expect(roster.now.value.first?.isYou).toBe(true);
    const running = roster.now.value.first;
    if (running === null) throw new Error('nobody');
    roster.open(running);
    roster.go('hand-over');
    expect(await roster.handOver()).toBe(false);
    roster.toPersonId.value = browsing.host.waterkant.people['duty-officer'] ?? null;
    expect(await roster.handOver()).toBe(true);
    expect(roster.now.value.first?.isYou).toBe(false);
  });
});

describe('people', { timeout: HANG_MS }, () => {
  const aList = () => new WorkPeopleList({ api: rosterApi, today: () => '2026-11-22', sessionEnded });

  it('says what is missing, and records a training that mends it', async () => {
    await workApi.enterAs('coordinator');
    const list = aList();
    await list.load();
    const expired = () =>
      list.people.value?.find((each) => each.personId === browsing.host.waterkant.people['responder-h']);
    const person = expired();
    if (person === undefined) throw new Error('nobody');
    expect(missingOf(person, '2026-11-22')).toEqual(['training']);
    list.openTraining(person);
    list.changeTraining({ on: '2026-12-01', validUntil: '2030-01-01' });
    await list.saveTraining();
    expect(Object.keys(list.fieldErrors.value)).toEqual(['on', 'validUntil']);
    list.changeTraining({ on: '2026-11-20', validUntil: '2028-11-20' });
    await list.saveTraining();
    const after = expired();
    expect(after && missingOf(after, '2026-11-22')).toEqual([]);
  });

  it('changes how an alert runs, within bounds that it names', async () => {
    await workApi.enterAs('coordinator');
    const list = aList();
    await list.load();
    list.openPolicy();
    list.changePolicy('waveSize', '1');
    list.changePolicy('pageMinutes', 'drie');
    await list.savePolicy();
    expect(Object.keys(list.fieldErrors.value)).toEqual(['waveSize', 'pageMinutes']);
    list.changePolicy('waveSize', '8');
    list.changePolicy('pageMinutes', '4');
    await list.savePolicy();
    expect(list.policyDraft.value).toBeNull();
    expect(list.policy.value).toMatchObject({ waveSize: 8, pageMinutes: 4, wavesMax: 3 });
    expect(list.isDefaultPolicy.value).toBe(false);
  });

  it('is not for whoever has duty', async () => {
    await workApi.enterAs('duty-officer');
    const list = aList();
    await list.load();
    expect(list.people.value).toBeNull();
    expect(list.problem.value?.code).toBe('not-allowed');
  });
});
