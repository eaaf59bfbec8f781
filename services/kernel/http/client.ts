/** What a request says besides its content: the network address, for rate limits only and never kept, and its headers. */
import type { IncomingMessage } from 'node:http';
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

/** The names of all headers, in small letters. Straight from the socket: the web's `Headers` sorts a copy to tell them. */
export function headerNames(c: Context): Iterable<string> {
  return isOverSocket(c.env) ? Object.keys(c.env.incoming.headers) : c.req.raw.headers.keys();
}

function isOverSocket(env: unknown): env is { incoming: IncomingMessage } {
  return typeof env === 'object' && env !== null && 'incoming' in env;
}
