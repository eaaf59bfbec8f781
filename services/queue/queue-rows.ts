/** The queries on the rows of `queue.projection.ts`. */
import type { DatabaseSync } from 'node:sqlite';
import type { Reason } from '@bijspringen/contracts/queue/views.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import type { Owner } from '@bijspringen/contracts/signals/events.ts';
import type { CheckInOutcome, Kind, Origin, ReadFirst, Step } from '@bijspringen/contracts/signals/values.ts';
import { DISTRICTS_READ_MAX, QUEUE_ITEMS_MAX } from './limits.ts';

/** A signal in the day, as far as a day needs it. What was written is sealed. */
export type QueueRow = {
  signalId: Id;
  /** False for what was closed before the person was told. */
  isOpen: boolean;
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
  /** null also when a human said that it is not about a person. */
  informBefore: string | null;
  isInformed: boolean;
  /** Why a human reads this first; empty once a human decided what comes next. */
  readFirst: readonly ReadFirst[];
  /** A human said "nu" or "vandaag": that until somebody tried, `tried` until the person was reached. */
  urgent: 'no' | 'now' | 'today' | 'tried';
  /** What brought it into the day last; `planned` when a human chose the next step. */
  cause: 'new' | 'reopened' | 'neighbour-wrote' | 'answer-came' | 'planned';
  reopenedBy: 'reporter' | 'worker' | null;
  lastOutcome: CheckInOutcome | null;
  wasReached: boolean;
};

/** The columns of a row, in the order in which `toRow` takes them apart. */
const COLUMNS = `signal_id, is_open, kind, origin, text, place, seen, wants_help, raised_at, owner_role, owner_person, step,
  next_before, read_before, is_read, answer_before, is_answered,
  CASE WHEN about_person = 1 THEN inform_before END, is_informed, read_first, urgent, cause,
  reopened_by, last_outcome, was_reached`;

/** As the columns hold it: text and numbers, written by the projection from events that were checked. */
type StoredRow = [
  signalId: Id,
  isOpen: number,
  kind: Kind,
  origin: Origin,
  text: unknown,
  place: unknown,
  seen: NonNullable<QueueRow['seen']> | null,
  wantsHelp: number,
  raisedAt: string,
  ownerRole: Owner['role'],
  ownerPerson: Id | null,
  step: Step,
  nextBefore: string,
  readBefore: string,
  isRead: number,
  answerBefore: string,
  isAnswered: number,
  informBefore: string | null,
  isInformed: number,
  readFirst: string,
  urgent: QueueRow['urgent'],
  cause: QueueRow['cause'],
  reopenedBy: QueueRow['reopenedBy'],
  lastOutcome: CheckInOutcome | null,
  wasReached: number,
];

/** The signals in the day of a district, what has to be done first first; at most `QUEUE_ITEMS_MAX`. */
export function openRows(database: DatabaseSync, districtId: Id): QueueRow[] {
  const select = database.prepare(`
    SELECT ${COLUMNS} FROM signals WHERE in_day = 1 AND district_id = ? ORDER BY next_before, signal_id LIMIT ?`);
  // A thousand rows of objects that know their columns by name cost twice as much.
  select.setReturnArrays(true);
  return (select.all(districtId, QUEUE_ITEMS_MAX) as unknown as StoredRow[]).map(toRow);
}

/**
 * The same, read once for as long as no event touched that district's queue: everybody who is told that it changed
 * asks for it at the same moment.
 */
export function createRowReader(database: () => DatabaseSync) {
  const read = new Map<Id, { position: Position | undefined; rows: readonly QueueRow[] }>();
  return (districtId: Id): readonly QueueRow[] => {
    const position = districtPositions(database()).get(districtId);
    const known = read.get(districtId);
    if (known !== undefined && known.position === position) return known.rows;
    const rows = openRows(database(), districtId);
    read.delete(districtId);
    read.set(districtId, { position, rows });
    for (const oldest of read.keys()) if (read.size > DISTRICTS_READ_MAX) read.delete(oldest);
    return rows;
  };
}

/** Every signal in a day of this installation: whose words may stay readable in memory. */
export function openIds(database: DatabaseSync): Set<Id> {
  const found = database.prepare('SELECT signal_id FROM signals WHERE in_day = 1').all();
  return new Set(found.map((row) => String(row.signal_id)));
}

/** What was written in these messages, as far as they are still there; sealed. */
export function signalTexts(
  database: DatabaseSync,
  signalIds: readonly Id[],
): Pick<QueueRow, 'signalId' | 'text' | 'place'>[] {
  const found = database
    .prepare('SELECT signal_id, text, place FROM signals WHERE signal_id IN (SELECT value FROM json_each(?))')
    .all(JSON.stringify(signalIds));
  return found.map((row) => ({
    signalId: String(row.signal_id),
    text: row.text as unknown as Sealed<string>,
    place: row.place as unknown as Sealed<string> | null,
  }));
}

/** The position of the last event that touched each district's queue. */
export function districtPositions(database: DatabaseSync): Map<Id, Position> {
  const found = database.prepare('SELECT district_id, position FROM districts').all();
  return new Map(found.map((row) => [String(row.district_id), String(row.position)]));
}

function toRow(stored: StoredRow): QueueRow {
  const [
    signalId,
    isOpen,
    kind,
    origin,
    text,
    place,
    seen,
    wantsHelp,
    raisedAt,
    ownerRole,
    ownerPerson,
    ...rest
  ] = stored;
  const [step, nextBefore, readBefore, isRead, answerBefore, isAnswered, ...more] = rest;
  const [informBefore, isInformed, readFirst, urgent, cause, reopenedBy, lastOutcome, wasReached] = more;
  return {
    signalId,
    isOpen: isOpen === 1,
    kind,
    origin,
    text: text as Sealed<string>,
    place: place as Sealed<string> | null,
    seen: seen ?? undefined,
    wantsHelpToTalk: wantsHelp === 1,
    raisedAt,
    owner: ownerPerson === null ? { role: ownerRole } : { role: ownerRole, personId: ownerPerson },
    step,
    nextBefore,
    readBefore,
    isRead: isRead === 1,
    answerBefore,
    isAnswered: isAnswered === 1,
    informBefore,
    isInformed: isInformed === 1,
    readFirst: readFirst === '[]' ? [] : (JSON.parse(readFirst) as ReadFirst[]),
    urgent,
    cause,
    reopenedBy,
    lastOutcome,
    wasReached: wasReached === 1,
  };
}
