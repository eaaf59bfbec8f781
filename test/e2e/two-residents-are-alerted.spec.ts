/**
 * SC4 as one story in a real browser: from the neighbour's phone at night to what the coordinator learns of it.
 *
 * A service worker always has the real time, so this world has it too; the district lies in the time zone where it is
 * between two and three at night now, so that the story is the same at any hour at which it is told. Its minutes, 02.13 to
 * half past ten, are held by the scenario of the same name over HTTP, on a clock that stands still.
 */
import { hardRules, task } from '@bijspringen/contracts/crisis/values.ts';
import { replaySteps } from '@bijspringen/contracts/learning/views.ts';
import { PUSH_TITLE, pushSentences } from '@bijspringen/contracts/notifications/sentences.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '../../pwa/src/i18n/work.nl.ts';
import * as duty from '../../pwa/src/i18n/work-crisis.nl.ts';
import * as lists from '../../pwa/src/i18n/work-lists.nl.ts';
import { knownInWords, replayWords, roleName } from '../../pwa/src/i18n/work-replay.nl.ts';
import { responderWords } from '../../pwa/src/i18n/work-responder.nl.ts';
import { settingsWords } from '../../pwa/src/i18n/work-settings.nl.ts';
import { sheetWords, signalWords } from '../../pwa/src/i18n/work-signal.nl.ts';
import { DECLINED, PUSH_IS_OVER } from '../../pwa/src/sw/push-notice.ts';
import { type BrowserPhone, holdingsOf, openBrowserPhone } from '../support/browser-phone.ts';
import {
  button,
  opensWithCode,
  readsCode,
  say,
  sees,
  seesHeading,
  wordsOf,
} from '../support/browser-steps.ts';
import { type BrowserWorld, startBrowserWorld } from '../support/browser-world.ts';
import type { Viewing } from '../support/chromium.ts';
import { type Visitor, visit } from '../support/http-visitor.ts';
import { type PushEndpoint, startPushEndpoint } from '../support/push-endpoint.ts';

const WORDS = 'ze staat al n uur te huilen en roepen op de galerij . geen jas aan en tis koud';
const PLACE = 'Rietkraag 31, derde verdieping';
const POINT = 'fietsenhok van de Kadelaan';
/** What must not stand on a lock screen. */
const PRIVATE = /rietkraag|kadelaan|galerij|huilen|bewoner/i;
const HOUR_MS = 60 * 60 * 1_000;
const STORY_TIMEOUT_MS = 600_000;
const STEP_TIMEOUT_MS = 60_000;
/** Residents who are asked without a browser. */
const QUIET = ['responder-d', 'responder-e', 'responder-f'];

/** Somebody without alerts on this phone. */
type Looker = { page: Page; held(): Promise<string> };

let push: PushEndpoint;
let world: BrowserWorld;
let neighbour: Looker;
let coordinator: Looker;
let officer: BrowserPhone;
/** A cannot come; B and C can. */
let a: BrowserPhone;
let b: BrowserPhone;
let c: BrowserPhone;
const quiet: Visitor[] = [];

/** Where it is past two at night now. */
function nightZone(now: Date): string {
  const hours = 2 - now.getUTCHours();
  const east = hours < -12 ? hours + 24 : hours;
  // In these names the sign says how far to go to be in Greenwich.
  return east < 0 ? `Etc/GMT+${-east}` : `Etc/GMT-${east}`;
}

/** An officer first and one behind, around now; and time enough for a machine that is busy. */
async function planned(): Promise<void> {
  const [plans, first, second] = await Promise.all(
    ['coordinator', 'duty-officer', 'second-duty-officer'].map((persona) => visit(world.url, persona)),
  );
  if (!plans || !first || !second) throw new Error('somebody is missing');
  const { districts } = (await plans.get('/api/roster')) as { districts: { districtId: string }[] };
  const at = (ms: number) => new Date(world.now().getTime() + ms).toISOString();
  for (const [place, { personId }] of [
    ['first', first],
    ['second', second],
  ] as const) {
    await plans.send('POST', '/api/roster/shifts', {
      personId,
      districtIds: districts.map(({ districtId }) => districtId),
      place,
      from: at(-HOUR_MS),
      until: at(12 * HOUR_MS),
    });
  }
  await plans.send('PUT', '/api/escalation-policy', {
    policy: {
      waveSize: 6,
      wavesMax: 3,
      waveMinutes: 30,
      pageMinutes: 30,
      checkMinutes: 30,
      alertMinutes: 240,
    },
  });
}

