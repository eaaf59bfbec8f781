/** Back on a phone closes the sheet and keeps the page; from the page it goes to the list, in one press. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { work } from '../../pwa/src/i18n/work.nl.ts';
import { sheetWords, signalWords } from '../../pwa/src/i18n/work-signal.nl.ts';
import { button, raisesConcern, seesHeading } from '../support/browser-steps.ts';
import { type BrowserWorld, startBrowserWorld, TUESDAY_MORNING } from '../support/browser-world.ts';

let world: BrowserWorld;

beforeAll(async () => {
  world = await startBrowserWorld({ at: TUESDAY_MORNING });
});
afterAll(() => world?.close());

it('closes a sheet, keeps the message, and leaves it with the next press', async () => {
  const neighbour = await world.open();
  await raisesConcern(neighbour, world.url, { text: 'De post ligt op de mat.', place: 'Kadelaan 7' });
  const page = await world.enter('Sociale huismeester');
  await page.getByRole('link', { name: /De post ligt/ }).click();
  await seesHeading(page, 'De post ligt op de mat.');

  await button(page, signalWords.actions.checkIn).click();
  await page.getByRole('dialog', { name: sheetWords.checkIn.title }).waitFor();
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await seesHeading(page, 'De post ligt op de mat.');

  // Closed with its cross: Back then leaves the message at once.
  await button(page, signalWords.actions.more).click();
  await page.getByRole('dialog').getByRole('button', { name: signalWords.actions.note }).click();
  await page.getByRole('dialog', { name: sheetWords.note.title }).waitFor();
  await button(page, work.close).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.goBack();
  await seesHeading(page, work.today.title);
  expect(new URL(page.url()).pathname).toBe('/werk');
});
