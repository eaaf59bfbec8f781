/** A demo has logins for everybody, so it answers this computer alone. */
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import { headerNames } from '@bijspringen/kernel/http/client.ts';
import type { Context } from 'hono';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
/** Set by whatever stands between a browser elsewhere and this process. */
const FORWARDED = /^(forwarded|x-forwarded-.+|x-real-ip|via|x-original-.+|cf-connecting-ip|true-client-ip)$/;

/**
 * Refuses what did not come straight from this computer: another `Host` (also a name that somebody points at the loopback
 * address to reach it from a web page), or any sign of a proxy.
 */
export function demoGuard(c: Context): ProblemCode | null {
  const host = c.req.raw.headers.get('Host') ?? '';
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  if (!LOOPBACK_NAMES.includes(name)) return 'demo-only-here';
  for (const header of headerNames(c)) if (FORWARDED.test(header)) return 'demo-only-here';
  return null;
}
