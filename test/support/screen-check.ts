/** Looks at a screen as axe does, and measures what does not fit or is hard to hit. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The narrowest screen that we serve. */
export const NARROW = { width: 320, height: 640 };
/** A walk past all screens of one kind of person, on a machine that is busy. */
export const WALK_TIMEOUT_MS = 480_000;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A button is for a thumb that shakes; for the rest axe holds the 24 px of WCAG 2.5.8. */
const BUTTON_MIN_PX = 48;

/** As much of a page's globals as is used here; this project's other types know no browser. */
type Box = { x: number; y: number; width: number; height: number };
type Found = {
  textContent: string | null;
  getBoundingClientRect(): Box;
  closest(selector: string): Found | null;
};
type AxeRun = {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
};
type Inside = {
  axe?: { run(options: object): Promise<AxeRun> };
  document: {
    documentElement: { scrollWidth: number };
    querySelectorAll(selector: string): Iterable<Found>;
  };
  innerWidth: number;
};

/** Runs in the page, so it may name nothing outside itself. */
async function runAxe(options: object): Promise<string[]> {
  const { axe: inside } = globalThis as unknown as Inside;
  if (!inside) return ['axe is not there'];
  const { violations } = await inside.run(options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}

/** Runs in the page. */
function measure(buttonMinPx: number): string[] {
  const { document, innerWidth } = globalThis as unknown as Inside;
  const problems: string[] = [];
  const tooWidePx = document.documentElement.scrollWidth - innerWidth;
  if (tooWidePx > 0) problems.push(`${tooWidePx} px wider than the screen`);
  for (const button of document.querySelectorAll('button, .btn, .go, .call, summary, textarea, .input')) {
    const { width, height } = button.getBoundingClientRect();
    const isSeen = width > 1 && height > 1;
    if (!isSeen || button.closest('.link, .only-heard') !== null) continue;
    if (height >= buttonMinPx && width >= buttonMinPx) continue;
    const name = (button.textContent ?? '').trim().slice(0, 40);
    problems.push(`${Math.round(width)}×${Math.round(height)} px is hard to hit: ${name}`);
  }
  return problems;
}

/** High enough to see all of it: what a bar at the bottom covers can be scrolled free, and axe does not scroll. */
function wholeHeightPx(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(innerHeight, document.documentElement.scrollHeight)');
}

/** Every problem of the screen as it stands, in light and in dark. */
export async function problemsOn(page: Page): Promise<string[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe.source);
  const viewport = page.viewportSize();
  if (viewport !== null) await page.setViewportSize({ ...viewport, height: await wholeHeightPx(page) });
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await page.evaluate(runAxe, { runOnly: { type: 'tag', values: TAGS } });
  const measured = await page.evaluate(measure, BUTTON_MIN_PX);
  // Only colours differ in the dark.
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await page.evaluate(runAxe, { runOnly: { type: 'rule', values: ['color-contrast'] } });
  if (viewport !== null) await page.setViewportSize(viewport);
  return [...light, ...measured, ...dark.map((problem) => `in the dark: ${problem}`)];
}

/** Remembers what is wrong, with the name of the screen, so that one run tells everything. */
export function lookingAt(page: Page) {
  const problems: string[] = [];
  let place: string | null = null;
  return {
    problems,
    async look(name: string): Promise<void> {
      for (const problem of await problemsOn(page)) problems.push(`${name}: ${problem}`);
    },
    /** A public screen also has its way to call, in one and the same place. */
    async lookPublic(name: string): Promise<void> {
      await this.look(name);
      await page.evaluate('scrollTo(0, 0)');
      const box = await page.getByRole('banner').locator('a[href="tel:112"]').boundingBox();
      const here = JSON.stringify(box);
      place ??= here;
      if (here !== place) problems.push(`${name}: 112 stands at ${here}, elsewhere at ${place}`);
    },
  };
}
