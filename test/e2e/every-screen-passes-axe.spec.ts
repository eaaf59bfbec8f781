/** Every screen, sheet and error: axe finds nothing, nothing is wider than 320 px, and 112 stands where it always stands. */
import { randomBytes, randomUUID } from 'node:crypto';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ar } from '../../pwa/src/i18n/ar.ts';
import { nl, type Words } from '../../pwa/src/i18n/nl.ts';
import { work } from '../../pwa/src/i18n/work.nl.ts';
import * as lists from '../../pwa/src/i18n/work-lists.nl.ts';
import { sheetWords, signalWords } from '../../pwa/src/i18n/work-signal.nl.ts';
import {
  type BrowserWorld,
  isKeptForOffline,
  startBrowserWorld,
  TUESDAY_MORNING,
} from '../support/browser-world.ts';
import { problemsOn } from '../support/screen-check.ts';

const NARROW = { width: 320, height: 640 };
const DESK = { width: 1280, height: 900 };
/** A walk past all screens of one kind of person, on a machine that is busy. */
const WALK_TIMEOUT_MS = 120_000;
const concern = {
  kind: 'concern',
  text: 'Mevrouw zie ik bijna niet meer. De post ligt voor de deur.',
  place: 'Lisdodde 14',
  seen: 'today',
  spoken: 'wants-help',
  gate: { dangers: [], emergencyCalled: 'no' },
};

let world: BrowserWorld;

beforeAll(async () => {
  world = await startBrowserWorld({ at: TUESDAY_MORNING });
});
afterAll(() => world?.close());

