/** Who works where, what a district is, and which invitations and sessions still count: rows from the people events. */
import type { DatabaseSync } from 'node:sqlite';
import {
  type DistrictEvent,
  districtEvents,
  type PersonEvent,
  personEvents,
} from '@bijspringen/contracts/people/events.ts';
import {
  type AvailabilityEvent,
  availabilityEvents,
  type RosterEvent,
  rosterEvents,
} from '@bijspringen/contracts/roster/events.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';

export const projection: Projection = {
  name: 'access',
  version: 2,
  module: import.meta.url,
  schema: `
    CREATE TABLE district (
      ordinal INTEGER PRIMARY KEY, district_id TEXT NOT NULL UNIQUE, organisation_id TEXT NOT NULL,
      name TEXT NOT NULL, facts TEXT NOT NULL
    ) STRICT;
    CREATE TABLE person (
      ordinal INTEGER PRIMARY KEY, person_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, invitation_hmac TEXT NOT NULL UNIQUE,
      accepted_at TEXT, revoked_at TEXT
    ) STRICT;
    CREATE TABLE role_grant (
      ordinal INTEGER PRIMARY KEY, person_id TEXT NOT NULL, role TEXT NOT NULL, district_id TEXT NOT NULL, organisation_id TEXT NOT NULL,
      UNIQUE (person_id, role, district_id, organisation_id)
    ) STRICT;
    CREATE INDEX role_grant_of_district ON role_grant (district_id);
    CREATE TABLE contact (
      person_id TEXT PRIMARY KEY, first_name TEXT NOT NULL, phone TEXT, home TEXT
    ) STRICT;
    CREATE TABLE adult (person_id TEXT PRIMARY KEY) STRICT;
    CREATE TABLE training (
      ordinal INTEGER PRIMARY KEY, person_id TEXT NOT NULL, taken_on TEXT NOT NULL, valid_until TEXT NOT NULL
    ) STRICT;
    CREATE INDEX training_of_person ON training (person_id);
    CREATE TABLE agreement (person_id TEXT PRIMARY KEY, edition INTEGER NOT NULL) STRICT;
    CREATE TABLE availability (person_id TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT;
    CREATE TABLE escalation_policy (district_id TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT;
    CREATE TABLE shift (
      ordinal INTEGER PRIMARY KEY, shift_id TEXT NOT NULL UNIQUE, organisation_id TEXT NOT NULL, person_id TEXT NOT NULL,
      place TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX shift_by_end ON shift (organisation_id, ends_at);
    CREATE TABLE shift_district (
      district_id TEXT NOT NULL, shift_id TEXT NOT NULL, PRIMARY KEY (district_id, shift_id)
    ) STRICT;
    CREATE TABLE ended_session (session_id TEXT PRIMARY KEY, expires_at TEXT NOT NULL) STRICT;
  `,
  open,
};

type PeopleEvent = PersonEvent | DistrictEvent;
type DutyEvent = RosterEvent | AvailabilityEvent;

function open(database: DatabaseSync): (event: RecordedEvent) => void {
  const applyPeople = writers(database);
  const applyDuty = dutyWriters(database);
  return (recorded) => {
    const id = recorded.stream.slice(recorded.stream.indexOf('-') + 1);
    if (isPeopleEvent(recorded)) applyPeople(recorded, { id, at: recorded.metadata.at });
    else if (isDutyEvent(recorded)) applyDuty(recorded, id);
  };
}

function isDutyEvent(event: { type: string }): event is DutyEvent {
  return event.type in rosterEvents || event.type in availabilityEvents;
}

function dutyWriters(database: DatabaseSync) {
  const plan = database.prepare(
    'INSERT OR IGNORE INTO shift (shift_id, organisation_id, person_id, place, starts_at, ends_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const cover = database.prepare(
    'INSERT OR IGNORE INTO shift_district (district_id, shift_id) VALUES (?, ?)',
  );
  const cancel = database.prepare('DELETE FROM shift WHERE shift_id = ?');
  const uncover = database.prepare('DELETE FROM shift_district WHERE shift_id = ?');
  const end = database.prepare('UPDATE shift SET ends_at = ? WHERE shift_id = ?');
  const takeOver = database.prepare(`
    INSERT OR IGNORE INTO shift (shift_id, organisation_id, person_id, place, starts_at, ends_at)
    SELECT ?, organisation_id, ?, place, ?, ? FROM shift WHERE shift_id = ?`);
  const coverToo = database.prepare(
    'INSERT OR IGNORE INTO shift_district SELECT district_id, ? FROM shift_district WHERE shift_id = ? ORDER BY rowid',
  );
  const change = database.prepare(
    'INSERT INTO availability VALUES (?, ?) ON CONFLICT DO UPDATE SET facts = excluded.facts',
  );
  return (event: DutyEvent, id: string) => {
    switch (event.type) {
      case 'ShiftPlanned': {
        const { shiftId, personId, place, from, until, districtIds } = event.data;
        plan.run(shiftId, id, personId, place, from, until);
        for (const districtId of districtIds) cover.run(districtId, shiftId);
        return;
      }
      case 'ShiftCancelled':
        cancel.run(event.data.shiftId);
        uncover.run(event.data.shiftId);
        return;
      case 'DutyHandedOver': {
        const { shiftId, newShiftId, toPersonId, from, until } = event.data;
        takeOver.run(newShiftId, toPersonId, from, until, shiftId);
        coverToo.run(newShiftId, shiftId);
        end.run(from, shiftId);
        return;
      }
      case 'AvailabilityChanged':
        change.run(id, JSON.stringify(event.data));
        return;
    }
  };
}

