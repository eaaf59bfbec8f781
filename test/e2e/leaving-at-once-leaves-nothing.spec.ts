/** "Snel weg": another page stands there, Back shows nothing of ours, and the phone holds no word and no code. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  button,
  fillsInConcern,
  opensWithCode,
  raisesConcern,
  readsCode,
  say,
  sees,
  seesHeading,
} from '../support/browser-steps.ts';
import {
  type BrowserWorld,
  EXIT_URL,
  exitPage,
  isKeptForOffline,
  startBrowserWorld,
} from '../support/browser-world.ts';
import type { Viewing } from '../support/chromium.ts';
import { everythingKept, whereFound } from '../support/everything-kept.ts';

const WORDS = 'Kwikstaart roept elke nacht over de galerij';
const PLACE = 'Zonnedauwpad 11';
const PLANTED = ['kwikstaart', 'zonnedauwpad'];

let world: BrowserWorld;
let context: BrowserContext | undefined;

beforeAll(async () => {
  world = await startBrowserWorld();
});
// The phone first: what waits on it must not go after all.
afterEach(async () => {
  await context?.close();
  await world.restoreLine();
});
afterAll(() => world?.close());

/** A phone that came from a page of its own; what it logs about the page that is gone is no error of ours. */
async function phone(options?: Viewing): Promise<Page> {
  const page = await world.open(options);
  context = page.context();
  await exitPage(context);
  return page;
}

async function leaves(page: Page): Promise<void> {
  await button(page, new RegExp(`^${say('exit.button')}`)).click();
  await page.waitForURL(EXIT_URL);
  await page.getByRole('heading', { name: 'Het weer' }).waitFor();
}

/** What the origin keeps is read on a page of the origin that shows nothing. */
async function keptAfter(page: Page, words: readonly string[]): Promise<string[]> {
  await page.goto(`${world.url}/icon.svg`);
  return whereFound(page, words);
}

describe('leaving at once', () => {
  it('puts another page in place, and Back shows nothing of ours', async () => {
    const page = await phone();
    await page.goto(EXIT_URL);
    await page.goto(world.url);
    await fillsInConcern(page, { text: WORDS, place: PLACE });
    await leaves(page);
    await page.goBack();
    expect(page.url()).toBe(EXIT_URL);
    expect(await page.getByRole('heading').allTextContents()).toEqual(['Het weer']);
    expect(await keptAfter(page, PLANTED)).toEqual([]);
  });

  it('takes the code of a message that was sent from this phone, and what was looked up with it', async () => {
    const page = await phone();
    const code = await raisesConcern(page, world.url, { text: WORDS, place: PLACE });
    await page.getByRole('link', { name: say('sent.follow') }).click();
    await sees(page, WORDS);
    await leaves(page);
    expect(await keptAfter(page, [...PLANTED, code, code.replaceAll('-', '')])).toEqual([]);
    await page.goto(`${world.url}/volg`);
    await page.getByRole('textbox', { name: say('follow.code') }).waitFor();
    expect(await page.getByRole('textbox', { name: say('follow.code') }).inputValue()).toBe('');
  });

  it('leaves a message that waits as ciphertext, announces it nowhere, and shows it with its code', async () => {
    const page = await phone();
    await page.goto(world.url);
    await isKeptForOffline(page);
    await world.cutLine(page.context());
    await fillsInConcern(page, { text: WORDS, place: PLACE });
    await button(page, say('check.send')).click();
    await seesHeading(page, say('unsent.title'));
    const code = (await readsCode(page)).join('-');
    await leaves(page);

    await page.goto(world.url);
    await seesHeading(page, say('start.title'));
    await page.getByRole('link', { name: say('start.concern') }).click();
    await seesHeading(page, say('gate.title'));
    await page.goto(world.url);
    await seesHeading(page, say('start.title'));
    const { rows = '' } = await everythingKept(page);
    expect(rows).toContain('envelope');
    expect(await whereFound(page, [...PLANTED, code, code.replaceAll('-', '')])).toEqual([]);
    expect(await page.getByText(say('unsent.title')).count()).toBe(0);

    await opensWithCode(page, world.url, code);
    await sees(page, WORDS);
    await seesHeading(page, say('unsent.title'));
  });

  it('works without JavaScript: 303 to the other page, and the browser is asked to forget', async () => {
    const answer = await fetch(`${world.url}/snel-weg`, { method: 'POST', redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(EXIT_URL);
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');

    const page = await phone({ hasScript: false });
    await page.goto(`${world.url}/zonder-script`);
    await sees(page, say('exit.history'));
    await leaves(page);
  });
});
