/** Questions to the rows of the replay projection. A jump is one of them. */

import type { ReleaseState, ReplayPerson, ReplayStep } from '@bijspringen/contracts/learning/views.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { createStatements } from '@bijspringen/kernel/projections/statements.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { DEBRIEFS_SHOWN_MAX, NOTES_SHOWN_MAX } from './limits.ts';
import { projection } from './replay.projection.ts';
import type { Replay } from './replay.state.ts';

export type ReplayRow = {
  replayId: Id;
  districtId: Id;
  organisationId: Id;
  about: 'crisis' | 'signal';
  beganAt: string;
  /** null while it is open. */
  closedAt: string | null;
  steps: number;
  position: Position;
};
export type ListRow = ReplayRow & { closedAt: string; toReview: number };
export type TextRow = {
  eventId: Id;
  step: number;
  field: string;
  /** null when it was taken back. */
  sealed: Sealed<string> | null;
  state: ReleaseState;
  askedBy: Id | null;
  by: ReplayPerson;
};
export type NoteRow = { annotationId: Id; atStep: number; personId: Id; sealed: Sealed<string> };
export type StepRow = Omit<ReplayStep, 'texts'> & { texts: TextRow[] };
export type MomentRow = StepRow & { moment: Replay; notes: NoteRow[]; debriefs: TextRow[] };
/** The row with the moment: null when there is no such step. */
export type Jump = ReplayRow & { moment: MomentRow | null };

export interface ReplayRows {
  byId(replayId: Id): ReplayRow | null;
  /** Closed ones of these districts, newest first, after the cursor. */
  list(asked: { districtIds: readonly Id[]; viewerId: Id; after: Cursor | null; limit: number }): ListRow[];
  jump(replayId: Id, step: number): Jump | null;
  steps(replayId: Id, from: number, until: number): StepRow[];
  /** A text that can be released: null when there is none, or it was taken back. */
  text(replayId: Id, eventId: Id, field: string): Pick<TextRow, 'sealed' | 'state'> | null;
  hasStep(replayId: Id, eventId: Id): boolean;
}
export type Cursor = { closedAt: string; replayId: Id };

export function createReplayRows(kernel: Pick<Kernel, 'readModel'>): ReplayRows {
  const statement = createStatements(() => kernel.readModel(projection).database());
  return {
    byId: (replayId) => (statement(BY_ID).get({ replayId }) as ReplayRow | undefined) ?? null,
    list({ districtIds, viewerId, after, limit }) {
      const { closedAt, replayId } = after ?? { closedAt: '~', replayId: '' };
      return districtIds
        .flatMap(
          (districtId) =>
            statement(LIST).all({ districtId, viewerId, closedAt, replayId, limit }) as ListRow[],
        )
        .sort(newestFirst)
        .slice(0, limit);
    },
    jump(replayId, step) {
      const row = statement(JUMP).get({ replayId, step });
      if (row === undefined) return null;
      const { moment, ...rest } = row;
      const replay = pick(rest);
      if (moment === null) return { ...replay, moment: null };
      const notes = JSON.parse(String(row.notes)) as NoteRow[];
      const debriefs = textsIn(row.debriefs);
      const now = stepOf(row);
      return { ...replay, moment: { ...now, moment: JSON.parse(String(moment)) as Replay, notes, debriefs } };
    },
    steps: (replayId, from, until) => statement(STEPS).all({ replayId, from, until }).map(stepOf),
    text: (replayId, eventId, field) =>
      (statement(TEXT).get({ replayId, eventId, field }) as Pick<TextRow, 'sealed' | 'state'> | undefined) ??
      null,
    hasStep: (replayId, eventId) => statement(HAS_STEP).get({ replayId, eventId }) !== undefined,
  };
}

function newestFirst(a: ListRow, b: ListRow): number {
  if (a.closedAt !== b.closedAt) return a.closedAt < b.closedAt ? 1 : -1;
  return a.replayId < b.replayId ? -1 : 1;
}

type Raw = Record<string, unknown>;

function pick(row: Raw): ReplayRow {
  const { replayId, districtId, organisationId, about, beganAt, closedAt, steps, position } = row;
  return { replayId, districtId, organisationId, about, beganAt, closedAt, steps, position } as ReplayRow;
}

function stepOf(row: Raw): StepRow {
  return {
    step: Number(row.step),
    eventId: String(row.eventId),
    at: String(row.at),
    type: String(row.type),
    by: JSON.parse(String(row.by)) as ReplayPerson,
    facts: JSON.parse(String(row.facts)) as StepRow['facts'],
    texts: textsIn(row.texts),
  };
}

function textsIn(json: unknown): TextRow[] {
  return JSON.parse(String(json)) as TextRow[];
}

const ROW = `replay.replay_id AS replayId, district_id AS districtId, organisation_id AS organisationId, about,
  began_at AS beganAt, closed_at AS closedAt, steps, position`;
const BY_ID = `SELECT ${ROW} FROM replay WHERE replay_id = $replayId`;
const LIST = `SELECT ${ROW}, (SELECT count(*) FROM sealed_text INDEXED BY text_asked
    WHERE sealed_text.replay_id = replay.replay_id AND state = 'asked' AND asked_by <> $viewerId) AS toReview
  FROM replay WHERE district_id = $districtId AND closed_at IS NOT NULL
    AND (closed_at < $closedAt OR (closed_at = $closedAt AND replay_id > $replayId))
  ORDER BY closed_at DESC, replay_id LIMIT $limit`;
const TEXT_JSON = `json_object('eventId', event_id, 'step', step, 'field', field, 'sealed', sealed, 'state', state,
  'askedBy', asked_by, 'by', json(by))`;
const TEXTS = `(SELECT json_group_array(${TEXT_JSON}) FROM sealed_text AS one
    WHERE one.replay_id = step.replay_id AND one.step = step.step)`;
const STEP = `step.step, event_id AS eventId, at, type, by, facts, ${TEXTS} AS texts`;
/** Everything of one moment in one statement: its row, its texts, the debriefs and the notes up to it. */
const JUMP = `SELECT ${ROW}, ${STEP}, moment,
    (SELECT json_group_array(${TEXT_JSON}) FROM (SELECT * FROM sealed_text AS given WHERE given.is_debrief = 1
      AND given.replay_id = step.replay_id AND given.step <= step.step
      ORDER BY given.step DESC LIMIT ${DEBRIEFS_SHOWN_MAX})) AS debriefs,
    (SELECT json_group_array(json_object('annotationId', annotation_id, 'atStep', at_step, 'personId', person_id,
        'sealed', sealed))
      FROM (SELECT annotation_id, note.step AS at_step, person_id, sealed FROM note
        WHERE note.replay_id = step.replay_id AND note.step <= step.step
        ORDER BY note.step DESC, note.rowid DESC LIMIT ${NOTES_SHOWN_MAX})) AS notes
  FROM replay LEFT JOIN step ON step.replay_id = replay.replay_id AND step.step = $step
  WHERE replay.replay_id = $replayId`;
const STEPS = `SELECT ${STEP} FROM step WHERE replay_id = $replayId AND step BETWEEN $from AND $until ORDER BY step.step`;
const TEXT = `SELECT sealed, state FROM sealed_text
  WHERE replay_id = $replayId AND step = (SELECT step FROM step WHERE event_id = $eventId) AND field = $field`;
const HAS_STEP = 'SELECT 1 FROM step WHERE event_id = $eventId AND replay_id = $replayId';
