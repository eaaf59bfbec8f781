/** Weighs an append against what its stream holds: write it, answer a repeat, or refuse. Shared by the adapters. */
import type { ExpectedVersion } from './port.ts';

/** Where an event id already is in the log. */
export type Whereabouts = { stream: string; version: number };

export type LogView = {
  /** The version of the stream's last event; null when the stream does not exist. */
  lastVersion(stream: string): number | null;
  find(id: string): Whereabouts | undefined;
};

export type Weighed =
  | { outcome: 'write'; firstVersion: number }
  /** The same ids were appended before, and this is where they ended. */
  | { outcome: 'repeat'; version: number }
  | { outcome: 'conflict'; actual: number | null }
  /** An id of another event: a mistake in the caller, never a reason to write an event twice. */
  | { outcome: 'reused-id' };

type Asked = { stream: string; expected: ExpectedVersion; events: readonly { id: string }[] };

export function weigh({ stream, expected, events }: Asked, log: LogView): Weighed {
  const actual = log.lastVersion(stream);
  const found = events.map((event) => log.find(event.id));
  const first = found[0];
  const isRepeat =
    first !== undefined &&
    (expected === 'stream-exists' || first.version === firstVersionAfter(expected)) &&
    found.every((at, index) => at?.stream === stream && at.version === first.version + index);
  if (isRepeat) return { outcome: 'repeat', version: first.version + events.length - 1 };
  if (!holds(expected, actual)) return { outcome: 'conflict', actual };
  if (found.some((at) => at !== undefined)) return { outcome: 'reused-id' };
  return { outcome: 'write', firstVersion: actual === null ? 0 : actual + 1 };
}

function firstVersionAfter(expected: number | 'no-stream'): number {
  return expected === 'no-stream' ? 0 : expected + 1;
}

function holds(expected: ExpectedVersion, actual: number | null): boolean {
  if (expected === 'no-stream') return actual === null;
  if (expected === 'stream-exists') return actual !== null;
  return actual === expected;
}
