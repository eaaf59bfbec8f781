/** The queries on the rows of `pages.projection.ts`. */
import type { DatabaseSync } from 'node:sqlite';
import type { PageReason } from '@bijspringen/contracts/crisis/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';

export type PageRow = {
  pageId: Id;
  status: 'waiting' | 'calling' | 'nobody' | 'unanswered' | 'over';
  why: PageReason;
  signalId: Id | null;
  crisisId: Id | null;
  districtId: Id;
  organisationId: Id;
  correlationId: Id;
  /** The event that called for it; null for a duty that ended. */
  causeId: Id | null;
  at: string;
  /** When it came into this status. */
  since: string;
  step: number;
  acknowledgeBefore: string | null;
  /** Who did the work that it is for, before that is on record. */
  handled: { by: Id; at: string; eventId: Id } | null;
};

/** A crisis that somebody has to have. */
export type WatchedCrisis = {
  crisisId: Id;
  signalId: Id | null;
  officer: Id;
  districtId: Id;
  organisationId: Id;
  correlationId: Id;
  /** Since when this officer has it. */
  since: string;
};

export type PageRows = ReturnType<typeof createPageRows>;

/** Opened anew at each question, because a rebuilt read model comes with another database. */
export function createPageRows(database: () => DatabaseSync) {
  const all = (where: string, values: Record<string, string | number>): PageRow[] =>
    database().prepare(`SELECT * FROM page WHERE ${where}`).all(values).map(toPage);
  return {
    page: (pageId: Id): PageRow | null => all('page_id = $pageId', { pageId })[0] ?? null,
    /** Causes since an instant that have no page yet and that nobody looked at. */
    waiting: (since: string, limit: number) =>
      all(`status = 'waiting' AND at >= $since AND handled_by IS NULL ORDER BY at LIMIT $limit`, {
        since,
        limit,
      }),
    /** Pages since an instant for which nobody was on the roster. */
    withNobody: (since: string, limit: number) =>
      all(`status = 'nobody' AND at >= $since AND handled_by IS NULL ORDER BY at LIMIT $limit`, {
        since,
        limit,
      }),
    calling: (limit: number) =>
      all(`status = 'calling' AND handled_by IS NULL ORDER BY acknowledge_before LIMIT $limit`, { limit }),
    /** Pages that are open although somebody did what they are for. */
    handled: (limit: number) =>
      all(
        `status IN ('calling', 'nobody', 'unanswered') AND handled_by IS NOT NULL ORDER BY handled_at LIMIT $limit`,
        { limit },
      ),
    openCrises: (limit: number): WatchedCrisis[] =>
      database()
        .prepare('SELECT * FROM crisis WHERE is_open = 1 ORDER BY crisis_id LIMIT ?')
        .all(limit)
        .map(toCrisis),
    crisis(crisisId: Id): WatchedCrisis | null {
      const row = database().prepare('SELECT * FROM crisis WHERE crisis_id = ?').get(crisisId);
      return row === undefined ? null : toCrisis(row);
    },
  };
}

function toPage(row: Record<string, unknown>): PageRow {
  const handledBy = textOrNull(row.handled_by);
  return {
    pageId: String(row.page_id),
    // Written by the projection from events that were checked.
    status: row.status as PageRow['status'],
    why: row.why as PageReason,
    signalId: textOrNull(row.signal_id),
    crisisId: textOrNull(row.crisis_id),
    districtId: String(row.district_id),
    organisationId: String(row.organisation_id),
    correlationId: String(row.correlation_id),
    causeId: textOrNull(row.cause_id),
    at: String(row.at),
    since: String(row.since),
    step: Number(row.step),
    acknowledgeBefore: textOrNull(row.acknowledge_before),
    handled:
      handledBy === null
        ? null
        : { by: handledBy, at: String(row.handled_at), eventId: String(row.handled_event) },
  };
}

function toCrisis(row: Record<string, unknown>): WatchedCrisis {
  return {
    crisisId: String(row.crisis_id),
    signalId: textOrNull(row.signal_id),
    officer: String(row.officer),
    districtId: String(row.district_id),
    organisationId: String(row.organisation_id),
    correlationId: String(row.correlation_id),
    since: String(row.since),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
