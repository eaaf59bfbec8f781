/**
 * Today: where each open signal stands, why, and before when. Pure; moments are instants in UTC.
 *
 * 1. `now`: somebody could come to harm today ("lees eerst" until a human decided, or a human said "nu" or "vandaag"), or a
 *    moment has passed. Opening a message is not deciding: a word about suicide does not sink because it was looked at.
 * 2. `promised-today`: the moment is today, in order of time; worries and wishes stand between each other.
 * 3. `may-today`: something came in that nobody decided on, or an answer is owed on a later day.
 * 4. `later`: the moment that somebody chose lies on a later day, and there is nothing to do before it.
 *
 * How many messages there are and of which kind never counts. A passed moment is stated, never scolded.
 */
import type { Grant } from '@bijspringen/contracts/people/events.ts';
import type { QueueItem, Reason } from '@bijspringen/contracts/queue/views.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { INFORM_AHEAD_DAYS } from './limits.ts';
import type { QueueRow } from './queue-rows.ts';

/** Who looks: what is his follows from his person and the roles he holds. */
export type Viewer = { personId: Id; grants: readonly Grant[] };

/** What is in the day of one district, and the instant at which its local day ends. */
export type DistrictDay = { districtId: Id; rows: readonly QueueRow[]; endOfDay: string };

/** An item without its words; those are opened at the edge. */
export type PlannedItem = Omit<QueueItem, 'firstWords' | 'place'>;

type Moment = QueueItem['moment'];
type Section = QueueItem['section'];
type Day = { now: string; endOfDay: string; informFrom: string; personId: Id; roles: ReadonlySet<Role> };
type Placed = { item: PlannedItem; raisedAt: string };

const SECTIONS: readonly Section[] = ['now', 'promised-today', 'may-today', 'later'];
const INFORM_AHEAD_MS = INFORM_AHEAD_DAYS * 24 * 60 * 60 * 1_000;

/**
 * The day of one viewer, in the order in which it is shown. A social caretaker sees every open signal of his district,
 * with `isYours` on what is his; a coordinator sees what is hers, what has a passed moment, and what has no person
 * yet; a duty officer sees what is his and where somebody could come to harm today; any other role only what is his.
 */
export function today(districts: readonly DistrictDay[], now: string, viewer: Viewer): PlannedItem[] {
  const informFrom = shifted(now, INFORM_AHEAD_MS);
  const all = districts.flatMap(({ districtId, rows, endOfDay }) => {
    const roles = new Set(viewer.grants.filter((g) => g.districtId === districtId).map((g) => g.role));
    const day: Day = { now, endOfDay, informFrom, personId: viewer.personId, roles };
    return rows.flatMap((row) => itemsOf(row, day)).filter(({ item }) => maySee(item, roles));
  });
  return all.sort(compare).map(({ item }) => item);
}

/** The first moment on a later day; null when there is none. */
export function nextMomentOf(items: readonly PlannedItem[]): string | null {
  let first: string | null = null;
  for (const { section, moment } of items) {
    const isLaterDay = section === 'may-today' || section === 'later';
    if (isLaterDay && (first === null || moment.before < first)) first = moment.before;
  }
  return first;
}

/** The first instant at which this day comes out otherwise without any event: a moment passes, or the day ends. */
export function nextTurn({ rows, endOfDay }: DistrictDay, now: string): string {
  let turn = endOfDay;
  const consider = (moment: string) => {
    if (moment > now && moment < turn) turn = moment;
  };
  const reach = { from: shifted(now, INFORM_AHEAD_MS), to: shifted(endOfDay, INFORM_AHEAD_MS) };
  for (const row of rows) {
    if (row.isOpen) for (const moment of moments(row, now)) consider(moment.before);
    const before = standingInforming(row);
    if (before === null) continue;
    consider(before);
    if (row.isOpen && before > reach.from && before < reach.to) consider(shifted(before, -INFORM_AHEAD_MS));
  }
  return turn;
}

function itemsOf(row: QueueRow, day: Day): Placed[] {
  const items = row.isOpen ? [mainItem(row, day)] : [];
  const informing = informItem(row, day);
  if (informing !== null) items.push(informing);
  return items.map((item) => ({ item, raisedAt: row.raisedAt }));
}

function mainItem(row: QueueRow, day: Day): PlannedItem {
  const moment = firstMoment(row, day.now);
  const reason = reasonOf(row, moment, day);
  const section = sectionOf(reason, moment, day);
  return { ...common(row, day), itemId: row.signalId, section, reason, moment, isNew: !row.isRead };
}

/**
 * The person concerned does not know yet (AVG art. 14): within reach of its moment, after a first contact, or when it is
 * all that is left of a message that was closed.
 */
