/** Who works where, what a district is, and which invitations and sessions still count: rows from the people events. */
import type { DatabaseSync } from 'node:sqlite';
import {
  type DistrictEvent,
  districtEvents,
  type PersonEvent,
  personEvents,
} from '@bijspringen/contracts/people/events.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';

export const projection: Projection = {
  name: 'access',
  version: 1,
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
    CREATE TABLE ended_session (session_id TEXT PRIMARY KEY, expires_at TEXT NOT NULL) STRICT;
  `,
  open,
};

type PeopleEvent = PersonEvent | DistrictEvent;

function open(database: DatabaseSync): (event: RecordedEvent) => void {
  const apply = writers(database);
  return (recorded) => {
    if (!isPeopleEvent(recorded)) return;
    const id = recorded.stream.slice(recorded.stream.indexOf('-') + 1);
    apply(recorded, { id, at: recorded.metadata.at });
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
    }
  };
}
