/** Who is reading now, for the read log: set once for a request, and known to every opening within it. */
import { AsyncLocalStorage } from 'node:async_hooks';

const reading = new AsyncLocalStorage<string>();

/** Runs the work as this reader: `person-<id>`, `reporter`, `system`. Never a name. */
export function readAs<T>(reader: string, work: () => T): T {
  return reading.run(reader, work);
}

/** `system` outside of `readAs`: a timer, an index, the start of the process. */
export function currentReader(): string {
  return reading.getStore() ?? 'system';
}
