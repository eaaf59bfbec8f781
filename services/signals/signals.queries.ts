/** Questions to the rows of the signals projection. */

import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import type { Kind, PromiseKind } from '@bijspringen/contracts/signals/values.ts';
import { createStatements } from '@bijspringen/kernel/projections/statements.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { projection } from './signals.projection.ts';

export type SignalRow = {
  signalId: Id;
  districtId: Id;
  organisationId: Id;
  status: 'open' | 'closed' | 'withdrawn';
  kind: Kind;
  raisedAt: string;
  place: Sealed<string> | null;
  text: Sealed<string> | null;
};
/** As little as possible: a code that was taken back must not take longer to refuse than one that never was. */
export type CodeRow = Pick<SignalRow, 'signalId' | 'districtId' | 'organisationId' | 'status'>;
export type OpenPromise = { signalId: Id; promise: PromiseKind; before: string };

export interface SignalRows {
  byId(signalId: Id): SignalRow | null;
  /** The signal that a follow code leads to, taken back or not. */
  byFollowCode(hmac: string): CodeRow | null;
  /** Raised at or after the instant, oldest first, not taken back. */
  raisedSince(instant: string, limit: number): SignalRow[];
  /** Promises neither kept nor noted as missed, earliest first. */
  openPromises(limit: number): OpenPromise[];
}

export function createSignalRows(kernel: Pick<Kernel, 'readModel'>): SignalRows {
  const statement = createStatements(() => kernel.readModel(projection).database());
  const one = (row: Record<string, unknown> | undefined) => (row === undefined ? null : (row as SignalRow));
  return {
    byId: (signalId) => one(statement(BY_ID).get({ signalId })),
    byFollowCode: (hmac) => (statement(BY_CODE).get({ hmac }) as CodeRow | undefined) ?? null,
    raisedSince: (instant, limit) => statement(RAISED_SINCE).all({ instant, limit }) as SignalRow[],
    openPromises: (limit) => statement(OPEN_PROMISES).all({ limit }) as OpenPromise[],
  };
}

const COLUMNS = `signal.signal_id AS signalId, district_id AS districtId, organisation_id AS organisationId, status, kind,
  raised_at AS raisedAt, place, text`;
const BY_ID = `SELECT ${COLUMNS} FROM signal WHERE signal_id = $signalId`;
const BY_CODE = `SELECT signal_id AS signalId, district_id AS districtId, organisation_id AS organisationId, status
  FROM follow_code JOIN signal USING (signal_id) WHERE hmac = $hmac`;
const RAISED_SINCE = `SELECT ${COLUMNS} FROM signal WHERE raised_at >= $instant AND status <> 'withdrawn'
  ORDER BY raised_at, signal_id LIMIT $limit`;
const OPEN_PROMISES =
  'SELECT signal_id AS signalId, promise, before FROM promise ORDER BY before, signal_id, promise LIMIT $limit';
