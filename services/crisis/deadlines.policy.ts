/** Which moments of a crisis pass by themselves. Pure; the read model keeps them, so they survive a restart. */
import type { Helper, OpenCrisis } from './crisis.state.ts';
import { isRunning, later, standing } from './crisis-now.policy.ts';
import { CHECK_ASKED_BEFORE_MS } from './limits.ts';

/** `key` is unique within the crisis: `end`, `wave:<n>`, `next:<turn>`, `release:<version>`, `ask:<person>`, `miss:<person>`. */
export type CrisisDeadline = { key: string; due: string };

const PAIR = 2;

/** `at` is when the last event happened: for what is due at once. */
export function deadlinesOf(crisis: OpenCrisis, at: string): CrisisDeadline[] {
  if (!isRunning(crisis)) return [];
  const waves = crisis.waves
    .filter((one) => !one.isExpired)
    .map(({ wave, expiresAt }) => ({ key: `wave:${wave}`, due: expiresAt }));
  return [
    { key: 'end', due: crisis.endsAt },
    ...waves,
    ...atOnce(crisis, at),
    ...crisis.helpers.flatMap((helper) => checksOf(helper)),
  ];
}

function atOnce(crisis: OpenCrisis, at: string): CrisisDeadline[] {
  const count = standing(crisis).length;
  const isWaveDue =
    crisis.phase === 'alerting' && crisis.isNextWaveDue && !crisis.isStoppedByUnsafe && count < PAIR;
  const isReleaseDue = count >= crisis.needed && crisis.helpers.some((one) => one.state === 'asked');
  return [
    ...(isWaveDue ? [{ key: `next:${crisis.nextWaveTurns}`, due: at }] : []),
    ...(isReleaseDue ? [{ key: `release:${crisis.version}`, due: at }] : []),
  ];
}

function checksOf({ personId, checkBefore, checkAskedFor }: Helper): CrisisDeadline[] {
  if (checkBefore === null) return [];
  const missed = { key: `miss:${personId}`, due: checkBefore };
  if (checkAskedFor === checkBefore) return [missed];
  return [{ key: `ask:${personId}`, due: later(checkBefore, -CHECK_ASKED_BEFORE_MS) }, missed];
}
