/** The directory on the rows of the access projection. Names are opened only here, for a screen. */

import type { Grant } from '@bijspringen/contracts/people/events.ts';
import {
  defaultEscalationPolicy,
  type EscalationPolicy,
  type HelpRoute,
  type WorkingHours,
} from '@bijspringen/contracts/people/values.ts';
import type { Availability, Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { createStatements } from '@bijspringen/kernel/projections/statements.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import { projection } from './access.projection.ts';
import type { Contact, Directory, District, Responder, Worker } from './directory.ts';

type DistrictRow = { district_id: string; organisation_id: string; name: string; facts: string };
type Facts = { workingHours: WorkingHours; helpRoutes: HelpRoute[]; places: string[] };
type WorkerRow = { person_id: string; name: string; roles: string };

/** Reads the access projection, which whoever calls this names among its projections. */
export function createDirectory(kernel: Pick<Kernel, 'readModel' | 'vault'>): Directory {
  const statement = createStatements(() => kernel.readModel(projection).database());
  const districtOf = createDistrictOf();

  function workers(districtId: string, role?: Role): Worker[] {
    const rows = statement(WORKERS).all({ districtId, role: role ?? null }) as WorkerRow[];
    return rows.map((row) => ({
      personId: row.person_id,
      roles: row.roles.split(',') as Role[],
      // Opened only when somebody looks at it: every opening goes to the read log.
      get name() {
        return openName(row.name);
      },
    }));
  }

  function openName(sealed: string): string | null {
    const name = kernel.vault.open(sealed as unknown as Sealed<string>, 'people');
    return name === FORGOTTEN ? null : name;
  }

  return {
    district: (districtId) => districtOf(statement(DISTRICT).get({ districtId })),
    publicDistrict: () => districtOf(statement(FIRST_DISTRICT).get()),
    workers: (districtId) => workers(districtId),
    firstWith: (role, districtId) => workers(districtId, role)[0] ?? null,
    firstIdWith: (role, districtId) => {
      const row = statement(FIRST_WITH).get({ districtId, role });
      return typeof row?.person_id === 'string' ? row.person_id : null;
    },
    grants: (personId) => statement(GRANTS).all({ personId }).map(toGrant),
    sessionsRevokedAt: (personId) => {
      const row = statement(REVOKED).get({ personId });
      return typeof row?.revoked_at === 'string' ? row.revoked_at : null;
    },
    isSessionEnded: (sessionId) => statement(ENDED).get({ sessionId }) !== undefined,
    personName: (personId) => {
      const row = statement(NAME).get({ personId });
      return typeof row?.name === 'string' ? openName(row.name) : null;
    },
    onDuty: (districtId, at) =>
      statement(ON_DUTY)
        .all({ districtId, at })
        .map((row) => ({
          personId: String(row.person_id),
          shiftId: String(row.shift_id),
          place: row.place === 'first' ? 'first' : 'second',
          until: String(row.ends_at),
        })),
    shifts: (organisationId, from, until) =>
      statement(SHIFTS)
        .all({ organisationId, from, until })
        .map((row) => toShift(row)),
    responders: (districtId) =>
      statement(RESPONDERS)
        .all({ districtId })
        .map((row) => toResponder(row)),
    responder: (personId) => {
      const row = statement(RESPONDER).get({ personId });
      return row === undefined ? null : toResponder(row);
    },
    contact: (personId) => toContact(statement(CONTACT).get({ personId })),
    escalationPolicy: (districtId) => {
      const row = statement(POLICY).get({ districtId });
      return typeof row?.facts === 'string'
        ? { policy: JSON.parse(row.facts) as EscalationPolicy, isDefault: false }
        : { policy: defaultEscalationPolicy, isDefault: true };
    },
    personInvitedWith: (invitationHmac) => {
      const row = statement(INVITED).get({ invitationHmac });
      return typeof row?.person_id === 'string' ? row.person_id : null;
    },
  };
}

const DISTRICT = 'SELECT * FROM district WHERE district_id = $districtId';
const FIRST_DISTRICT = 'SELECT * FROM district ORDER BY ordinal LIMIT 1';
const WORKERS = `
  SELECT person.person_id, person.name, group_concat(role_grant.role ORDER BY role_grant.ordinal) AS roles
  FROM person JOIN role_grant USING (person_id)
  WHERE role_grant.district_id = $districtId AND person.accepted_at IS NOT NULL
  GROUP BY person.person_id
  HAVING $role IS NULL OR sum(role_grant.role = $role) > 0
  ORDER BY person.ordinal`;
const FIRST_WITH = `
  SELECT person.person_id FROM person JOIN role_grant USING (person_id)
  WHERE role_grant.district_id = $districtId AND role_grant.role = $role AND person.accepted_at IS NOT NULL
  ORDER BY person.ordinal LIMIT 1`;
const GRANTS =
  'SELECT role, district_id, organisation_id FROM role_grant WHERE person_id = $personId ORDER BY ordinal';
const REVOKED = 'SELECT revoked_at FROM person WHERE person_id = $personId';
const ENDED = 'SELECT 1 FROM ended_session WHERE session_id = $sessionId';
const NAME = 'SELECT name FROM person WHERE person_id = $personId';
const INVITED = 'SELECT person_id FROM person WHERE invitation_hmac = $invitationHmac';

const ON_DUTY = `
  SELECT shift.person_id, shift.shift_id, shift.place, shift.ends_at FROM shift JOIN shift_district USING (shift_id)
  WHERE shift_district.district_id = $districtId AND shift.starts_at <= $at AND shift.ends_at > $at
    AND EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person_id = shift.person_id
      AND role_grant.district_id = $districtId AND role_grant.role = 'duty-officer')
  ORDER BY shift.place, shift.ordinal`;
const SHIFTS = `
  SELECT shift.*, (SELECT group_concat(district_id ORDER BY rowid) FROM shift_district WHERE shift_id = shift.shift_id) AS district_ids
  FROM shift WHERE organisation_id = $organisationId AND ends_at > $from AND starts_at < $until AND ends_at > starts_at
  ORDER BY starts_at, ordinal`;
const READINESS = `
  SELECT person.person_id, adult.person_id IS NOT NULL AS is_adult, agreement.edition, availability.facts AS availability,
    contact.first_name, contact.phone, contact.home,
    (SELECT json_group_array(json_object('on', taken_on, 'validUntil', valid_until) ORDER BY training.ordinal)
      FROM training WHERE training.person_id = person.person_id) AS trainings
  FROM person LEFT JOIN adult USING (person_id) LEFT JOIN agreement USING (person_id)
    LEFT JOIN availability USING (person_id) LEFT JOIN contact USING (person_id)`;
const RESPONDERS = `${READINESS}
  WHERE person.accepted_at IS NOT NULL AND person.person_id IN (
    SELECT person_id FROM role_grant WHERE district_id = $districtId AND role = 'crisis-trained-resident')
  ORDER BY person.ordinal`;
const RESPONDER = `${READINESS} WHERE person.person_id = $personId`;
const CONTACT = 'SELECT first_name, phone, home FROM contact WHERE person_id = $personId';
const POLICY = 'SELECT facts FROM escalation_policy WHERE district_id = $districtId';

/** Every signal that comes in asks for its district, so its facts are parsed once, until they are others. */
function createDistrictOf() {
  const known = new Map<string, { text: string; district: District }>();
  return (row: Record<string, unknown> | undefined): District | null => {
    if (row === undefined) return null;
    const { district_id, organisation_id, name, facts } = row as DistrictRow;
    const before = known.get(district_id);
    if (before?.text === facts) return before.district;
    const parsed = JSON.parse(facts) as Facts;
    const district = { districtId: district_id, organisationId: organisation_id, name, ...parsed };
    known.set(district_id, { text: facts, district });
    return district;
  };
}

function toGrant(row: Record<string, unknown>): Grant {
  return {
    role: row.role as Role,
    districtId: String(row.district_id),
    organisationId: String(row.organisation_id),
  };
}

function toShift(row: Record<string, unknown>): Shift {
  return {
    shiftId: String(row.shift_id),
    personId: String(row.person_id),
    districtIds: String(row.district_ids ?? '').split(','),
    place: row.place === 'first' ? 'first' : 'second',
    from: String(row.starts_at),
    until: String(row.ends_at),
  };
}

function toResponder(row: Record<string, unknown>): Responder {
  return {
    personId: String(row.person_id),
    isAdult: row.is_adult === 1,
    trainings: JSON.parse(String(row.trainings)) as Responder['trainings'],
    agreementEdition: typeof row.edition === 'number' ? row.edition : null,
    availability:
      typeof row.availability === 'string' ? (JSON.parse(row.availability) as Availability) : null,
    contact: toContact(row),
  };
}

function toContact(row: Record<string, unknown> | undefined): Contact | null {
  if (typeof row?.first_name !== 'string') return null;
  return { firstName: sealed(row.first_name), phone: sealedOrNull(row.phone), home: sealedOrNull(row.home) };
}

const sealed = (field: string) => field as unknown as Sealed<string>;
const sealedOrNull = (field: unknown) => (typeof field === 'string' ? sealed(field) : null);
