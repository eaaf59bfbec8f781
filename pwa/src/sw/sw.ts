/// <reference lib="webworker" />
/** The service worker: events wired to small named functions. */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { flush } from '../outbox/flush.ts';
import { keepPublicFacts, servePublicFacts } from './public-facts.ts';
import { answerNotice, showPush, tellSubscriptionChanged } from './push.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };
/** Background Sync is not in TypeScript's library. */
type SyncEvent = ExtendableEvent & { tag: string };

/** Plain pages answer these by themselves: forms without JavaScript, and the way out. */
const NOT_THE_APP = [/^\/api\//, /^\/zonder-script/, /^\/snel-weg/];

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: NOT_THE_APP }));
registerRoute(
  ({ url }) => url.pathname === '/api/help-routes' || url.pathname === '/api/district',
  servePublicFacts,
);

async function sendKept(): Promise<void> {
  const { sent, isDone } = await flush(Date.now());
  if (sent > 0) for (const page of await self.clients.matchAll()) page.postMessage({ kind: 'outbox-sent' });
  // Rejecting makes the browser try again later.
  if (!isDone) throw new Error('kept messages are left');
}

self.addEventListener('install', (event) => event.waitUntil(keepPublicFacts()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === 'outbox') sync.waitUntil(sendKept());
});
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  // The page asks for it, after the person said yes to the new version.
  if (event.data?.kind === 'use-new-version') event.waitUntil(self.skipWaiting());
});
self.addEventListener('push', (event) => event.waitUntil(showPush(event)));
self.addEventListener('notificationclick', (event) => event.waitUntil(answerNotice(event)));
self.addEventListener('pushsubscriptionchange', (event) =>
  (event as ExtendableEvent).waitUntil(tellSubscriptionChanged()),
);
