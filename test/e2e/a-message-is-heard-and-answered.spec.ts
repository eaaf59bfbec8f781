/** The main job, from a neighbour's phone through the caretaker's day and back, between two profiles of a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '../../pwa/src/i18n/work.nl.ts';
import * as lists from '../../pwa/src/i18n/work-lists.nl.ts';
import { sheetWords, signalWords } from '../../pwa/src/i18n/work-signal.nl.ts';
import {
  button,
  fillsInConcern,
  opensWithCode,
  readsCode,
  say,
  sees,
  seesHeading,
  wordsOf,
} from '../support/browser-steps.ts';
import { type BrowserWorld, startBrowserWorld, TUESDAY_MORNING } from '../support/browser-world.ts';

const WORDS = 'Ik zie mevrouw bijna niet meer. De gordijnen zijn dicht.';
const NOTE = 'Haar zus komt nu elke week.';

let world: BrowserWorld;
let phone: Page;
let desk: Page;
let code = '';
const addresses: string[] = [];

beforeAll(async () => {
  world = await startBrowserWorld({ at: TUESDAY_MORNING });
  desk = await world.enter('Sociale huismeester', { width: 1280, height: 900 });
  phone = await world.open();
  phone.on('request', (request) => addresses.push(request.url()));
});
afterAll(() => world?.close());

async function follows(): Promise<void> {
  await opensWithCode(phone, world.url, code);
}

describe('a message is heard and answered', () => {
  it('is raised on a phone in three screens, and the answer names a reader, a day and a time', async () => {
    await phone.goto(world.url);
    await fillsInConcern(phone, { text: WORDS, place: 'Lisdodde 14' });
    await button(phone, say('check.send')).click();
    await seesHeading(phone, say('sent.title'));

    const reader = say('reader.social-caretaker');
    const promise = say('sent.read-today', { reader, day: 'dinsdag 24 november', time: '17.00 uur' });
    const said = await wordsOf(phone.getByRole('main'));
    expect(said).toContain(promise);
    expect(said).toContain(say('sent.answer', { day: 'donderdag 26 november', time: '17.00 uur' }));

    const groups = await readsCode(phone);
    expect(groups.map((group) => group.length)).toEqual([5, 5, 4]);
    code = groups.join('-');
  });

  it('stands on the caretaker’s open list without reloading, with the reason why', async () => {
    const item = desk.getByRole('link', { name: new RegExp(WORDS.slice(0, 30)) });
    await item.waitFor();
    expect(await wordsOf(item)).toContain('Nieuw.');
    await item.click();
    await desk.getByText(signalWords.toldRead).waitFor();
  });

  it('gets a question that stands ready, and an answer with one tap', async () => {
    await button(desk, signalWords.actions.question).click();
    const sheet = desk.getByRole('dialog', { name: sheetWords.question.title });
    await sheet.getByText(lists.questions['how-often']).click();
    await button(sheet, sheetWords.question.save).click();
    await sees(desk, sheetWords.question.done);

    await follows();
    await seesHeading(phone, say('follow.has-question'));
    await sees(phone, say('sentence.read'));
    await sees(phone, say('question.how-often'));
    await phone.getByRole('radio', { name: say('answer.every-day') }).check();
    await button(phone, say('follow.send-answer')).click();
    await sees(phone, say('follow.sent'));

    await sees(desk, signalWords.timeline.answer);
    await sees(
      desk.getByRole('list').filter({ hasText: signalWords.timeline.answer }),
      say('answer.every-day'),
    );
  });

  it('is looked into with two taps, followed up and closed with a reason', async () => {
    await button(desk, new RegExp(`^${signalWords.actions.checkIn}`)).click();
    const checkIn = desk.getByRole('dialog', { name: sheetWords.checkIn.title });
    await checkIn.getByText(lists.outcomes.reached.choice, { exact: true }).click();
    await button(checkIn, /^Bewaar/).click();
    await checkIn.waitFor({ state: 'detached' });
    await sees(desk, new RegExp(lists.outcomes.reached.past));

    await button(desk, signalWords.actions.more).click();
    await button(desk.getByRole('dialog'), signalWords.actions.followUp).click();
    await button(desk.getByRole('dialog', { name: sheetWords.followUp.title }), /^Bewaar/).click();
    await sees(desk, signalWords.timeline.followUpPlanned);
    await button(desk, lists.steps['follow-up'].button).click();
    const done = desk.getByRole('dialog', { name: sheetWords.followUpDone.title });
    await done.getByText(lists.steps['check-in'].short, { exact: true }).click();
    await button(done, /^Bewaar/).click();
    await done.waitFor({ state: 'detached' });

    await button(desk, new RegExp(`^${signalWords.actions.close}`)).click();
    const closing = desk.getByRole('dialog');
    await closing.getByText(lists.closing.helped.choice).click();
    await sees(closing, say('sentence.helped'));
    await closing.getByRole('textbox', { name: sheetWords.close.note }).fill(NOTE);
    await button(closing, sheetWords.close.save).click();
    await sees(desk, sheetWords.close.done);
  });

  it('shows its neighbour the fixed sentence, and nothing that the team wrote', async () => {
    await button(phone, say('follow.refresh')).click();
    await seesHeading(phone, say('follow.is-closed'));
    await sees(phone, say('sentence.helped'));
    expect(await phone.content()).not.toContain(NOTE);
    await sees(desk, NOTE);
  });

  it('comes back on the list when she says that it is not solved', async () => {
    await desk.getByRole('navigation').getByRole('link', { name: work.nav.today }).click();
    await desk.getByRole('link', { name: new RegExp(WORDS.slice(0, 30)) }).waitFor({ state: 'detached' });
    await phone.getByRole('textbox', { name: say('follow.not-solved-what') }).fill('Het is weer zo.');
    await button(phone, say('follow.not-solved-send')).click();
    await sees(phone, say('follow.reopened'));
    // Grave words offer somebody to talk to while they are typed, and go away with them.
    const more = phone.getByRole('textbox', { name: say('follow.add') });
    await more.fill('ik wil niet meer leven');
    await sees(phone, say('warn.title'));
    expect(await phone.locator('main a[href="tel:113"]').count()).toBeGreaterThan(0);
    await more.fill('');
    await phone.getByText(say('warn.title')).waitFor({ state: 'detached' });
    const item = desk.getByRole('link', { name: new RegExp(WORDS.slice(0, 30)) });
    await item.waitFor();
    expect(await wordsOf(item)).toContain('De buur zegt: het is niet opgelost.');
    expect(await world.events('SignalReopened')).toHaveLength(1);
  });

  it('never had its code in an address', () => {
    expect(addresses.some((address) => address.endsWith('/api/follow'))).toBe(true);
    const bare = code.replaceAll('-', '');
    expect(addresses.filter((address) => address.includes(code) || address.includes(bare))).toEqual([]);
  });
});