const phoneOf = (persona: string, heading: string) => openBrowserPhone(world, push, { persona, heading });
const residentPhone = (persona: string) => phoneOf(persona, settingsWords.responderHome.title);

async function looker(viewing?: Viewing): Promise<Looker> {
  const page = await world.open(viewing);
  return { page, held: holdingsOf(page) };
}

beforeAll(async () => {
  push = await startPushEndpoint();
  world = await startBrowserWorld({ push, timeZone: nightZone(new Date()) });
  await planned();
  officer = await phoneOf('Dienstdoende', work.today.title);
  a = await residentPhone('Bewoner A');
  b = await residentPhone('Bewoner B');
  c = await residentPhone('Bewoner C');
  for (const persona of QUIET) {
    const visitor = await visit(world.url, persona);
    await visitor.send('POST', '/api/push/subscriptions', { subscription: push.phone().subscription });
    quiet.push(visitor);
  }
  coordinator = await looker({ width: 1280, height: 900 });
  neighbour = await looker();
}, STORY_TIMEOUT_MS);
afterAll(async () => {
  await world?.close();
  await push?.close();
});

/** Danger, 112, and then what and where; gives the code. */
async function neighbourRaises(): Promise<string> {
  const { page } = neighbour;
  await page.goto(world.url);
  await page.getByRole('link', { name: say('start.concern') }).click();
  await seesHeading(page, say('gate.title'));
  await button(page, say('gate.place')).click();
  await seesHeading(page, say('emergency.title'));
  expect(await page.getByRole('main').locator('a[href="tel:112"]').isVisible()).toBe(true);
  await button(page, say('emergency.called')).click();
  await page.getByRole('textbox', { name: say('what.concern') }).fill(WORDS);
  await button(page, say('app.next')).click();
  await page.getByRole('combobox', { name: say('where.title') }).fill(PLACE);
  await button(page, say('app.next')).click();
  await button(page, say('check.send')).click();
  await seesHeading(page, say('sent.title'));
  await sees(page, /^De dienstdoende wordt nu gebeld/);
  return (await readsCode(page)).join('-');
}

/** Called out of bed, and the message stands there. */
async function officerPicksUp(): Promise<void> {
  const page = await officer.receives('page');
  expect(page).toMatchObject({ title: PUSH_TITLE, body: pushSentences.page });
  await officer.taps(page);
  await seesHeading(officer.page, duty.dutyWords.title);
  await sees(officer.page, duty.crisisLists.pageReasons.gate);
  await button(officer.page, duty.dutyWords.pickUp).click();
  await sees(officer.page, WORDS);
  await officer.page.getByRole('link', { name: duty.decideWords.fromSignal }).click();
  await seesHeading(officer.page, duty.decideWords.title);
}

