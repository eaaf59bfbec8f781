/** Raise and follow with plain forms, in a browser whose JavaScript is off. */
import type { Locator, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ar } from '../../pwa/src/i18n/ar.ts';
import { en } from '../../pwa/src/i18n/en.ts';
import * as lists from '../../pwa/src/i18n/work-lists.nl.ts';
import { sheetWords, signalWords } from '../../pwa/src/i18n/work-signal.nl.ts';
import { button, readsCode, say, sees, seesHeading, wordsOf } from '../support/browser-steps.ts';
import { type BrowserWorld, startBrowserWorld, TUESDAY_MORNING } from '../support/browser-world.ts';

const WORDS = 'Er ligt al drie dagen post.';
const PLACE = 'Rietkraag 3';
const LONG = 'te lang '.repeat(300).trim();

let world: BrowserWorld;
let page: Page;
const addresses: string[] = [];
let code = '';

beforeAll(async () => {
  world = await startBrowserWorld({ at: TUESDAY_MORNING });
  page = await world.open({ hasScript: false });
  page.on('request', (request: Request) => addresses.push(request.url()));
});
afterAll(() => world?.close());

const link = (name: string): Locator => page.getByRole('link', { name });
const next = () => button(page, say('app.next')).click();
const what = () => page.getByRole('textbox', { name: say('what.concern') });

async function follows(): Promise<void> {
  await page.goto(`${world.url}/zonder-script`);
  await link(say('start.have-code')).click();
  await page.getByRole('textbox', { name: say('follow.code') }).fill(code);
  await button(page, say('follow.open')).click();
}

