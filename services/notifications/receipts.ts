/** The secret of one message, with which the phone that could read it says that it was shown or opened. */
import { timingSafeEqual } from 'node:crypto';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Vault } from '@bijspringen/kernel/vault/port.ts';

/** 64 hex characters. */
export function receiptFor(vault: Pick<Vault, 'hmac'>, deliveryId: Id): string {
  return vault.hmac('receipt', deliveryId);
}

export function isReceiptOf(vault: Pick<Vault, 'hmac'>, deliveryId: Id, receipt: string): boolean {
  const expected = Buffer.from(receiptFor(vault, deliveryId), 'hex');
  const found = Buffer.from(receipt, 'hex');
  return found.length === expected.length && timingSafeEqual(found, expected);
}
