/** When what somebody wrote calls the duty officer. One rule, for whoever promises it and for whoever does it. */
import type { PageReason } from '@bijspringen/contracts/crisis/values.ts';
import type { Gate, ReadFirst } from '@bijspringen/contracts/signals/values.ts';

/**
 * A yes at the gate, or 112 called, at any hour; "lees eerst" outside working hours, when nobody would read it. null when
 * nobody is called.
 */
export function pageReasonOf(
  written: { gate?: Gate | undefined; readFirst: readonly ReadFirst[] },
  isAtWork: boolean,
): Extract<PageReason, 'gate' | 'read-first'> | null {
  const { gate, readFirst } = written;
  if (gate !== undefined && (gate.dangers.length > 0 || gate.emergencyCalled === 'yes')) return 'gate';
  return readFirst.length > 0 && !isAtWork ? 'read-first' : null;
}
