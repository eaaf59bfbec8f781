/**
 * Waterkant on a real host with the built app, and a real browser to walk in it: every `open` is a fresh profile, as a
 * phone of somebody else would be. What a page logs as an error of its own fails the test at `close`.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import type { HostOptions } from '@bijspringen/host/host.ts';
import { type Host, startHost } from '@bijspringen/host/index.ts';
import { type Clock, systemClock } from '@bijspringen/kernel/clock.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { seedWaterkant } from '@bijspringen/people/index.ts';
import { seedAvailability, seedRoster } from '@bijspringen/roster/index.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { work } from '../../pwa/src/i18n/work.nl.ts';
import { launchChromium, openContext, type Viewing, watchErrors } from './chromium.ts';
import { createFlowingClock } from './flowing-clock.ts';
import { type Line, layLine } from './line.ts';
import type { PushEndpoint } from './push-endpoint.ts';

/** Where "Snel weg" goes; the browser never really asks there, see `exitPage`. */
export const EXIT_URL = 'https://weer.example/vandaag';
/** Tuesday morning, while the district is at work. */
export const TUESDAY_MORNING = '2026-11-24T09:30:00.000Z';
/** More events than any test here writes. */
const EVENTS_MAX = 10_000;
const APP_FOLDER = fileURLToPath(new URL('../../pwa/dist', import.meta.url));

export type BrowserWorld = {
  readonly url: string;
  readonly browser: Browser;
  readonly folder: string;
  /** A page of a fresh profile, on nothing yet. */
  open(viewing?: Viewing): Promise<Page>;
  /** Somebody who works here, logged in through the screen and looking at Today. */
  enter(persona: string, viewing?: Viewing): Promise<Page>;
  /** Every event of a type, in order. */
  events(type: string): Promise<RecordedEvent[]>;
  now(): Date;
  /** The server goes away, and comes back at the same address. */
  stopHost(): Promise<void>;
  startHost(): Promise<void>;
  /** No connection for anybody, and this phone knows it: nothing reaches the server, whichever process asks. */
  cutLine(context: BrowserContext): Promise<void>;
  /** The connection is back, and this phone knows it. Without a phone when it is gone already. */
  restoreLine(context?: BrowserContext): Promise<void>;
  close(): Promise<void>;
};

export type BrowserWorldOptions = {
  /** The instant at which the world starts; the real time when absent, which a service worker always has. */
  at?: string;
  /** Duty officers for today and the week that comes; without it nobody has duty. */
  hasRoster?: boolean;
  /** A push service on this machine. */
  push?: PushEndpoint;
  /** Where the district lies; at home when absent. */
  timeZone?: string;
};

/** Starts the world. Close it at the end of the file. */
export async function startBrowserWorld({
  at,
  hasRoster = false,
  push,
  timeZone,
}: BrowserWorldOptions = {}): Promise<BrowserWorld> {
  if (!existsSync(join(APP_FOLDER, 'index.html')))
    throw new Error('The app is not built. Run "npm run build" first; "npm test" does so by itself.');
  const clock = at === undefined ? systemClock : createFlowingClock(at);
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-browser-'));
  const line = await layLine();
  const start = () => startIn(folder, line, { clock, ...(push && { push: { loopbackCa: push.ca } }) });
  const host = await start();
  const waterkant = await seedWaterkant(host.kernel, timeZone === undefined ? {} : { timeZone });
  await seedAvailability(host.kernel, waterkant);
  if (hasRoster) await seedRoster(host.kernel, waterkant);
  const browser = await launchChromium();
  const isShifted = at !== undefined;
  return createBrowserWorld({ host, line, browser, clock, folder, start, timeZone, isShifted });
}

type World = Required<Pick<HostOptions, 'clock'>> & Pick<HostOptions, 'push'>;

async function startIn(dataFolder: string, line: Line, world: World): Promise<Host> {
  const host = await startHost(
    {
      port: 0,
      host: '127.0.0.1',
      dataFolder,
      mode: 'demo',
      publicUrl: new URL(line.url),
      exitUrl: EXIT_URL,
      masterKey: undefined,
      pushContact: 'mailto:beheer@bijspringen.example',
    },
    { ...world, log: () => {} },
  );
  line.leadTo(host.port);
  return host;
}

type Parts = {
  host: Host;
  line: Line;
  browser: Browser;
  clock: Clock;
  folder: string;
  start: () => Promise<Host>;
  timeZone: string | undefined;
  isShifted: boolean;
};

function createBrowserWorld(parts: Parts): BrowserWorld {
  const { browser, clock, folder, line, timeZone } = parts;
  const { url } = line;
  let host = parts.host;
  const errors: string[][] = [];

  async function open(viewing?: Viewing): Promise<Page> {
    const context = await openContext(browser, { ...(timeZone !== undefined && { timeZone }), ...viewing });
    if (parts.isShifted) await context.clock.setSystemTime(clock.now());
    const page = await context.newPage();
    errors.push(watchErrors(page));
    return page;
  }

  return {
    url,
    browser,
    folder,
    open,
    async enter(persona, viewing) {
      const page = await open(viewing);
      await page.goto(`${url}/inloggen`);
      await page.getByRole('button', { name: new RegExp(`^${persona}`) }).click();
      await page.getByRole('heading', { level: 1, name: work.today.title }).waitFor();
      return page;
    },
    async events(type) {
      const all = await host.kernel.store.readAll(null, EVENTS_MAX);
      return all.filter((event) => event.type === type);
    },
    now: () => clock.now(),
    async stopHost() {
      line.leadTo(null);
      await host.stop();
    },
    async startHost() {
      host = await parts.start();
    },
    async cutLine(context) {
      await context.setOffline(true);
      line.cut();
    },
    async restoreLine(context) {
      line.restore();
      await context?.setOffline(false);
    },
    async close() {
      await browser.close();
      await host.stop();
      await line.close();
      rmSync(folder, { recursive: true, force: true });
      const said = errors.flat();
      if (said.length > 0) throw new Error(`a page logged errors of its own:\n${said.join('\n')}`);
    },
  };
}

/** A plain page that stands where "Snel weg" goes, so that no test asks anything of the internet. */
export async function exitPage(context: BrowserContext): Promise<void> {
  await context.route(`${new URL(EXIT_URL).origin}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Weer</title><h1>Het weer</h1>' }),
  );
}

/** Resolves when the service worker has the whole app and answers for this page. */
export async function isKeptForOffline(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const { serviceWorker } = navigator;
    if (serviceWorker.controller) resolve();
    else serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  })`);
}

/** Raises straight over HTTP, for a screen that only needs a message to be there; gives its code. */
export async function raiseOverHttp(url: string, body: object): Promise<string> {
  const followCode = makeFollowCode(randomBytes(13));
  const response = await fetch(`${url}/api/signals`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: randomUUID(), followCode, ...body }),
  });
  if (response.status !== 201) throw new Error(`not raised: ${response.status} ${await response.text()}`);
  return followCode;
}
