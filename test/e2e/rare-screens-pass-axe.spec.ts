/** Screens that few people ever meet, and then need most: outside hours, kept, late, stopped, an invitation that does not work. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '../../pwa/src/i18n/work.nl.ts';
import {
  button,
  fillsInConcern,
  opensWithCode,
  readsCode,
  say,
  sees,
  seesHeading,
} from '../support/browser-steps.ts';
import { type BrowserWorld, isKeptForOffline, startBrowserWorld } from '../support/browser-world.ts';
import { lookingAt, NARROW, WALK_TIMEOUT_MS } from '../support/screen-check.ts';

const MINUTE_MS = 60_000;
/** In the evening: nobody reads, and Waterkant's caretaker is back tomorrow. */
const SATURDAY_EVENING = '2026-11-28T20:15:00.000Z';
const DESK = { width: 1280, height: 900 };
const concern = { text: 'Hij zegt dat hij niet meer wil leven.', place: 'Rietkraag, bij de lift' };
const ordinary = { text: 'De post ligt al een week voor de deur.', place: 'Lisdodde 14' };

describe('outside working hours', () => {
  let world: BrowserWorld;
  beforeAll(async () => {
    world = await startBrowserWorld({ at: SATURDAY_EVENING });
  });
  afterAll(() => world?.close());

  it(
    'the screen that says that nobody reads this now passes',
    async () => {
      const page = await world.open(NARROW);
      const { lookPublic, problems } = look(page);
      await page.goto(world.url);
      await fillsInConcern(page, concern);
      await button(page, say('check.send')).click();
      await seesHeading(page, say('warn.title'));
      await lookPublic('somebody to talk to, for a worry');
      await button(page, say('warn.send')).click();
      await sees(page, say('sent.nobody'));
      await lookPublic('sent, and nobody reads it now');
      await page.context().close();
      expect(problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );

  it(
    'an invitation that is not known says so in the heading, and passes',
    async () => {
      const page = await world.open(NARROW);
      const { look: lookAt, problems } = lookingAt(page);
      await page.goto(`${world.url}/welkom`);
      await seesHeading(page, work.welcome.missingTitle);
      await lookAt('no invitation');
      await page.goto('about:blank');
      await page.goto(`${world.url}/welkom#${'a'.repeat(43)}`);
      await button(page, work.welcome.accept).click();
      await seesHeading(page, work.welcome.unknownTitle);
      await lookAt('an unknown invitation');
      await page.context().close();
      expect(problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );

  it(
    'Today that is no longer live passes',
    async () => {
      const page = await world.enter('Sociale huismeester', DESK);
      const { look: lookAt, problems } = lookingAt(page);
      await sees(page, /^Live, /);
      await world.stopHost();
      await sees(page, /^Niet meer live\./);
      await lookAt('Today, stopped');
      await world.startHost();
      await page.context().close();
      expect(problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );
});

describe('a message that is still on the phone', () => {
  let world: BrowserWorld;
  beforeAll(async () => {
    // A service worker always has the real time, so this world has it too.
    world = await startBrowserWorld();
  });
  afterAll(() => world?.close());

  it(
    'passes where its code opens it, where it asks because it is late, and where it was sent late',
    async () => {
      const page = await world.open(NARROW);
      const context = page.context();
      const { lookPublic, problems } = look(page);
      await page.goto(world.url);
      await isKeptForOffline(page);
      await context.clock.setSystemTime(Date.now() - 31 * MINUTE_MS);
      await world.cutLine(context);
      await fillsInConcern(page, ordinary);
      await button(page, say('check.send')).click();
      await seesHeading(page, say('unsent.title'));
      const code = (await readsCode(page)).join('-');
      await opensWithCode(page, world.url, code);
      await sees(page, ordinary.text);
      await lookPublic('kept, opened with its code');

      await context.clock.setSystemTime(Date.now());
      await world.restoreLine(context);
      await page.goto('about:blank');
      await page.goto(world.url);
      await sees(page, say('unsent.late-title'));
      await lookPublic('late, and asks');
      await button(page, say('unsent.late-send')).click();
      await sees(page, say('start.kept-sent'));
      await lookPublic('sent after all');
      // The code was typed in this tab before, so it opens its message at once.
      await page.goto(`${world.url}/volg`);
      await sees(page, say('follow.late'));
      await lookPublic('followed, and late');
      await context.close();
      expect(problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );
});

/** The look with its list of problems, bound so that both can be taken apart. */
function look(page: Page) {
  const looking = lookingAt(page);
  return { problems: looking.problems, lookPublic: (name: string) => looking.lookPublic(name) };
}
