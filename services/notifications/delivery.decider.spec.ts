import { type DeliveryEvent, deliveryEvents } from '@bijspringen/contracts/notifications/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { specify } from '@bijspringen/kernel/testing/specification.ts';
import { describe, it } from 'vitest';
import { type ClaimFacts, type DeliveryCommand, deliveryDecider } from './delivery.decider.ts';
import { ATTEMPTS_MAX } from './limits.ts';

const { given } = specify(deliveryDecider, { catalogue: createCatalogue({ delivery: deliveryEvents }, {}) });
const id = (last: number) => `00000000-0000-4000-8000-00000000000${last}`;
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 1, 19, seconds)).toISOString();

const facts: ClaimFacts = {
  kind: 'alert',
  deviceId: id(1),
  causeEventId: id(2),
  personId: id(3),
  crisisId: id(4),
  leaseUntil: at(15),
  expiresAt: at(360),
};
const claim: DeliveryCommand = { type: 'ClaimDelivery', ...facts };
const claimed = (attempt = 1, leaseUntil = at(15)): DeliveryEvent => ({
  type: 'DeliveryClaimed',
  data: { ...facts, leaseUntil, attempt },
});
const accepted: DeliveryEvent = { type: 'DeliveryAccepted', data: { attempt: 1, status: 201 } };
const failed = (again?: string, attempt = 1): DeliveryEvent => ({
  type: 'DeliveryFailed',
  data: { attempt, why: 'server-error', status: 503, ...(again !== undefined && { againAt: again }) },
});
const recordFailed = (again?: string, attempt = 1): DeliveryCommand => ({
  type: 'RecordFailed',
  attempt,
  why: 'server-error',
  status: 503,
  ...(again !== undefined && { againAt: again }),
});
const shown: DeliveryEvent = { type: 'DeliveryShown', data: {} };
const cancel: DeliveryCommand = { type: 'CancelDelivery', because: 'stood-down' };
const cancelled: DeliveryEvent = { type: 'DeliveryCancelled', data: { because: 'stood-down' } };
const expire: DeliveryCommand = { type: 'ExpireDelivery', expiresAt: at(360) };
const expired: DeliveryEvent = { type: 'DeliveryExpired', data: {} };

describe('a claim', () => {
  it('is for one host at a time, and for the next when its lease lapsed', () => {
    given()
      .when(claim, { now: at(0) })
      .then(claimed());
    given(claimed())
      .when(claim, { now: at(14) })
      .thenRefuses('version-conflict');
    given(claimed())
      .when({ ...claim, leaseUntil: at(30) }, { now: at(15) })
      .then(claimed(2, at(30)));
  });

  it('waits until it may be tried again', () => {
    given(claimed(), failed(at(40)))
      .when(claim, { now: at(20) })
      .thenRefuses('version-conflict');
    given(claimed(), failed(at(40)))
      .when({ ...claim, leaseUntil: at(60) }, { now: at(40) })
      .then(claimed(2, at(60)));
  });

  it.each([
    ['accepted', accepted],
    ['shown', shown],
    ['failed for good', failed()],
    ['cancelled', cancelled],
    ['expired', expired],
  ])('is not given on what was %s', (_, event) => {
    given(claimed(), event)
      .when(claim, { now: at(60) })
      .thenRefuses('already-done');
  });

  it('is not given after its time, nor more often than is bound', () => {
    given()
      .when(claim, { now: at(360) })
      .thenRefuses('already-done');
    given(claimed(ATTEMPTS_MAX))
      .when(claim, { now: at(60) })
      .thenRefuses('already-done');
  });
});

describe('an outcome', () => {
  it('is written down once', () => {
    given(claimed()).when({ type: 'RecordAccepted', attempt: 1, status: 201 }).then(accepted);
    given(claimed(), accepted).when({ type: 'RecordAccepted', attempt: 1, status: 201 }).thenNothing();
    given(claimed()).when({ type: 'RecordAccepted', attempt: 2, status: 201 }).thenRefuses('not-found');
    given().when(recordFailed()).thenRefuses('not-found');
  });

  it('is also true when the phone was quicker than the push service', () => {
    given(claimed(), shown).when({ type: 'RecordAccepted', attempt: 1, status: 201 }).then(accepted);
  });

  it('that is a failure says when it is tried again, or that it is not', () => {
    given(claimed())
      .when(recordFailed(at(20)), { repeatWrites: true })
      .then(failed(at(20)));
    given(claimed()).when(recordFailed()).then(failed());
    given(claimed(), accepted)
      .when(recordFailed(at(20)))
      .thenNothing();
    given(claimed(ATTEMPTS_MAX))
      .when(recordFailed(at(20), ATTEMPTS_MAX))
      .then(failed(undefined, ATTEMPTS_MAX));
  });
});

describe('a receipt', () => {
  it('counts once, from the first claim on', () => {
    given(claimed()).when({ type: 'RecordReceipt', what: 'shown' }).then(shown);
    given(claimed(), shown).when({ type: 'RecordReceipt', what: 'shown' }).thenNothing();
    given(claimed(), shown)
      .when({ type: 'RecordReceipt', what: 'opened' })
      .then({ type: 'DeliveryOpened', data: {} });
    given().when({ type: 'RecordReceipt', what: 'shown' }).thenRefuses('receipt-unknown');
  });

  it('also counts on what was cancelled meanwhile: it was shown', () => {
    given(claimed(), failed(at(40)), cancelled)
      .when({ type: 'RecordReceipt', what: 'shown' })
      .then(shown);
  });
});

describe('what is no longer wanted', () => {
  it('is cancelled, unless somebody is sending it', () => {
    given().when(cancel).then(cancelled);
    given(claimed())
      .when(cancel, { now: at(5) })
      .thenRefuses('version-conflict');
    given(claimed())
      .when(cancel, { now: at(15) })
      .then(cancelled);
    given(claimed(), failed(at(60)))
      .when(cancel, { now: at(5) })
      .then(cancelled);
    given(claimed(), accepted).when(cancel).thenNothing();
  });

  it('is cancelled by whoever holds it and found out just before sending', () => {
    given(claimed())
      .when({ ...cancel, attempt: 1 }, { now: at(5) })
      .then(cancelled);
    given(claimed(), claimed(2, at(30)))
      .when({ ...cancel, attempt: 1 }, { now: at(20) })
      .thenRefuses('version-conflict');
  });

  it('expires at its moment', () => {
    given()
      .when(expire, { now: at(360) })
      .then(expired);
    given()
      .when(expire, { now: at(359) })
      .thenRefuses('version-conflict');
    given(claimed(1, at(370)))
      .when(expire, { now: at(361) })
      .thenRefuses('version-conflict');
    given(claimed(1, at(370)))
      .when({ ...expire, attempt: 1 }, { now: at(361) })
      .then(expired);
    given(claimed(), accepted)
      .when(expire, { now: at(361) })
      .thenNothing();
  });
});
