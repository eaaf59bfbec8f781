/**
 * The phone of somebody who works here: a profile of a real browser with the app's service worker in it. Only the way from
 * a push service on the internet to the browser is not there: what the server sent to the push service on this machine is
 * handed to the browser as it was decrypted, and from there on everything is real.
 */
import { performance } from 'node:perf_hooks';
import type { PushPayload } from '@bijspringen/contracts/notifications/api.ts';
import type { MessageKind } from '@bijspringen/contracts/notifications/values.ts';
import type { CDPSession, Page, Worker } from 'playwright-core';
import { settingsWords } from '../../pwa/src/i18n/work-settings.nl.ts';
import { button, sees } from './browser-steps.ts';
import { type BrowserWorld, isKeptForOffline } from './browser-world.ts';
import type { Phone, PushEndpoint, Received } from './push-endpoint.ts';

/** What stands on the lock screen. */
export type Shown = { title: string; body: string; tag: string; deliveryId: string; actions: string[] };

export type BrowserPhone = {
  readonly page: Page;
  /** Everything that this page shows, keeps or was ever told. */
  held(): Promise<string>;
  shown(): Promise<Shown[]>;
  /** Waits until the server sent this kind to this phone, and gives what the phone then shows. */
  receives(kind: MessageKind): Promise<Shown & { inBrowserMs: number }>;
  /** A message that came before comes once more, as from a push service that had it longer. */
  receivesAgain(kind: MessageKind): Promise<Shown>;
  /** Taps on it, or on one of its buttons. */
  taps(shown: Shown, action?: string): Promise<void>;
};

/** What was not sent, or not shown, by then does not come. */
const COME_TIMEOUT_MS = 120_000;

/** Where the browser would ask its push service for an address, which needs the internet. */
function withPushService(subscription: Phone['subscription']): string {
  return `(() => {
    if (typeof PushManager === 'undefined') return;
    let current = null;
    const made = ({ applicationServerKey }) => ({
      options: { applicationServerKey },
      toJSON: () => (${JSON.stringify(subscription)}),
      unsubscribe: async () => { current = null; return true; },
    });
    PushManager.prototype.getSubscription = async () => current;
    PushManager.prototype.subscribe = async (options) => (current = made(options));
  })()`;
}

const NOTIFICATIONS = `navigator.serviceWorker.ready
  .then((registration) => registration.getNotifications())
  .then((all) => all.map(({ title, body, tag, data, actions }) => ({
    title, body, tag, deliveryId: data.deliveryId, actions: actions.map(({ action }) => action),
  })))`;

/**
 * Told by the worker itself when the system drew it. Looking at the notifications again and again instead would now and then
 * take one away: Chromium forgets, when asked, what is written down and not yet drawn.
 */
const NOTE_NEXT_SHOWN = `(() => {
  const { prototype } = ServiceWorkerRegistration;
  prototype.showOnly ??= prototype.showNotification;
  self.nextShown = new Promise((resolve, reject) => {
    prototype.showNotification = function (...given) {
      const work = this.showOnly(...given);
      work.then(() => resolve(true), reject);
      return work;
    };
  });
})()`;

/** Everything in the browser's own stores, the app's files among them. */
const STORES = `(async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) kept.push(await (await cache.match(request)).text());
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((resolve, reject) => {
        const reading = database.transaction(store).objectStore(store).getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
      kept.push(JSON.stringify(rows));
    }
    database.close();
  }
  return kept.join('\\n');
})()`;

/** A notification is tapped by its worker's own event: no test can tap on what the system draws. */
function tapOn(deliveryId: string, action: string): string {
  return `(async () => {
    const all = await self.registration.getNotifications();
    const notification = all.find(({ data }) => data.deliveryId === ${JSON.stringify(deliveryId)});
    if (notification === undefined) throw new Error('that notification is not there');
    const event = new NotificationEvent('notificationclick', { notification, action: ${JSON.stringify(action)} });
    let work = Promise.resolve();
    // The browser refuses it on an event that a script made.
    event.waitUntil = (promise) => { work = promise; };
    self.dispatchEvent(event);
    await work;
  })()`;
}

