/** One message to one device: claimed for an attempt, accepted or failed, shown, opened, cancelled, expired. */
import type { DeliveryEvent } from '@bijspringen/contracts/notifications/events.ts';
import type { Cancelled, Failure } from '@bijspringen/contracts/notifications/values.ts';
import {
  type Attempts,
  claimed,
  done,
  failed,
  isOfClaim,
  mayClaim,
  NO_ATTEMPTS,
} from '@bijspringen/kernel/claim.policy.ts';
import { type Context, type Decider, type Decision, never, refuse } from '@bijspringen/kernel/decider.ts';
import { ATTEMPTS_MAX } from './limits.ts';

type Claimed = Extract<DeliveryEvent, { type: 'DeliveryClaimed' }>['data'];
/** What is sent and to whom; the attempt follows from the stream. */
export type ClaimFacts = Omit<Claimed, 'attempt'>;

export type DeliveryCommand =
  | ({ type: 'ClaimDelivery' } & ClaimFacts)
  | { type: 'RecordAccepted'; attempt: number; status: number }
  | { type: 'RecordFailed'; attempt: number; why: Failure; status?: number; againAt?: string }
  | { type: 'RecordReceipt'; what: 'shown' | 'opened' }
  /** `attempt`: of whoever holds the claim and found, just before sending, that it is no longer wanted. */
  | { type: 'CancelDelivery'; because: Cancelled; attempt?: number }
  | { type: 'ExpireDelivery'; expiresAt: string; attempt?: number };

export type Delivery = {
  attempts: Attempts;
  /** Claimed, and nothing recorded of that attempt yet. */
  isHeld: boolean;
  isAccepted: boolean;
  isShown: boolean;
  isOpened: boolean;
};

const initialState: Delivery = {
  attempts: NO_ATTEMPTS,
  isHeld: false,
  isAccepted: false,
  isShown: false,
  isOpened: false,
};

function evolve(delivery: Delivery, event: DeliveryEvent): Delivery {
  const { attempts } = delivery;
  switch (event.type) {
    case 'DeliveryClaimed':
      return { ...delivery, isHeld: true, attempts: claimed(attempts, event.data) };
    case 'DeliveryAccepted':
      return { ...delivery, isAccepted: true, attempts: done(attempts) };
    case 'DeliveryFailed': {
      const { attempt, againAt } = event.data;
      const after = againAt === undefined ? done(attempts) : failed(attempts, { attempt, again: againAt });
      return { ...delivery, isHeld: delivery.isHeld && attempt !== attempts.count, attempts: after };
    }
    case 'DeliveryShown':
      return { ...delivery, isShown: true, attempts: done(attempts) };
    case 'DeliveryOpened':
      return { ...delivery, isOpened: true, attempts: done(attempts) };
    case 'DeliveryCancelled':
    case 'DeliveryExpired':
      return { ...delivery, attempts: done(attempts) };
    default:
      return never(event);
  }
}

/** Refused, never an empty decision: whoever asks must be able to tell it from having the claim. */
function claim(facts: ClaimFacts, { attempts }: Delivery, now: string): Decision<DeliveryEvent> {
  if (attempts.isDone || attempts.count >= ATTEMPTS_MAX) return refuse('already-done');
  if (!mayClaim(attempts, { now, attemptsMax: ATTEMPTS_MAX })) return refuse('version-conflict');
  if (now >= facts.expiresAt) return refuse('already-done');
  return [{ type: 'DeliveryClaimed', data: { ...facts, attempt: attempts.count + 1 } }];
}

function recordFailed(
  command: Extract<DeliveryCommand, { type: 'RecordFailed' }>,
  { attempts }: Delivery,
): Decision<DeliveryEvent> {
  const { attempt, why, status, againAt } = command;
  if (!isOfClaim(attempts, command)) return refuse('not-found');
  if (attempts.isDone) return [];
  const isLast = attempt >= ATTEMPTS_MAX || againAt === undefined;
  const data = { attempt, why, ...(status !== undefined && { status }), ...(!isLast && { againAt }) };
  return [{ type: 'DeliveryFailed', data }];
}

/** A receipt counts from the first claim on: the phone may be quicker than the push service's answer. */
function receipt(what: 'shown' | 'opened', delivery: Delivery): Decision<DeliveryEvent> {
  if (delivery.attempts.count === 0) return refuse('receipt-unknown');
  if (what === 'opened') return delivery.isOpened ? [] : [{ type: 'DeliveryOpened', data: {} }];
  return delivery.isShown ? [] : [{ type: 'DeliveryShown', data: {} }];
}

/** While somebody holds it, only that one knows whether it was sent. */
function isHeldByAnother({ attempts, isHeld }: Delivery, now: string, attempt?: number): boolean {
  if (attempt !== undefined && attempt === attempts.count) return false;
  return isHeld && attempts.notBefore !== null && now < attempts.notBefore;
}

function decide(command: DeliveryCommand, delivery: Delivery, { now }: Context): Decision<DeliveryEvent> {
  const { attempts } = delivery;
  switch (command.type) {
    case 'ClaimDelivery': {
      const { type: _, ...facts } = command;
      return claim(facts, delivery, now);
    }
    case 'RecordAccepted': {
      const { attempt, status } = command;
      if (!isOfClaim(attempts, command)) return refuse('not-found');
      return delivery.isAccepted ? [] : [{ type: 'DeliveryAccepted', data: { attempt, status } }];
    }
    case 'RecordFailed':
      return recordFailed(command, delivery);
    case 'RecordReceipt':
      return receipt(command.what, delivery);
    case 'CancelDelivery':
      if (attempts.isDone) return [];
      if (isHeldByAnother(delivery, now, command.attempt)) return refuse('version-conflict');
      return [{ type: 'DeliveryCancelled', data: { because: command.because } }];
    case 'ExpireDelivery':
      if (attempts.isDone) return [];
      if (now < command.expiresAt || isHeldByAnother(delivery, now, command.attempt))
        return refuse('version-conflict');
      return [{ type: 'DeliveryExpired', data: {} }];
    default:
      return never(command);
  }
}

export const deliveryDecider: Decider<Delivery, DeliveryCommand, DeliveryEvent> = {
  category: 'delivery',
  initialState,
  evolve,
  decide,
};
