/** The rules of raising: what each kind needs, why a human reads it first, and what follows from its moment. */
import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import { type Gate, LATE_AFTER_MS, type ReadFirst } from '@bijspringen/contracts/signals/values.ts';
import { type Refusal, refuse } from '@bijspringen/kernel/decider.ts';

type Raise = Extract<SignalCommand, { type: 'RaiseSignal' }>;

/** A worry and a call for help meet the gate, a wish and an offer never do; a worry happens somewhere. */
export function whatIsMissing(command: Pick<Raise, 'kind' | 'origin' | 'gate' | 'place'>): Refusal | null {
  const meetsGate = command.kind === 'concern' || command.kind === 'help';
  if (!meetsGate && command.gate !== undefined) return refuse('invalid-input', 'gate');
  if (meetsGate && command.origin === 'public' && command.gate === undefined)
    return refuse('invalid-input', 'gate');
  if (command.kind === 'concern' && command.place === undefined) return refuse('invalid-input', 'place');
  return null;
}

/** Why a human must read it first, by what was answered at the gate. 112 without a choice is a yes of unknown kind. */
export function gateReasons(gate: Gate | undefined): ReadFirst[] {
  if (gate === undefined) return [];
  const reasons = gate.dangers.map((danger): ReadFirst => `gate-${danger}`);
  if (reasons.length === 0 && gate.emergencyCalled === 'yes') return ['gate-112-called'];
  return reasons;
}

/** Both lists as one, each reason once. */
export function allReasons(gate: Gate | undefined, others: readonly ReadFirst[]): ReadFirst[] {
  return [...new Set([...gateReasons(gate), ...others])];
}

/** When it was written and whether that is long ago. A phone whose clock runs ahead is cut to now. */
export function writing(writtenAt: string | undefined, now: string): { writtenAt?: string; isLate: boolean } {
  if (writtenAt === undefined || writtenAt >= now) return { isLate: false };
  return { writtenAt, isLate: Date.parse(now) - Date.parse(writtenAt) > LATE_AFTER_MS };
}

/** One month later, on the last day where that month is shorter (AVG art. 14: at the latest within a month). */
export function oneMonthAfter(instant: string): string {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + 1);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.toISOString();
}
