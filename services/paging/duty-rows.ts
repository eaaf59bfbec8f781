/** Who had duty as a duty officer at a moment, in rows of the pages: the log alone says whose look ends a call. */
import type { DatabaseSync } from 'node:sqlite';
import { type PersonEvent, personEvents } from '@bijspringen/contracts/people/events.ts';
import { type RosterEvent, rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';

export const dutySchema = `
CREATE TABLE officer (
  person_id TEXT NOT NULL, district_id TEXT NOT NULL, PRIMARY KEY (person_id, district_id)
) STRICT;
CREATE TABLE duty (
  shift_id TEXT NOT NULL, district_id TEXT NOT NULL, person_id TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
  PRIMARY KEY (shift_id, district_id)
) STRICT;
CREATE INDEX duty_of_person ON duty (person_id, ends_at);
`;

export type Duties = ReturnType<typeof dutyRows>;

export function dutyRows(database: DatabaseSync) {
  const on = database.prepare(`
    SELECT 1 FROM duty JOIN officer USING (person_id, district_id)
    WHERE person_id = ? AND district_id = ? AND starts_at <= ? AND ends_at > ? LIMIT 1`);
  const applyRoster = rosterWriter(database);
  const applyOfficer = officerWriter(database);
  return {
    apply(recorded: RecordedEvent): void {
      if (isRosterEvent(recorded)) applyRoster(recorded);
      else if (isPersonEvent(recorded)) applyOfficer(recorded, recorded.stream.slice('person-'.length));
    },
    isOnDuty: (personId: Id, districtId: Id, at: string): boolean =>
      on.get(personId, districtId, at, at) !== undefined,
  };
}

function rosterWriter(database: DatabaseSync): (event: RosterEvent) => void {
  const plan = database.prepare('INSERT OR IGNORE INTO duty VALUES (?, ?, ?, ?, ?)');
  const cancel = database.prepare('DELETE FROM duty WHERE shift_id = ?');
  const end = database.prepare('UPDATE duty SET ends_at = ? WHERE shift_id = ?');
  const takeOver = database.prepare(
    'INSERT OR IGNORE INTO duty SELECT ?, district_id, ?, ?, ? FROM duty WHERE shift_id = ?',
  );
  return (event) => {
    switch (event.type) {
      case 'ShiftPlanned': {
        const { shiftId, districtIds, personId, from, until } = event.data;
        for (const districtId of districtIds) plan.run(shiftId, districtId, personId, from, until);
        return;
      }
      case 'ShiftCancelled':
        cancel.run(event.data.shiftId);
        return;
      case 'DutyHandedOver': {
        const { shiftId, newShiftId, toPersonId, from, until } = event.data;
        takeOver.run(newShiftId, toPersonId, from, until, shiftId);
        end.run(from, shiftId);
        return;
      }
    }
  };
}

function officerWriter(database: DatabaseSync): (event: PersonEvent, personId: Id) => void {
  const appoint = database.prepare('INSERT OR IGNORE INTO officer VALUES (?, ?)');
  const dismiss = database.prepare('DELETE FROM officer WHERE person_id = ? AND district_id = ?');
  return (event, personId) => {
    if (event.type === 'PersonInvited') {
      for (const { role, districtId } of event.data.grants)
        if (role === 'duty-officer') appoint.run(personId, districtId);
    } else if (event.type === 'RoleGranted' && event.data.role === 'duty-officer') {
      appoint.run(personId, event.data.districtId);
    } else if (event.type === 'RoleRevoked' && event.data.role === 'duty-officer') {
      dismiss.run(personId, event.data.districtId);
    }
  };
}

function isRosterEvent(event: { type: string }): event is RosterEvent {
  return event.type in rosterEvents;
}

function isPersonEvent(event: { type: string }): event is PersonEvent {
  return event.type in personEvents;
}
