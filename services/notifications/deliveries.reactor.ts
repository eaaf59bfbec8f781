/** Brings each wanted message to its phone: at least once, never after it is no longer wanted. */
import type { Subscription } from '@bijspringen/contracts/notifications/events.ts';
import type { Cancelled } from '@bijspringen/contracts/notifications/values.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Claim, Effect, Lease, Reactor } from '@bijspringen/kernel/reactors.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import type { DeliveryCommand } from './delivery.decider.ts';
import { putAway } from './devices.ts';
import { ANSWER_LIFE_MS, LEASE_MS, SEND_TIMEOUT_MS, SENDS_AT_A_TIME_MAX } from './limits.ts';
import { threadOf } from './messages.policy.ts';
import { projection } from './notifications.projection.ts';
import type { DeliveryRow } from './notifications.queries.ts';
import { type Outcome, outcomeOf } from './outcome.policy.ts';
import { payloadOf, urgencyOf } from './payload.policy.ts';
import type { Push } from './push-sender.ts';
import { receiptFor } from './receipts.ts';
import { createStreamsAtHand } from './streams-at-hand.ts';
import { commandDelivery, type NotificationTools } from './tools.ts';
import { whyNotWanted } from './wanted.policy.ts';

export type DeliveryClaim = Claim & { delivery: DeliveryRow };
/** Sent or not; or found, at the last moment, to be no longer wanted. */
export type DeliveryOutcome = Outcome | { notSent: Cancelled | 'expired' };
export type DeliveriesReactor = Reactor<Effect, DeliveryClaim, DeliveryOutcome>;

export function deliveriesReactor(tools: NotificationTools): DeliveriesReactor {
  const wanted = wantedNow(tools);
  return {
    name: 'deliveries',
    projections: [projection],
    concurrencyMax: SENDS_AT_A_TIME_MAX,
    timeoutMs: SEND_TIMEOUT_MS,
    leaseMs: LEASE_MS,
    open: (_now, limit) => tools.rows.openDeliveries(limit),
    async claim({ key }, lease) {
      const delivery = tools.rows.delivery(key);
      if (delivery === null) return null;
      const why = await wanted(delivery, 'glance');
      if (why !== null) return giveUp(tools, delivery, why);
      return claim(tools, delivery, lease);
    },
    run: (held, signal) => run(tools, { ...held, wanted, signal }),
    record: (held, outcome) => record(tools, held, outcome),
  };
}

/** A first look may be a blink old; the last one, right before sending, is not. */
type Look = 'glance' | 'read';
type Why = Cancelled | 'expired' | null;

/** Why it may not be sent any more, by the streams as they are at this moment. */
function wantedNow({ kernel, rows }: NotificationTools) {
  const streams = createStreamsAtHand(kernel);
  return async (delivery: DeliveryRow, look: Look): Promise<Why> => {
    const { kind, causeEventId, personId, causeStream, deviceId, sendBefore } = delivery;
    const stream = await streams[look](causeStream, causeEventId);
    const why = kind === 'drill' ? null : whyNotWanted({ kind, causeEventId, personId }, stream);
    if (why !== null) return why;
    if (rows.device(deviceId)?.status !== 'active') return 'device-removed';
    return kernel.clock.now().toISOString() >= sendBefore ? 'expired' : null;
  };
}

/** Written down, so that a replay shows that it was not sent, and why. */
async function giveUp(tools: NotificationTools, delivery: DeliveryRow, why: NonNullable<Why>): Promise<null> {
  const commandId = derivedId('not-sent', delivery.deliveryId);
  await commandDelivery(tools, delivery, notSent(delivery, why), { commandId, content: null });
  return null;
}

function notSent({ sendBefore }: DeliveryRow, why: NonNullable<Why>, attempt?: number): DeliveryCommand {
  const byHolder = attempt === undefined ? {} : { attempt };
  if (why === 'expired') return { type: 'ExpireDelivery', expiresAt: sendBefore, ...byHolder };
  return { type: 'CancelDelivery', because: why, ...byHolder };
}

