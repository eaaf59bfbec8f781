/** Questions to the rows of the crisis projection. */

import { type HardRule, hardRules } from '@bijspringen/contracts/crisis/values.ts';
import type { reach } from '@bijspringen/contracts/crisis/views.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Danger } from '@bijspringen/contracts/signals/values.ts';
import { createStatements } from '@bijspringen/kernel/projections/statements.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import type * as z from 'zod/mini';
import { projection } from './crisis.projection.ts';
import { AFTERCARE_OPEN_MAX, LINKED_SIGNALS_MAX, OPEN_CRISES_MAX, SAME_EVENING_MAX } from './limits.ts';

export type Reach = z.output<typeof reach>;
export type OpenItem = {
  aftercareId: Id;
  crisisId: Id;
  districtId: Id;
  organisationId: Id;
  ownerPersonId: Id;
  ownedSince: string;
  before: string;
};
type OpenRow = { crisisId: Id; signalId: Id; since: string; knownYes: string };
export type Pending = { crisisId: Id; eventId: Id; at: string };

/** A yes that is known of a message, and not yet in a crisis about it. */
export type LateDanger = { crisisId: Id; rule: HardRule; since: string };

export interface CrisisRows {
  /** The deadlines that are open, earliest first. */
  deadlines(limit: number): { crisisId: Id; key: string; due: string }[];
  /** The crisis of this signal that was not stood down yet; null when there is none. */
  openFor(signalId: Id): Id | null;
  /** Every danger known of this signal, of what stands beside it, and of crises about any of them. */
  dangersOf(signalId: Id): Danger[];
  /** Dangers that showed after a crisis was opened: through a message beside its own, or in another crisis about either. */
  lateDangers(limit: number): LateDanger[];
  /** Crises of a district since an instant in which a hard rule was answered with yes, newest first. */
  withYesSince(districtId: Id, since: string): Id[];
  /** When this person was asked last, in any crisis; null when never. */
  lastAskedAt(personId: Id): string | null;
  /** Whether this person takes part, or was asked, in an alert that runs besides this one. */
  isInAnotherAlert(personId: Id, crisisId: Id): boolean;
  /** Whether this person said yes in an alert that runs besides this one. */
  goesElsewhere(personId: Id, crisisId: Id): boolean;
  /** The alert that this person should look at now: the last one asked in that is not over for this person. */
  mineOf(personId: Id): Id | null;
  /** The reporter's messages during an alert that are not held for yet. */
  openMessages(limit: number): Pending[];
  /** Crises that the roster gave to another. */
  openHandOvers(limit: number): (Pending & { toPersonId: Id })[];
  /** Aftercare that is still to be done, by owner. */
  openAftercare(): OpenItem[];
  /** What became of the alert to each person of this crisis; absent when nothing was sent. */
  reachOf(crisisId: Id): Map<Id, Reach>;
  hasDevice(personId: Id): boolean;
  /** The position of the last change for these audiences (`district:<id>`, `person:<id>`). */
  changedAt(audience: string): Position | null;
}

export function createCrisisRows(kernel: Pick<Kernel, 'readModel'>): CrisisRows {
  const statement = createStatements(() => kernel.readModel(projection).database());
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
  const dangersOf = (signalId: Id) =>
    statement(DANGERS)
      .all({ signalId, limit: LINKED_SIGNALS_MAX })
      .map((row) => row.danger as Danger);
  return {
    deadlines: (limit) => statement(DEADLINES).all({ limit }) as { crisisId: Id; key: string; due: string }[],
    openFor: (signalId) => textOf(statement(OPEN_FOR).get({ signalId })?.crisis_id),
    dangersOf,
    lateDangers: (limit) =>
      (statement(NOT_OVER).all({ limit: OPEN_CRISES_MAX }) as OpenRow[])
        .flatMap(({ crisisId, signalId, since, knownYes }) => {
          const counted: readonly string[] = JSON.parse(knownYes);
          const known: readonly string[] = dangersOf(signalId);
          return hardRules
            .filter((rule) => known.includes(rule) && !counted.includes(rule))
            .map((rule) => ({ crisisId, rule, since }));
        })
        .slice(0, limit),
    withYesSince: (districtId, since) =>
      statement(WITH_YES)
        .all({ districtId, since, limit: SAME_EVENING_MAX })
        .map((row) => String(row.crisisId)),
    lastAskedAt: (personId) => textOf(statement(LAST_ASKED).get({ personId })?.at),
    isInAnotherAlert: (personId, crisisId) => statement(ELSEWHERE).get({ personId, crisisId }) !== undefined,
    goesElsewhere: (personId, crisisId) => statement(GOES).get({ personId, crisisId }) !== undefined,
    mineOf: (personId) => textOf(statement(MINE).get({ personId })?.crisis_id),
    openMessages: (limit) => statement(MESSAGES).all({ limit }) as Pending[],
    openHandOvers: (limit) => statement(HAND_OVERS).all({ limit }) as (Pending & { toPersonId: Id })[],
    openAftercare: () => statement(AFTERCARE).all({ limit: AFTERCARE_OPEN_MAX }) as OpenItem[],
    reachOf: (crisisId) => bestReach(statement(REACH).all({ crisisId })),
    hasDevice: (personId) => statement(DEVICE).get({ personId }) !== undefined,
    changedAt: (audience) => textOf(statement(CHANGED).get({ audience })?.position),
  };
}

