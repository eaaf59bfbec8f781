/**
 * A bound on how often somebody may try, in memory only. A key (an address, say) is kept as a salted hash that is thrown
 * away with its salt; nothing here is written, logged or tied to what was sent.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { RATE_KEYS_MAX, RATE_SALT_LIFE_MS } from './limits.ts';

export type RateLimitOptions = {
  clock: Pick<Clock, 'now'>;
  /** Tries within the window. */
  triesMax: number;
  windowMs: number;
  keysMax?: number;
};

export interface RateLimiter {
  /** Counts a try and tells whether it may go on. A try over the bound is not counted, so waiting always helps. */
  allows(key: string): boolean;
  /** Takes back what was counted for a key: the try turned out to be good. */
  forgive(key: string): void;
  /** How many keys are remembered. */
  size(): number;
}

/** A sliding window for each key, over a fixed number of keys. */
export function createRateLimiter(options: RateLimitOptions): RateLimiter {
  const { clock, triesMax, windowMs, keysMax = RATE_KEYS_MAX } = options;
  // A Map keeps the order of insertion, so its first key is the one that was used longest ago.
  const triesByKey = new Map<string, number[]>();
  let salt = randomBytes(32);
  let saltEndsAtMs = clock.now().getTime() + RATE_SALT_LIFE_MS;

  function hashOf(key: string, nowMs: number): string {
    if (nowMs >= saltEndsAtMs) {
      salt = randomBytes(32);
      saltEndsAtMs = nowMs + RATE_SALT_LIFE_MS;
      triesByKey.clear();
    }
    return createHmac('sha256', salt).update(key).digest('base64url');
  }

  return {
    allows(key) {
      const nowMs = clock.now().getTime();
      const hash = hashOf(key, nowMs);
      const tries = (triesByKey.get(hash) ?? []).filter((atMs) => atMs > nowMs - windowMs);
      const isAllowed = tries.length < triesMax;
      if (isAllowed) tries.push(nowMs);
      triesByKey.delete(hash);
      triesByKey.set(hash, tries);
      if (triesByKey.size > keysMax) dropOldest(triesByKey);
      return isAllowed;
    },
    forgive(key) {
      const hash = hashOf(key, clock.now().getTime());
      triesByKey.get(hash)?.pop();
    },
    size: () => triesByKey.size,
  };
}

function dropOldest(map: Map<string, number[]>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