async function claim(
  tools: NotificationTools,
  delivery: DeliveryRow,
  { claimId, leaseUntil }: Lease,
): Promise<DeliveryClaim | null> {
  const { kind, deviceId, causeEventId, personId, crisisId, pageId, signalId, sendBefore } = delivery;
  const claimed = await commandDelivery(
    tools,
    delivery,
    {
      type: 'ClaimDelivery',
      kind,
      deviceId,
      causeEventId,
      ...(personId !== null && { personId }),
      ...(crisisId !== null && { crisisId }),
      ...(pageId !== null && { pageId }),
      ...(signalId !== null && { signalId }),
      leaseUntil,
      expiresAt: sendBefore,
    },
    { commandId: claimId, content: null },
  );
  if (isRefusal(claimed)) return null;
  return { attempt: claimed.state.attempts.count, leaseUntil, delivery };
}

type Running = DeliveryClaim & {
  wanted: ReturnType<typeof wantedNow>;
  signal: AbortSignal;
};

async function run(
  tools: NotificationTools,
  { delivery, attempt, wanted, signal }: Running,
): Promise<DeliveryOutcome> {
  const { kernel, rows, sender } = tools;
  const device = rows.device(delivery.deviceId);
  if (device?.status !== 'active') return { notSent: 'device-removed' };
  const subscription = kernel.vault.open(device.subscription, 'send-push');
  if (subscription === FORGOTTEN) return { notSent: 'device-removed' };
  const send = sender.prepare(pushOf(tools, delivery, subscription));
  // The last look stands right before the request: nothing but it follows.
  const why = await wanted(delivery, 'read');
  if (why !== null) return { notSent: why };
  const sent = await send(signal);
  const now = kernel.clock.now().toISOString();
  return outcomeOf(sent, { kind: delivery.kind, attempt, now });
}

/** Says what it is about in ids only, and lives no longer than it makes sense. */
function pushOf(
  { kernel, publicUrl }: NotificationTools,
  delivery: DeliveryRow,
  subscription: Subscription,
): Push {
  const { kind, deliveryId, crisisId, sendBefore } = delivery;
  const nowMs = kernel.clock.now().getTime();
  // The push service may keep an answer for longer than we keep trying to bring it.
  const expiresAtMs = kind === 'answer' ? nowMs + ANSWER_LIFE_MS : Date.parse(sendBefore);
  const topic = topicOf(delivery);
  const payload = payloadOf({
    kind,
    deliveryId,
    crisisId,
    receipt: receiptFor(kernel.vault, deliveryId),
    tag: topic,
    expiresAt: new Date(expiresAtMs).toISOString(),
    publicUrl,
  });
  return {
    subscription,
    payload: JSON.stringify(payload),
    ttlSeconds: Math.max(1, Math.floor((expiresAtMs - nowMs) / 1_000)),
    topic,
    urgency: urgencyOf(kind),
  };
}

/** 32 characters that fit in a topic (RFC 8030) and say nothing: the same for one thread of one crisis on one phone. */
function topicOf({ kind, crisisId, pageId, signalId, deviceId }: DeliveryRow): string {
  const thread = threadOf(kind);
  const about = thread === 'page' ? pageId : (crisisId ?? pageId ?? signalId);
  return derivedId('topic', thread, about ?? '', deviceId).replaceAll('-', '');
}

async function record(
  tools: NotificationTools,
  held: DeliveryClaim,
  outcome: DeliveryOutcome,
): Promise<void> {
  const { delivery, attempt } = held;
  const commandId = derivedId('outcome', delivery.deliveryId, attempt);
  const recorded = await commandDelivery(tools, delivery, commandFor(held, outcome), {
    commandId,
    content: outcome,
  });
  if (isRefusal(recorded)) throw new Error(`an outcome was refused: ${recorded.refused}`);
  if (!('why' in outcome)) return;
  if (outcome.why === 'gone') await deviceGone(tools, held);
  if (outcome.why === 'not-authorised') {
    const { status = 0 } = outcome;
    tools.log('a push service does not accept this installation: see ops/runbooks/push.md', { status });
  }
}

function commandFor({ delivery, attempt }: DeliveryClaim, outcome: DeliveryOutcome): DeliveryCommand {
  if ('accepted' in outcome) return { type: 'RecordAccepted', attempt, status: outcome.accepted };
  if ('notSent' in outcome) return notSent(delivery, outcome.notSent, attempt);
  return { type: 'RecordFailed', attempt, ...outcome };
}

async function deviceGone(tools: NotificationTools, { delivery, attempt }: DeliveryClaim): Promise<void> {
  const device = tools.rows.device(delivery.deviceId);
  if (device === null) return;
  await putAway(tools, device, {
    because: 'gone',
    commandId: derivedId('gone', delivery.deliveryId, attempt),
    actor: { kind: 'system', part: 'sender' },
  });
}