/** Remembers every answer of the server to this page. */
function listen(page: Page): () => Promise<string[]> {
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    const isStream = response.headers()['content-type']?.startsWith('text/event-stream') ?? false;
    // A page that went on has no more use for an answer, and the browser forgets it.
    if (!isStream) answers.push(response.text().catch(() => ''));
  });
  return () => Promise.all(answers);
}

/** Everything that a page shows, keeps or was ever told; call before it opens anything. */
export function holdingsOf(page: Page): () => Promise<string> {
  const answers = listen(page);
  return async () => {
    const kept = await page.evaluate<string>(STORES);
    return [page.url(), await page.content(), kept, ...(await answers())].join('\n');
  };
}

async function registrationIn(cdp: CDPSession): Promise<string> {
  const found = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  return found;
}

export type PhoneOptions = {
  /** The name on the button of the demo's door. */
  persona: string;
  /** The first heading after it. */
  heading: string;
};

/** Logs in on a fresh phone, and turns its alerts on in the settings. */
export async function openBrowserPhone(
  world: BrowserWorld,
  push: PushEndpoint,
  { persona, heading }: PhoneOptions,
): Promise<BrowserPhone> {
  const line = push.phone();
  const page = await world.open();
  const held = holdingsOf(page);
  const context = page.context();
  // Granting one of them alone denies the other.
  await context.grantPermissions(['notifications', 'background-sync']);
  await context.addInitScript(withPushService(line.subscription));
  await page.goto(`${world.url}/inloggen`);
  await isKeptForOffline(page);
  await button(page, new RegExp(`^${persona}`)).click();
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await page.goto(`${world.url}/werk/instellingen`);
  await button(page, settingsWords.phone.turnOn).click();
  await sees(page, settingsWords.phone.on);
  const cdp = await context.newCDPSession(page);
  const registrationId = await registrationIn(cdp);
  return createPhone({ page, held, push, line, cdp, registrationId, origin: world.url });
}

type Parts = {
  page: Page;
  held: () => Promise<string>;
  push: PushEndpoint;
  line: Phone;
  cdp: CDPSession;
  registrationId: string;
  origin: string;
};

function createPhone({ page, held, push, line, cdp, registrationId, origin }: Parts): BrowserPhone {
  const handed = new Set<Received>();
  const shown = () => page.evaluate<Shown[]>(NOTIFICATIONS);
  const isOf = (kind: MessageKind) => (one: Received) => dataOf(one.payload).kind === kind;

  function worker(): Worker {
    const [first] = page.context().serviceWorkers();
    if (first === undefined) throw new Error('this phone has no service worker');
    return first;
  }

  async function hand(one: Received): Promise<Shown & { inBrowserMs: number }> {
    handed.add(one);
    const began = performance.now();
    const { deliveryId } = dataOf(one.payload);
    await worker().evaluate(NOTE_NEXT_SHOWN);
    await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: one.text });
    await inTime(worker().evaluate('self.nextShown'), `the phone did not show: ${one.text}`);
    const inBrowserMs = performance.now() - began;
    const found = (await shown()).find((each) => each.deliveryId === deliveryId);
    if (found === undefined) throw new Error(`the phone shows something else than: ${one.text}`);
    return { ...found, inBrowserMs };
  }

  return {
    page,
    held,
    shown,
    async receives(kind) {
      const fresh = () => line.received.find((one) => isOf(kind)(one) && !handed.has(one));
      await inTime(
        push.until(() => fresh() !== undefined),
        `nothing of the kind ${kind} came to this phone`,
      );
      return hand(fresh() as Received);
    },
    async receivesAgain(kind) {
      const one = line.received.find(isOf(kind));
      if (one === undefined) throw new Error(`nothing of the kind ${kind} came to this phone`);
      return hand(one);
    },
    async taps({ deliveryId }, action = '') {
      await worker().evaluate(tapOn(deliveryId, action));
    },
  };
}

async function inTime(work: Promise<unknown>, otherwise: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), COME_TIMEOUT_MS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function dataOf({ notification }: PushPayload): PushPayload['notification']['data'] {
  return notification.data;
}
