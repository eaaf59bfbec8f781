/** When it does not work the screen says so in words, and nothing that was typed is lost. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { work } from '../../pwa/src/i18n/work.nl.ts';
import { sheetWords, signalWords } from '../../pwa/src/i18n/work-signal.nl.ts';
import {
  button,
  fillsInConcern,
  opensWithCode,
  raisesConcern,
  say,
  sees,
  seesHeading,
} from '../support/browser-steps.ts';
import {
  type BrowserWorld,
  isKeptForOffline,
  startBrowserWorld,
  TUESDAY_MORNING,
} from '../support/browser-world.ts';

const DESK = { width: 1280, height: 900 };
/** The list tries again by itself after a second, then two; this is more than that. */
const RECOVERY_TIMEOUT_MS = 60_000;
const concern = { text: 'Het licht brandt dag en nacht.', place: 'Kadelaan 7' };

let world: BrowserWorld;

beforeAll(async () => {
  world = await startBrowserWorld({ at: TUESDAY_MORNING });
});
afterEach(async () => {
  for (const context of world.browser.contexts()) await context.close();
});
afterAll(() => world?.close());

/** Every answer of these routes is what a full disk gives. */
async function storeIsFull(page: Page, routes: string): Promise<void> {
  const body = JSON.stringify({ type: 'about:blank', title: 'store-full', status: 503, code: 'store-full' });
  await page.route(`${world.url}${routes}`, (route) =>
    route.request().method() === 'GET'
      ? route.continue()
      : route.fulfill({ status: 503, contentType: 'application/problem+json', body }),
  );
}

describe('bad news', () => {
  it('says that saving does not work now, keeps every word, and sends them when it does', async () => {
    const page = await world.open();
    await page.goto(world.url);
    await storeIsFull(page, '/api/signals');
    await fillsInConcern(page, concern);
    await button(page, say('check.send')).click();
    await sees(page, say('problem.store-full'));
    await sees(page, concern.text);
    await page.unroute(`${world.url}/api/signals`);
    await button(page, say('check.send')).click();
    await seesHeading(page, say('sent.title'));
  });

  it('says that an answer could not be sent, and keeps it in its field', async () => {
    const page = await world.open();
    const code = await raisesConcern(page, world.url, concern);
    await opensWithCode(page, world.url, code);
    const field = page.getByRole('textbox', { name: say('follow.add') });
    await field.fill('Nu brandt het niet meer.');
    await storeIsFull(page, '/api/follow/messages');
    await button(page, say('follow.add-send')).click();
    await sees(page, say('problem.store-full'));
    expect(await field.inputValue()).toBe('Nu brandt het niet meer.');
  });

  it('tells a worker that nothing was saved, with the words still in the sheet', async () => {
    const desk = await world.enter('Sociale huismeester', DESK);
    await desk
      .getByRole('link', { name: new RegExp(concern.text) })
      .first()
      .click();
    await desk.getByText(signalWords.toldRead).waitFor();
    await storeIsFull(desk, '/api/signals/**');
    await button(desk, signalWords.actions.more).click();
    await button(desk.getByRole('dialog'), signalWords.actions.note).click();
    const sheet = desk.getByRole('dialog', { name: sheetWords.note.title });
    const field = sheet.getByRole('textbox', { name: sheetWords.note.label });
    await field.fill('Met de buren gesproken.');
    await button(sheet, sheetWords.note.save).click();
    await sees(sheet, work.problem.keepText);
    expect(await field.inputValue()).toBe('Met de buren gesproken.');
  });

  it('Today says that it is no longer live, keeps its list, and is live again by itself', async () => {
    const desk = await world.enter('Sociale huismeester', DESK);
    const item = desk.getByRole('link', { name: new RegExp(concern.text) }).first();
    await item.waitFor();
    await sees(desk, /^Live, /);
    await world.stopHost();
    await sees(desk, /^Niet meer live\./);
    await sees(desk, work.today.stopped);
    await button(desk, work.today.refresh).click();
    await sees(desk, /^Niet meer live\./);
    expect(await item.isVisible()).toBe(true);

    await world.startHost();
    await desk.getByText(/^Live, /).waitFor({ timeout: RECOVERY_TIMEOUT_MS });
    const phone = await world.open();
    await raisesConcern(phone, world.url, { text: 'De deur staat steeds open.', place: 'Sluisplein' });
    await desk.getByRole('link', { name: /De deur staat steeds open/ }).waitFor();
  });

  it('a neighbour whose server is away reads that it is not sent, and the message goes later', async () => {
    const page = await world.open();
    // Without Background Sync: else the worker may send it before anybody can press "Probeer opnieuw".
    await page
      .context()
      .addInitScript(
        "Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined })",
      );
    await page.goto(world.url);
    // What keeps a message comes in a part of its own; until the phone has it, it says honestly that it keeps nothing.
    await isKeptForOffline(page);
    await fillsInConcern(page, concern);
    const before = (await world.events('SignalRaised')).length;
    await world.stopHost();
    await button(page, say('check.send')).click();
    await seesHeading(page, say('unsent.title'));
    await sees(page, concern.text);
    await world.startHost();
    await button(page, say('unsent.retry')).click();
    await seesHeading(page, say('sent.title'));
    expect(await world.events('SignalRaised')).toHaveLength(before + 1);
  });
});
