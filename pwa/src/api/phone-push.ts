/** What this phone can do with push, through the browser. The only place that calls `pushManager`. */
import type { subscriptionInput } from '@bijspringen/contracts/notifications/api.ts';
import type * as z from 'zod/mini';

export type PushSubscriptionInput = z.output<typeof subscriptionInput>;
/** `needs-home-screen`: an iPhone takes push only for an app on the home screen. */
export type PushSupport = 'ok' | 'none' | 'needs-home-screen';
export type PushPermission = 'default' | 'granted' | 'denied';

export type PhonePush = {
  support(): PushSupport;
  permission(): PushPermission;
  ask(): Promise<PushPermission>;
  current(): Promise<PushSubscriptionInput | null>;
  /** For this key of the server; a subscription for another key is replaced. Null when the browser cannot. */
  subscribe(publicKey: string): Promise<PushSubscriptionInput | null>;
  unsubscribe(): Promise<void>;
};

/** A worker that is not there after this long does not come; without one there is no push. */
const WORKER_WAIT_MS = 10_000;

function isApplePhone(): boolean {
  const isPad = navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1;
  return isPad || /iPhone|iPad|iPod/.test(navigator.userAgent);
}

function support(): PushSupport {
  if ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) return 'ok';
  return isApplePhone() && !matchMedia('(display-mode: standalone)').matches ? 'needs-home-screen' : 'none';
}

async function registration(): Promise<ServiceWorkerRegistration | null> {
  const never = new Promise<null>((resolve) => setTimeout(resolve, WORKER_WAIT_MS, null));
  return Promise.race([navigator.serviceWorker.ready, never]);
}

/** Base64url of the server's key, as the browser wants it. */
function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function isForKey(subscription: PushSubscription, key: Uint8Array): boolean {
  const own = subscription.options.applicationServerKey;
  if (!own) return false;
  const bytes = new Uint8Array(own);
  return bytes.length === key.length && bytes.every((byte, index) => byte === key[index]);
}

function inputOf(subscription: PushSubscription | null): PushSubscriptionInput | null {
  const { endpoint, keys } = subscription?.toJSON() ?? {};
  const { p256dh, auth } = keys ?? {};
  if (endpoint === undefined || p256dh === undefined || auth === undefined) return null;
  return { endpoint, keys: { p256dh, auth } };
}

async function subscribe(publicKey: string): Promise<PushSubscriptionInput | null> {
  const manager = (await registration())?.pushManager;
  if (manager === undefined) return null;
  const key = bytesOf(publicKey);
  const before = await manager.getSubscription();
  if (before !== null && isForKey(before, key)) return inputOf(before);
  await before?.unsubscribe();
  try {
    return inputOf(await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  } catch (error) {
    // The browser's push service cannot be reached, or somebody said no in the browser's own question.
    console.warn('not subscribed', error instanceof Error ? error.name : 'unknown');
    return null;
  }
}

export const phonePush: PhonePush = {
  support,
  permission: () => Notification.permission,
  ask: () => Notification.requestPermission(),
  current: async () => inputOf((await (await registration())?.pushManager.getSubscription()) ?? null),
  subscribe,
  async unsubscribe() {
    await (await (await registration())?.pushManager.getSubscription())?.unsubscribe();
  },
};