/** By type alone: the catalogue vouches for the shape, and the data of a newer event may not be touched. */
function isPeopleEvent(event: { type: string }): event is PeopleEvent {
  return event.type in personEvents || event.type in districtEvents;
}

function writers(database: DatabaseSync) {
  const openDistrict = database.prepare(
    'INSERT INTO district (district_id, organisation_id, name, facts) VALUES (?, ?, ?, ?)',
  );
  const invite = database.prepare('INSERT INTO person (person_id, name, invitation_hmac) VALUES (?, ?, ?)');
  const accept = database.prepare('UPDATE person SET accepted_at = ? WHERE person_id = ?');
  const revoke = database.prepare('UPDATE person SET revoked_at = ? WHERE person_id = ?');
  const grant = database.prepare(
    'INSERT OR IGNORE INTO role_grant (person_id, role, district_id, organisation_id) VALUES (?, ?, ?, ?)',
  );
  const ungrant = database.prepare(
    'DELETE FROM role_grant WHERE person_id = ? AND role = ? AND district_id = ? AND organisation_id = ?',
  );
  const endSession = database.prepare(
    'INSERT OR IGNORE INTO ended_session (session_id, expires_at) VALUES (?, ?)',
  );
  const forgetExpired = database.prepare('DELETE FROM ended_session WHERE expires_at < ?');
  const giveContact = database.prepare(`
    INSERT INTO contact VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
    SET first_name = excluded.first_name, phone = excluded.phone, home = excluded.home`);
  const confirmAdult = database.prepare('INSERT OR IGNORE INTO adult VALUES (?)');
  const train = database.prepare('INSERT INTO training (person_id, taken_on, valid_until) VALUES (?, ?, ?)');
  const agree = database.prepare(`
    INSERT INTO agreement VALUES (?, ?) ON CONFLICT DO UPDATE SET edition = max(edition, excluded.edition)`);
  const setPolicy = database.prepare(
    'INSERT INTO escalation_policy VALUES (?, ?) ON CONFLICT DO UPDATE SET facts = excluded.facts',
  );
  return (event: PeopleEvent, { id, at }: { id: string; at: string }) => {
    switch (event.type) {
      case 'DistrictOpened': {
        const { name, organisationId, ...facts } = event.data;
        openDistrict.run(id, organisationId, name, JSON.stringify(facts));
        return;
      }
      case 'PersonInvited':
        invite.run(id, String(event.data.name), event.data.invitationHmac);
        for (const each of event.data.grants) grant.run(id, each.role, each.districtId, each.organisationId);
        return;
      case 'InvitationAccepted':
        accept.run(at, id);
        return;
      case 'RoleGranted':
        grant.run(id, event.data.role, event.data.districtId, event.data.organisationId);
        return;
      case 'RoleRevoked':
        ungrant.run(id, event.data.role, event.data.districtId, event.data.organisationId);
        return;
      case 'SessionsRevoked':
        revoke.run(at, id);
        return;
      case 'SessionEnded':
        // The cookie is dead by itself after `expiresAt`, so the row is needed no longer than that.
        forgetExpired.run(at);
        endSession.run(event.data.sessionId, event.data.expiresAt);
        return;
      case 'ContactGiven': {
        const { firstName, phone, home } = event.data;
        giveContact.run(id, String(firstName), sealedOrNull(phone), sealedOrNull(home));
        return;
      }
      case 'AdulthoodConfirmed':
        confirmAdult.run(id);
        return;
      case 'TrainingCompleted':
        train.run(id, event.data.on, event.data.validUntil);
        return;
      case 'AgreementAccepted':
        agree.run(id, event.data.edition);
        return;
      case 'EscalationPolicySet':
        setPolicy.run(id, JSON.stringify(event.data));
        return;
    }
  };
}

function sealedOrNull(field: object | undefined): string | null {
  return field === undefined ? null : String(field);
}
