/** How often one address may raise something. In memory only, and generous: a block of flats may share an address. */
import type { Clock } from '@bijspringen/kernel/clock.ts';
import { clientAddress, isLoopback } from '@bijspringen/kernel/http/client.ts';
import { createRateLimiter } from '@bijspringen/kernel/http/rate-limit.ts';
import type { Context } from 'hono';
import { RAISES_MAX, TRIES_WINDOW_MS } from './limits.ts';

export type RaiseLimit = (c: Context) => boolean;

/** True when this request may raise something. */
export function createRaiseLimit(clock: Pick<Clock, 'now'>): RaiseLimit {
  const raises = createRateLimiter({ clock, triesMax: RAISES_MAX, windowMs: TRIES_WINDOW_MS });
  // An address of this machine is a proxy's or an operator's, and so stands for everybody.
  return (c) => isLoopback(c) || raises.allows(clientAddress(c));
}
