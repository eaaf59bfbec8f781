/**
 * What calls the duty officer: causes without a page yet, pages that are open with the moment before which somebody
 * acknowledges, and the crises whose officer's duty may end. No words, no names.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  type CrisisEvent,
  crisisEvents,
  type PageEvent,
  pageEvents,
} from '@bijspringen/contracts/crisis/events.ts';
import type { DistrictEvent } from '@bijspringen/contracts/people/events.ts';
import type { WorkingHours } from '@bijspringen/contracts/people/values.ts';
import type { RosterEvent } from '@bijspringen/contracts/roster/events.ts';
import { type SignalEvent, signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { isWorkingNow } from '@bijspringen/kernel/local-time.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';
import { causeOf, handlingOf } from './causes.policy.ts';
import { type Duties, dutyRows, dutySchema } from './duty-rows.ts';
import { CAUSE_AGE_MAX_MS } from './limits.ts';

/**
 * `status`: `waiting` for its first call, `calling`, `nobody` on the roster, `unanswered`, or `over`. `handled_by` is who
 * did the work that the page is for, before that is on record as an acknowledgement. `called` is everybody who was called.
 */
const schema = `
CREATE TABLE page (
  page_id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  why TEXT NOT NULL,
  signal_id TEXT,
  crisis_id TEXT,
  district_id TEXT NOT NULL,
  organisation_id TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  cause_id TEXT,
  caused_by TEXT,
  at TEXT NOT NULL,
  since TEXT NOT NULL,
  step INTEGER NOT NULL,
  called TEXT NOT NULL DEFAULT '[]',
  acknowledge_before TEXT,
  handled_by TEXT,
  handled_at TEXT,
  handled_event TEXT
) STRICT;
CREATE INDEX page_of_signal ON page (signal_id) WHERE status <> 'over';
CREATE INDEX page_of_crisis ON page (crisis_id) WHERE status <> 'over';
CREATE INDEX page_by_status ON page (status, at) WHERE status <> 'over';
CREATE TABLE crisis (
  crisis_id TEXT PRIMARY KEY,
  signal_id TEXT,
  officer TEXT NOT NULL,
  district_id TEXT NOT NULL,
  organisation_id TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  since TEXT NOT NULL,
  is_open INTEGER NOT NULL
) STRICT;
CREATE INDEX crisis_open ON crisis (crisis_id) WHERE is_open = 1;
CREATE TABLE district (district_id TEXT PRIMARY KEY, hours TEXT NOT NULL) STRICT;
${dutySchema}`;

function statements(database: DatabaseSync) {
  return {
    openDistrict: database.prepare('INSERT OR IGNORE INTO district VALUES (?, ?)'),
    hours: database.prepare('SELECT hours FROM district WHERE district_id = ?'),
    // One call for one message that nobody looked at yet: its next line is read with it.
    cause: database.prepare(`
      INSERT OR IGNORE INTO page (page_id, status, why, signal_id, crisis_id, district_id, organisation_id, correlation_id,
        cause_id, caused_by, at, since, step)
      SELECT $page, 'waiting', $why, $signal, $crisis, $district, $organisation, $correlation, $cause, $causedBy, $at, $at, 0
      WHERE $crisis IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM page WHERE signal_id = $signal AND crisis_id IS NULL AND handled_by IS NULL
          AND status IN ('waiting', 'calling', 'nobody') AND at > $notBefore)`),
    handleSignal: database.prepare(handled('signal_id')),
    handleCrisis: database.prepare(handled('crisis_id')),
    openCrisis: database.prepare('INSERT OR IGNORE INTO crisis VALUES (?, ?, ?, ?, ?, ?, ?, 1)'),
    crisisSignal: database.prepare('SELECT signal_id FROM crisis WHERE crisis_id = ?'),
    handOver: database.prepare('UPDATE crisis SET officer = ?, since = ? WHERE crisis_id = ?'),
    closeCrisis: database.prepare('UPDATE crisis SET is_open = 0 WHERE crisis_id = ?'),
    called: database.prepare(`
      INSERT INTO page (page_id, status, why, signal_id, crisis_id, district_id, organisation_id, correlation_id, at,
        since, step, called, acknowledge_before)
      VALUES ($page, $status, $why, $signal, $crisis, $district, $organisation, $correlation, $at, $at, $step, $called,
        $before)
      ON CONFLICT DO UPDATE SET status = excluded.status, since = excluded.since, step = excluded.step,
        acknowledge_before = excluded.acknowledge_before,
        called = (SELECT json_group_array(value) FROM (
          SELECT value FROM json_each(page.called) UNION SELECT value FROM json_each(excluded.called)))`),
    status: database.prepare('UPDATE page SET status = ?, since = ? WHERE page_id = ?'),
  } satisfies Record<string, StatementSync>;
}

