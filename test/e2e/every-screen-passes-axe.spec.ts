/** Every public screen and error, also without a script: axe finds nothing, nothing is wider than 320 px, and 112 stands where it always stands. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ar } from '../../pwa/src/i18n/ar.ts';
import { en } from '../../pwa/src/i18n/en.ts';
import { nl, type Words } from '../../pwa/src/i18n/nl.ts';
import { tr } from '../../pwa/src/i18n/tr.ts';
import {
  type BrowserWorld,
  isKeptForOffline,
  raiseOverHttp,
  startBrowserWorld,
  TUESDAY_MORNING,
} from '../support/browser-world.ts';
import { lookingAt, NARROW, problemsOn, WALK_TIMEOUT_MS } from '../support/screen-check.ts';
import { someConcern } from '../support/some-concern.ts';

let world: BrowserWorld;

beforeAll(async () => {
  world = await startBrowserWorld({ at: TUESDAY_MORNING });
});
afterAll(() => world?.close());

async function walkSimplePages(
  page: Page,
  words: Words,
  look: (name: string) => Promise<void>,
): Promise<void> {
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const pages = [
    ['/', words['start.title']],
    ['/hulplijnen', words['routes.title']],
    ['/tips', words['tips.title']],
    ['/taal', words['language.title']],
    ['/bestaat-niet', words['app.no-page']],
  ] as const;
  for (const [path, title] of pages) {
    await page.goto(world.url + path);
    await heading(title);
    await look(path);
  }
}

async function walkRaise(page: Page, words: Words, look: (name: string) => Promise<void>): Promise<void> {
  const tap = (name: string) => page.getByRole('button', { name }).first().click();
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goto(`${world.url}/zorgen`);
  await heading(words['gate.title']);
  // Nobody checked the other languages, so the Dutch stands beside them where it counts most.
  await page.locator('[lang="nl"]', { hasText: nl['gate.title'] }).first().waitFor();
  await look('gate');
  await tap(words['gate.violence']);
  await heading(words['emergency.title']);
  await page.locator('[lang="nl"]', { hasText: nl['emergency.title'] }).first().waitFor();
  await look('call 112');
  await tap(words['emergency.more']);
  await page.getByText(words['gate.chosen']).waitFor();
  await look('gate with a danger');
  await tap(words['gate.violence']);
  await tap(words['emergency.back']);
  await tap(words['gate.no']);
  await tap(words['app.next']);
  await page.getByRole('alert').waitFor();
  await look('what, missing');
  await page
    .getByRole('textbox', { name: words['what.concern'] })
    .fill('Ik wil niet meer leven zegt hij. Zelfmoord.');
  await page.getByRole('radio', { name: words['spoken.wants-help'] }).check();
  await page.getByText(words['tips.not-now']).waitFor();
  await look('what, with grave words');
  await page.getByRole('textbox', { name: words['what.concern'] }).fill(someConcern.text);
  await page.getByText(words['tips.come-say']).waitFor();
  await look('what, with tips');
  await tap(words['app.next']);
  await heading(words['where.title']);
  await tap(words['app.next']);
  await page.getByRole('alert').waitFor();
  await look('where, missing');
  await page.getByRole('combobox', { name: words['where.title'] }).fill('Kadelaan 7');
  await tap(words['app.next']);
  await heading(words['check.title']);
  await page.getByText(words['privacy.more']).click();
  await look('check');
  await tap(words['check.send']);
  await heading(words['sent.title']);
  await page.getByText(words['sent.code'], { exact: true }).waitFor();
  await look('sent');
}

async function walkWarnAndUnsent(
  page: Page,
  words: Words,
  look: (name: string) => Promise<void>,
): Promise<void> {
  const tap = (name: string) => page.getByRole('button', { name }).first().click();
  await page.goto(`${world.url}/wens`);
  await page.getByRole('textbox', { name: words['what.wish'] }).fill('Ik wil niet meer leven. Zelfmoord.');
  await look('a wish');
  await tap(words['app.next']);
  await page.getByRole('heading', { level: 1, name: words['where.title-own'] }).waitFor();
  await tap(words['app.next']);
  await tap(words['check.send']);
  await page.getByRole('heading', { level: 1, name: words['warn.title'] }).waitFor();
  await look('somebody to talk to');
  await isKeptForOffline(page);
  await world.cutLine(page.context());
  await tap(words['warn.send']);
  await page.getByRole('heading', { level: 1, name: words['unsent.title'] }).waitFor();
  await page.getByText(words['sent.code'], { exact: true }).waitFor();
  await look('not sent');
  await page.goto(`${world.url}/hulplijnen`);
  await page.getByText(words['routes.offline'], { exact: true }).waitFor();
  await look('whom to call, offline');
  await page.goto(world.url);
  await page.getByText(words['unsent.title']).waitFor();
  await look('start, with a message that waits');
  await tap(words['unsent.throw-away']);
  await world.restoreLine(page.context());
}

async function walkFollow(page: Page, words: Words, look: (name: string) => Promise<void>): Promise<void> {
  const tap = (name: string) => page.getByRole('button', { name }).first().click();
  const code = await raiseOverHttp(world.url, someConcern);
  await page.goto(`${world.url}/volg`);
  await page.getByRole('textbox', { name: words['follow.code'] }).waitFor();
  await look('ask for the code');
  await page.getByRole('textbox', { name: words['follow.code'] }).fill('0');
  await tap(words['follow.open']);
  await page.getByRole('alert').waitFor();
  await look('a code with a mistake');
  await page.getByRole('textbox', { name: words['follow.code'] }).fill(code);
  await tap(words['follow.open']);
  await page.getByRole('heading', { level: 1, name: words['follow.is-waiting'] }).waitFor();
  await look('a message that waits to be read');
  const work = await caretakerOfNewest();
  await work('questions', { ready: 'how-often' });
  await tap(words['follow.refresh']);
  await page.getByRole('heading', { level: 1, name: words['follow.has-question'] }).waitFor();
  await look('a question');
  await work('closing', { reason: 'advice' });
  await tap(words['follow.refresh']);
  await page.getByRole('heading', { level: 1, name: words['follow.is-closed'] }).waitFor();
  await look('a message that is closed');
  await tap(words['follow.take-back']);
  await page.getByRole('heading', { level: 1, name: words['follow.take-back-title'] }).waitFor();
  await look('take it back?');
  await tap(words['follow.take-back-yes']);
  await page.getByRole('heading', { level: 1, name: words['follow.taken-back'] }).waitFor();
  await look('taken back');
}

/** What a caretaker does with the newest message, over HTTP: the screens here are the neighbour's. */
async function caretakerOfNewest(): Promise<(path: string, body: object) => Promise<void>> {
  const raised = (await world.events('SignalRaised')).at(-1);
  const signalId = raised?.stream.slice('signal-'.length);
  const login = await fetch(`${world.url}/api/demo/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.url },
    body: JSON.stringify({ persona: 'caretaker' }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (path, body) => {
    const response = await fetch(`${world.url}/api/signals/${signalId}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: world.url, cookie },
      body: JSON.stringify({ commandId: randomUUID(), ...body }),
    });
    expect(response.status, path).toBe(200);
  };
}

