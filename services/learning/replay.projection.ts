/**
 * Each event of a signal, its crises, calls and receipts as a step, with the moment after it. A jump reads one row, however
 * long the log: what is folded is bounded, and kept with every step.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ReplayEvent } from '@bijspringen/contracts/learning/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';
import { factsOf, LEFT_OUT } from './facts.policy.ts';
import { REPLAYS_CACHED_MAX } from './limits.ts';
import { replayPersonOf } from './moment.policy.ts';
import { begin, begins, foldReplay } from './replay.policy.ts';
import type { Happening, Replay } from './replay.state.ts';
import { sealedTexts } from './texts.policy.ts';

/** Long rows stand in the order in which they came: under a random id each would split a page of its neighbours. */
export const projection: Projection = {
  name: 'replay',
  version: 1,
  module: import.meta.url,
  schema: `
    CREATE TABLE replay (
      replay_id TEXT PRIMARY KEY, district_id TEXT NOT NULL, organisation_id TEXT NOT NULL, about TEXT NOT NULL,
      began_at TEXT NOT NULL, closed_at TEXT, steps INTEGER NOT NULL, last_event_id TEXT NOT NULL,
      position TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX replay_closed ON replay (district_id, closed_at, replay_id) WHERE closed_at IS NOT NULL;
    CREATE TABLE step (
      replay_id TEXT NOT NULL, step INTEGER NOT NULL, event_id TEXT NOT NULL, at TEXT NOT NULL, type TEXT NOT NULL,
      by TEXT NOT NULL, facts TEXT NOT NULL, moment TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX step_of ON step (replay_id, step);
    CREATE INDEX step_event ON step (event_id);
    CREATE TABLE sealed_text (
      replay_id TEXT NOT NULL, step INTEGER NOT NULL, event_id TEXT NOT NULL, field TEXT NOT NULL,
      is_debrief INTEGER NOT NULL, stream TEXT NOT NULL, by TEXT NOT NULL, sealed TEXT, state TEXT NOT NULL,
      asked_by TEXT
    ) STRICT;
    CREATE UNIQUE INDEX text_of ON sealed_text (replay_id, step, field);
    CREATE INDEX text_debrief ON sealed_text (replay_id, step) WHERE is_debrief = 1;
    CREATE INDEX text_asked ON sealed_text (replay_id) WHERE state = 'asked';
    CREATE TABLE note (
      annotation_id TEXT PRIMARY KEY, replay_id TEXT NOT NULL, step INTEGER NOT NULL, person_id TEXT NOT NULL,
      sealed TEXT NOT NULL
    ) STRICT;
    CREATE INDEX note_of ON note (replay_id, step);
    CREATE TABLE delivery (
      delivery_id TEXT PRIMARY KEY, replay_id TEXT NOT NULL, person_id TEXT, kind TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
  open,
};

const REPLAYED = /^(signal|crisis|page|delivery)-/;
const NOTES = 'replay-';
const DELIVERY = 'delivery-';

function open(database: DatabaseSync): (event: RecordedEvent) => void {
  const takeStep = steps(database);
  const takeNote = notes(database);
  return (recorded) => {
    if (REPLAYED.test(recorded.stream)) takeStep(recorded);
    else if (recorded.stream.startsWith(NOTES)) takeNote(recorded);
  };
}

type Row = { steps: number; last_event_id: string };
type Last = { eventId: Id; replay: Replay };

function steps(database: DatabaseSync): (recorded: RecordedEvent) => void {
  const write = stepStatements(database);
  const last = lastMoments(database);
  return (recorded) => {
    const replayId = recorded.metadata.correlationId;
    const row = write.row.get(replayId) as Row | undefined;
    if (row === undefined && !begins(recorded.type)) return;
    const delivery = deliveryOf(recorded, replayId, write);
    if (LEFT_OUT.some((type) => type === recorded.type)) return;
    const { type, data, stream, id, metadata } = recorded;
    const happening: Happening = { type, data, at: metadata.at, actor: metadata.actor, stream, ...delivery };
    const before = row === undefined ? begin(metadata.at) : last.read(replayId, row);
    const wasOpen = before.open.length > 0;
    const { replay, by } = foldReplay(before, happening);
    const step = (row?.steps ?? 0) + 1;
    const moment = JSON.stringify(replay);
    const person = JSON.stringify(replayPersonOf(replay, by));
    const facts = JSON.stringify(factsOf(happening, replay));
    write.step.run(replayId, step, id, metadata.at, type, person, facts, moment);
    if (row === undefined) {
      const { districtId, organisationId } = metadata;
      write.begin.run(replayId, districtId, organisationId, replay.about, metadata.at, id, recorded.position);
    } else {
      write.went.run(replay.about, step, id, recorded.position, replayId);
    }
    if (wasOpen !== replay.open.length > 0) {
      write.closed.run(replay.open.length > 0 ? null : metadata.at, replayId);
    }
    keepTexts(recorded, { replayId, step, person, write });
    last.keep(replayId, { eventId: id, replay });
  };
}

type StepStatements = ReturnType<typeof stepStatements>;

function stepStatements(database: DatabaseSync) {
  return {
    row: database.prepare('SELECT steps, last_event_id FROM replay WHERE replay_id = ?'),
    step: database.prepare('INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    begin: database.prepare('INSERT INTO replay VALUES (?, ?, ?, ?, ?, NULL, 1, ?, ?)'),
    went: database.prepare(
      'UPDATE replay SET about = ?, steps = ?, last_event_id = ?, position = ? WHERE replay_id = ?',
    ),
    closed: database.prepare('UPDATE replay SET closed_at = ? WHERE replay_id = ?'),
    text: database.prepare(`INSERT INTO sealed_text VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'hidden', NULL)`),
    // The neighbour took it back: what was written is not for others to read.
    withdraw: database.prepare(
      `UPDATE sealed_text SET sealed = NULL, state = 'forgotten' WHERE replay_id = ? AND stream = ?`,
    ),
    claimed: database.prepare('INSERT OR IGNORE INTO delivery VALUES (?, ?, ?, ?)'),
    delivery: database.prepare('SELECT person_id, kind FROM delivery WHERE delivery_id = ?'),
  };
}

/** A receipt says nothing of whom it is from; the claim before it does. */
function deliveryOf(
  { stream, type, data }: RecordedEvent,
  replayId: Id,
  write: StepStatements,
): Pick<Happening, 'delivery'> {
  if (!stream.startsWith(DELIVERY)) return {};
  const deliveryId = stream.slice(DELIVERY.length);
  if (type === 'DeliveryClaimed') {
    const { personId, kind } = data as { personId?: Id; kind: string };
    write.claimed.run(deliveryId, replayId, personId ?? null, kind);
    return {};
  }
  const row = write.delivery.get(deliveryId) as { person_id: Id | null; kind: string } | undefined;
  return row === undefined ? {} : { delivery: { personId: row.person_id, kind: row.kind } };
}

type At = { replayId: Id; step: number; person: string; write: StepStatements };

function keepTexts({ type, data, stream, id }: RecordedEvent, { replayId, step, person, write }: At): void {
  const isDebrief = type === 'DebriefGiven' ? 1 : 0;
  for (const { field, sealed } of sealedTexts(data)) {
    write.text.run(replayId, step, id, field, isDebrief, stream, person, sealed);
  }
  if (type === 'SignalWithdrawn') write.withdraw.run(replayId, stream);
}

/** Moments in memory save reading and parsing; one that is not of the last event in the file was rolled back. */
function lastMoments(database: DatabaseSync) {
  const moment = database.prepare('SELECT moment FROM step WHERE replay_id = ? AND step = ?');
  const cached = new Map<Id, Last>();
  return {
    read(replayId: Id, { steps, last_event_id }: Row): Replay {
      const known = cached.get(replayId);
      if (known?.eventId === last_event_id) return known.replay;
      const row = moment.get(replayId, steps);
      return JSON.parse(String(row?.moment)) as Replay;
    },
    keep(replayId: Id, last: Last): void {
      cached.delete(replayId);
      cached.set(replayId, last);
      const oldest = cached.keys().next();
      if (cached.size > REPLAYS_CACHED_MAX && !oldest.done) cached.delete(oldest.value);
    },
  };
}

/** Notes and releases: events of the replay's own stream. */
function notes(database: DatabaseSync): (recorded: RecordedEvent) => void {
  const release = database.prepare(
    'UPDATE sealed_text SET state = ?, asked_by = coalesce(?, asked_by) WHERE replay_id = ? AND step = (SELECT step FROM step WHERE event_id = ?) AND field = ? AND sealed IS NOT NULL',
  );
  const made = database.prepare(
    'INSERT INTO note SELECT ?, replay_id, step, ?, ? FROM step WHERE event_id = ? AND replay_id = ?',
  );
  const removed = database.prepare('DELETE FROM note WHERE annotation_id = ?');
  const moved = database.prepare('UPDATE replay SET position = ? WHERE replay_id = ?');
  return ({ type, data, stream, position }) => {
    const replayId = stream.slice(NOTES.length);
    // The log was checked when it was read; here its shape only has to be told apart by type.
    const event = { type, data } as ReplayEvent;
    switch (event.type) {
      case 'TextReleaseAsked':
        release.run('asked', event.data.byPersonId, replayId, event.data.eventId, event.data.field);
        break;
      case 'TextReleased':
        release.run('released', null, replayId, event.data.eventId, event.data.field);
        break;
      case 'TextWithheld':
        release.run('withheld', null, replayId, event.data.eventId, event.data.field);
        break;
      case 'AnnotationMade': {
        const { annotationId, byPersonId, text, atEventId } = event.data;
        made.run(annotationId, byPersonId, String(text), atEventId, replayId);
        break;
      }
      case 'AnnotationRemoved':
        removed.run(event.data.annotationId);
        break;
    }
    moved.run(position, replayId);
  };
}
