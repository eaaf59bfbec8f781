/** Questions to the rows of the notifications projection. */

import type { Subscription } from '@bijspringen/contracts/notifications/events.ts';
import type { DeliveryState, Failure, MessageKind } from '@bijspringen/contracts/notifications/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import type { StreamName } from '@bijspringen/kernel/event-store/port.ts';
import { createStatements } from '@bijspringen/kernel/projections/statements.ts';
import type { Effect } from '@bijspringen/kernel/reactors.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { projection } from './notifications.projection.ts';

export type DeviceRow = {
  deviceId: Id;
  /** Whose it is: a person's, or of who follows a message. */
  personId: Id | null;
  signalId: Id | null;
  status: 'active' | 'superseded' | 'removed';
  subscription: Sealed<Subscription>;
  since: string;
  lastShownAt: string | null;
  districtId: Id;
  organisationId: Id;
};

export type DeliveryRow = {
  deliveryId: Id;
  deviceId: Id;
  kind: MessageKind;
  personId: Id | null;
  crisisId: Id | null;
  pageId: Id | null;
  signalId: Id | null;
  causeEventId: Id;
  causeStream: StreamName;
  correlationId: Id;
  districtId: Id;
  organisationId: Id;
  sendBefore: string;
};

export type LastDelivery = { kind: MessageKind; state: DeliveryState; at: string; why: Failure | null };
/** A neighbour's phone whose key has to go. */
export type EndedDevice = { deviceId: Id; due: string };

export interface NotificationRows {
  device(deviceId: Id): DeviceRow | null;
  /** Active ones, newest first. */
  devicesOfPerson(personId: Id): DeviceRow[];
  devicesOfSignal(signalId: Id): DeviceRow[];
  /** Active ones with this endpoint. */
  devicesAt(endpointHmac: string): DeviceRow[];
  /** Not removed yet, whether they still get messages or not, of a signal that ended; earliest first. */
  endedDevices(limit: number): EndedDevice[];
  /** Every phone that follows a message and was not removed. */
  keptOfSignal(signalId: Id): DeviceRow[];
  openDeliveries(limit: number): Effect[];
  delivery(deliveryId: Id): DeliveryRow | null;
  lastDelivery(deviceId: Id): LastDelivery | null;
}

export function createNotificationRows(kernel: Pick<Kernel, 'readModel'>): NotificationRows {
  const statement = createStatements(() => kernel.readModel(projection).database());
  return {
    device: (deviceId) => (statement(DEVICE).get({ deviceId }) as unknown as DeviceRow | undefined) ?? null,
    devicesOfPerson: (personId) => statement(OF_PERSON).all({ personId }) as unknown as DeviceRow[],
    devicesOfSignal: (signalId) => statement(OF_SIGNAL).all({ signalId }) as unknown as DeviceRow[],
    devicesAt: (endpointHmac) => statement(AT_ENDPOINT).all({ endpointHmac }) as unknown as DeviceRow[],
    endedDevices: (limit) => statement(ENDED).all({ limit }) as EndedDevice[],
    keptOfSignal: (signalId) => statement(KEPT).all({ signalId }) as unknown as DeviceRow[],
    openDeliveries: (limit) => statement(OPEN).all({ limit }) as Effect[],
    delivery: (deliveryId) => (statement(DELIVERY).get({ deliveryId }) as DeliveryRow | undefined) ?? null,
    lastDelivery: (deviceId) => (statement(LAST).get({ deviceId }) as LastDelivery | undefined) ?? null,
  };
}

const COLUMNS = `device_id AS deviceId, person_id AS personId, signal_id AS signalId, status, subscription, since,
  last_shown_at AS lastShownAt, district_id AS districtId, organisation_id AS organisationId`;
const DEVICE = `SELECT ${COLUMNS} FROM device WHERE device_id = $deviceId`;
const OF_PERSON = `SELECT ${COLUMNS} FROM device WHERE person_id = $personId AND status = 'active'
  ORDER BY since DESC, ordinal DESC`;
const OF_SIGNAL = `SELECT ${COLUMNS} FROM device WHERE signal_id = $signalId AND status = 'active'
  ORDER BY since DESC, ordinal DESC`;
const AT_ENDPOINT = `SELECT ${COLUMNS} FROM device WHERE endpoint_hmac = $endpointHmac AND status = 'active'`;
const KEPT = `SELECT ${COLUMNS} FROM device WHERE signal_id = $signalId AND status <> 'removed' ORDER BY ordinal`;
/** The last answer is brought first, for as long as it may be tried; taken back, nothing is brought any more. */
const ENDED = `
  SELECT device_id AS deviceId, CASE WHEN how = 'SignalWithdrawn' THEN ended_signal.at ELSE
    coalesce((SELECT max(send_before) FROM delivery WHERE delivery.device_id = device.device_id AND not_before IS NOT NULL),
      ended_signal.at) END AS due
  FROM ended_signal CROSS JOIN device ON device.signal_id = ended_signal.signal_id WHERE status <> 'removed' ORDER BY due, deviceId LIMIT $limit`;
const OPEN = `SELECT delivery_id AS key, not_before AS notBefore FROM delivery WHERE not_before IS NOT NULL
  ORDER BY not_before, ordinal LIMIT $limit`;
const DELIVERY = `
  SELECT delivery_id AS deliveryId, device_id AS deviceId, kind, person_id AS personId, crisis_id AS crisisId,
    page_id AS pageId, signal_id AS signalId, cause_event_id AS causeEventId, cause_stream AS causeStream,
    correlation_id AS correlationId, district_id AS districtId, organisation_id AS organisationId, send_before AS sendBefore
  FROM delivery WHERE delivery_id = $deliveryId`;
const LAST =
  'SELECT kind, state, at, why FROM delivery WHERE device_id = $deviceId ORDER BY ordinal DESC LIMIT 1';
