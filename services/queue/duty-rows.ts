/** The queries on the rows of `duty.projection.ts`. */
import type { DatabaseSync } from 'node:sqlite';
import type { Feeling, PageReason } from '@bijspringen/contracts/crisis/values.ts';
import type { AftercareView, CrisisPhase } from '@bijspringen/contracts/crisis/views.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { DUTY_ITEMS_MAX } from './limits.ts';

export type DutyPage = {
  pageId: Id;
  status: 'calling' | 'nobody' | 'unanswered';
  why: PageReason;
  signalId: Id | null;
  crisisId: Id | null;
  at: string;
  before: string;
  personIds: readonly Id[];
};

export type DutyCrisis = {
  crisisId: Id;
  phase: CrisisPhase;
  officer: Id;
  openedAt: string;
  standing: number;
};

export type DutyAftercare = {
  aftercareId: Id;
  crisisId: Id;
  signalId: Id | null;
  for: AftercareView['for'];
  personId: Id | null;
  round: AftercareView['round'];
  before: string;
  owner: Id;
  /** How many were asked before this responder; 0 for the first. */
  askedBefore: number;
  feeling: Feeling | null;
  /** How to reach the neighbour, when that was given. */
  contact: Sealed<string> | null;
};

/** Open calls of a district, the oldest first. */
export function dutyPages(database: DatabaseSync, districtId: Id): DutyPage[] {
  const found = database
    .prepare('SELECT * FROM page WHERE district_id = ? ORDER BY at, page_id LIMIT ?')
    .all(districtId, DUTY_ITEMS_MAX);
  return found.map((row) => ({
    pageId: String(row.page_id),
    // Written by the projection from events that were checked; so are the words below.
    status: row.status as DutyPage['status'],
    why: row.why as PageReason,
    signalId: textOrNull(row.signal_id),
    crisisId: textOrNull(row.crisis_id),
    at: String(row.at),
    before: String(row.before),
    personIds: JSON.parse(String(row.person_ids)) as Id[],
  }));
}

/** Crises that are not closed, the newest first. */
export function dutyCrises(database: DatabaseSync, districtId: Id): DutyCrisis[] {
  const found = database
    .prepare(`
      SELECT crisis.*, (SELECT count(*) FROM responder WHERE responder.crisis_id = crisis.crisis_id AND is_standing = 1) AS standing
      FROM crisis WHERE district_id = ? AND phase <> 'closed' ORDER BY opened_at DESC, crisis_id LIMIT ?`)
    .all(districtId, DUTY_ITEMS_MAX);
  return found.map((row) => ({
    crisisId: String(row.crisis_id),
    phase: row.phase as CrisisPhase,
    officer: String(row.officer),
    openedAt: String(row.opened_at),
    standing: Number(row.standing),
  }));
}

/** Talks that were not held yet, by when they are due. */
export function dutyAftercare(database: DatabaseSync, districtId: Id): DutyAftercare[] {
  const found = database
    .prepare(`
      SELECT aftercare.*, crisis.signal_id, responder.feeling, contact.contact,
        (SELECT count(*) FROM responder AS other
          WHERE other.crisis_id = aftercare.crisis_id AND other.ordinal < responder.ordinal) AS asked_before
      FROM aftercare LEFT JOIN crisis USING (crisis_id)
        LEFT JOIN responder ON responder.crisis_id = aftercare.crisis_id AND responder.person_id = aftercare.person_id
        LEFT JOIN contact ON contact.signal_id = crisis.signal_id
      WHERE aftercare.district_id = ? ORDER BY aftercare.before, aftercare.rowid LIMIT ?`)
    .all(districtId, DUTY_ITEMS_MAX);
  return found.map((row) => ({
    aftercareId: String(row.aftercare_id),
    crisisId: String(row.crisis_id),
    signalId: textOrNull(row.signal_id),
    for: row.whose as DutyAftercare['for'],
    personId: textOrNull(row.person_id),
    round: row.round as DutyAftercare['round'],
    before: String(row.before),
    owner: String(row.owner),
    askedBefore: Number(row.asked_before),
    feeling: row.feeling === null ? null : (row.feeling as Feeling),
    contact: typeof row.contact === 'string' ? (row.contact as unknown as Sealed<string>) : null,
  }));
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
