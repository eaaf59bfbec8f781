/** SC4: a crisis at night, from a neighbour at 02.13 to what the duty officer has to do at half past ten. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, HANG_MS, MEETING_POINT, type Night, only, PLACE, startNight } from '../support/night.ts';
import type { Neighbour } from '../support/world.ts';

const ASKED = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
/** What must not stand on a lock screen, nor with anybody whom it does not concern. */
const PRIVATE = /rietkraag|lisdodde|galerij|huilen/i;

let night: Night;
beforeEach(async () => {
  night = await startNight();
}, HANG_MS);
afterEach(() => night.close(), HANG_MS);

/** 02.13 to 02.15: the neighbour writes, the duty officer is called and picks it up. */
async function called(): Promise<Neighbour> {
  const neighbour = await night.raised();
  expect(await night.pushes()).toEqual(['officer page']);
  const [page] = (await night.duty('officer')).pages;
  expect(page).toMatchObject({ why: 'gate', isYours: true, acknowledgeBefore: at('02:16') });
  await night.waitUntil('02:15');
  await night.acknowledges('officer');
  await night.waitUntil('02:19');
  expect(await night.pushes()).toEqual([]);
  return neighbour;
}

/** 02.19: six are asked; none of them learns where, or who. */
async function alerted(signalId: string): Promise<string> {
  expect(await night.prospect('officer', signalId)).toMatchObject({
    couldBeAsked: 6,
    isOnDuty: true,
    dangers: ['place'],
    emergency: 'called-by-neighbour',
    emergencyAt: at('02:13'),
  });
  const { crisisId, refused, asked } = await night.opens('officer', { signalId });
  expect({ refused, asked }).toEqual({ refused: [], asked: 6 });
  expect(await night.pushes()).toEqual(ASKED.map((who) => `${who} alert`));
  for (const who of ASKED) {
    const seen = await night.seenBy(who, crisisId);
    expect(seen).toMatchObject({
      screen: 'asked',
      answerBefore: at('02:25'),
      meetingPoint: null,
      place: null,
    });
    expect(JSON.stringify(seen)).not.toMatch(PRIVATE);
  }
  return crisisId;
}

/** 02.20 to 02.24: one cannot, one waits indoors, and with the third they are two. */
async function paired(crisisId: string): Promise<void> {
  await night.waitUntil('02:20');
  expect((await night.does('A', crisisId, 'decline', { why: 'cannot' })).status).toBe(200);
  await night.waitUntil('02:21');
  expect((await night.accepts('B', crisisId)).status).toBe(200);
  const alone = { screen: 'wait-indoors', meetingPoint: null, place: null, partners: [] };
  expect(await night.seenBy('B', crisisId)).toMatchObject(alone);
  expect((await night.does('B', crisisId, 'on-the-way')).body).toMatchObject({ code: 'wait-for-another' });
  expect(await night.pushes()).toEqual([]);

  await night.waitUntil('02:24');
  await night.accepts('C', crisisId);
  expect(await night.pushes()).toEqual(['B pair', 'C pair', 'D enough', 'E enough', 'F enough']);
  for (const [who, firstName] of [
    ['B', 'Bewoner C'],
    ['C', 'Bewoner B'],
  ] as const) {
    expect(await night.seenBy(who, crisisId)).toMatchObject({
      screen: 'go',
      meetingPoint: MEETING_POINT,
      place: null,
      checkBefore: at('02:34'),
      partners: [{ firstName, phone: expect.stringMatching(/^0000/) }],
      dutyPhone: expect.stringMatching(/^0000/),
    });
  }
  for (const who of ['A', 'D', 'E', 'F'] as const) {
    expect(JSON.stringify(await night.seenBy(who, crisisId))).not.toMatch(PRIVATE);
  }
}

/** 02.31 and 02.32: both are there, and only then see where it is. */
async function there(crisisId: string): Promise<void> {
  await night.does('B', crisisId, 'on-the-way');
  await night.does('C', crisisId, 'on-the-way');
  await night.waitUntil('02:31');
  await night.does('B', crisisId, 'arrived');
  expect(await night.seenBy('B', crisisId)).toMatchObject({
    screen: 'go',
    place: null,
    checkBefore: at('02:41'),
  });
  await night.waitUntil('02:32');
  expect(await night.pushes()).toEqual(['C check']);
  await night.does('C', crisisId, 'arrived');
  for (const who of ['B', 'C'] as const) {
    expect(await night.seenBy(who, crisisId)).toMatchObject({ screen: 'together', place: PLACE });
  }
}

/** 02.40 to 02.55: everybody goes home, and every place is hidden. */
async function home(crisisId: string): Promise<void> {
  await night.waitUntil('02:40');
  expect(await night.pushes()).toEqual(['B check', 'C check']);
  const ended = await night.decides('officer', crisisId, 'stand-down', { because: 'help-arrived' });
  expect(ended.status).toBe(200);
  expect(await night.pushes()).toEqual(['B stand-down', 'C stand-down']);
  for (const who of ['B', 'C', 'officer', 'coordinator'] as const) {
    const { body } = await (await night.as(who)).request('GET', `/api/crises/${crisisId}`);
    expect(body, who).toMatchObject({ meetingPoint: null, place: null });
  }
  expect(await night.screen('B', crisisId)).toBe('stood-down');
  await night.waitUntil('02:55');
  await night.does('B', crisisId, 'home', { feeling: 'fine' });
  await night.does('C', crisisId, 'home', { feeling: 'heavy' });
  expect((await night.decides('officer', crisisId, 'closing')).status).toBe(200);
  expect(await night.pushes()).toEqual([]);
}

describe('a crisis at night', { timeout: HANG_MS }, () => {
  it('is met by two who never go alone, and ends for everybody', async () => {
    const neighbour = await called();
    const crisisId = await alerted(neighbour.signalId);
    await paired(crisisId);
    await there(crisisId);
    await home(crisisId);

    const { crises, aftercare } = await night.duty('officer');
    expect(crises).toEqual([]);
    const whom = ['person', 'reporter', 'responder', 'responder'];
    const talks = (round: string) =>
      aftercare.filter((item) => item.round === round).map((item) => [item.for, item.before]);
    expect(talks('first').sort()).toEqual(whom.map((each) => [each, at('10:30')]));
    expect(talks('second').sort()).toEqual(whom.map((each) => [each, at('10:30', '2026-11-24')]));
    expect(aftercare.map(({ feeling }) => feeling)).toContain('heavy');
    // The neighbour reads nothing of who came, when, or what was decided.
    expect(JSON.stringify(await neighbour.follow())).not.toMatch(/bewoner|oproep|crisis|lisdodde/i);
    // The log shows who decided, and when.
    const story = await night.story(`crisis-${crisisId}`);
    expect(only(story, 'CrisisOpened')[0]?.data.dutyPersonId).toBe(night.personId('officer'));
    const turns = only(story, 'ResponderDeclined', 'ResponderAccepted', 'PairFormed', 'StoodDown');
    expect(turns.map(({ type, at: when }) => [type, when])).toEqual([
      ['ResponderDeclined', at('02:20')],
      ['ResponderAccepted', at('02:21')],
      ['ResponderAccepted', at('02:24')],
      ['PairFormed', at('02:24')],
      ['StoodDown', at('02:40')],
    ]);
    for (const { text } of night.push.received) expect(text).not.toMatch(PRIVATE);
  });
});
