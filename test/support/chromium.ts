/** A real Chromium for tests: the one in CHROMIUM, or Debian's. */
import { spawnSync } from 'node:child_process';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome'];
/** How long a step in the browser may take on a busy machine before it counts as hanging. */
const STEP_TIMEOUT_MS = 60_000;

function browserPath(): string {
  for (const command of [process.env.CHROMIUM ?? '', ...COMMANDS]) {
    if (command === '') continue;
    const found = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).stdout.trim();
    if (found !== '') return found;
  }
  throw new Error('No Chromium found. On Debian: apt-get install chromium. Or set CHROMIUM to a browser.');
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

export type Viewing = {
  width?: number;
  height?: number;
  isDark?: boolean;
  hasScript?: boolean;
  isTouch?: boolean;
  timeZone?: string;
};

/** A fresh profile: a phone of 390 by 780 unless said otherwise, in Dutch. */
export async function openContext(browser: Browser, viewing: Viewing = {}): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: viewing.width ?? 390, height: viewing.height ?? 780 },
    colorScheme: viewing.isDark ? 'dark' : 'light',
    javaScriptEnabled: viewing.hasScript ?? true,
    hasTouch: viewing.isTouch ?? (viewing.width ?? 390) < 800,
    locale: 'nl-NL',
    timezoneId: viewing.timeZone ?? 'Europe/Amsterdam',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  return context;
}

/** Fails the test when the page logs an error of its own; a missing connection is not one. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/net::ERR|Failed to load resource/.test(message.text()))
      errors.push(message.text());
  });
  return errors;
}
