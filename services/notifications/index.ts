/** The notifications service: devices, web push, receipts. */
import { deliveryEvents, deviceEvents } from '@bijspringen/contracts/notifications/events.ts';
import { notificationsUpcasts } from '@bijspringen/contracts/notifications/upcasts.ts';
import type { Service } from '@bijspringen/kernel/service.ts';

export function createNotifications(): Service {
  return {
    name: 'notifications',
    categories: { device: deviceEvents, delivery: deliveryEvents },
    upcasts: notificationsUpcasts,
    projections: [],
    start: () => ({ routes: [] }),
  };
}
