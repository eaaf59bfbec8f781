/** A coordinator looks back on a night: by finger, by keyboard, with a second reader; axe finds nothing, and all of it fits. */
import { readSettings } from '@bijspringen/host/index.ts';
import { LESSON, WORDS } from '@bijspringen/learning/evening.fixture.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayWords as words } from '../../pwa/src/i18n/work-replay.nl.ts';
import { tellNight } from '../support/a-night.ts';
import { type BrowserWorld, startBrowserWorld, TUESDAY_MORNING } from '../support/browser-world.ts';
import { lookingAt, NARROW, WALK_TIMEOUT_MS } from '../support/screen-check.ts';

const DESK = { width: 1280, height: 900 };
/** More than this night has. */
const STEPS_MAX = 60;

let world: BrowserWorld;

beforeAll(async () => {
  world = await startBrowserWorld({ at: TUESDAY_MORNING });
});
afterAll(() => world?.close());

async function openNight(page: Page): Promise<void> {
  await page.goto(`${world.url}/werk/terugkijken`);
  await page.locator('a.replay-item').click();
  await page.locator('.replay-now').waitFor();
}

const stepOf = async (page: Page) => Number(await page.locator('.replay-now').getAttribute('data-step'));
const isAt = (page: Page, step: number) => page.locator(`.replay-now[data-step="${step}"]`).waitFor();

/** Forward, step by step, until this happens. */
async function forwardTo(page: Page, says: RegExp): Promise<void> {
  const there = page.locator('.replay-says', { hasText: says });
  for (let tries = 0; tries < STEPS_MAX && (await there.count()) === 0; tries++) {
    const step = await stepOf(page);
    await page.getByRole('button', { name: words.next }).click();
    await isAt(page, step + 1);
  }
  await there.waitFor();
}

describe('looking back in a district where all is new', { timeout: WALK_TIMEOUT_MS }, () => {
  it('says so where nothing was closed yet', async () => {
    const page = await world.enter('Coördinator', NARROW);
    const { look, problems } = lookingAt(page);
    await page.goto(`${world.url}/werk/terugkijken`);
    await page.getByText(words.emptyTitle).waitFor();
    await look('nothing to look back on');
    await page.context().close();
    expect(problems).toEqual([]);
  });
});

describe('looking back on a night', { timeout: WALK_TIMEOUT_MS }, () => {
  beforeAll(async () => {
    await world.stopHost();
    await tellNight({ ...readSettings({ PORT: '0' }), dataFolder: world.folder });
    await world.startHost();
  });

  it.each([
    ['a phone', NARROW],
    ['a desk', DESK],
  ])('passes on %s, and shows nothing of what was still to come', async (_name, size) => {
    const page = await world.enter('Coördinator', size);
    const { look, problems } = lookingAt(page);
    await page.goto(`${world.url}/werk/terugkijken`);
    await page.locator('a.replay-item').waitFor();
    await look('the list');
    await openNight(page);
    await look('the first moment');
    expect(await page.locator('main').textContent()).not.toMatch(/Bewoner|Dienstdoende 1/);
    await forwardTo(page, /krijgen een oproep/);
    await look('a wave was asked');
    expect(await page.locator('main').textContent()).not.toContain('ontmoeten');
    await forwardTo(page, /ontmoeten/);
    await look('a pair stands');
    await forwardTo(page, /kunnen leren/);
    await look('a debrief');
    await page.getByRole('button', { name: words.write }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.save }).click();
    await page.getByText(words.writeMissing).waitFor();
    await look('a note without words');
    expect(await page.content()).not.toContain(LESSON);
    await page.context().close();
    expect(problems).toEqual([]);
  });

  it('goes by the arrow keys, and by the slider with the keyboard', async () => {
    const page = await world.enter('Coördinator', DESK);
    await openNight(page);
    await page.keyboard.press('ArrowRight');
    await isAt(page, 2);
    await page.keyboard.press('ArrowLeft');
    await isAt(page, 1);
    await page.getByRole('slider').focus();
    await page.keyboard.press('ArrowRight');
    await isAt(page, 2);
    const last = Number(await page.getByRole('slider').getAttribute('max'));
    await page.keyboard.press('End');
    await isAt(page, last);
    await page.keyboard.press('Home');
    await isAt(page, 1);
    await page.context().close();
  });

  it('shows a text when another coordinator let it be shown, and a note to both', async () => {
    const mine = await world.enter('Coördinator', NARROW);
    await openNight(mine);
    await mine.getByRole('button', { name: words.ask }).click();
    await mine.getByText(words.textStates.asked).waitFor();
    expect(await mine.content()).not.toContain(WORDS);
    await mine.getByRole('button', { name: words.write }).click();
    await mine.getByRole('dialog').getByRole('textbox').fill('De buur belde meteen.');
    await mine.getByRole('dialog').getByRole('button', { name: words.save }).click();
    await mine.locator('.replay-notes .note').waitFor();

    const other = await world.enter('Tweede coördinator', NARROW);
    const { look, problems } = lookingAt(other);
    await other.goto(`${world.url}/werk/terugkijken`);
    await other.getByText(words.toReview(1)).waitFor();
    await openNight(other);
    await other.getByText(words.judge).waitFor();
    await other.getByText('De buur belde meteen.').waitFor();
    expect(await other.getByRole('button', { name: words.remove }).count()).toBe(0);
    await look('a text to judge');
    await other.getByRole('button', { name: words.release }).click();
    await other.getByText(words.released).waitFor();
    expect(problems).toEqual([]);

    await mine.reload();
    await mine.locator('blockquote', { hasText: WORDS }).waitFor();
    await mine.getByRole('button', { name: words.remove }).click();
    await mine.getByText(words.removed).waitFor();
    expect(await mine.locator('.replay-notes .note').count()).toBe(0);
    await mine.context().close();
    await other.context().close();
  });
});
