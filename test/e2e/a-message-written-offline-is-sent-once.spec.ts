/** Written without a connection: kept as ciphertext, sent by itself within half an hour, asked about after that, once. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
import { everythingKept, whereFound } from '../support/everything-kept.ts';

const WORDS = 'Kwikstaart roept elke nacht over de galerij';
const PLACE = 'Zonnedauwpad 11';
const MINUTE_MS = 60_000;
/** A message that goes by itself and takes longer hangs. */
const SENDING_TIMEOUT_MS = 60_000;

let world: BrowserWorld;
let context: BrowserContext;
let raisedBefore = 0;

beforeAll(async () => {
  // A service worker always has the real time, so the whole world has it here.
  world = await startBrowserWorld();
});
beforeEach(async () => {
  raisedBefore = (await world.events('SignalRaised')).length;
});
// The phone first: what waits on it must not go after all.
afterEach(async () => {
  await context?.close();
  await world.restoreLine();
});
afterAll(() => world?.close());

async function raised(): Promise<{ isLate: boolean }[]> {
  const all = await world.events('SignalRaised');
  return all.slice(raisedBefore).map((event) => event.data as { isLate: boolean });
}

const untilSent = () =>
  expect.poll(async () => (await raised()).length, { timeout: SENDING_TIMEOUT_MS }).toBe(1);

/** The phone keeps nothing any more; read on a page of the origin that shows nothing, and sends nothing. */
async function untilGone(page: Page): Promise<void> {
  await page.goto(`${world.url}/icon.svg`);
  const rows = async () => (await everythingKept(page)).rows;
  await expect.poll(rows, { timeout: SENDING_TIMEOUT_MS }).not.toContain('envelope');
}

/** The page sends it; a phone may say that it is online a moment before it is, so it says so until it is. */
async function untilThePageSent(page: Page): Promise<void> {
  const isSent = async () => {
    await page.evaluate("dispatchEvent(new Event('online'))");
    return page.getByRole('heading', { level: 1, name: say('sent.title'), exact: true }).count();
  };
  await expect.poll(isSent, { timeout: SENDING_TIMEOUT_MS }).toBe(1);
}

/** A phone on which the app was opened once, so that it is all there without a connection. */
async function phoneThatKnowsTheApp(options: { hasSync?: boolean } = {}): Promise<Page> {
  const page = await world.open();
  context = page.context();
  await context.grantPermissions(['notifications', 'background-sync'], { origin: world.url });
  if (options.hasSync === false) {
    await context.addInitScript(
      "Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined })",
    );
  }
  await page.goto(world.url);
  await isKeptForOffline(page);
  return page;
}

/** Writes a concern without a connection; gives the code that stands on the screen. */
async function writesOffline(page: Page): Promise<string> {
  await world.cutLine(context);
  await fillsInConcern(page, { text: WORDS, place: PLACE });
  await button(page, say('check.send')).click();
  await seesHeading(page, say('unsent.title'));
  return (await readsCode(page)).join('-');
}

/**
 * What the browser does when a connection is back. After an attempt that failed Chromium waits five minutes, and whether it
 * made one depends on when its worker slept, so that every test asks for it.
 */
async function browserSyncs(page: Page): Promise<void> {
  const cdp = await context.newCDPSession(page);
  const scope = `${world.url}/`;
  const registrationId = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL === scope);
      if (own) resolve(own.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.dispatchSyncEvent', {
    origin: world.url,
    registrationId: await registrationId,
    tag: 'outbox',
    lastChance: true,
  });
  await cdp.detach();
}

describe('a message written without a connection', () => {
  it('says that it is NOT sent, shows its code, and leaves the phone by itself after the tab was killed', async () => {
    const page = await phoneThatKnowsTheApp();
    const code = await writesOffline(page);
    await sees(page, say('unsent.kept'));
    expect(say('unsent.title')).toContain('NIET');
    await page.close();
    expect(await raised()).toHaveLength(0);

    await world.restoreLine(context);
    // On nothing of ours, so that only the worker can send it.
    const later = await context.newPage();
    await browserSyncs(later);
    await untilSent();
    expect((await raised())[0]?.isLate).toBe(false);

    await untilGone(later);
    await opensWithCode(later, world.url, code);
    await seesHeading(later, say('follow.is-waiting'));
    await sees(later, WORDS);
    expect(await raised()).toHaveLength(1);
  });

  it('is one message when the page and the worker both send it', async () => {
    const page = await phoneThatKnowsTheApp();
    await writesOffline(page);
    const sync = world.restoreLine(context).then(() => browserSyncs(page));
    await untilThePageSent(page);
    await sync;
    await untilSent();
    await browserSyncs(page);
    await page.reload();
    await seesHeading(page, say('sent.title'));
    expect(await raised()).toHaveLength(1);
  });

  it('is sent at the next opening by a browser without Background Sync', async () => {
    const page = await phoneThatKnowsTheApp({ hasSync: false });
    await writesOffline(page);
    await page.close();
    await world.restoreLine(context);

    const later = await context.newPage();
    expect(await raised()).toHaveLength(0);
    await later.goto(world.url);
    await sees(later, say('start.kept-sent'));
    await untilSent();
  });

  it('never goes by itself after half an hour: it asks, and the reader sees that it is late', async () => {
    const page = await phoneThatKnowsTheApp();
    await context.clock.setSystemTime(Date.now() - 31 * MINUTE_MS);
    await writesOffline(page);
    await context.clock.setSystemTime(Date.now());
    await page.close();
    await world.restoreLine(context);

    const later = await context.newPage();
    await later.goto(world.url);
    await sees(later, say('unsent.late-title'));
    await browserSyncs(later);
    // Opened again through the worker: it has looked at what it keeps, and the message is still there.
    await later.reload();
    await sees(later, say('unsent.late'));
    expect(await raised()).toHaveLength(0);

    await button(later, say('unsent.late-send')).click();
    await sees(later, say('start.kept-sent'));
    await untilSent();
    expect((await raised())[0]?.isLate).toBe(true);
  });

  it('stands nowhere on the phone in plain text, and neither does its code', async () => {
    const page = await phoneThatKnowsTheApp();
    const code = await writesOffline(page);
    const planted = ['kwikstaart', 'zonnedauwpad', code, code.replaceAll('-', '')];
    expect((await everythingKept(page)).rows).toContain('envelope');
    expect(await whereFound(page, planted)).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await whereFound(page, planted)).toEqual([]);
  });
});
