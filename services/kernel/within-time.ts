/** A bound on how long somebody waits for a promise, by the clock that a test can move. */
import type { Clock } from './clock.ts';

export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** Rejects with `TimedOut` when the work takes longer; what the work does after that must be harmless. */
export async function withinTime<T>(clock: Clock, timeoutMs: number, work: Promise<T>): Promise<T> {
  let cancel = () => {};
  const late = new Promise<never>((_, reject) => {
    const endsAt = new Date(clock.now().getTime() + timeoutMs);
    cancel = clock.at(endsAt, () => reject(new TimedOut(`took longer than ${timeoutMs} ms`)));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
