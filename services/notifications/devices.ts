/** Subscribing a phone, and putting one away. */
import type { Principal } from '@bijspringen/access/index.ts';
import type { subscriptionInput } from '@bijspringen/contracts/notifications/api.ts';
import type { DeviceEvent, Subscription } from '@bijspringen/contracts/notifications/events.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Handled } from '@bijspringen/kernel/command-handler.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import { TimedOut, withinTime } from '@bijspringen/kernel/within-time.ts';
import type * as z from 'zod/mini';
import type { Device } from './device.decider.ts';
import { trustedEndpoint } from './endpoint.policy.ts';
import { HostileEndpoint, publicAddresses } from './guarded-lookup.ts';
import { DEVICES_OF_PERSON_MAX, DEVICES_OF_SIGNAL_MAX, LOOKUP_TIMEOUT_MS } from './limits.ts';
import type { DeviceRow } from './notifications.queries.ts';
import { canEncryptFor } from './push-sender.ts';
import { caughtUp, commandDevice, type NotificationTools } from './tools.ts';

type Because = Extract<DeviceEvent, { type: 'DeviceRemoved' }>['data']['because'];
type Asked = { commandId: Id; subscription: Subscription };
export type Subscribed = { deviceId: Id; position: string | null };

/** As the browser gives it to as it is kept; or why nothing can be sent there. */
export async function takeSubscription(
  { rules, resolve, kernel }: NotificationTools,
  { endpoint, keys }: z.output<typeof subscriptionInput>,
): Promise<Subscription | Refusal> {
  const url = trustedEndpoint(endpoint, rules);
  if (url === null) return refuse('hostile-endpoint', 'subscription.endpoint');
  const subscription = { endpoint: url.href, ...keys };
  if (!canEncryptFor(subscription)) return refuse('invalid-input', 'subscription.keys');
  try {
    const looking = publicAddresses(url.hostname, { ...rules, resolve });
    await withinTime(kernel.clock, LOOKUP_TIMEOUT_MS, looking);
  } catch (error) {
    if (error instanceof HostileEndpoint) return refuse('hostile-endpoint', 'subscription.endpoint');
    // No connection at this moment says nothing against the phone: the name is known, and sending looks again.
    if (!(error instanceof TimedOut) && !isLookupFailure(error)) throw error;
  }
  return subscription;
}

function isLookupFailure(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'getaddrinfo';
}

/**
 * This phone for a person. The id follows from the person and the endpoint, so that the phone that tells it again at every
 * start of the app is one device. Another person on the same phone takes it over.
 */
export async function subscribePerson(
  tools: NotificationTools,
  principal: Extract<Principal, { kind: 'person' }>,
  { commandId, subscription }: Asked,
): Promise<Subscribed | Refusal> {
  const { vault } = tools.kernel;
  const { personId, grants } = principal;
  const [place] = grants;
  if (place === undefined) return refuse('not-allowed');
  await caughtUp(tools);
  const endpointHmac = vault.hmac('push-endpoint', subscription.endpoint);
  const deviceId = derivedId('device', personId, endpointHmac);
  const actor: Actor = { kind: 'person', personId, role: place.role };
  // Before this person has it, so that a phone never belongs to two.
  for (const other of tools.rows.devicesAt(endpointHmac))
    if (other.personId !== personId)
      await putAwayFor(tools, other, { because: 'taken-over', commandId, actor });
  const { districtId, organisationId } = place;
  const handled = await commandDevice(
    tools,
    { deviceId, personId, signalId: null, districtId, organisationId },
    {
      type: 'SubscribeDevice',
      personId,
      endpointHmac,
      subscription: vault.hold(subscription, `worker-${personId}`),
    },
    { commandId, actor, content: subscription },
  );
  if (isRefusal(handled)) return handled;
  const others = tools.rows.devicesOfPerson(personId).filter((each) => each.deviceId !== deviceId);
  for (const old of others.slice(DEVICES_OF_PERSON_MAX - 1))
    await putAwayFor(tools, old, { because: 'taken-over', commandId, actor });
  return { deviceId, position: handled.position };
}

/**
 * A neighbour's phone for one message. Its HMAC is bound to that message, so that two messages from one phone are not tied
 * together; its key is its own, and destroyed with it, so every subscription is another device.
 */
export async function subscribeReporter(
  tools: NotificationTools,
  principal: Extract<Principal, { kind: 'reporter' }>,
  { commandId, subscription }: Asked,
): Promise<Subscribed | Refusal> {
  const { vault, store } = tools.kernel;
  const { signalId, districtId, organisationId } = principal;
  if (isEnded(await store.readStream(`signal-${signalId}`))) return refuse('signal-closed');
  await caughtUp(tools);
  const endpointHmac = vault.hmac('push-endpoint', `${signalId} ${subscription.endpoint}`);
  const known = tools.rows.devicesAt(endpointHmac)[0];
  const deviceId = known?.deviceId ?? derivedId('reporter-device', signalId, commandId);
  const actor: Actor = { kind: 'reporter' };
  const handled = await commandDevice(
    tools,
    { deviceId, personId: null, signalId, districtId, organisationId },
    {
      type: 'SubscribeReporterDevice',
      signalId,
      endpointHmac,
      subscription: vault.hold(subscription, `reporter-${deviceId}`),
    },
    { commandId, actor, content: subscription },
  );
  if (isRefusal(handled)) return handled;
  const others = tools.rows.devicesOfSignal(signalId).filter((each) => each.deviceId !== deviceId);
  for (const old of others.slice(DEVICES_OF_SIGNAL_MAX - 1))
    await putAwayFor(tools, old, { because: 'taken-over', commandId, actor });
  return { deviceId, position: handled.position };
}

/** Whether the last word of a signal's stream is that it is over. */
function isEnded(stream: readonly { type: string }[]): boolean {
  const last = stream.findLast(({ type }) => ENDS.has(type) || type === 'SignalReopened');
  return last !== undefined && ENDS.has(last.type);
}
const ENDS: ReadonlySet<string> = new Set(['SignalClosed', 'SignalWithdrawn']);

type PuttingAway = { because: Because; commandId: Id; actor: Actor };

/** The commandId of whoever asked may be in the device's stream already, for something else. */
function putAwayFor(tools: NotificationTools, device: DeviceRow, { commandId, ...why }: PuttingAway) {
  return putAway(tools, device, { ...why, commandId: derivedId('put-away', commandId, device.deviceId) });
}

/** Nothing is sent there any more. A neighbour's key goes first: after a crash in between it is put away again. */
export async function putAway(
  tools: NotificationTools,
  device: DeviceRow,
  { because, commandId, actor }: PuttingAway,
): Promise<Handled<Device> | Refusal> {
  if (device.personId === null) await tools.kernel.vault.forget([`reporter-${device.deviceId}`]);
  const command = { type: 'RemoveDevice', because } as const;
  return commandDevice(tools, device, command, { commandId, actor, content: null });
}
