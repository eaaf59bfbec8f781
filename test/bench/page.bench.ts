/** What a cheap phone on a bad line meets: bytes before the raise screen can be used, and its largest paint. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium, openContext } from '../support/chromium.ts';
import { startHostProcess } from '../support/host-process.ts';

const RUNS = 5;
const CPU_SLOWDOWN = 4;
/** 1.6 Mb/s with 150 ms, the usual "slow 4G". */
const LINE = {
  offline: false,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
  latency: 150,
};
const AIM_BYTES = 45 * 1024;
const AIM_LCP_MS = 1_500;

/** Runs in the page, whose types this program does not have. */
const LAST_LARGEST_PAINT = `new Promise((resolve) => {
  let last = 0;
  const look = (list) => { for (const entry of list.getEntries()) last = entry.startTime; };
  new PerformanceObserver(look).observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => resolve(last), 500);
})`;

/** Runs before the page: notes when the first field is there to write in. */
const NOTE_WHEN_USABLE = `new MutationObserver(() => {
  if (window.usableAt === undefined && document.querySelector('textarea')) window.usableAt = performance.now();
}).observe(document, { childList: true, subtree: true });`;

/** Brotli bytes of everything that had come by then; the aim is about these. */
const BYTES_BEFORE_USABLE = `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter((entry) => entry.responseEnd <= window.usableAt)
  .reduce((sum, entry) => sum + entry.encodedBodySize, 0)`;

async function visit(browser: Browser, url: string): Promise<{ bytes: number; lcpMs: number }> {
  const context = await openContext(browser);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', LINE);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.addInitScript(NOTE_WHEN_USABLE);
  await page.goto(`${url}/wens`);
  await page.getByRole('textbox').first().waitFor();
  const bytes = Number(await page.evaluate(BYTES_BEFORE_USABLE));
  const lcpMs = Number(await page.evaluate(LAST_LARGEST_PAINT));
  await context.close();
  return { bytes, lcpMs };
}

const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export async function pageBench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-bench-'));
  const host = await startHostProcess(join(folder, 'data'));
  const browser = await launchChromium();
  try {
    const visits = [];
    for (let run = 0; run < RUNS; run++) visits.push(await visit(browser, host.url));
    const bytes = median(visits.map((each) => each.bytes));
    const lcpMs = median(visits.map((each) => each.lcpMs));
    console.log(
      `raise screen: ${(bytes / 1024).toFixed(1)} kB (brotli) before it can be used (aim ${AIM_BYTES / 1024})`,
    );
    console.log(
      `raise screen: largest paint after ${lcpMs.toFixed(0)} ms at ${CPU_SLOWDOWN}x slower CPU and 1.6 Mb/s (aim ${AIM_LCP_MS})`,
    );
  } finally {
    await browser.close();
    await host.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
