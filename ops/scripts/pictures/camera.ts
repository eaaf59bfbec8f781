/** A browser at one size, in one theme and one language; and what of a screen does not fit or is hard to hit. */
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

const WAIT_MS = 8_000;
/** Text is looked at in its usual size; a link in a sentence may be lower than a button. */
const TOUCH_MIN_PX = 44;
const DESK_MIN_PX = 1_000;

export type Look = {
  width: number;
  scheme: 'light' | 'dark';
  language: 'nl' | 'en' | 'tr' | 'ar';
  zoom?: number;
  forced?: boolean;
};

export type Camera = {
  page: Page;
  base: string;
  /** The instant that the host takes it to be. */
  now: Date;
  isDesk: boolean;
  shoot: (name: string) => Promise<void>;
  /** Only what is on the screen without scrolling. */
  shootFold: (name: string) => Promise<void>;
};

export type Place = { base: string; now: Date; folder: string };

export function nameOf({ width, scheme, language, zoom, forced }: Look): string {
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
      'a, button, input:not([type=radio], .only-heard), textarea, summary',
    )) {
      const { width, height } = element.getBoundingClientRect();
      const isSmallOnPurpose = element.closest('.skip, .switch, .task, .cell, .choice, .only-heard') !== null;
      if (width === 0 || isSmallOnPurpose || (height >= touchMin && width >= touchMin)) continue;
      found.push(
        `${Math.round(width)}×${Math.round(height)}: ${(element.textContent ?? '').trim().slice(0, 40)}`,
      );
    }
    return found;
  }, TOUCH_MIN_PX);
}

/** A desk scrolls each column by itself; the longest of them counts. Runs partly in the page. */
function wholeHeightPx(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(
      window.innerHeight,
      document.documentElement.scrollHeight,
      ...[...document.querySelectorAll('.desk-main > *')].map((column) => column.scrollHeight),
    ),
  );
}

async function openContext(browser: Browser, look: Look, hasScript: boolean): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width > DESK_MIN_PX ? 900 : 780 },
    colorScheme: look.scheme,
    locale: look.language,
    timezoneId: 'Europe/Amsterdam',
    forcedColors: look.forced ? 'active' : 'none',
    reducedMotion: 'reduce',
    javaScriptEnabled: hasScript,
    deviceScaleFactor: 1,
  });
  context.setDefaultTimeout(WAIT_MS);
  if (look.zoom)
    await context.addInitScript(
      `addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '${look.zoom * 100}%'; })`,
    );
  return context;
}

export type Opened = { camera: Camera; found: () => number; close: () => Promise<void> };

/** A fresh profile with its camera; `found` counts the things to look at. */
export async function openCamera(
  browser: Browser,
  look: Look,
  at: Place & { hasScript?: boolean },
): Promise<Opened> {
  const hasScript = at.hasScript ?? true;
  const context = await openContext(browser, look, hasScript);
  if (hasScript) await context.clock.setSystemTime(at.now);
  const page = await context.newPage();
  let found = 0;
  page.on('pageerror', (error) => console.log(`${nameOf(look)}: ${error.message}`));
  async function take(name: string, fullPage: boolean): Promise<void> {
    const usual = page.viewportSize();
    // A bar that sticks to the bottom would stand in the middle of a long picture.
    if (fullPage && usual) await page.setViewportSize({ ...usual, height: await wholeHeightPx(page) });
    await page.screenshot({ path: join(at.folder, `${name}.${nameOf(look)}.png`) });
    if (fullPage && usual) await page.setViewportSize(usual);
    for (const trouble of hasScript ? await troubles(page) : []) {
      found += 1;
      console.log(`${name} ${nameOf(look)}: ${trouble}`);
    }
  }
  const camera: Camera = {
    page,
    base: at.base,
    now: at.now,
    isDesk: look.width > DESK_MIN_PX,
    shoot: (name) => take(name, true),
    shootFold: (name) => take(name, false),
  };
  return { camera, found: () => found, close: () => context.close() };
}

/** Waits until the screen shows it. */
export async function pass({ page }: Camera, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
}
