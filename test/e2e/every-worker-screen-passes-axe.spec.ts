/** Every screen and sheet of a worker, on a phone and on a desk, in light and dark: axe finds nothing, and all of it fits. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { work } from '../../pwa/src/i18n/work.nl.ts';
import * as lists from '../../pwa/src/i18n/work-lists.nl.ts';
import { sheetWords, signalWords } from '../../pwa/src/i18n/work-signal.nl.ts';
import {
  type BrowserWorld,
  raiseOverHttp,
  startBrowserWorld,
  TUESDAY_MORNING,
} from '../support/browser-world.ts';
import { lookingAt, NARROW, WALK_TIMEOUT_MS } from '../support/screen-check.ts';
import { someConcern } from '../support/some-concern.ts';

const DESK = { width: 1280, height: 900 };

let world: BrowserWorld;

beforeAll(async () => {
  world = await startBrowserWorld({ at: TUESDAY_MORNING });
});
afterAll(() => world?.close());

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
    const raised = [
      { ...someConcern, place: 'Sluisplein 2', text: 'Er was een mes. Ik ben bang.' },
      { kind: 'wish', text: 'Ik wil graag leren schaken.', start: 'together' },
      { ...someConcern, place: 'Rietkraag 8', text: 'De gordijnen zijn al weken dicht.' },
      { ...someConcern, place: 'Rietkraag 8', text: 'De buurman groet niet meer terug.' },
    ];
    for (const body of raised) await raiseOverHttp(world.url, body);
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
