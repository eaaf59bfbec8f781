/** After one visit the numbers to call and the tips are there without any connection. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waterkantHelpRoutes } from '../../services/people/demo/help-routes.ts';
import { say, sees, seesHeading } from '../support/browser-steps.ts';
import { type BrowserWorld, isKeptForOffline, startBrowserWorld } from '../support/browser-world.ts';

let world: BrowserWorld;
let page: Page;

beforeAll(async () => {
  world = await startBrowserWorld();
  page = await world.open();
  await page.goto(world.url);
  await isKeptForOffline(page);
  // The server is away too: what is shown now comes from the phone.
  await world.cutLine(page.context());
  await world.stopHost();
});
afterAll(() => world?.close());

const dialled = (number: string) => `tel:${number.replace(/[^\d+]/g, '')}`;

describe('help without a connection', () => {
  it('shows whom to call, each with a link that dials the right number', async () => {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: say('start.help-routes') })
      .click();
    await seesHeading(page, say('routes.title'));
    await sees(page, say('routes.offline'));
    await sees(page, say('routes.offline-hint'));
    const main = page.getByRole('main');
    const links = await main
      .locator('a[href^="tel:"]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
    const numbers = waterkantHelpRoutes.flatMap(({ number }) => (number === null ? [] : [dialled(number)]));
    expect(new Set(links)).toEqual(new Set(numbers));
    expect(links[0]).toBe('tel:112');
  });

  it('opens by its address as well, in a tab that was never open before', async () => {
    const fresh = await page.context().newPage();
    await fresh.goto(`${world.url}/hulplijnen`);
    await seesHeading(fresh, say('routes.title'));
    expect(await fresh.getByRole('main').locator('a[href="tel:08001205"]').count()).toBe(1);
    await fresh.close();
  });

  it('shows the sentences to begin a conversation with', async () => {
    await page.goto(`${world.url}/tips`);
    await seesHeading(page, say('tips.title'));
    for (const step of ['come', 'listen', 'share', 'near', 'help'] as const)
      await sees(page, say(`tips.${step}-say`));
  });

  it('offers them at the question too, and never to who is afraid', async () => {
    await page.goto(`${world.url}/zorgen`);
    await page.getByRole('button', { name: say('gate.no') }).click();
    await page.getByRole('radio', { name: say('spoken.wants-help') }).check();
    await sees(page, say('tips.come-say'));
    await page.getByRole('radio', { name: say('spoken.did-not-dare') }).check();
    await page.getByText(say('tips.come-say')).waitFor({ state: 'detached' });
  });

  it('keeps 112 in its place on each of these screens', async () => {
    for (const path of ['/', '/hulplijnen', '/tips', '/volg', '/zorgen']) {
      await page.goto(world.url + path);
      const link = page.getByRole('banner').getByRole('link', { name: say('call.112-label') });
      await link.waitFor();
      expect(await link.getAttribute('href')).toBe('tel:112');
    }
  });
});