/**
 * An urgent call does not end by what its own maker does next, unless that ends the urgency. A look ends a call only when
 * it is of somebody who was called or has duty.
 */
function handled(column: 'signal_id' | 'crisis_id'): string {
  return `UPDATE page SET status = CASE status WHEN 'waiting' THEN 'over' ELSE status END, handled_by = $by, handled_at = $at, handled_event = $event
    WHERE ${column} = $id AND status <> 'over' AND handled_by IS NULL
      AND why IN (SELECT value FROM json_each($whys))
      AND ($endsOwn = 1 OR caused_by IS NULL OR caused_by <> $by)
      AND ($counts = 1 OR EXISTS (SELECT 1 FROM json_each(called) WHERE value = $by))`;
}

type Statements = ReturnType<typeof statements>;
type CauseEvent = SignalEvent | CrisisEvent;

function applyCause(write: Statements, event: CauseEvent, recorded: RecordedEvent): void {
  const { districtId, organisationId, correlationId, actor, at } = recorded.metadata;
  const why = causeOf(event, () => isAtWork(write, districtId, at));
  if (why === null) return;
  const crisisId = recorded.stream.startsWith(CRISIS) ? idOf(recorded) : null;
  write.cause.run({
    $page: derivedId('page', recorded.id),
    $why: why,
    $signal: crisisId === null ? idOf(recorded) : signalOf(write, crisisId),
    $crisis: crisisId,
    $district: districtId,
    $organisation: organisationId,
    $correlation: correlationId,
    $cause: recorded.id,
    $causedBy: actor.kind === 'person' ? actor.personId : null,
    $at: at,
    $notBefore: new Date(Date.parse(at) - CAUSE_AGE_MAX_MS).toISOString(),
  });
}

/** A district that nobody opened has no hours in which somebody reads. */
function isAtWork(write: Statements, districtId: string, at: string): boolean {
  const row = write.hours.get(districtId);
  return typeof row?.hours === 'string' && isWorkingNow(at, JSON.parse(row.hours) as WorkingHours);
}

function signalOf(write: Statements, crisisId: string): string | null {
  const row = write.crisisSignal.get(crisisId);
  return typeof row?.signal_id === 'string' ? row.signal_id : null;
}

type Writing = { write: Statements; duties: Duties };

function applyHandling({ write, duties }: Writing, event: CauseEvent, recorded: RecordedEvent): void {
  const handling = handlingOf(event, recorded.metadata.actor);
  if (handling === null) return;
  const { personId, mustHaveDuty } = handling;
  const { districtId, at } = recorded.metadata;
  const counts = !mustHaveDuty || duties.isOnDuty(personId, districtId, at);
  const values = {
    $by: personId,
    $at: at,
    $event: recorded.id,
    $whys: JSON.stringify(handling.whys),
    $endsOwn: handling.endsOwn ? 1 : 0,
    $counts: counts ? 1 : 0,
  };
  if (recorded.stream.startsWith(SIGNAL)) write.handleSignal.run({ ...values, $id: idOf(recorded) });
  else if (event.type !== 'CrisisOpened') write.handleCrisis.run({ ...values, $id: idOf(recorded) });
  else if (event.data.signalId !== undefined) {
    write.handleSignal.run({ ...values, $id: event.data.signalId });
  }
}