describe('without JavaScript', () => {
  it('the first page of the app leads to plain pages', async () => {
    await page.goto(world.url);
    await page.waitForURL(`${world.url}/zonder-script`);
    await seesHeading(page, say('start.title'));
  });

  it('a concern meets the gate: a tap shows 112, and a tap can be taken back', async () => {
    await link(say('start.concern')).click();
    await seesHeading(page, say('gate.title'));
    await button(page, say('gate.violence')).click();
    await seesHeading(page, say('emergency.title'));
    await page.locator('main a[href="tel:112"]').waitFor();
    await button(page, say('emergency.back')).click();
    await seesHeading(page, say('gate.title'));
    await button(page, say('gate.no')).click();
    await what().waitFor();
  });

  it('an error says what is missing and keeps what was written', async () => {
    await next();
    await sees(page.getByRole('alert'), say('error.text-concern'));
    await what().fill(LONG);
    await next();
    await sees(page.getByRole('alert'), say('error.text-long'));
    expect(await what().inputValue()).toBe(LONG);
    await what().fill(WORDS);
    await page.getByRole('radio', { name: say('spoken.could-not') }).check();
    await next();
    await next();
    await sees(page.getByRole('alert'), say('error.place'));
    await page.getByRole('combobox', { name: say('where.title') }).fill(PLACE);
    await button(page, say('app.back')).click();
    expect(await what().inputValue()).toBe(WORDS);
    expect(await page.getByRole('radio', { name: say('spoken.could-not') }).isChecked()).toBe(true);
    await next();
    expect(await page.getByRole('combobox', { name: say('where.title') }).inputValue()).toBe(PLACE);
  });

  it('is sent once, with a promise, and shows its code only there', async () => {
    await next();
    await seesHeading(page, say('check.title'));
    await sees(page, WORDS);
    await button(page, say('check.send')).click();
    await seesHeading(page, say('sent.title'));
    const said = await wordsOf(page.getByRole('main'));
    expect(said).toContain('dinsdag 24 november, 17.00 uur');
    expect(said).toMatch(/maandag tot en met vrijdag, van 10\.00( uur)? tot 12\.00/);
    const groups = await readsCode(page);
    expect(groups.map((group) => group.length)).toEqual([5, 5, 4]);
    code = groups.join('-');
    const events = await world.events('SignalRaised');
    expect(events).toHaveLength(1);
    expect(events[0]?.data).toMatchObject({
      gate: { dangers: [], emergencyCalled: 'no' },
      spoken: 'could-not',
    });
    await follows();
    await sees(page, WORDS);
    for (const group of groups) expect(await wordsOf(page.getByRole('main'))).not.toContain(group);
  });

  it('a wrong code says so, and a question is answered with a tap', async () => {
    await page.goto(`${world.url}/zonder-script/volg`);
    await page.getByRole('textbox', { name: say('follow.code') }).fill('00000-00000-0000');
    await button(page, say('follow.open')).click();
    await sees(page.getByRole('alert'), say('problem.code-unknown'));

    const desk = await world.enter('Sociale huismeester', { width: 1280, height: 900 });
    await desk.getByRole('link', { name: new RegExp(WORDS) }).click();
    await button(desk, signalWords.actions.question).click();
    const sheet = desk.getByRole('dialog', { name: sheetWords.question.title });
    await sheet.getByText(lists.questions['still-so']).click();
    await button(sheet, sheetWords.question.save).click();
    await sees(desk, sheetWords.question.done);

    await follows();
    await seesHeading(page, say('follow.has-question'));
    await sees(page, say('question.still-so'));
    await button(page, say('follow.send-answer')).click();
    await sees(page.getByRole('alert'), say('error.answer'));
    await page.getByRole('radio', { name: say('answer.still-yes'), exact: true }).check();
    await button(page, say('follow.send-answer')).click();
    await sees(page.getByRole('list'), say('answer.still-yes'));
    await sees(desk, signalWords.timeline.answer);

    await button(desk, new RegExp(`^${signalWords.actions.close}`)).click();
    await desk.getByRole('dialog').getByText(lists.closing.advice.choice).click();
    await button(desk.getByRole('dialog'), sheetWords.close.save).click();
    await sees(desk, sheetWords.close.done);
    await desk.context().close();
  });

  it('is opened again when it is not solved, and taken back for good', async () => {
    await follows();
    await seesHeading(page, say('follow.is-closed'));
    await sees(page, say('sentence.advice'));
    await page.getByRole('textbox', { name: say('follow.not-solved-what') }).fill('Het is nog zo.');
    await button(page, say('follow.not-solved-send')).click();
    await sees(page, 'Het is nog zo.');
    expect(await world.events('SignalReopened')).toHaveLength(1);
    // Grave words offer somebody to talk to, here too, and are sent all the same.
    await page.getByRole('textbox', { name: say('follow.add') }).fill('zij wil niet meer leven');
    await button(page, say('follow.add-send')).click();
    await sees(page, say('warn.title'));
    expect(await page.locator('main a[href="tel:113"]').count()).toBeGreaterThan(0);
    expect(await world.events('MessageAdded')).toHaveLength(1);

    await page.getByText(say('follow.take-back'), { exact: true }).click();
    await sees(page, say('follow.take-back-means'));
    await button(page, say('follow.take-back-yes')).click();
    await sees(page, say('follow.taken-back'));
    await follows();
    await sees(page.getByRole('alert'), say('problem.code-unknown'));
  });

  it('speaks English and Arabic, with the Dutch beside the words about danger', async () => {
    await page.goto(`${world.url}/zonder-script`);
    await link('English').click();
    await seesHeading(page, en['start.title']);
    await link(en['start.concern']).click();
    await sees(page, en['gate.title']);
    await sees(page, say('gate.title'));

    await page.goto(`${world.url}/zonder-script`);
    await link('العربية').click();
    await seesHeading(page, ar['start.title']);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('html').getAttribute('lang')).toBe('ar');
    await link(ar['start.wish']).click();
    await page.getByRole('textbox', { name: ar['what.wish'] }).waitFor();
  });

  it('never puts the code in an address', () => {
    expect(addresses.length).toBeGreaterThan(20);
    const bare = code.replaceAll('-', '');
    expect(addresses.filter((address) => address.includes(code) || address.includes(bare))).toEqual([]);
  });
});
