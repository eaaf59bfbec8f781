/** The public screens, as a neighbour walks through them. It raises real messages. */
import { randomBytes } from 'node:crypto';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import type { Page } from 'playwright-core';
import { type Camera, pass } from './camera.ts';

/** After this long a kept message asks before it goes. */
const LATE_MS = 40 * 60_000;

async function text(page: Page, name: string, words: string): Promise<void> {
  await page.locator(`[name="${name}"]`).fill(words);
}

/** The filled button of the screen: at most one, so that it can be found without its words. */
async function goOn({ page }: Camera): Promise<void> {
  await page.locator('.btn.filled').first().click();
}

async function concern(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await page.goto(`${base}/zorgen`);
  await pass(camera, '.rows');
  await shoot('02-gate');
  await page.locator('.rows button').nth(2).click();
  await pass(camera, '.call.giant');
  await shoot('03-gate-112');
  await page.locator('.btn.second-choice').click();
  await pass(camera, '.rows .chosen');
  await shoot('02-gate-chosen');
  await page.locator('.rows .chosen').click();
  await page.locator('.btn.plain').click();
  await pass(camera, '.rows');
  await goOn(camera);
  await pass(camera, 'textarea');
  await goOn(camera);
  await pass(camera, '.error-summary');
  await shoot('04-raise-what-error');
  await text(
    page,
    'text',
    'mevrouw van lisdodde 14 zie ik bijna niet meer. gordijne dicht sinds haar man dood is ong 3 mnd',
  );
  await page.locator('[name="spoken"][value="wants-help"]').check();
  await shoot('04-raise-what');
  await goOn(camera);
  await pass(camera, '#place');
  await goOn(camera);
  await pass(camera, '.error-summary');
  await shoot('05-raise-where-error');
  await text(page, 'place', 'Lisdodde 14');
  await page.locator('[name="seen"][value="today"]').check();
  await shoot('05-raise-where');
  await goOn(camera);
  await pass(camera, '.facts');
  await shoot('06-raise-check');
  await goOn(camera);
  await pass(camera, '.code-card');
  await shoot('07-sent');
  await goOn(camera);
  await pass(camera, '.conversation');
  await shoot('08-follow');
}

async function wish(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await page.goto(`${base}/wens`);
  await pass(camera, 'textarea');
  await text(page, 'text', 'ik kan goed koken . surinaams . ik wil dat doen voor de mense maar niet alleen');
  await page.locator('[name="start"][value="together"]').check();
  await shoot('04-raise-wish');
}

async function help(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await page.goto(`${base}/hulp`);
  await pass(camera, '.rows');
  await goOn(camera);
  await text(page, 'text', 'voor mij hoeft het niet meer');
  await goOn(camera);
  await pass(camera, '#place');
  await shoot('05-raise-where-help');
  await goOn(camera);
  await pass(camera, '.facts');
  await goOn(camera);
  await pass(camera, '.call .number');
  await shoot('06-raise-warn');
  await goOn(camera);
  await pass(camera, '.code-card');
  await shoot('07-sent-nobody');
}

async function offline(camera: Camera): Promise<void> {
  const { page, shoot } = camera;
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(`${camera.base}/zorgen`);
  await pass(camera, '.rows');
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await goOn(camera);
  await text(page, 'text', 'het ruikt heel vies bij kadelaan 7 2hoog. al lang. vliegen op het raam');
  await goOn(camera);
  await text(page, 'place', 'Kadelaan 7');
  await goOn(camera);
  await pass(camera, '.facts');
  await goOn(camera);
  await pass(camera, '.door.heed');
  await shoot('24-state-offline');
  const code = (await page.locator('.code-card .code').first().textContent()) ?? '';
  await page.locator('.foot a[href="/hulplijnen"]').click();
  await pass(camera, '.call .number');
  await shoot('09-help-offline');
  await keptMessages(camera, code);
}

/** What waits on this phone: asked about when it is late, said when it was refused, opened with its code. */
async function keptMessages(camera: Camera, code: string): Promise<void> {
  const { page, base, now, shoot } = camera;
  await page.goto(`${base}/`);
  await pass(camera, 'main .panel');
  await shoot('30-kept');
  await page.goto(`${base}/volg`);
  await page.locator('[name="follow-code"], #follow-code, input.code-input, main input').first().fill(code);
  await page.locator('main .btn.filled').first().click();
  await pass(camera, '.own-words');
  await shoot('31-follow-kept-here');
  await page.clock.setSystemTime(new Date(now.getTime() + LATE_MS));
  await page.context().setOffline(false);
  await page.goto(`${base}/`);
  await pass(camera, 'main .panel');
  await shoot('32-kept-late');
  await page.evaluate(markRefused);
  await page.goto(`${base}/`);
  await pass(camera, 'main .panel');
  await shoot('33-kept-refused');
  await page.locator('main .panel .btn.plain').first().click();
  await page.clock.setSystemTime(now);
}

/** As after a refusal of the server. Runs in the page. */
function markRefused(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('bijspringen-outbox');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const store = opening.result.transaction('kept', 'readwrite').objectStore('kept');
      const reading = store.getAll();
      reading.onsuccess = () => {
        for (const kept of reading.result) store.put({ ...kept, state: 'refused' });
      };
      store.transaction.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}

async function simple(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  const pages = [
    ['/', '01-start'],
    ['/tips', '27-tips'],
    ['/taal', '28-language'],
    ['/volg', '08-follow-code'],
    ['/bestaat-niet', '29-not-found'],
  ];
  for (const [path, name] of pages) {
    await page.goto(`${base}${path}`);
    await pass(camera, 'main h1, .night h1');
    await page.waitForLoadState('networkidle');
    await shoot(name ?? '');
  }
}

/** A fresh draft, whatever was begun before. */
async function begin({ page, base }: Camera, path: string): Promise<void> {
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(base + path);
}

/** Every list of words that offers somebody to talk to. */
const warnings: readonly [name: string, words: string][] = [
  ['06-raise-warn-child', 'mijn moeder is boos en ik ben bang'],
  ['06-raise-warn-home', 'geschreeuw en gebonk boven, nu stil'],
  ['06-raise-warn-112', 'ik ruik gas op de trap'],
];

async function warns(camera: Camera): Promise<void> {
  const { page, shoot } = camera;
  for (const [name, words] of warnings) {
    await begin(camera, '/wens');
    await text(page, 'text', words);
    await goOn(camera);
    await pass(camera, '#place');
    await goOn(camera);
    await pass(camera, '.facts');
    await goOn(camera);
    await pass(camera, 'main .call.danger');
    await shoot(name);
  }
}

/** A server that is away, and a message that is too long. */
async function bad(camera: Camera): Promise<void> {
  const { page, base, shoot } = camera;
  await begin(camera, '/wens');
  await text(page, 'text', 'schaken '.repeat(300));
  await goOn(camera);
  await pass(camera, '.error-summary');
  await shoot('04-raise-too-long');
  await page.route('**/api/follow', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'storage-full', status: 503 }),
    }),
  );
  await page.goto(`${base}/volg#${makeFollowCode(randomBytes(13))}`);
  await page.waitForLoadState('networkidle');
  await shoot('08-follow-503');
  await page.unroute('**/api/follow');
}

export const publicScenes = { simple, concern, wish, help, warns, bad, offline };
