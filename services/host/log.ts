/** The host's log: one JSON line for each thing that happened, on standard output. */
import type { Log } from '@bijspringen/kernel/log.ts';

/** Writes lines with the time, what happened, and figures or codes. */
export function createLog(write: (line: string) => void = (line) => process.stdout.write(line)): Log {
  return (what, details = {}) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), what, ...details })}\n`);
}