/** Nothing is filled in beforehand: 112, four questions, what is asked, and where they meet. Gives the crisis. */
async function officerDecides(): Promise<string> {
  const { page } = officer;
  const { decideWords, crisisLists } = duty;
  const pick = (question: string, answer: string) =>
    page.getByRole('group', { name: question }).getByText(answer, { exact: true }).click();
  await sees(page, crisisLists.emergencyFact['called-by-neighbour']);
  await pick(decideWords.emergency, crisisLists.emergency['called-by-neighbour']);
  for (const rule of hardRules) await pick(crisisLists.hardRules[rule].question, decideWords.answers.no);
  for (const each of task.options)
    await page.getByText(crisisLists.tasks[each].name, { exact: true }).click();
  await page.getByRole('textbox', { name: decideWords.meetingPoint }).fill(POINT);
  await button(page, decideWords.residentsWill(6)).click();
  await seesHeading(page, duty.liveWords.none);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** One cannot, and says so without opening the app. */
async function aDeclines(): Promise<void> {
  const alert = await a.receives('alert');
  expect(alert).toMatchObject({ body: pushSentences.alert, actions: ['come', 'cannot'] });
  await sees(officer.page, duty.liveWords.reach.shown);
  await a.taps(alert, 'cannot');
  expect((await a.shown()).map(({ body }) => body)).toEqual([DECLINED]);
  await sees(officer.page, `${duty.liveWords.label('A')} ${duty.liveWords.states.declined}`);
}

/** From the button on the notification to the question, and then indoors. */
async function bWaitsIndoors(): Promise<void> {
  const { page } = b;
  await b.taps(await b.receives('alert'), 'come');
  await seesHeading(page, responderWords.knows.title);
  await button(page, responderWords.knows.no).click();
  await seesHeading(page, responderWords.waitIndoors.title);
  await seesHeading(officer.page, duty.liveWords.one);
}

/** With the second they are two, and both see where to meet. */
async function cMakesTwo(): Promise<void> {
  const { page } = c;
  await c.taps(await c.receives('alert'));
  await seesHeading(page, responderWords.asked.title);
  await nobodyKnows(POINT, [a, b, c]);
  await button(page, responderWords.asked.come).click();
  await seesHeading(page, responderWords.knows.title);
  await button(page, responderWords.knows.no).click();
  await seesHeading(page, POINT);
  expect(await b.receives('pair')).toMatchObject({ body: pushSentences.pair });
  await seesHeading(b.page, POINT);
  await sees(b.page, responderWords.go.comes('Bewoner C'));
  await sees(c.page, responderWords.go.comes('Bewoner B'));
  await seesHeading(officer.page, duty.liveWords.two(2));
}

/** Looks through all that they hold; a failure shows where it stands, and not the whole app. */
async function nobodyKnows(words: string, whose: readonly { held(): Promise<string> }[]): Promise<void> {
  for (const { held } of whose) {
    const all = await held();
    const at = all.indexOf(words);
    expect(at < 0 ? null : all.slice(Math.max(0, at - 200), at + words.length)).toBeNull();
  }
}

/** Whoever was asked as well, whoever looks along, and the neighbour: on no screen, in no answer, in no store. */
async function onlyTheTwoKnow(crisisId: string): Promise<void> {
  await a.page.goto(`${world.url}/werk/oproep/${crisisId}`);
  await seesHeading(a.page, responderWords.declined.title);
  await nobodyKnows(POINT, [a]);
  await nobodyKnows(PLACE, [a, b, c]);
  for (const resident of quiet) {
    const seen = JSON.stringify(await resident.get(`/api/crises/${crisisId}`));
    expect(seen).toContain('"screen":"enough"');
    expect(seen).not.toContain(POINT);
    expect(seen).not.toContain(PLACE);
  }
  const { page } = coordinator;
  await page.goto(`${world.url}/inloggen`);
  await button(page, /^Coördinator/).click();
  await seesHeading(page, work.today.title);
  await page.goto(`${world.url}/werk/oproep/${crisisId}`);
  await seesHeading(page, duty.liveWords.two(2));
  await nobodyKnows(POINT, [coordinator, neighbour]);
}

/** On the way, there, and only with both there the very place; then whether it goes well. */
async function theyGo(): Promise<void> {
  for (const { page } of [b, c]) {
    await button(page, responderWords.go.onMyWay).click();
    await button(page, responderWords.go.arrived).waitFor();
  }
  await button(b.page, responderWords.go.arrived).click();
  await button(b.page, responderWords.together.safeAlone).waitFor();
  await nobodyKnows(PLACE, [b, c]);
  await button(c.page, responderWords.go.arrived).click();
  for (const { page } of [b, c]) await seesHeading(page, PLACE);
  await nobodyKnows(PLACE, [a]);
  await seesHeading(officer.page, duty.liveWords.bothThere(2));
  // Going and arriving were checks too.
  const { length } = await world.events('SafetyCheckDone');
  for (const { page } of [b, c]) await button(page, responderWords.together.safeAlone).click();
  const checks = expect.poll(() => world.events('SafetyCheckDone'), { timeout: STEP_TIMEOUT_MS });
  await checks.toHaveLength(length + 2);
}

/** Help is there: both are sent home, and no place is left. What comes later says that it is over. */
async function everybodyGoesHome(): Promise<void> {
  await button(officer.page, duty.liveWords.helpArrived).click();
  await button(officer.page, duty.liveWords.helpArrivedButton).click();
  await seesHeading(officer.page, duty.liveWords.stoodDown);
  for (const phone of [b, c]) {
    expect(await phone.receives('stand-down')).toMatchObject({ body: pushSentences['stand-down'] });
    await seesHeading(phone.page, responderWords.standDown.title);
    for (const words of [POINT, PLACE]) expect(await phone.page.content()).not.toContain(words);
  }
  expect(await c.receivesAgain('alert')).toMatchObject({ body: PUSH_IS_OVER, actions: [] });
  await b.page.getByText(responderWords.feelings.heavy).click();
  for (const { page } of [b, c]) {
    await button(page, responderWords.standDown.home).click();
    await seesHeading(page, responderWords.home.title);
  }
  await sees(officer.page, duty.liveWords.allHome);
}

/** The alert and the message are closed, and whom to speak to this morning stands in Today. */
async function officerCloses(): Promise<void> {
  const { page } = officer;
  await button(page, duty.liveWords.close).click();
  await button(page, duty.liveWords.closeButton).click();
  await seesHeading(page, duty.liveWords.closed);
  await page.getByRole('link', { name: duty.liveWords.toSignal }).click();
  await button(page, signalWords.actions.more).click();
  const closing = page.getByRole('dialog');
  await button(closing, new RegExp(`^${signalWords.actions.close}`)).click();
  await closing.getByText(lists.closing['handed-over'].choice).click();
  await button(closing, sheetWords.close.save).click();
  await sees(page, sheetWords.close.done);
  await page.goto(`${world.url}/werk`);
  await page.getByRole('link', { name: duty.dutyWords.line(0, 0, 4) }).click();
  await seesHeading(page, duty.dutyWords.title);
  const said = await wordsOf(page.getByRole('main'));
  const { who, reporter, person } = duty.aftercareWords;
  for (const each of ['Bewoner B', 'Bewoner C', reporter, person]) expect(said).toContain(who(each));
  expect(said).toContain(duty.crisisLists.feelings.heavy);
}

/** Only fixed sentences: nothing of who came, where, or what was decided. */
async function neighbourReads(code: string): Promise<void> {
  const { page } = neighbour;
  await opensWithCode(page, world.url, code);
  await seesHeading(page, say('follow.is-closed'));
  await sees(page, say('sentence.handed-over'));
  expect(await wordsOf(page.getByRole('main'))).not.toMatch(/bewoner|oproep|crisis|kadelaan/i);
  await nobodyKnows(POINT, [neighbour]);
}

/** Moment by moment with the slider: by role, without the words, and nothing before its time. */
async function coordinatorLooksBack(): Promise<void> {
  const { page } = coordinator;
  await page.goto(`${world.url}/werk/terugkijken`);
  const item = page.getByRole('main').getByRole('link', { name: new RegExp(`${replayWords.about.crisis},`) });
  await item.click();
  const slider = page.getByRole('slider', { name: replayWords.slider });
  await slider.waitFor();
  const replayId = new URL(page.url()).pathname.split('/').at(-1);
  const coordinates = await visit(world.url, 'coordinator');
  const { steps } = replaySteps.parse(await coordinates.get(`/api/replays/${replayId}/steps`));
  const shared = steps.find(({ type }) => type === 'MeetingPointShared')?.step ?? 0;
  const said = () => expect.poll(() => wordsOf(page.getByRole('main')), { timeout: STEP_TIMEOUT_MS });
  const whereTheyMeet = knownInWords('meeting-point') ?? '';

  await said().toContain(`${roleName({ role: 'neighbour', label: '1' })} stuurt een bericht en belde 112.`);
  expect(await wordsOf(page.getByRole('main'))).not.toContain('Bewoner');
  await slider.fill(String(shared));
  await said().toContain(whereTheyMeet);
  await slider.fill(String(shared - 1));
  await said().not.toContain(whereTheyMeet);
  await slider.press('End');
  await said().toContain('B en C zijn thuis');
  await nobodyKnows(POINT, [coordinator]);
}

describe('two residents are alerted', () => {
  it(
    'from the neighbour’s phone to looking back, and only the two ever know where',
    async () => {
      const code = await neighbourRaises();
      await officerPicksUp();
      const crisisId = await officerDecides();
      await aDeclines();
      await bWaitsIndoors();
      await cMakesTwo();
      await onlyTheTwoKnow(crisisId);
      await theyGo();
      await everybodyGoesHome();
      await officerCloses();
      await neighbourReads(code);
      await coordinatorLooksBack();
      for (const { text } of push.received) expect(text).not.toMatch(PRIVATE);
    },
    STORY_TIMEOUT_MS,
  );
});
