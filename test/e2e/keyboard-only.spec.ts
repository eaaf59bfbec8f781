/** Everything with a keyboard alone: a concern is raised, and a desk worked, without touching a mouse. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '../../pwa/src/i18n/work.nl.ts';
import { sheetWords, signalWords } from '../../pwa/src/i18n/work-signal.nl.ts';
import { button, say } from '../support/browser-steps.ts';
import { type BrowserWorld, startBrowserWorld, TUESDAY_MORNING } from '../support/browser-world.ts';

/** More stops than any screen has; a screen that needs more of them is no screen for a keyboard. */
const STOPS_MAX = 40;
const WORDS = 'Ik hoor elke avond ruzie.';

let world: BrowserWorld;

beforeAll(async () => {
  world = await startBrowserWorld({ at: TUESDAY_MORNING });
});
afterAll(() => world?.close());

/** Presses Tab until it has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached with ${STOPS_MAX} times Tab: ${wanted}`);
}

async function press(page: Page, wanted: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

/** Where a screen reader starts on a new screen. */
const headingHasFocus = (page: Page, name: string) =>
  page.locator('h1:focus').filter({ hasText: name }).waitFor();

describe('with a keyboard alone', () => {
  it('a concern is raised; the focus goes to each new heading, and to what is missing', async () => {
    const page = await world.open({ width: 1280, height: 800 });
    await page.goto(world.url);
    await press(page, page.getByRole('link', { name: say('start.concern') }));
    await headingHasFocus(page, say('gate.title'));
    await press(page, button(page, say('gate.injured')));
    await headingHasFocus(page, say('emergency.title'));
    await press(page, button(page, say('emergency.back')), 'Space');
    await headingHasFocus(page, say('gate.title'));
    await press(page, button(page, say('gate.no')));

    await headingHasFocus(page, say('what.concern'));
    await press(page, button(page, say('app.next')));
    await page.locator('[role="alert"]:focus').waitFor();
    await press(page, page.getByRole('link', { name: say('error.text-concern') }));
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type(WORDS);
    await tabTo(page, page.getByRole('radio', { name: say('spoken.yes'), exact: true }));
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('radio', { name: say('spoken.did-not-dare') }).isChecked()).toBe(true);
    await press(page, button(page, say('app.next')));

    await headingHasFocus(page, say('where.title'));
    await tabTo(page, page.getByRole('combobox', { name: say('where.title') }));
    await page.keyboard.type('Kadelaan 9');
    await page.keyboard.press('Enter');
    await headingHasFocus(page, say('check.title'));
    await press(page, button(page, say('check.send')));
    await headingHasFocus(page, say('sent.title'));
    const raised = await world.events('SignalRaised');
    expect(raised.map(({ data }) => data)).toMatchObject([
      { spoken: 'did-not-dare', gate: { dangers: [], emergencyCalled: 'no' } },
    ]);
    await page.context().close();
  });

  it('a worker opens a message and acts with single letters, which are silent while he types', async () => {
    const desk = await world.enter('Sociale huismeester', { width: 1280, height: 900 });
    await press(desk, desk.getByRole('link', { name: new RegExp(WORDS) }));
    await headingHasFocus(desk, WORDS);
    await desk.getByText(signalWords.toldRead).waitFor();

    await desk.keyboard.press('c');
    const checkIn = desk.getByRole('dialog', { name: sheetWords.checkIn.title });
    await checkIn.waitFor();
    await desk.locator('dialog h2:focus').waitFor();
    const wish = checkIn.getByRole('textbox', { name: sheetWords.checkIn.wish });
    await tabTo(desk, wish);
    await desk.keyboard.type('dacht aan koffie');
    expect(await wish.inputValue()).toBe('dacht aan koffie');
    expect(await desk.getByRole('dialog').count()).toBe(1);
    await desk.keyboard.press('Escape');
    await checkIn.waitFor({ state: 'detached' });
    await headingHasFocus(desk, WORDS);

    await desk.keyboard.press('d');
    await desk.getByRole('dialog', { name: sheetWords.assign.title }).waitFor();
    await desk.keyboard.press('a');
    expect(await desk.getByRole('dialog').count()).toBe(1);
    await desk.keyboard.press('Escape');
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await desk.keyboard.press('a');
    await desk.getByRole('dialog', { name: sheetWords.close.title }).waitFor();
    await desk.keyboard.press('Escape');
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await desk.context().close();
  });

  it('the letters can be turned off, and then do nothing', async () => {
    const desk = await world.enter('Sociale huismeester', { width: 1280, height: 900 });
    await press(desk, desk.getByRole('link', { name: work.nav.me, exact: true }));
    await tabTo(desk, desk.getByRole('radio', { name: work.me.keysOn, exact: true }));
    await desk.keyboard.press('ArrowDown');
    expect(await desk.getByRole('radio', { name: work.me.keysOff, exact: true }).isChecked()).toBe(true);
    await press(desk, desk.getByRole('link', { name: new RegExp(WORDS) }));
    await headingHasFocus(desk, WORDS);
    await desk.keyboard.press('c');
    // The button still opens the sheet, so the letter had every chance to do so before it.
    await press(desk, button(desk, signalWords.actions.assign));
    await desk.getByRole('dialog', { name: sheetWords.assign.title }).waitFor();
    expect(await desk.getByRole('dialog').count()).toBe(1);
    await desk.context().close();
  });

  it('a worker logs in and starts at the heading of Today, and finds it again after another screen', async () => {
    const desk = await world.open({ width: 1280, height: 900 });
    await desk.goto(`${world.url}/inloggen`);
    await press(desk, desk.getByRole('button', { name: /^Sociale huismeester/ }));
    await headingHasFocus(desk, work.today.title);
    await press(desk, desk.getByRole('link', { name: new RegExp(WORDS) }));
    await headingHasFocus(desk, WORDS);
    await press(desk, desk.getByRole('link', { name: work.nav.today, exact: true }));
    await headingHasFocus(desk, work.today.title);
    expect(await desk.title()).toContain(work.today.title);
    await desk.context().close();
  });
});
