/** Registers the service worker, and tells the page when a newer version waits or a kept message was sent. */
export type WorkerNews = {
  onNewVersion: (use: () => void) => void;
  onSent: () => void;
  /** Somebody tapped a notification. */
  onGoTo: (path: string) => void;
};

export async function registerWorker(news: WorkerNews): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', (event: MessageEvent) => {
    if (event.data?.kind === 'outbox-sent') news.onSent();
    if (event.data?.kind === 'go-to') {
      news.onGoTo(event.data.path);
      event.ports[0]?.postMessage('gone');
    }
  });
  // Private windows and strict settings refuse a worker; the app then works as a page.
  const registration = await navigator.serviceWorker.register('/sw.js').catch(() => null);
  if (!registration) return;
  const offer = (waiting: ServiceWorker) =>
    news.onNewVersion(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage({ kind: 'use-new-version' });
    });
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => {
      if (fresh.state === 'installed' && navigator.serviceWorker.controller) offer(fresh);
    });
  });
}
