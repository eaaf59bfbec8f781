/** Weighs an append against what its stream holds: write it, answer a repeat, or refuse. Shared by the adapters. */
import type { ExpectedVersion } from './port.ts';

export type LogView = {
  /** The version of the stream's last event; null when the stream does not exist. */
  lastVersion(stream: string): number | null;
  /** The id of an event that exists. */
  idAt(stream: string, version: number): string;
};

export type Weighed =
  | { outcome: 'write'; firstVersion: number }
  /** The same ids were appended before, and this is where they ended. */
  | { outcome: 'repeat'; version: number }
  | { outcome: 'conflict'; actual: number | null };

type Asked = { stream: string; expected: ExpectedVersion; events: readonly { id: string }[] };

export function weigh(asked: Asked, log: LogView): Weighed {
  const { stream, expected, events } = asked;
  const actual = log.lastVersion(stream);
  if (actual !== null) {
    const first = firstVersionOf(asked, actual, log);
    const last = first + events.length - 1;
    const isRepeat =
      last <= actual && events.every((event, index) => log.idAt(stream, first + index) === event.id);
    if (isRepeat) return { outcome: 'repeat', version: last };
  }
  if (!holds(expected, actual)) return { outcome: 'conflict', actual };
  return { outcome: 'write', firstVersion: actual === null ? 0 : actual + 1 };
}

/** Where the events would stand if they were appended before; after the end when nothing says so. */
function firstVersionOf({ stream, expected, events }: Asked, actual: number, log: LogView): number {
  if (expected === 'no-stream') return 0;
  if (expected !== 'stream-exists') return expected + 1;
  const id = events[0]?.id;
  let version = actual;
  while (version >= 0 && log.idAt(stream, version) !== id) version -= 1;
  return version >= 0 ? version : actual + 1;
}

function holds(expected: ExpectedVersion, actual: number | null): boolean {
  if (expected === 'no-stream') return actual === null;
  if (expected === 'stream-exists') return actual !== null;
  return actual === expected;
}
