/** Phones, and every message that is wanted on one of them: rows from the events that ask for it and from its own. */
import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryEvent, DeviceEvent } from '@bijspringen/contracts/notifications/events.ts';
import { deliveryEvents, deviceEvents } from '@bijspringen/contracts/notifications/events.ts';
import { derivedId, partsOfStream } from '@bijspringen/kernel/derived-id.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';
import { DELIVERIES_SHOWN_MAX } from './limits.ts';
import { CAUSES, type Message, messagesOf } from './messages.policy.ts';

/**
 * `device.status`: superseded is a phone that subscribed again under another owner or id; its key still waits to go.
 * `delivery.not_before`: when it wants an attempt; NULL when it is done.
 */
export const projection: Projection = {
  name: 'notifications',
  version: 1,
  module: import.meta.url,
  schema: `
    CREATE TABLE device (
      ordinal INTEGER PRIMARY KEY, device_id TEXT NOT NULL UNIQUE, person_id TEXT, signal_id TEXT,
      endpoint_hmac TEXT NOT NULL, subscription TEXT NOT NULL, status TEXT NOT NULL, since TEXT NOT NULL, last_shown_at TEXT,
      district_id TEXT NOT NULL, organisation_id TEXT NOT NULL
    ) STRICT;
    CREATE INDEX device_of_person ON device (person_id, status);
    CREATE INDEX device_of_signal ON device (signal_id, status);
    CREATE INDEX device_by_endpoint ON device (endpoint_hmac);
    CREATE TABLE delivery (
      ordinal INTEGER PRIMARY KEY, delivery_id TEXT NOT NULL UNIQUE, device_id TEXT NOT NULL, kind TEXT NOT NULL,
      person_id TEXT, crisis_id TEXT, page_id TEXT, signal_id TEXT, cause_event_id TEXT NOT NULL, cause_stream TEXT NOT NULL,
      correlation_id TEXT NOT NULL, district_id TEXT NOT NULL, organisation_id TEXT NOT NULL, send_before TEXT NOT NULL,
      not_before TEXT, is_held INTEGER NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, why TEXT
    ) STRICT;
    CREATE INDEX delivery_open ON delivery (not_before, ordinal) WHERE not_before IS NOT NULL;
    CREATE INDEX delivery_open_of_stream ON delivery (cause_stream) WHERE not_before IS NOT NULL;
    CREATE INDEX delivery_of_device ON delivery (device_id, ordinal);
    CREATE TABLE ended_signal (signal_id TEXT PRIMARY KEY, at TEXT NOT NULL, how TEXT NOT NULL) STRICT;
  `,
  open,
};

function open(database: DatabaseSync): (event: RecordedEvent) => void {
  const device = deviceWriters(database);
  const delivery = deliveryWriters(database);
  const want = wanting(database);
  const settle = settling(database);
  return (recorded) => {
    if (recorded.type in deviceEvents) device(recorded as never, recorded);
    else if (recorded.type in deliveryEvents) delivery(recorded as never, recorded);
    settle(recorded);
    if (CAUSES.has(recorded.type)) for (const message of messagesOf(recorded)) want(message, recorded);
  };
}

function deviceWriters(database: DatabaseSync) {
  const subscribe = database.prepare(`
    INSERT INTO device (device_id, person_id, signal_id, endpoint_hmac, subscription, status, since, district_id, organisation_id)
    VALUES (?, ?, ?, ?, ?, 'active', ?, ?, ?) ON CONFLICT (device_id) DO UPDATE
    SET subscription = excluded.subscription, status = 'active', since = excluded.since`);
  // Whoever subscribed last holds the phone, whichever order two hosts wrote in.
  const supersede = database.prepare(
    `UPDATE device SET status = 'superseded' WHERE endpoint_hmac = ? AND device_id <> ? AND status = 'active'`,
  );
  const remove = database.prepare(
    `UPDATE device SET status = 'removed', subscription = '' WHERE device_id = ?`,
  );
  const settle = database.prepare(
    'UPDATE delivery SET not_before = ? WHERE device_id = ? AND not_before > ? AND is_held = 0',
  );
  return (event: DeviceEvent, { stream, metadata }: RecordedEvent): void => {
    const { id } = partsOfStream(stream);
    const { at, districtId, organisationId } = metadata;
    switch (event.type) {
      case 'DeviceSubscribed': {
        const { personId, endpointHmac, subscription } = event.data;
        subscribe.run(id, personId, null, endpointHmac, String(subscription), at, districtId, organisationId);
        supersede.run(endpointHmac, id);
        return;
      }
      case 'ReporterDeviceSubscribed': {
        const { signalId, endpointHmac, subscription } = event.data;
        subscribe.run(id, null, signalId, endpointHmac, String(subscription), at, districtId, organisationId);
        supersede.run(endpointHmac, id);
        return;
      }
      case 'DeviceRemoved':
        remove.run(id);
        settle.run(at, id, at);
        return;
    }
  };
}

