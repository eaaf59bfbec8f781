/** What the routes, the reactor and the timer of this service share. */
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { CommandContext, Handled } from '@bijspringen/kernel/command-handler.ts';
import type { Refusal } from '@bijspringen/kernel/decider.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import type { Log } from '@bijspringen/kernel/log.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { type Delivery, type DeliveryCommand, deliveryDecider } from './delivery.decider.ts';
import { type Device, type DeviceCommand, deviceDecider } from './device.decider.ts';
import type { EndpointRules } from './endpoint.policy.ts';
import type { Resolve } from './guarded-lookup.ts';
import type { DeliveryRow, DeviceRow, NotificationRows } from './notifications.queries.ts';
import type { PushSender } from './push-sender.ts';

export type NotificationTools = {
  kernel: Kernel;
  rows: NotificationRows;
  sender: PushSender;
  rules: EndpointRules;
  resolve: Resolve;
  /** Where people reach this installation; a message leads there. */
  publicUrl: URL;
  log: Log;
};

export const SENDER: Actor = { kind: 'system', part: 'sender' };

type Place = { districtId: Id; organisationId: Id };
type Sending = { commandId: Id; actor: Actor; content: unknown };

/** Whose phone it is says why its address is kept: a neighbour chose it, a helper or worker is to be reached. */
export function groundOf(owner: { personId: Id | null }): Pick<CommandContext, 'purpose' | 'legalBasis'> {
  return owner.personId === null
    ? { purpose: 'early-help', legalBasis: 'consent' }
    : { purpose: 'running-the-service', legalBasis: 'legitimate-interest' };
}

/** Hands a command to the decider of devices. */
export function commandDevice(
  { kernel }: Pick<NotificationTools, 'kernel'>,
  device: Pick<DeviceRow, 'deviceId' | 'personId' | 'signalId'> & Place,
  command: DeviceCommand,
  sending: Sending,
): Promise<Handled<Device> | Refusal> {
  const { deviceId, signalId, districtId, organisationId } = device;
  return kernel.handle(deviceDecider, streamName('device', deviceId), command, {
    ...sending,
    districtId,
    organisationId,
    ...groundOf(device),
    ...(signalId !== null && { correlationId: signalId }),
  });
}

/** Hands a command to the decider of deliveries; everything that follows from one cause hangs together in a replay. */
export function commandDelivery(
  { kernel }: Pick<NotificationTools, 'kernel'>,
  delivery: Pick<
    DeliveryRow,
    'deliveryId' | 'correlationId' | 'causeEventId' | 'crisisId' | 'pageId' | 'personId'
  > &
    Place,
  command: DeliveryCommand,
  { commandId, content }: Omit<Sending, 'actor'>,
): Promise<Handled<Delivery> | Refusal> {
  const { deliveryId, correlationId, causeEventId, crisisId, pageId, districtId, organisationId } = delivery;
  const isAcute = crisisId !== null || pageId !== null;
  return kernel.handle(deliveryDecider, streamName('delivery', deliveryId), command, {
    commandId,
    content,
    actor: SENDER,
    districtId,
    organisationId,
    ...(isAcute ? ACUTE : groundOf(delivery)),
    correlationId,
    causationId: causeEventId,
  });
}
const ACUTE = { purpose: 'crisis-response', legalBasis: 'vital-interest' } as const;

/** The rows know of everything that is in the log now, or as much as they can within the kernel's wait. */
export async function caughtUp({ kernel }: Pick<NotificationTools, 'kernel'>): Promise<void> {
  await kernel.waitFor(await kernel.store.head());
}