const DEADLINES =
  'SELECT crisis_id AS crisisId, key, due FROM deadline ORDER BY due, crisis_id, key LIMIT $limit';
const OPEN_FOR = `SELECT crisis_id FROM crisis
  WHERE signal_id = $signalId AND phase IN ('alerting', 'held', 'professionals') ORDER BY ordinal DESC LIMIT 1`;
const NOT_OVER = `
  SELECT crisis_id AS crisisId, signal_id AS signalId, opened_at AS since, json_extract(state, '$.knownYes') AS knownYes
  FROM crisis WHERE phase IN ('alerting', 'held', 'professionals') AND signal_id IS NOT NULL
  ORDER BY ordinal DESC LIMIT $limit`;
const WITH_YES = `
  SELECT crisis_id AS crisisId FROM crisis WHERE district_id = $districtId AND opened_at >= $since
  AND json_array_length(state, '$.knownYes') > 0 ORDER BY ordinal DESC LIMIT $limit`;
/** Messages beside each other are about one matter, and so is what stands beside those. */
const DANGERS = `
  WITH RECURSIVE matter (id) AS (
    SELECT $signalId UNION SELECT link.other_id FROM link JOIN matter ON link.signal_id = matter.id LIMIT $limit
  )
  SELECT DISTINCT danger FROM danger JOIN matter ON danger.signal_id = matter.id ORDER BY danger`;
const LAST_ASKED = 'SELECT max(asked_at) AS at FROM asked WHERE person_id = $personId';
const ELSEWHERE = `SELECT 1 FROM asked WHERE person_id = $personId AND crisis_id <> $crisisId
  AND phase IN ('alerting', 'held') AND state IN ('asked', 'accepted', 'on-the-way', 'arrived', 'missed-check')`;
const GOES = `SELECT 1 FROM asked WHERE person_id = $personId AND crisis_id <> $crisisId
  AND phase IN ('alerting', 'held') AND state IN ('accepted', 'on-the-way', 'arrived', 'missed-check')`;
const MINE = `SELECT crisis_id FROM asked WHERE person_id = $personId AND (
    (phase IN ('alerting', 'held') AND state IN ('asked', 'accepted', 'on-the-way', 'arrived', 'missed-check', 'unsafe'))
    OR (phase IN ('professionals', 'stood-down') AND state IN ('accepted', 'on-the-way', 'arrived', 'missed-check', 'unsafe'))
  ) ORDER BY asked_at DESC, crisis_id LIMIT 1`;
const MESSAGES = `SELECT crisis_id AS crisisId, event_id AS eventId, at FROM message ORDER BY at, event_id LIMIT $limit`;
const HAND_OVERS = `SELECT crisis_id AS crisisId, event_id AS eventId, to_person_id AS toPersonId, at
  FROM hand_over ORDER BY at, crisis_id LIMIT $limit`;
const AFTERCARE = `SELECT aftercare_id AS aftercareId, crisis_id AS crisisId, district_id AS districtId,
  organisation_id AS organisationId, owner_person_id AS ownerPersonId, owned_since AS ownedSince,
  before
  FROM aftercare ORDER BY owned_since, aftercare_id LIMIT $limit`;
const REACH = 'SELECT person_id, state FROM delivery WHERE crisis_id = $crisisId';
const DEVICE = 'SELECT 1 FROM device WHERE person_id = $personId';
const CHANGED = 'SELECT position FROM changed WHERE audience = $audience';

/** One phone that showed it is enough. */
const REACH_ORDER: readonly Reach[] = ['no-device', 'not-sent', 'failed', 'sent', 'shown', 'opened'];

function bestReach(rows: readonly Record<string, unknown>[]): Map<Id, Reach> {
  const best = new Map<Id, Reach>();
  for (const row of rows) {
    const personId = String(row.person_id);
    const state = row.state as Reach;
    const known = best.get(personId);
    if (known === undefined || REACH_ORDER.indexOf(state) > REACH_ORDER.indexOf(known)) {
      best.set(personId, state);
    }
  }
  return best;
}