/** A row for every phone that is there at that moment. */
function wanting(database: DatabaseSync) {
  const ofPerson = database.prepare(
    `SELECT device_id, person_id FROM device WHERE person_id = ? AND status = 'active' ORDER BY ordinal`,
  );
  const ofSignal = database.prepare(
    `SELECT device_id, person_id FROM device WHERE signal_id = ? AND status = 'active' ORDER BY ordinal`,
  );
  const one = database.prepare('SELECT device_id, person_id FROM device WHERE device_id = ?');
  const insert = database.prepare(`
    INSERT OR IGNORE INTO delivery (delivery_id, device_id, kind, person_id, crisis_id, page_id, signal_id, cause_event_id,
      cause_stream, correlation_id, district_id, organisation_id, send_before, not_before, is_held, state, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'open', ?)`);
  const devicesOf = ({ personIds, signalId, deviceId }: Message) => {
    if (personIds !== undefined) return personIds.flatMap((personId) => ofPerson.all(personId));
    if (deviceId !== undefined) return one.all(deviceId);
    return signalId === undefined ? [] : ofSignal.all(signalId);
  };
  return (message: Message, { id: causeId, stream, metadata }: RecordedEvent): void => {
    const { kind, crisisId = null, pageId = null, signalId = null, sendBefore } = message;
    const { at, correlationId, districtId, organisationId } = metadata;
    for (const row of devicesOf(message)) {
      const deviceId = String(row.device_id);
      const personId = typeof row.person_id === 'string' ? row.person_id : null;
      const deliveryId = derivedId('delivery', causeId, personId ?? signalId ?? '', deviceId, kind);
      const about = [personId, crisisId, pageId, signalId, causeId, stream, correlationId] as const;
      insert.run(deliveryId, deviceId, kind, ...about, districtId, organisationId, sendBefore, at, at);
    }
  };
}

/** After these nothing of the stream, or nothing to that person, may be wanted any more. */
const ENDS_ALL: ReadonlySet<string> = new Set([
  'StoodDown',
  'CrisisClosed',
  'PageAcknowledged',
  'SignalWithdrawn',
]);
const ENDS_FOR_ONE: ReadonlySet<string> = new Set([
  'ResponderAccepted',
  'ResponderDeclined',
  'ResponderStopped',
  'ResponderUnsafe',
  'ResponderHome',
]);

/** What may no longer be wanted is looked at at once, not when its next attempt is due; what is under way goes on. */
function settling(database: DatabaseSync) {
  const ofStream = database.prepare(
    'UPDATE delivery SET not_before = $at WHERE cause_stream = $stream AND not_before > $at AND is_held = 0',
  );
  const ofPerson = database.prepare(`
    UPDATE delivery SET not_before = $at
    WHERE cause_stream = $stream AND not_before > $at AND is_held = 0 AND person_id = $personId`);
  const end = database.prepare(`
    INSERT OR REPLACE INTO ended_signal SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM device WHERE signal_id = ?)`);
  const reopen = database.prepare('DELETE FROM ended_signal WHERE signal_id = ?');
  return (recorded: RecordedEvent): void => {
    const { type, stream } = recorded;
    const { at } = recorded.metadata;
    const { id } = partsOfStream(stream);
    if (ENDS_ALL.has(type)) ofStream.run({ at, stream });
    else if (ENDS_FOR_ONE.has(type)) ofPerson.run({ at, stream, personId: String(recorded.data.personId) });
    if (type === 'SignalClosed' || type === 'SignalWithdrawn') end.run(id, at, type, id);
    else if (type === 'SignalReopened') reopen.run(id);
  };
}

function deliveryWriters(database: DatabaseSync) {
  const hold = database.prepare(
    `UPDATE delivery SET not_before = ?, is_held = 1, at = ? WHERE delivery_id = ? AND not_before IS NOT NULL`,
  );
  const retry = database.prepare(`
    UPDATE delivery SET not_before = min(?, send_before), is_held = 0, at = ?, why = ?
    WHERE delivery_id = ? AND not_before IS NOT NULL`);
  const finish = database.prepare(`
    UPDATE delivery SET not_before = NULL, is_held = 0, state = ?, at = ?, why = ?
    WHERE delivery_id = ? AND state NOT IN ('shown', 'opened')`);
  const open = database.prepare(
    `UPDATE delivery SET not_before = NULL, is_held = 0, state = 'opened', at = ?, why = NULL WHERE delivery_id = ?`,
  );
  const shown = database.prepare(
    'UPDATE device SET last_shown_at = ? WHERE device_id = (SELECT device_id FROM delivery WHERE delivery_id = ?)',
  );
  const prune = database.prepare(`
    DELETE FROM delivery WHERE device_id = (SELECT device_id FROM delivery WHERE delivery_id = $id)
    AND not_before IS NULL AND ordinal <= (
      SELECT ordinal FROM delivery WHERE device_id = (SELECT device_id FROM delivery WHERE delivery_id = $id)
      AND not_before IS NULL ORDER BY ordinal DESC LIMIT 1 OFFSET ${DELIVERIES_SHOWN_MAX})`);
  const ended = (id: string, state: string, { at, why = null }: { at: string; why?: string | null }) => {
    finish.run(state, at, why, id);
    prune.run({ id });
  };
  return (event: DeliveryEvent, { stream, metadata: { at } }: RecordedEvent): void => {
    const { id } = partsOfStream(stream);
    switch (event.type) {
      case 'DeliveryClaimed':
        hold.run(event.data.leaseUntil, at, id);
        return;
      case 'DeliveryAccepted':
        ended(id, 'accepted', { at });
        return;
      case 'DeliveryFailed': {
        const { againAt, why } = event.data;
        if (againAt === undefined) ended(id, 'failed', { at, why });
        else retry.run(againAt, at, why, id);
        return;
      }
      case 'DeliveryShown':
        ended(id, 'shown', { at });
        shown.run(at, id);
        return;
      case 'DeliveryOpened':
        open.run(at, id);
        shown.run(at, id);
        prune.run({ id });
        return;
      case 'DeliveryCancelled':
        ended(id, 'cancelled', { at });
        return;
      case 'DeliveryExpired':
        ended(id, 'expired', { at });
        return;
    }
  };
}
