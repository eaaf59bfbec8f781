/**
 * What a duty officer sees first: open calls, running crises with who stands, and the talks that are due. Sealed fields
 * stay sealed; it writes nothing to the log.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  type CrisisEvent,
  crisisEvents,
  type PageEvent,
  pageEvents,
} from '@bijspringen/contracts/crisis/events.ts';
import { type RosterEvent, rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';

/** `responder` holds everybody who was asked, in that order: the label on the screen follows from it. */
const schema = `
CREATE TABLE page (
  page_id TEXT PRIMARY KEY, district_id TEXT NOT NULL, status TEXT NOT NULL, why TEXT NOT NULL, signal_id TEXT,
  crisis_id TEXT, at TEXT NOT NULL, before TEXT NOT NULL, person_ids TEXT NOT NULL
) STRICT;
CREATE INDEX page_of_district ON page (district_id);
CREATE TABLE crisis (
  crisis_id TEXT PRIMARY KEY, district_id TEXT NOT NULL, signal_id TEXT, officer TEXT NOT NULL, phase TEXT NOT NULL,
  opened_at TEXT NOT NULL
) STRICT;
CREATE INDEX crisis_of_district ON crisis (district_id) WHERE phase <> 'closed';
CREATE TABLE responder (
  ordinal INTEGER PRIMARY KEY, crisis_id TEXT NOT NULL, person_id TEXT NOT NULL, is_standing INTEGER NOT NULL,
  feeling TEXT, UNIQUE (crisis_id, person_id)
) STRICT;
CREATE TABLE aftercare (
  aftercare_id TEXT PRIMARY KEY, crisis_id TEXT NOT NULL, district_id TEXT NOT NULL, whose TEXT NOT NULL, person_id TEXT,
  round TEXT NOT NULL, before TEXT NOT NULL, owner TEXT NOT NULL
) STRICT;
CREATE INDEX aftercare_of_district ON aftercare (district_id, before);
CREATE TABLE contact (signal_id TEXT PRIMARY KEY, contact TEXT NOT NULL) STRICT;
CREATE TABLE shift (shift_id TEXT PRIMARY KEY, district_ids TEXT NOT NULL) STRICT;
CREATE TABLE districts (district_id TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

function statements(database: DatabaseSync) {
  return {
    called: database.prepare(`
      INSERT INTO page VALUES ($page, $district, $status, $why, $signal, $crisis, $at, $before, $people)
      ON CONFLICT DO UPDATE SET status = excluded.status, before = excluded.before, person_ids = excluded.person_ids`),
    unanswered: database.prepare(`UPDATE page SET status = 'unanswered' WHERE page_id = ?`),
    acknowledged: database.prepare('DELETE FROM page WHERE page_id = ?'),
    opened: database.prepare('INSERT OR IGNORE INTO crisis VALUES (?, ?, ?, ?, ?, ?)'),
    // After everybody was sent home colleagues may still be asked; for the residents it stays over.
    phase: database.prepare(
      "UPDATE crisis SET phase = ? WHERE crisis_id = ? AND phase NOT IN ('stood-down', 'closed')",
    ),
    close: database.prepare("UPDATE crisis SET phase = 'closed' WHERE crisis_id = ?"),
    officer: database.prepare('UPDATE crisis SET officer = ? WHERE crisis_id = ?'),
    asked: database.prepare(
      'INSERT OR IGNORE INTO responder (crisis_id, person_id, is_standing) VALUES (?, ?, 0)',
    ),
    standing: database.prepare('UPDATE responder SET is_standing = ? WHERE crisis_id = ? AND person_id = ?'),
    home: database.prepare(
      'UPDATE responder SET is_standing = 0, feeling = ? WHERE crisis_id = ? AND person_id = ?',
    ),
    aftercare: database.prepare('INSERT OR IGNORE INTO aftercare VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    assigned: database.prepare('UPDATE aftercare SET owner = ? WHERE aftercare_id = ?'),
    done: database.prepare('DELETE FROM aftercare WHERE aftercare_id = ?'),
    contact: database.prepare('INSERT OR IGNORE INTO contact VALUES (?, ?)'),
    noContact: database.prepare('DELETE FROM contact WHERE signal_id = ?'),
    shift: database.prepare('INSERT OR IGNORE INTO shift VALUES (?, ?)'),
    shiftOf: database.prepare('SELECT district_ids FROM shift WHERE shift_id = ?'),
    touched: database.prepare(`
      INSERT INTO districts VALUES ($district, $position)
      ON CONFLICT DO UPDATE SET position = excluded.position`),
  } satisfies Record<string, StatementSync>;
}

type Statements = ReturnType<typeof statements>;

function applyPage(write: Statements, event: PageEvent, { stream, metadata }: RecordedEvent): void {
  const pageId = idOf(stream);
  switch (event.type) {
    case 'DutyPaged':
    case 'NobodyOnDuty': {
      const { signalId = null, crisisId = null, why } = event.data;
      const isCalling = event.type === 'DutyPaged';
      write.called.run({
        $page: pageId,
        $district: metadata.districtId,
        $status: isCalling ? 'calling' : 'nobody',
        $why: why,
        $signal: signalId,
        $crisis: crisisId,
        $at: metadata.at,
        $before: isCalling ? event.data.acknowledgeBefore : metadata.at,
        $people: JSON.stringify(isCalling ? event.data.personIds : []),
      });
      return;
    }
    case 'PageUnanswered':
      write.unanswered.run(pageId);
      return;
    case 'PageAcknowledged':
      write.acknowledged.run(pageId);
      return;
  }
}

function applyCrisis(write: Statements, event: CrisisEvent, { stream, metadata }: RecordedEvent): void {
  const crisisId = idOf(stream);
  switch (event.type) {
    case 'CrisisOpened': {
      const { signalId = null, dutyPersonId } = event.data;
      // Until the first group is asked there are no residents in it.
      write.opened.run(crisisId, metadata.districtId, signalId, dutyPersonId, 'professionals', metadata.at);
      return;
    }
    case 'WaveAlerted':
      for (const personId of event.data.personIds) write.asked.run(crisisId, personId);
      write.phase.run('alerting', crisisId);
      return;
    case 'AlertResumed':
      write.phase.run('alerting', crisisId);
      return;
    case 'AlertHeld':
      write.phase.run('held', crisisId);
      return;
    case 'AlertRefused':
      write.phase.run('professionals', crisisId);
      return;
    case 'BackupRequested':
      // Asked for by a helper, or after somebody fell silent, the residents go on.
      if (WITHOUT_RESIDENTS.includes(event.data.why)) write.phase.run('professionals', crisisId);
      return;
    case 'StoodDown':
      write.phase.run('stood-down', crisisId);
      return;
    case 'CrisisClosed':
      write.close.run(crisisId);
      return;
    case 'CrisisHandedOver':
      write.officer.run(event.data.toPersonId, crisisId);
      return;
    case 'ResponderHome':
      write.home.run(event.data.feeling ?? null, crisisId, event.data.personId);
      return;
    case 'AftercareAsked':
    case 'AftercareAssigned':
    case 'AftercareDone':
      applyAftercare(write, event, { crisisId, districtId: metadata.districtId });
      return;
    default:
      if (STANDS.has(event.type) || FALLS.has(event.type))
        write.standing.run(STANDS.has(event.type) ? 1 : 0, crisisId, personOf(event));
  }
}

const WITHOUT_RESIDENTS: readonly string[] = ['residents-impossible', 'not-enough'];
/** A check that is done stands again who had missed one. */
const STANDS: ReadonlySet<string> = new Set<CrisisEvent['type']>([
  'ResponderAccepted',
  'ResponderOnTheWay',
  'ResponderArrived',
  'SafetyCheckDone',
]);
const FALLS: ReadonlySet<string> = new Set<CrisisEvent['type']>([
  'ResponderStopped',
  'ResponderUnsafe',
  'ResponderReleased',
  'SafetyCheckMissed',
]);

function personOf(event: CrisisEvent): string {
  return 'personId' in event.data ? (event.data.personId ?? '') : '';
}

type AftercareEvent = Extract<CrisisEvent, { type: `Aftercare${string}` }>;

function applyAftercare(
  write: Statements,
  event: AftercareEvent,
  { crisisId, districtId }: { crisisId: string; districtId: string },
): void {
  switch (event.type) {
    case 'AftercareAsked': {
      const { aftercareId, for: whose, personId = null, round, before, ownerPersonId } = event.data;
      write.aftercare.run(aftercareId, crisisId, districtId, whose, personId, round, before, ownerPersonId);
      return;
    }
    case 'AftercareAssigned':
      write.assigned.run(event.data.ownerPersonId, event.data.aftercareId);
      return;
    case 'AftercareDone':
      write.done.run(event.data.aftercareId);
      return;
  }
}

/** The districts whose roster comes out otherwise. */
function applyRoster(write: Statements, event: RosterEvent): string[] {
  switch (event.type) {
    case 'ShiftPlanned':
      write.shift.run(event.data.shiftId, JSON.stringify(event.data.districtIds));
      return event.data.districtIds;
    case 'ShiftCancelled':
      return districtsOf(write, event.data.shiftId);
    case 'DutyHandedOver': {
      const districts = districtsOf(write, event.data.shiftId);
      write.shift.run(event.data.newShiftId, JSON.stringify(districts));
      return districts;
    }
  }
}

function districtsOf(write: Statements, shiftId: string): string[] {
  const row = write.shiftOf.get(shiftId);
  return typeof row?.district_ids === 'string' ? (JSON.parse(row.district_ids) as string[]) : [];
}

/** How to reach the neighbour is needed for the talk afterwards, and for nothing else here. */
function applySignal(write: Statements, event: SignalEvent, stream: string): void {
  if (event.type === 'SignalRaised' && event.data.contact !== undefined)
    write.contact.run(idOf(stream), String(event.data.contact));
  else if (event.type === 'SignalWithdrawn') write.noContact.run(idOf(stream));
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/** By type alone: the data of an event that is newer than this release may not be touched. */
function isOf<T extends { type: string }>(
  schemas: Readonly<Record<string, unknown>>,
  event: { type: string },
): event is T {
  return event.type in schemas;
}

/** The districts for which this event changes what is shown. */
function apply(write: Statements, event: RecordedEvent): readonly string[] {
  if (event.stream.startsWith('signal-')) {
    applySignal(write, event as unknown as SignalEvent, event.stream);
    return [];
  }
  if (isOf<PageEvent>(pageEvents, event)) applyPage(write, event, event as RecordedEvent);
  else if (isOf<CrisisEvent>(crisisEvents, event)) applyCrisis(write, event, event as RecordedEvent);
  else if (isOf<RosterEvent>(rosterEvents, event)) return applyRoster(write, event);
  else if (event.type !== 'AvailabilityChanged' && event.type !== 'EscalationPolicySet') return [];
  return [event.metadata.districtId];
}

export const projection: Projection = {
  name: 'duty',
  version: 1,
  module: import.meta.url,
  schema,
  open(database) {
    const write = statements(database);
    return (event) => {
      for (const $district of apply(write, event))
        write.touched.run({ $district, $position: event.position });
    };
  },
};
