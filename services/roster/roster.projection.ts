/** Every shift that ever was, whose crises are open, and which phones can be woken: what planning has to know. */
import type { DatabaseSync } from 'node:sqlite';
import { type CrisisEvent, crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import { type DeviceEvent, deviceEvents } from '@bijspringen/contracts/notifications/events.ts';
import { type RosterEvent, rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { partsOfStream } from '@bijspringen/kernel/derived-id.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';

export const projection: Projection = {
  name: 'roster',
  version: 1,
  module: import.meta.url,
  schema: `
    CREATE TABLE shift (shift_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, district_ids TEXT NOT NULL) STRICT;
    CREATE TABLE open_crisis (
      crisis_id TEXT PRIMARY KEY, district_id TEXT NOT NULL, officer_id TEXT NOT NULL
    ) STRICT;
    CREATE TABLE device (device_id TEXT PRIMARY KEY, person_id TEXT NOT NULL) STRICT;
    CREATE INDEX device_of_person ON device (person_id);
  `,
  open,
};

type Known = CrisisEvent | DeviceEvent | RosterEvent;

function open(database: DatabaseSync): (event: RecordedEvent) => void {
  // A shift that was cancelled stays known, so that the cancellation sent twice gets the same answer.
  const planned = database.prepare('INSERT OR IGNORE INTO shift VALUES (?, ?, ?)');
  const takenOver = database.prepare(
    'INSERT OR IGNORE INTO shift SELECT ?, ?, district_ids FROM shift WHERE shift_id = ?',
  );
  const opened = database.prepare('INSERT OR IGNORE INTO open_crisis VALUES (?, ?, ?)');
  const handedOver = database.prepare('UPDATE open_crisis SET officer_id = ? WHERE crisis_id = ?');
  const over = database.prepare('DELETE FROM open_crisis WHERE crisis_id = ?');
  const subscribed = database.prepare(
    'INSERT INTO device VALUES (?, ?) ON CONFLICT DO UPDATE SET person_id = excluded.person_id',
  );
  const removed = database.prepare('DELETE FROM device WHERE device_id = ?');
  return (recorded) => {
    if (!isKnown(recorded)) return;
    const { id } = partsOfStream(recorded.stream);
    switch (recorded.type) {
      case 'ShiftPlanned': {
        const { shiftId, personId, districtIds } = recorded.data;
        planned.run(shiftId, personId, JSON.stringify(districtIds));
        return;
      }
      case 'DutyHandedOver':
        takenOver.run(recorded.data.newShiftId, recorded.data.toPersonId, recorded.data.shiftId);
        return;
      case 'CrisisOpened':
        opened.run(id, recorded.metadata.districtId, recorded.data.dutyPersonId);
        return;
      case 'CrisisHandedOver':
        handedOver.run(recorded.data.toPersonId, id);
        return;
      // After a stand-down what is left (getting home, aftercare) has an owner of its own.
      case 'StoodDown':
      case 'CrisisClosed':
        over.run(id);
        return;
      case 'DeviceSubscribed':
        subscribed.run(id, recorded.data.personId);
        return;
      case 'DeviceRemoved':
        removed.run(id);
        return;
    }
  };
}

function isKnown<E extends { type: string }>(event: E): event is E & Known {
  return event.type in crisisEvents || event.type in deviceEvents || event.type in rosterEvents;
}

/** Whose shift it is or was, and where, cancelled or not; null when there never was one with this id. */
export function shiftOf(database: DatabaseSync, shiftId: Id): { personId: Id; districtIds: Id[] } | null {
  const row = database.prepare('SELECT person_id, district_ids FROM shift WHERE shift_id = ?').get(shiftId);
  if (row === undefined) return null;
  return { personId: String(row.person_id), districtIds: JSON.parse(String(row.district_ids)) as Id[] };
}

/** The crises that have this person as their officer in these districts, in the order in which they were opened. */
export function openCrisesOf(database: DatabaseSync, personId: Id, districtIds: readonly Id[]): Id[] {
  const rows = database
    .prepare('SELECT crisis_id, district_id FROM open_crisis WHERE officer_id = ? ORDER BY rowid')
    .all(personId);
  return rows
    .filter((row) => districtIds.includes(String(row.district_id)))
    .map((row) => String(row.crisis_id));
}

/** Whether a message can reach this person on any phone. */
export function hasDevice(database: DatabaseSync, personId: Id): boolean {
  return database.prepare('SELECT 1 FROM device WHERE person_id = ? LIMIT 1').get(personId) !== undefined;
}
