/**
 * Takes pictures of the public screens in a real browser, and says what is wider than the screen or hard to hit.
 * `node ops/scripts/pictures.ts <address of a running demo> <folder>`; it raises real messages there.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const WAIT_MS = 10_000;
/** Text is looked at in its usual size; a link in a sentence may be lower than a button. */
const TOUCH_MIN_PX = 44;

type Look = {
  width: number;
  scheme: 'light' | 'dark';
  language: 'nl' | 'en' | 'tr' | 'ar';
  zoom?: number;
  forced?: boolean;
};
type Camera = { page: Page; base: string; shoot: (name: string) => Promise<void> };

const looks: readonly Look[] = [
  { width: 320, scheme: 'light', language: 'nl' },
  { width: 390, scheme: 'light', language: 'nl' },
  { width: 390, scheme: 'dark', language: 'nl' },
  { width: 1280, scheme: 'light', language: 'nl' },
  { width: 390, scheme: 'light', language: 'ar' },
  { width: 320, scheme: 'light', language: 'tr' },
  { width: 390, scheme: 'light', language: 'nl', forced: true },
  { width: 390, scheme: 'light', language: 'nl', zoom: 2 },
];

function nameOf({ width, scheme, language, zoom, forced }: Look): string {
  return [
    width,
    scheme,
    language,
    ...(zoom ? [`text-${zoom * 100}`] : []),
    ...(forced ? ['forced'] : []),
  ].join('-');
}

/** What does not fit, in one line each. Runs in the page. */
async function troubles(page: Page): Promise<string[]> {
  return page.evaluate((touchMin) => {
    const found: string[] = [];
    const tooWide = document.documentElement.scrollWidth - window.innerWidth;
    if (tooWide > 0) found.push(`${tooWide} px wider than the screen`);
    for (const element of document.querySelectorAll(
      'a, button, input:not([type=radio]), textarea, summary',
    )) {
      const { width, height } = element.getBoundingClientRect();
      const isSkip = element.classList.contains('skip');
      if (width === 0 || isSkip || (height >= touchMin && width >= touchMin)) continue;
      found.push(
        `${Math.round(width)}×${Math.round(height)}: ${(element.textContent ?? '').trim().slice(0, 40)}`,
      );
    }
    return found;
  }, TOUCH_MIN_PX);
}

async function text(page: Page, name: string, words: string): Promise<void> {
  await page.locator(`[name="${name}"]`).fill(words);
}

/** The filled button of the screen: at most one, so that it can be found without its words. */
async function goOn({ page }: Camera): Promise<void> {
  await page.locator('.btn.filled').first().click();
}

async function pass(camera: Camera, step: string): Promise<void> {
  await camera.page.locator(step).first().waitFor({ timeout: WAIT_MS });
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
  await page.locator('.foot a[href="/hulplijnen"]').click();
  await pass(camera, '.call .number');
  await shoot('09-help-offline');
  await page.context().setOffline(false);
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

async function openPage(browser: Browser, look: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width > 1000 ? 900 : 780 },
    colorScheme: look.scheme,
    locale: look.language,
    forcedColors: look.forced ? 'active' : 'none',
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  if (look.zoom)
    await page.addInitScript(
      `addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '${look.zoom * 100}%'; })`,
    );
  return page;
}

async function takeAll(browser: Browser, look: Look, at: { base: string; folder: string }): Promise<number> {
  const page = await openPage(browser, look);
  let found = 0;
  const shoot = async (name: string) => {
    await page.screenshot({ path: join(at.folder, `${name}.${nameOf(look)}.png`), fullPage: true });
    for (const trouble of await troubles(page)) {
      found += 1;
      console.log(`${name} ${nameOf(look)}: ${trouble}`);
    }
  };
  page.on('pageerror', (error) => console.log(`${nameOf(look)}: ${error.message}`));
  const camera: Camera = { page, base: at.base, shoot };
  for (const scene of [simple, concern, wish, help, offline]) await scene(camera);
  await page.context().close();
  return found;
}

const [base, folder] = process.argv.slice(2);
if (!base || !folder) {
  console.error(
    'Give the address of a running demo and a folder: node ops/scripts/pictures.ts http://127.0.0.1:8080 pictures',
  );
  process.exit(1);
}
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
let found = 0;
for (const look of looks) found += await takeAll(browser, look, { base, folder });
await browser.close();
console.log(found === 0 ? 'Everything fits.' : `${found} things to look at.`);
