/** Running crises with their clocks, who was asked, aftercare, what is known of each signal, and which phones were reached. */
import type { DatabaseSync } from 'node:sqlite';
import { type CrisisEvent, crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import {
  type DeliveryEvent,
  type DeviceEvent,
  deliveryEvents,
  deviceEvents,
} from '@bijspringen/contracts/notifications/events.ts';
import type { RosterEvent } from '@bijspringen/contracts/roster/events.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';
import { type Crisis, evolve, initialState, type OpenCrisis } from './crisis.state.ts';
import { isRunning } from './crisis-now.policy.ts';
import { deadlinesOf } from './deadlines.policy.ts';

export const projection: Projection = {
  name: 'crisis',
  version: 2,
  module: import.meta.url,
  schema: `
    CREATE TABLE crisis (
      ordinal INTEGER PRIMARY KEY, crisis_id TEXT NOT NULL UNIQUE, district_id TEXT NOT NULL, organisation_id TEXT NOT NULL,
      signal_id TEXT, duty_person_id TEXT NOT NULL, phase TEXT NOT NULL, opened_at TEXT NOT NULL, state TEXT NOT NULL
    ) STRICT;
    CREATE INDEX crisis_of_signal ON crisis (signal_id);
    CREATE TABLE asked (
      crisis_id TEXT NOT NULL, person_id TEXT NOT NULL, asked_at TEXT NOT NULL, state TEXT NOT NULL, phase TEXT NOT NULL,
      PRIMARY KEY (crisis_id, person_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX asked_person ON asked (person_id, asked_at);
    CREATE TABLE deadline (
      crisis_id TEXT NOT NULL, key TEXT NOT NULL, due TEXT NOT NULL, PRIMARY KEY (crisis_id, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX deadline_due ON deadline (due);
    CREATE TABLE aftercare (
      aftercare_id TEXT PRIMARY KEY, crisis_id TEXT NOT NULL, district_id TEXT NOT NULL, organisation_id TEXT NOT NULL,
      owner_person_id TEXT NOT NULL, owned_since TEXT NOT NULL, before TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE danger (signal_id TEXT NOT NULL, danger TEXT NOT NULL, PRIMARY KEY (signal_id, danger)) STRICT, WITHOUT ROWID;
    CREATE TABLE link (signal_id TEXT NOT NULL, other_id TEXT NOT NULL, PRIMARY KEY (signal_id, other_id)) STRICT, WITHOUT ROWID;
    CREATE TABLE message (event_id TEXT PRIMARY KEY, crisis_id TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE hand_over (
      crisis_id TEXT PRIMARY KEY, event_id TEXT NOT NULL, to_person_id TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE device (device_id TEXT PRIMARY KEY, person_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX device_person ON device (person_id);
    CREATE TABLE delivery (
      delivery_id TEXT PRIMARY KEY, crisis_id TEXT NOT NULL, person_id TEXT NOT NULL, state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX delivery_crisis ON delivery (crisis_id);
    CREATE TABLE changed (audience TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  open,
};

type Recorded = { id: string; recorded: RecordedEvent };

/** By type alone: the catalogue vouches for the shape, and the data of a newer event may not be touched. */
function open(database: DatabaseSync): (event: RecordedEvent) => void {
  const onCrisis = crisisWriter(database);
  const onSignal = signalWriter(database);
  const onPhone = phoneWriter(database);
  const onRoster = rosterWriter(database);
  return (recorded) => {
    const { type, stream } = recorded;
    const id = stream.slice(stream.indexOf('-') + 1);
    // By type first: the data of an event of a newer release, that nobody here asks for, may not be touched.
    if (type in crisisEvents) onCrisis(told<CrisisEvent>(recorded), { id, recorded });
    else if (SIGNAL_TYPES.has(type)) onSignal(told<SignalEvent>(recorded), { id, recorded });
    else if (type in deviceEvents || type in deliveryEvents)
      onPhone(told<DeviceEvent | DeliveryEvent>(recorded), { id, recorded });
    else if (type === 'DutyHandedOver') onRoster(told<HandedOver>(recorded), recorded);
  };
}

/** The catalogue vouches for the shape. */
function told<E>({ type, data }: RecordedEvent): E {
  return { type, data } as unknown as E;
}

const SIGNAL_TYPES: ReadonlySet<string> = new Set<SignalEvent['type']>([
  'SignalRaised',
  'SignalLinked',
  'SignalUnlinked',
  'MessageAdded',
  'QuestionAnswered',
  'SignalReopened',
  // That it is taken back is news for whoever sent people to it.
  'SignalWithdrawn',
]);

function crisisWriter(database: DatabaseSync) {
  const before = database.prepare('SELECT state FROM crisis WHERE crisis_id = ?');
  const insert = database.prepare(`
    INSERT INTO crisis (crisis_id, district_id, organisation_id, signal_id, duty_person_id, phase, opened_at, state)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const update = database.prepare(
    'UPDATE crisis SET duty_person_id = ?, phase = ?, state = ? WHERE crisis_id = ?',
  );
  const forgetDeadlines = database.prepare('DELETE FROM deadline WHERE crisis_id = ?');
  const addDeadline = database.prepare('INSERT INTO deadline VALUES (?, ?, ?)');
  const details = detailWriter(database);
  const tell = teller(database);
  return (event: CrisisEvent, { id, recorded }: Recorded) => {
    const { at, districtId, organisationId } = recorded.metadata;
    const row = before.get(id);
    const state: Crisis = row === undefined ? initialState : (JSON.parse(String(row.state)) as Crisis);
    const crisis = evolve(state, event);
    if (crisis.status === 'none') return;
    const { signalId, dutyPersonId, phase } = crisis;
    const text = JSON.stringify(crisis);
    if (row === undefined)
      insert.run(id, districtId, organisationId, signalId, dutyPersonId, phase, at, text);
    else update.run(dutyPersonId, phase, text, id);
    details(event, crisis, { id, recorded });
    forgetDeadlines.run(id);
    for (const { key, due } of deadlinesOf(crisis, at)) addDeadline.run(id, key, due);
    tell.district(districtId, recorded.position);
    for (const { personId } of crisis.helpers) tell.person(personId, recorded.position);
  };
}

/** What single events say besides the state. */
function detailWriter(database: DatabaseSync) {
  const ask = database.prepare(`
    INSERT INTO asked VALUES (?, ?, ?, 'asked', ?)
    ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at, state = 'asked', phase = excluded.phase`);
  const move = database.prepare(
    'UPDATE asked SET state = ?, phase = ? WHERE crisis_id = ? AND person_id = ? AND (state <> ? OR phase <> ?)',
  );
  const addItem = database.prepare('INSERT OR IGNORE INTO aftercare VALUES (?, ?, ?, ?, ?, ?, ?)');
  const giveItem = database.prepare(
    'UPDATE aftercare SET owner_person_id = ?, owned_since = ? WHERE aftercare_id = ?',
  );
  const endItem = database.prepare('DELETE FROM aftercare WHERE aftercare_id = ?');
  const danger = database.prepare('INSERT OR IGNORE INTO danger VALUES (?, ?)');
  const judged = database.prepare('DELETE FROM message WHERE event_id = ?');
  const forgetMessages = database.prepare('DELETE FROM message WHERE crisis_id = ?');
  const forgetHandOver = database.prepare('DELETE FROM hand_over WHERE crisis_id = ?');
  return (event: CrisisEvent, crisis: OpenCrisis, { id, recorded }: Recorded) => {
    const { at, districtId, organisationId } = recorded.metadata;
    if (event.type === 'WaveAlerted') {
      for (const personId of event.data.personIds) ask.run(id, personId, at, crisis.phase);
    }
    for (const { personId, state } of crisis.helpers) {
      move.run(state, crisis.phase, id, personId, state, crisis.phase);
    }
    // Without an alert there is nobody to wait for a judgement.
    if (!isRunning(crisis)) forgetMessages.run(id);
    switch (event.type) {
      case 'CrisisOpened':
      case 'DangerNoted':
        if (crisis.signalId === null) return;
        for (const rule of crisis.knownYes) danger.run(crisis.signalId, rule);
        return;
      case 'AlertHeld':
        judged.run(event.data.messageEventId);
        return;
      case 'CrisisHandedOver':
        forgetHandOver.run(id);
        return;
      case 'CrisisClosed':
        forgetHandOver.run(id);
        return;
      case 'AftercareAsked': {
        const { aftercareId, ownerPersonId, before } = event.data;
        addItem.run(aftercareId, id, districtId, organisationId, ownerPersonId, at, before);
        return;
      }
      case 'AftercareAssigned':
        giveItem.run(event.data.ownerPersonId, at, event.data.aftercareId);
        return;
      case 'AftercareDone':
        endItem.run(event.data.aftercareId);
        return;
      default:
        return;
    }
  };
}

function signalWriter(database: DatabaseSync) {
  const danger = database.prepare('INSERT OR IGNORE INTO danger VALUES (?, ?)');
  const link = database.prepare('INSERT OR IGNORE INTO link VALUES (?, ?)');
  const unlink = database.prepare('DELETE FROM link WHERE signal_id = ? AND other_id = ?');
  const running = database.prepare(
    `SELECT crisis_id FROM crisis WHERE signal_id = ? AND phase IN ('alerting', 'held')`,
  );
  const message = database.prepare('INSERT OR IGNORE INTO message VALUES (?, ?, ?)');
  return (event: SignalEvent, { id, recorded }: Recorded) => {
    switch (event.type) {
      case 'SignalRaised':
        for (const each of event.data.gate?.dangers ?? []) danger.run(id, each);
        return;
      case 'SignalLinked':
        link.run(id, event.data.otherSignalId);
        return;
      case 'SignalUnlinked':
        unlink.run(id, event.data.otherSignalId);
        return;
      default: {
        if (recorded.metadata.actor.kind !== 'reporter') return;
        const row = running.get(id);
        if (row !== undefined) message.run(recorded.id, String(row.crisis_id), recorded.metadata.at);
      }
    }
  };
}

type HandedOver = Extract<RosterEvent, { type: 'DutyHandedOver' }>;

function rosterWriter(database: DatabaseSync) {
  const add = database.prepare(`
    INSERT INTO hand_over SELECT crisis_id, ?, ?, ? FROM crisis
    WHERE crisis_id = ? AND phase <> 'closed' AND duty_person_id <> ?
    ON CONFLICT DO UPDATE SET event_id = excluded.event_id, to_person_id = excluded.to_person_id, at = excluded.at`);
  return ({ data }: HandedOver, { id, metadata }: RecordedEvent) => {
    for (const crisisId of data.crisisIds) {
      add.run(id, data.toPersonId, metadata.at, crisisId, data.toPersonId);
    }
  };
}

function phoneWriter(database: DatabaseSync) {
  const subscribe = database.prepare('INSERT OR IGNORE INTO device VALUES (?, ?)');
  const remove = database.prepare('DELETE FROM device WHERE device_id = ?');
  const claim = database.prepare(`INSERT OR IGNORE INTO delivery VALUES (?, ?, ?, 'not-sent')`);
  // Shown and opened are known for good; a later failure of the same message does not undo what somebody saw.
  const set = database.prepare(
    `UPDATE delivery SET state = $state WHERE delivery_id = $id AND ($state = 'opened' OR state NOT IN ('shown', 'opened'))`,
  );
  const where = database.prepare(
    'SELECT crisis.district_id FROM delivery JOIN crisis USING (crisis_id) WHERE delivery_id = ?',
  );
  const tell = teller(database);
  const outcomes: Partial<Record<string, string>> = {
    DeliveryAccepted: 'sent',
    DeliveryFailed: 'failed',
    DeliveryShown: 'shown',
    DeliveryOpened: 'opened',
  };
  return (event: DeviceEvent | DeliveryEvent, { id, recorded }: Recorded) => {
    const outcome = outcomes[event.type];
    if (event.type === 'DeviceSubscribed') subscribe.run(id, event.data.personId);
    else if (event.type === 'DeviceRemoved') remove.run(id);
    else if (event.type === 'DeliveryClaimed') {
      const { kind, crisisId, personId } = event.data;
      if (kind === 'alert' && crisisId !== undefined && personId !== undefined) {
        claim.run(id, crisisId, personId);
      }
    } else if (outcome !== undefined) {
      set.run({ $state: outcome, $id: id });
      const row = where.get(id);
      if (row !== undefined) tell.district(String(row.district_id), recorded.position);
    }
  };
}

/** For whom something changed, and since which position: what an open screen is told. */
function teller(database: DatabaseSync) {
  const change = database.prepare(
    'INSERT INTO changed VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
  );
  return {
    district: (districtId: string, position: string) => change.run(`district:${districtId}`, position),
    person: (personId: string, position: string) => change.run(`person:${personId}`, position),
  };
}