function informItem(row: QueueRow, day: Day): PlannedItem | null {
  const before = standingInforming(row);
  if (before === null) return null;
  if (row.isOpen && before > day.informFrom && !row.wasReached) return null;
  const moment: Moment = { what: 'inform', before, isPassed: before <= day.now };
  const reason: Reason = moment.isPassed
    ? { code: 'promise-passed', promise: 'inform' }
    : { code: 'not-informed' };
  const section = sectionOf(reason, moment, day);
  return { ...common(row, day), itemId: `${row.signalId}:inform`, section, reason, moment, isNew: false };
}

function common(row: QueueRow, day: Day) {
  const { signalId, kind, origin, owner } = row;
  const isYours = owner.personId === undefined ? day.roles.has(owner.role) : owner.personId === day.personId;
  return { signalId, kind, origin, owner, isYours };
}

/** What still stands of what was promised or planned, in order of weight where two fall together. */
function moments(row: QueueRow, now: string): Moment[] {
  const standing: Moment[] = [];
  const add = (moment: Omit<Moment, 'isPassed'>) =>
    standing.push({ ...moment, isPassed: moment.before <= now });
  if (!row.isRead) add({ what: 'read', step: row.step, before: row.readBefore });
  if (row.isRead || row.step !== 'read') add({ what: 'next', step: row.step, before: row.nextBefore });
  if (!row.isAnswered) add({ what: 'answer', before: row.answerBefore });
  return standing;
}

/** The earliest of what stands. A signal always has one: unread it has to be read, read it has a next step. */
function firstMoment(row: QueueRow, now: string): Moment {
  return moments(row, now).reduce((first, each) => (each.before < first.before ? each : first));
}

function standingInforming(row: QueueRow): string | null {
  return row.kind === 'concern' && !row.isInformed ? row.informBefore : null;
}

function reasonOf(row: QueueRow, moment: Moment, day: Day): Reason {
  if (row.urgent === 'now') return { code: 'urgent-now' };
  if (row.readFirst.length > 0) return { code: 'read-first', because: [...row.readFirst] };
  if (isUrgent(row, moment, day)) return { code: 'urgent-today' };
  const isWaiting = row.step === 'await-answer' && moment.what === 'next';
  // When a neighbour does not answer, we broke no promise; it is only time to look again.
  if (moment.isPassed && !isWaiting) return { code: 'promise-passed', promise: moment.what };
  switch (row.cause) {
    case 'new':
      return { code: 'new', wantsHelpToTalk: row.wantsHelpToTalk, seen: row.seen };
    case 'reopened':
      return { code: 'reopened', by: row.reopenedBy ?? 'worker' };
    case 'neighbour-wrote':
    case 'answer-came':
      return { code: row.cause };
    case 'planned':
      if (isWaiting) return { code: 'waiting-for-answer' };
      if (moment.what === 'answer') return { code: 'answer-promised' };
      return { code: 'planned', lastOutcome: row.lastOutcome ?? undefined };
  }
}

/** A human said "vandaag". Once somebody tried, it counts again on the day that was chosen to try anew. */
function isUrgent(row: QueueRow, moment: Moment, day: Day): boolean {
  return row.urgent === 'today' || (row.urgent === 'tried' && moment.before < day.endOfDay);
}

function sectionOf(reason: Reason, moment: Moment, day: Day): Section {
  if (isAboutHarm(reason) || moment.isPassed) return 'now';
  if (moment.before < day.endOfDay) return 'promised-today';
  return reason.code === 'planned' || reason.code === 'waiting-for-answer' ? 'later' : 'may-today';
}

function maySee({ isYours, moment, owner, reason }: PlannedItem, roles: ReadonlySet<Role>): boolean {
  if (isYours || roles.has('social-caretaker')) return true;
  if (roles.has('coordinator') && (moment.isPassed || owner.personId === undefined)) return true;
  return roles.has('duty-officer') && isAboutHarm(reason);
}

/** Somebody could come to harm today. */
function isAboutHarm({ code }: Reason): boolean {
  return code === 'read-first' || code === 'urgent-now' || code === 'urgent-today';
}

/** Total: section, harm before a passed moment, moment, who waits longest, and the id where all that is equal. */
function compare(a: Placed, b: Placed): number {
  return (
    SECTIONS.indexOf(a.item.section) - SECTIONS.indexOf(b.item.section) ||
    weight(a.item) - weight(b.item) ||
    inText(a.item.moment.before, b.item.moment.before) ||
    inText(a.raisedAt, b.raisedAt) ||
    inText(a.item.itemId, b.item.itemId)
  );
}

function weight({ reason }: PlannedItem): number {
  if (reason.code === 'urgent-now') return 0;
  if (reason.code === 'read-first') return 1;
  return reason.code === 'urgent-today' ? 2 : 3;
}

function inText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function shifted(instant: string, byMs: number): string {
  return new Date(Date.parse(instant) + byMs).toISOString();
}
