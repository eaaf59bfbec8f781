/** The phone's own word that a message was shown or opened. */
import { writeRoute } from '@bijspringen/access/index.ts';
import { receiptBody } from '@bijspringen/contracts/notifications/api.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import { derivedId, streamName } from '@bijspringen/kernel/derived-id.ts';
import { clientAddress } from '@bijspringen/kernel/http/client.ts';
import { createRateLimiter } from '@bijspringen/kernel/http/rate-limit.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { deliveryDecider } from './delivery.decider.ts';
import { TRIES_WINDOW_MS, WRONG_RECEIPTS_MAX } from './limits.ts';
import { isReceiptOf } from './receipts.ts';
import { type NotificationTools, SENDER } from './tools.ts';

/** Forged, of a message that never was, or of another: one answer. Sent twice: the same answer, and nothing new. */
export function receiptRoutes({ kernel }: NotificationTools): Route[] {
  const wrongTries = createRateLimiter({
    clock: kernel.clock,
    triesMax: WRONG_RECEIPTS_MAX,
    windowMs: TRIES_WINDOW_MS,
  });
  return [
    writeRoute({
      method: 'post',
      path: '/api/push/receipts',
      action: 'push.receipt',
      body: receiptBody,
      summary: 'From the service worker: this message was shown, or opened.',
      handle: async ({ body, c }) => {
        const { deliveryId, receipt, what } = body;
        const address = clientAddress(c);
        if (!wrongTries.allows(address)) return refuse('too-many-tries');
        if (!isReceiptOf(kernel.vault, deliveryId, receipt)) return refuse('receipt-unknown');
        const stream = streamName('delivery', deliveryId);
        const [first] = await kernel.store.readStream(stream);
        if (first === undefined) return refuse('receipt-unknown');
        wrongTries.forgive(address);
        const { districtId, organisationId, purpose, legalBasis, correlationId } = first.metadata;
        const handled = await kernel.handle(
          deliveryDecider,
          stream,
          { type: 'RecordReceipt', what },
          {
            commandId: derivedId('receipt', deliveryId, what),
            actor: SENDER,
            content: null,
            districtId,
            organisationId,
            purpose,
            legalBasis,
            correlationId,
          },
        );
        return isRefusal(handled) ? handled : { position: handled.position };
      },
    }),
  ];
}
