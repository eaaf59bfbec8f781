/** What a neighbour and a worker do on the screens, found as a person would: by role and by the words of the app. */
import type { Locator, Page } from 'playwright-core';
import { nl, type WordKey } from '../../pwa/src/i18n/nl.ts';

/** Dutch words of a public screen, filled in. */
export function say(key: WordKey, values: Record<string, string> = {}): string {
  return nl[key].replace(/\{([a-z-]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

export function button(on: Page | Locator, name: string | RegExp): Locator {
  return on.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
}

/** The one heading of the screen; waiting for it is waiting for the screen. */
export async function seesHeading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

export async function sees(on: Page | Locator, words: string | RegExp): Promise<void> {
  await on.getByText(words).first().waitFor();
}

/** What a person reads there, with every run of spaces and line ends as one space. */
export async function wordsOf(on: Locator): Promise<string> {
  return (await on.allInnerTexts()).join(' ').replace(/\s+/g, ' ');
}

export type Concern = { text: string; place: string };

/** From the first page to the last one before sending. */
export async function fillsInConcern(page: Page, { text, place }: Concern): Promise<void> {
  await page.getByRole('link', { name: say('start.concern') }).click();
  await seesHeading(page, say('gate.title'));
  await button(page, say('gate.no')).click();
  await page.getByRole('textbox', { name: say('what.concern') }).fill(text);
  await button(page, say('app.next')).click();
  await page.getByRole('combobox', { name: say('where.title') }).fill(place);
  await button(page, say('app.next')).click();
  await seesHeading(page, say('check.title'));
}

/** The groups of the code as they stand on the screen. */
export async function readsCode(page: Page): Promise<string[]> {
  const groups = page.getByText(/^\s*[0-9A-HJKMNP-TV-Z]{4,5}\s*$/);
  await groups.first().waitFor();
  return (await groups.allTextContents()).map((group) => group.trim());
}

/** Raises a concern over a working connection and gives its code. */
export async function raisesConcern(page: Page, url: string, concern: Concern): Promise<string> {
  await page.goto(url);
  await fillsInConcern(page, concern);
  await button(page, say('check.send')).click();
  await seesHeading(page, say('sent.title'));
  return (await readsCode(page)).join('-');
}

export async function opensWithCode(page: Page, url: string, code: string): Promise<void> {
  await page.goto(`${url}/volg`);
  await page.getByRole('textbox', { name: say('follow.code') }).fill(code);
  await button(page, say('follow.open')).click();
}
