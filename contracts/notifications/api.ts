/** What travels over HTTP for push. */
import * as z from 'zod/mini';
import { commandId, id, instant, position } from '../shared/ids.ts';
import { deliveryState, ENDPOINT_MAX_CHARACTERS, failure, messageKind } from './values.ts';

const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]+={0,2}$/), z.maxLength(200));
export const subscriptionInput = z.strictObject({
  endpoint: z.url().check(z.maxLength(ENDPOINT_MAX_CHARACTERS)),
  keys: z.strictObject({ p256dh: base64url, auth: base64url }),
});

/** `GET /api/push/key`: the VAPID public key, base64url of 65 bytes. */
export const pushKey = z.object({ publicKey: z.string() });

/** `POST /api/push/subscriptions` → 201 `subscribed`: this phone for the person who is logged in. Again is the same device. */
export const subscribeBody = z.strictObject({ commandId, subscription: subscriptionInput });
export const subscribed = z.object({ deviceId: id, position });
/** `DELETE /api/push/subscriptions/:deviceId`. */

/** `PUT /api/follow/push` under a follow code: a push on this phone when there is an answer. `DELETE` takes it away. */
export const followPushBody = subscribeBody;

/** `POST /api/push/test` → 201: a drill to every device of whoever asks, over the path of a real alert. */
export const testBody = z.strictObject({ commandId });
export const tested = z.object({ testId: id, devices: z.int(), position });

/** `POST /api/push/receipts`: from the service worker; `receipt` is the secret of that one message. */
export const receiptBody = z.strictObject({
  deliveryId: id,
  receipt: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  what: z.enum(['shown', 'opened']),
});

/** `GET /api/push/devices`: the phones of whoever asks, newest first, and how the last message to each went. */
export const devicesView = z.object({
  devices: z.array(
    z.object({
      deviceId: id,
      since: instant,
      /** The push service's name, such as `fcm.googleapis.com`. */
      service: z.nullable(z.string()),
      last: z.nullable(
        z.object({ kind: messageKind, state: deliveryState, at: instant, why: z.nullable(failure) }),
      ),
      lastShownAt: z.nullable(instant),
    }),
  ),
  position,
});
export type DevicesView = z.output<typeof devicesView>;

/**
 * What travels, encrypted, to the phone (RFC 8030 Declarative Web Push, so that a phone that shows it by itself still says
 * something). No name, no place, no health word. `data` is for the service worker.
 */
export const pushPayload = z.object({
  web_push: z.literal(8030),
  notification: z.object({
    title: z.string(),
    body: z.string(),
    navigate: z.string(),
    tag: z.string(),
    lang: z.string(),
    silent: z.boolean(),
    mutable: z.literal(true),
    data: z.object({
      deliveryId: id,
      receipt: z.string(),
      kind: messageKind,
      /** Shown as over when it arrives later. */
      expiresAt: instant,
      /** Whether the notification offers "Ik kom" and "Ik kan niet". */
      crisisId: z.optional(id),
      isDrill: z.boolean(),
    }),
  }),
});
export type PushPayload = z.output<typeof pushPayload>;
