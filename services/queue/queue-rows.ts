/** The queries on the rows of `queue.projection.ts`. */
import type { DatabaseSync } from 'node:sqlite';
import type { Reason } from '@bijspringen/contracts/queue/views.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import type { Owner } from '@bijspringen/contracts/signals/events.ts';
import type { CheckInOutcome, Kind, Origin, ReadFirst, Step } from '@bijspringen/contracts/signals/values.ts';
import { QUEUE_ITEMS_MAX } from './limits.ts';

/** An open signal, as far as a day needs it. What was written is sealed. */
export type QueueRow = {
  signalId: Id;
  kind: Kind;
  origin: Origin;
  text: Sealed<string>;
  place: Sealed<string> | null;
  seen: Extract<Reason, { code: 'new' }>['seen'];
  wantsHelpToTalk: boolean;
  raisedAt: string;
  owner: Owner;
  step: Step;
  nextBefore: string;
  readBefore: string;
  isRead: boolean;
  answerBefore: string;
  isAnswered: boolean;
  informBefore: string | null;
  isInformed: boolean;
  /** Why a human reads this first; empty once a human decided what comes next. */
  readFirst: readonly ReadFirst[];
  /** A human said "vandaag": `today` until somebody tried, `tried` until the person was reached. */
  urgent: 'no' | 'today' | 'tried';
  /** What brought it into the day last; `planned` when a human chose the next step. */
  cause: 'new' | 'reopened' | 'neighbour-wrote' | 'answer-came' | 'planned';
  reopenedBy: 'reporter' | 'worker' | null;
  lastOutcome: CheckInOutcome | null;
  wasReached: boolean;
};

/** As the columns hold it: text and numbers, written by the projection from events that were checked. */
type StoredRow = {
  signal_id: Id;
  kind: Kind;
  origin: Origin;
  text: unknown;
  place: unknown;
  seen: NonNullable<QueueRow['seen']> | null;
  wants_help: number;
  raised_at: string;
  owner_role: Owner['role'];
  owner_person: Id | null;
  step: Step;
  next_before: string;
  read_before: string;
  is_read: number;
  answer_before: string;
  is_answered: number;
  inform_before: string | null;
  is_informed: number;
  read_first: string;
  urgent: QueueRow['urgent'];
  cause: QueueRow['cause'];
  reopened_by: QueueRow['reopenedBy'];
  last_outcome: CheckInOutcome | null;
  was_reached: number;
};

/** The open signals of a district, what has to be done first first; at most `QUEUE_ITEMS_MAX`. */
export function openRows(database: DatabaseSync, districtId: Id): QueueRow[] {
  const found = database
    .prepare(
      'SELECT * FROM signals WHERE is_open = 1 AND district_id = ? ORDER BY next_before, signal_id LIMIT ?',
    )
    .all(districtId, QUEUE_ITEMS_MAX);
  return (found as unknown as StoredRow[]).map(toRow);
}

/** Every open signal of this installation: whose words may stay readable in memory. */
export function openIds(database: DatabaseSync): Set<Id> {
  const found = database.prepare('SELECT signal_id FROM signals WHERE is_open = 1').all();
  return new Set(found.map((row) => String(row.signal_id)));
}

/** The position of the last event that touched each district's queue. */
export function districtPositions(database: DatabaseSync): Map<Id, Position> {
  const found = database.prepare('SELECT district_id, position FROM districts').all();
  return new Map(found.map((row) => [String(row.district_id), String(row.position)]));
}

function toRow(stored: StoredRow): QueueRow {
  return {
    signalId: stored.signal_id,
    kind: stored.kind,
    origin: stored.origin,
    text: stored.text as Sealed<string>,
    place: stored.place as Sealed<string> | null,
    seen: stored.seen ?? undefined,
    wantsHelpToTalk: stored.wants_help === 1,
    raisedAt: stored.raised_at,
    owner:
      stored.owner_person === null
        ? { role: stored.owner_role }
        : { role: stored.owner_role, personId: stored.owner_person },
    step: stored.step,
    nextBefore: stored.next_before,
    readBefore: stored.read_before,
    isRead: stored.is_read === 1,
    answerBefore: stored.answer_before,
    isAnswered: stored.is_answered === 1,
    informBefore: stored.inform_before,
    isInformed: stored.is_informed === 1,
    readFirst: stored.read_first === '[]' ? [] : (JSON.parse(stored.read_first) as ReadFirst[]),
    urgent: stored.urgent,
    cause: stored.cause,
    reopenedBy: stored.reopened_by,
    lastOutcome: stored.last_outcome,
    wasReached: stored.was_reached === 1,
  };
}