describe('the look itself', () => {
  it('finds what is wrong with a screen', async () => {
    const page = await world.open(NARROW);
    await page.setContent(
      '<main><button style="width:400px"></button><p style="color:#bbb;background:#fff">bleek</p></main>',
    );
    const problems = (await problemsOn(page)).join('\n');
    expect(problems).toContain('button-name');
    expect(problems).toContain('color-contrast');
    expect(problems).toContain('wider than the screen');
    expect(problems).toContain('hard to hit');
    await page.context().close();
  });
});

describe('public screens at 320 px, in light and dark', () => {
  it.each([
    ['nl', nl],
    ['ar', ar],
    ['en', en],
    ['tr', tr],
  ] as const)(
    'in %s',
    async (language, words) => {
      const page = await world.open(NARROW);
      await page.addInitScript(`localStorage.setItem('bijspringen.language', '${language}')`);
      const looking = lookingAt(page);
      const look = (name: string) => looking.lookPublic(name);
      await walkSimplePages(page, words, look);
      await walkRaise(page, words, look);
      await walkWarnAndUnsent(page, words, look);
      await walkFollow(page, words, look);
      await page.context().close();
      expect(looking.problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );

  it(
    'without a script',
    async () => {
      const page = await world.open(NARROW);
      const looking = lookingAt(page);
      const tap = (name: string) => page.getByRole('button', { name }).first().click();
      await page.goto(`${world.url}/zonder-script`);
      await looking.lookPublic('start');
      await page.getByRole('link', { name: nl['start.concern'] }).click();
      await looking.lookPublic('gate');
      await tap(nl['gate.violence']);
      await page.getByRole('heading', { level: 1, name: nl['emergency.title'] }).waitFor();
      await looking.lookPublic('call 112');
      await tap(nl['emergency.called']);
      await tap(nl['app.next']);
      await looking.lookPublic('what, missing');
      await page.getByRole('textbox', { name: nl['what.concern'] }).fill(someConcern.text);
      await tap(nl['app.next']);
      await looking.lookPublic('where');
      await page.getByRole('combobox', { name: nl['where.title'] }).fill('Kadelaan 7');
      await tap(nl['app.next']);
      await looking.lookPublic('check');
      await tap(nl['check.send']);
      await page.getByRole('heading', { level: 1, name: nl['sent.title'] }).waitFor();
      await looking.lookPublic('sent');
      await tap(nl['sent.follow']);
      await page.getByRole('heading', { level: 1, name: nl['follow.is-waiting'] }).waitFor();
      await looking.lookPublic('follow');
      await page.goto(`${world.url}/zonder-script?taal=ar`);
      await looking.look('start in Arabic');
      await page.context().close();
      expect(looking.problems).toEqual([]);
    },
    WALK_TIMEOUT_MS,
  );
});
