/** The network address that a request came from: for rate limits only, never kept. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** The socket's address; `unknown` when the request did not come over a socket. */
export function clientAddress(c: Context): string {
  if (!isOverSocket(c.env)) return 'unknown';
  return getConnInfo(c).remote.address ?? 'unknown';
}

/** True when the sender is on this machine. */
export function isLoopback(c: Context): boolean {
  const address = clientAddress(c).replace(/^::ffff:/, '');
  return address === '::1' || address.startsWith('127.');
}

function isOverSocket(env: unknown): boolean {
  return typeof env === 'object' && env !== null && 'incoming' in env;
}