async function raise(body: object): Promise<string> {
  const followCode = makeFollowCode(randomBytes(13));
  const response = await fetch(`${world.url}/api/signals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: randomUUID(), followCode, ...body }),
  });
  expect(response.status).toBe(201);
  return followCode;
}

/** Remembers what is wrong, with the name of the screen, so that one run tells everything. */
function lookingAt(page: Page) {
  const problems: string[] = [];
  let place: string | null = null;
  return {
    problems,
    async look(name: string): Promise<void> {
      for (const problem of await problemsOn(page)) problems.push(`${name}: ${problem}`);
    },
    /** A public screen also has its way to call, in one and the same place. */
    async lookPublic(name: string): Promise<void> {
      await this.look(name);
      await page.evaluate('scrollTo(0, 0)');
      const box = await page.getByRole('banner').locator('a[href="tel:112"]').boundingBox();
      const here = JSON.stringify(box);
      place ??= here;
      if (here !== place) problems.push(`${name}: 112 stands at ${here}, elsewhere at ${place}`);
    },
  };
}

async function walkSimplePages(
  page: Page,
  words: Words,
  look: (name: string) => Promise<void>,
): Promise<void> {
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const pages = [
    ['/', words['start.title']],
    ['/hulplijnen', words['routes.title']],
    ['/tips', words['tips.title']],
    ['/taal', words['language.title']],
    ['/bestaat-niet', words['app.no-page']],
  ] as const;
  for (const [path, title] of pages) {
    await page.goto(world.url + path);
    await heading(title);
    await look(path);
  }
}

async function walkRaise(page: Page, words: Words, look: (name: string) => Promise<void>): Promise<void> {
  const tap = (name: string) => page.getByRole('button', { name }).first().click();
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goto(`${world.url}/zorgen`);
  await heading(words['gate.title']);
  await look('gate');
  await tap(words['gate.violence']);
  await heading(words['emergency.title']);
  await look('call 112');
  await tap(words['emergency.more']);
  await page.getByText(words['gate.chosen']).waitFor();
  await look('gate with a danger');
  await tap(words['gate.violence']);
  await tap(words['emergency.back']);
  await tap(words['gate.no']);
  await tap(words['app.next']);
  await page.getByRole('alert').waitFor();
  await look('what, missing');
  await page
    .getByRole('textbox', { name: words['what.concern'] })
    .fill('Ik wil niet meer leven zegt hij. Zelfmoord.');
  await page.getByRole('radio', { name: words['spoken.wants-help'] }).check();
  await page.getByText(words['tips.not-now']).waitFor();
  await look('what, with grave words');
  await page.getByRole('textbox', { name: words['what.concern'] }).fill(concern.text);
  await page.getByText(words['tips.come-say']).waitFor();
  await look('what, with tips');
  await tap(words['app.next']);
  await heading(words['where.title']);
  await tap(words['app.next']);
  await page.getByRole('alert').waitFor();
  await look('where, missing');
  await page.getByRole('combobox', { name: words['where.title'] }).fill('Kadelaan 7');
  await tap(words['app.next']);
  await heading(words['check.title']);
  await page.getByText(words['privacy.more']).click();
  await look('check');
  await tap(words['check.send']);
  await heading(words['sent.title']);
  await page.getByText(words['sent.code'], { exact: true }).waitFor();
  await look('sent');
}

async function walkWarnAndUnsent(
  page: Page,
  words: Words,
  look: (name: string) => Promise<void>,
): Promise<void> {
  const tap = (name: string) => page.getByRole('button', { name }).first().click();
  await page.goto(`${world.url}/wens`);
  await page.getByRole('textbox', { name: words['what.wish'] }).fill('Ik wil niet meer leven. Zelfmoord.');
  await look('a wish');
  await tap(words['app.next']);
  await page.getByRole('heading', { level: 1, name: words['where.title-own'] }).waitFor();
  await tap(words['app.next']);
  await tap(words['check.send']);
  await page.getByRole('heading', { level: 1, name: words['warn.title'] }).waitFor();
  await look('somebody to talk to');
  await isKeptForOffline(page);
  await page.context().setOffline(true);
  await tap(words['warn.send']);
  await page.getByRole('heading', { level: 1, name: words['unsent.title'] }).waitFor();
  await page.getByText(words['sent.code'], { exact: true }).waitFor();
  await look('not sent');
  await page.goto(`${world.url}/hulplijnen`);
  await page.getByText(words['routes.offline'], { exact: true }).waitFor();
  await look('whom to call, offline');
  await page.goto(world.url);
  await page.getByText(words['unsent.title']).waitFor();
  await look('start, with a message that waits');
  await tap(words['unsent.throw-away']);
  await page.context().setOffline(false);
}

async function walkFollow(page: Page, words: Words, look: (name: string) => Promise<void>): Promise<void> {
  const tap = (name: string) => page.getByRole('button', { name }).first().click();
  const code = await raise(concern);
  await page.goto(`${world.url}/volg`);
  await page.getByRole('textbox', { name: words['follow.code'] }).waitFor();
  await look('ask for the code');
  await page.getByRole('textbox', { name: words['follow.code'] }).fill('0');
  await tap(words['follow.open']);
  await page.getByRole('alert').waitFor();
  await look('a code with a mistake');
  await page.getByRole('textbox', { name: words['follow.code'] }).fill(code);
  await tap(words['follow.open']);
  await page.getByRole('heading', { level: 1, name: words['follow.is-waiting'] }).waitFor();
  await look('a message that waits to be read');
  const work = await caretakerOfNewest();
  await work('questions', { ready: 'how-often' });
  await tap(words['follow.refresh']);
  await page.getByRole('heading', { level: 1, name: words['follow.has-question'] }).waitFor();
  await look('a question');
  await work('closing', { reason: 'advice' });
  await tap(words['follow.refresh']);
  await page.getByRole('heading', { level: 1, name: words['follow.is-closed'] }).waitFor();
  await look('a message that is closed');
  await tap(words['follow.take-back']);
  await page.getByRole('heading', { level: 1, name: words['follow.take-back-title'] }).waitFor();
  await look('take it back?');
  await tap(words['follow.take-back-yes']);
  await page.getByRole('heading', { level: 1, name: words['follow.taken-back'] }).waitFor();
  await look('taken back');
}

/** What a caretaker does with the newest message, over HTTP: the screens here are the neighbour's. */
async function caretakerOfNewest(): Promise<(path: string, body: object) => Promise<void>> {
  const raised = (await world.events('SignalRaised')).at(-1);
  const signalId = raised?.stream.slice('signal-'.length);
  const login = await fetch(`${world.url}/api/demo/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.url },
    body: JSON.stringify({ persona: 'caretaker' }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (path, body) => {
    const response = await fetch(`${world.url}/api/signals/${signalId}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: world.url, cookie },
      body: JSON.stringify({ commandId: randomUUID(), ...body }),
    });
    expect(response.status, path).toBe(200);
  };
}

describe('the look itself', () => {
  it('finds what is wrong with a screen', async () => {
    const page = await world.open(NARROW);
    await page.setContent(
      '<main><button style="width:400px"></button><p style="color:#bbb;background:#fff">bleek</p></main>',
    );
    const problems = (await problemsOn(page)).join('\n');
    expect(problems).toContain('button-name');
    expect(problems).toContain('color-contrast');
    expect(problems).toContain('wider than the screen');
    expect(problems).toContain('hard to hit');
    await page.context().close();
  });
});

describe('a day on which nobody waits', () => {
  it('passes on a phone', async () => {
    const page = await world.enter('Sociale huismeester', NARROW);
    const { look, problems } = lookingAt(page);
    await page.getByText(work.today.emptyTitle).waitFor();
    await look('today, empty');
    await page.context().close();
    expect(problems).toEqual([]);
  });
});

describe('public screens at 320 px, in light and dark', () => {
  it.each([
    ['nl', nl],
    ['ar', ar],
  ] as const)(
    'in %s',
    async (language, words) => {
      const page = await world.open(NARROW);
      await page.addInitScript(`localStorage.setItem('bijspringen.language', '${language}')`);
      const looking = lookingAt(page);
      const look = (name: string) => looking.lookPublic(name);
      await walkSimplePages(page, words, look);
      await walkRaise(page, words, look);
      await walkWarnAndUnsent(page, words, look);
      await walkFollow(page, words, look);
      await page.context().close();
      expect(looking.problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );

  it(
    'without a script',
    async () => {
      const page = await world.open(NARROW);
      const looking = lookingAt(page);
      const tap = (name: string) => page.getByRole('button', { name }).first().click();
      await page.goto(`${world.url}/zonder-script`);
      await looking.lookPublic('start');
      await page.getByRole('link', { name: nl['start.concern'] }).click();
      await looking.lookPublic('gate');
      await tap(nl['gate.violence']);
      await page.getByRole('heading', { level: 1, name: nl['emergency.title'] }).waitFor();
      await looking.lookPublic('call 112');
      await tap(nl['emergency.called']);
      await tap(nl['app.next']);
      await looking.lookPublic('what, missing');
      await page.getByRole('textbox', { name: nl['what.concern'] }).fill(concern.text);
      await tap(nl['app.next']);
      await looking.lookPublic('where');
      await page.getByRole('combobox', { name: nl['where.title'] }).fill('Kadelaan 7');
      await tap(nl['app.next']);
      await looking.lookPublic('check');
      await tap(nl['check.send']);
      await page.getByRole('heading', { level: 1, name: nl['sent.title'] }).waitFor();
      await looking.lookPublic('sent');
      await tap(nl['sent.follow']);
      await page.getByRole('heading', { level: 1, name: nl['follow.is-waiting'] }).waitFor();
      await looking.lookPublic('follow');
      await page.goto(`${world.url}/zonder-script?taal=ar`);
      await looking.look('start in Arabic');
      await page.context().close();
      expect(looking.problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );
});

const SHEETS: readonly [action: string, title: string][] = [
  [signalWords.actions.triage, sheetWords.triage.title],
  [signalWords.actions.question, sheetWords.question.title],
  [signalWords.actions.feedback, sheetWords.feedback.title],
  [signalWords.actions.followUp, sheetWords.followUp.title],
  [signalWords.actions.informing, sheetWords.informing.title],
  [signalWords.actions.note, sheetWords.note.title],
  [signalWords.actions.checkIn, sheetWords.checkIn.title],
  [signalWords.actions.assign, sheetWords.assign.title],
  [signalWords.actions.close, sheetWords.close.title],
];

/** A sheet is behind a button of its own, or behind "something else". */
async function openSheet(page: Page, action: string): Promise<void> {
  const own = page.getByRole('button', { name: action }).first();
  if ((await own.count()) > 0) return own.click();
  await page.getByRole('button', { name: signalWords.actions.more }).click();
  await page.getByRole('dialog').getByRole('button', { name: action }).click();
}

async function walkSheets(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: signalWords.actions.more }).click();
  await page.getByRole('dialog').waitFor();
  await look('sheet: something else');
  await page.keyboard.press('Escape');
  for (const [action, title] of SHEETS) {
    await openSheet(page, action);
    const sheet = page.getByRole('dialog', { name: title });
    await sheet.waitFor();
    await look(`sheet: ${title}`);
    if (
      title === sheetWords.checkIn.title ||
      title === sheetWords.note.title ||
      title === sheetWords.question.title
    ) {
      await sheet.getByRole('button').last().click();
      await look(`sheet with what is missing: ${title}`);
    }
    if (title === sheetWords.close.title) {
      await sheet.getByText(lists.closing.helped.choice).click();
      await page.getByRole('dialog', { name: sheetWords.close.confirmTitle }).waitFor();
      await look('sheet: close, confirm');
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}

/** Sheets that come after another step: a plan that was made, a message that was closed. */
async function walkLaterSheets(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const save = (title: string) =>
    page
      .getByRole('dialog', { name: title })
      .getByRole('button', { name: /^Bewaar/ })
      .click();
  const gone = () => page.getByRole('dialog').waitFor({ state: 'detached' });
  await openSheet(page, signalWords.actions.followUp);
  await save(sheetWords.followUp.title);
  await gone();
  await page.getByRole('button', { name: lists.steps['follow-up'].button }).first().click();
  await page.getByRole('dialog', { name: sheetWords.followUpDone.title }).waitFor();
  await look('sheet: the plan is done');
  await page.keyboard.press('Escape');
  await gone();
  await openSheet(page, signalWords.actions.close);
  await page.getByRole('dialog').getByText(lists.closing.helped.choice).click();
  await page.getByRole('dialog').getByRole('button', { name: sheetWords.close.save }).click();
  await gone();
  await look('a message that is closed');
  await page.getByRole('button', { name: signalWords.actions.reopen }).click();
  await page.getByRole('dialog', { name: sheetWords.reopen.title }).waitFor();
  await look('sheet: open it again');
  await page.keyboard.press('Escape');
  await gone();
}

describe('worker screens, in light and dark', () => {
  beforeEach(async () => {
    await raise({ ...concern, place: 'Sluisplein 2', text: 'Er was een mes. Ik ben bang.' });
    await raise({ kind: 'wish', text: 'Ik wil graag leren schaken.', start: 'together' });
    await raise({ ...concern, place: 'Rietkraag 8', text: 'De gordijnen zijn al weken dicht.' });
    await raise({ ...concern, place: 'Rietkraag 8', text: 'De buurman groet niet meer terug.' });
  });

  it.each([
    ['a phone', NARROW],
    ['a desk', DESK],
  ] as const)(
    'on %s',
    async (_name, viewing) => {
      const page = await world.open(viewing);
      const { look, problems } = lookingAt(page);
      await page.goto(`${world.url}/inloggen`);
      await page.getByRole('button', { name: /^Sociale huismeester/ }).waitFor();
      await look('log in');
      await page.getByRole('button', { name: /^Sociale huismeester/ }).click();
      await page
        .getByRole('link', { name: /buurman groet niet/ })
        .last()
        .waitFor();
      await look('today');
      await page
        .getByRole('link', { name: /Er was een mes/ })
        .first()
        .click();
      await page.getByText(signalWords.timeline.title).waitFor();
      await look('a message to read first');
      await page.goto(`${world.url}/werk`);
      await page
        .getByRole('link', { name: /buurman groet niet/ })
        .last()
        .click();
      await page.getByText(signalWords.timeline.title).waitFor();
      await look('a message');
      await page.getByRole('button', { name: signalWords.duplicate.compare }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: signalWords.duplicate.link }).waitFor();
      await look('two beside each other');
      await page.keyboard.press('Escape');
      await walkSheets(page, look);
      await walkLaterSheets(page, look);
      for (const path of ['/werk/nieuw', '/werk/ik', '/werk/collegas']) {
        await page.goto(world.url + path);
        await page.getByRole('heading', { level: 1 }).last().waitFor();
        await look(path);
      }
      await page.goto(`${world.url}/werk/bericht/00000000-0000-4000-8000-000000000000`);
      await page.getByText(work.problem.notFoundTitle).waitFor();
      await look('a message that is not there');
      await page.context().close();
      expect(problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );

  it(
    'noting something on the stairs, inviting a colleague, arriving with an invitation',
    async () => {
      const page = await world.enter('Coördinator', NARROW);
      const { look, problems } = lookingAt(page);
      await look('today of a coordinator');
      await page.goto(`${world.url}/werk/nieuw`);
      await page.getByRole('button', { name: work.observe.save }).click();
      await look('note, missing');
      await page.getByRole('textbox', { name: work.observe.text }).fill('Glas op de trap.');
      await page.getByRole('combobox', { name: work.observe.place }).fill('Kadelaan');
      await page.getByRole('button', { name: work.observe.save }).click();
      await page.getByRole('heading', { name: work.observe.doneTitle }).waitFor();
      await look('the code to hand over');
      await page.goto(`${world.url}/werk/collegas`);
      await page.getByRole('button', { name: work.people.save }).click();
      await look('invite, missing');
      await page.getByRole('textbox', { name: work.people.name }).fill('Nieuwe collega');
      await page.getByText(lists.roles['social-caretaker']).click();
      await page.getByRole('button', { name: work.people.save }).click();
      await page.getByRole('button', { name: work.people.copy }).waitFor();
      await look('the invitation');
      const invitation = await page.getByText(`${world.url}/welkom#`).textContent();
      await page.goto('about:blank');
      await page.goto(invitation ?? '');
      await page.getByRole('button', { name: work.welcome.accept }).waitFor();
      await look('welcome');
      await page.goto('about:blank');
      await page.goto(`${world.url}/welkom`);
      await page.getByText(work.welcome.missing).waitFor();
      await look('welcome without an invitation');
      await page.context().close();
      expect(problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );
});
