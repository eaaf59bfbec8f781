/** Events of the `device-` and `delivery-` categories. */
import * as z from 'zod/mini';
import type { EventOf, EventSchemas } from '../shared/events.ts';
import { id, instant } from '../shared/ids.ts';
import { personal } from '../shared/personal.ts';
import { cancelled, failure, messageKind } from './values.ts';

/** What `PushSubscription.toJSON()` gives (Push API). */
export const subscription = z.object({
  endpoint: z.string(),
  p256dh: z.string(),
  auth: z.string(),
});
export type Subscription = z.output<typeof subscription>;

export const deviceEvents = {
  DeviceSubscribed: {
    version: 1,
    data: z.object({
      personId: id,
      /** HMAC of the endpoint, hex, so that the same phone is known again. */
      endpointHmac: z.string(),
      subscription: personal(subscription, { of: 'worker' }),
    }),
  },
  /** A neighbour's phone, for one signal. Its key is the device's own, and destroyed when the signal closes. */
  ReporterDeviceSubscribed: {
    version: 1,
    data: z.object({
      signalId: id,
      endpointHmac: z.string(),
      subscription: personal(subscription, { of: 'reporter' }),
    }),
  },
  /** OEFENING: its owner wants to see a test on this phone, over the path of a real alert. */
  DeviceTested: { version: 1, data: z.object({ testId: id }) },
  DeviceRemoved: {
    version: 1,
    data: z.object({ because: z.enum(['asked', 'gone', 'signal-closed', 'taken-over']) }),
  },
} as const satisfies EventSchemas;
export type DeviceEvent = EventOf<typeof deviceEvents>;

export const deliveryEvents = {
  /** One stream for each message to each device. The attempt's number and the end of its lease. */
  DeliveryClaimed: {
    version: 1,
    data: z.object({
      kind: messageKind,
      deviceId: id,
      /** The event that asked for it. */
      causeEventId: id,
      personId: z.optional(id),
      crisisId: z.optional(id),
      pageId: z.optional(id),
      signalId: z.optional(id),
      attempt: z.int(),
      leaseUntil: instant,
      /** Not sent after this moment. */
      expiresAt: instant,
    }),
  },
  /** The push service took it, which is not yet delivered. */
  DeliveryAccepted: { version: 1, data: z.object({ attempt: z.int(), status: z.int() }) },
  DeliveryFailed: {
    version: 1,
    data: z.object({
      attempt: z.int(),
      why: failure,
      status: z.optional(z.int()),
      /** When it is tried again; absent when it is not. */
      againAt: z.optional(instant),
    }),
  },
  /** The phone's own receipt: it was shown. */
  DeliveryShown: { version: 1, data: z.object({}) },
  /** Somebody tapped it, or opened what it is about. */
  DeliveryOpened: { version: 1, data: z.object({}) },
  DeliveryCancelled: { version: 1, data: z.object({ because: cancelled }) },
  DeliveryExpired: { version: 1, data: z.object({}) },
} as const satisfies EventSchemas;
export type DeliveryEvent = EventOf<typeof deliveryEvents>;
