/** The notifications service: phones, web push, receipts. */
import { deliveryEvents, deviceEvents } from '@bijspringen/contracts/notifications/events.ts';
import { notificationsUpcasts } from '@bijspringen/contracts/notifications/upcasts.ts';
import type { Log } from '@bijspringen/kernel/log.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { deliveriesReactor } from './deliveries.reactor.ts';
import { deviceRoutes } from './devices.routes.ts';
import { type Resolve, systemResolve } from './guarded-lookup.ts';
import { projection } from './notifications.projection.ts';
import { createNotificationRows } from './notifications.queries.ts';
import { createPushSender } from './push-sender.ts';
import { receiptRoutes } from './receipts.routes.ts';
import { reporterDevicesTimer } from './reporter-devices.timer.ts';
import { createSenderTokens } from './sender-token.ts';

export type NotificationsOptions = {
  /** Where people reach this installation; a message leads there. */
  publicUrl: URL;
  /** `mailto:` or `https:`: whom a push service may ask when something is wrong (RFC 8292). */
  contact: string;
  log: Log;
  test?: PushTestOptions | undefined;
};

/** Only given in code, so that no setting can weaken an installation that is in use. */
export type PushTestOptions = {
  /** Endpoints on this machine are allowed, and believed with this certificate authority (PEM). */
  loopbackCa?: string;
  /** Instead of the system's look-up of names. */
  resolve?: Resolve;
};

/** The service, to be registered with the host. */
export function createNotifications(options: NotificationsOptions): Service {
  return {
    name: 'notifications',
    categories: { device: deviceEvents, delivery: deliveryEvents },
    upcasts: notificationsUpcasts,
    projections: [projection],
    start(kernel) {
      const { publicUrl, contact, log, test = {} } = options;
      const rules = { isLoopbackAllowed: test.loopbackCa !== undefined };
      const resolve = test.resolve ?? systemResolve;
      const tokens = createSenderTokens({ key: kernel.vault.senderKey(), contact, clock: kernel.clock });
      const sender = createPushSender({ tokens, rules, resolve, testCa: test.loopbackCa });
      const rows = createNotificationRows(kernel);
      const tools = { kernel, rows, sender, rules, resolve, publicUrl, log };
      return {
        routes: [...deviceRoutes(tools), ...receiptRoutes(tools)],
        timers: [reporterDevicesTimer(tools)],
        reactors: [deliveriesReactor(tools)],
        stop: async () => sender.close(),
      };
    },
  };
}