function applyCrisis(write: Statements, event: CrisisEvent, recorded: RecordedEvent): void {
  const { districtId, organisationId, correlationId, at } = recorded.metadata;
  const crisisId = idOf(recorded);
  if (event.type === 'CrisisOpened') {
    const { signalId = null, dutyPersonId } = event.data;
    write.openCrisis.run(crisisId, signalId, dutyPersonId, districtId, organisationId, correlationId, at);
  } else if (event.type === 'CrisisHandedOver') write.handOver.run(event.data.toPersonId, at, crisisId);
  else if (event.type === 'CrisisClosed') write.closeCrisis.run(crisisId);
}

function applyPage(write: Statements, event: PageEvent, recorded: RecordedEvent): void {
  const { at } = recorded.metadata;
  switch (event.type) {
    case 'DutyPaged':
      call(write, recorded, { ...event.data, status: 'calling', before: event.data.acknowledgeBefore });
      return;
    case 'NobodyOnDuty':
      call(write, recorded, { ...event.data, status: 'nobody', step: 0, personIds: [], before: null });
      return;
    case 'PageAcknowledged':
      write.status.run('over', at, idOf(recorded));
      return;
    case 'PageUnanswered':
      write.status.run('unanswered', at, idOf(recorded));
      return;
  }
}

type Called = Pick<Extract<PageEvent, { type: 'NobodyOnDuty' }>['data'], 'signalId' | 'crisisId' | 'why'> & {
  status: 'calling' | 'nobody';
  step: number;
  personIds: readonly string[];
  before: string | null;
};

function call(write: Statements, recorded: RecordedEvent, called: Called): void {
  const { districtId, organisationId, correlationId, at } = recorded.metadata;
  write.called.run({
    $page: idOf(recorded),
    $status: called.status,
    $why: called.why,
    $signal: called.signalId ?? null,
    $crisis: called.crisisId ?? null,
    $district: districtId,
    $organisation: organisationId,
    $correlation: correlationId,
    $at: at,
    $step: called.step,
    $called: JSON.stringify(called.personIds),
    $before: called.before,
  });
}

const SIGNAL = 'signal-';
const CRISIS = 'crisis-';

function idOf({ stream }: RecordedEvent): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/** By type alone: the data of an event that is newer than this release may not be touched. */
function isCauseEvent(event: { type: string }): event is CauseEvent {
  return event.type in signalEvents || event.type in crisisEvents;
}

function isPageEvent(event: { type: string }): event is PageEvent {
  return event.type in pageEvents;
}

function isDistrictOpened(event: {
  type: string;
}): event is Extract<DistrictEvent, { type: 'DistrictOpened' }> {
  return event.type === 'DistrictOpened';
}

function isDutyHandedOver(event: {
  type: string;
}): event is Extract<RosterEvent, { type: 'DutyHandedOver' }> {
  return event.type === 'DutyHandedOver';
}

export const projection: Projection = {
  name: 'pages',
  version: 2,
  module: import.meta.url,
  schema,
  open(database) {
    const duties = dutyRows(database);
    const write = statements(database);
    return (recorded) => {
      duties.apply(recorded);
      if (isDistrictOpened(recorded)) {
        write.openDistrict.run(idOf(recorded), JSON.stringify(recorded.data.workingHours));
      } else if (isDutyHandedOver(recorded)) {
        // The crises go along at once, so that nobody is asked to take over what was just taken over.
        const { crisisIds, toPersonId } = recorded.data;
        for (const crisisId of crisisIds) write.handOver.run(toPersonId, recorded.metadata.at, crisisId);
      } else if (isPageEvent(recorded)) applyPage(write, recorded, recorded);
      else if (isCauseEvent(recorded)) {
        // What somebody does ends the calls of before; what it calls for itself begins after.
        applyHandling({ write, duties }, recorded, recorded);
        if (recorded.stream.startsWith(CRISIS)) applyCrisis(write, recorded as CrisisEvent, recorded);
        applyCause(write, recorded, recorded);
      }
    };
  },
};
