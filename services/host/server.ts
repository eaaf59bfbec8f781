/** The HTTP server around the app: bounded in connections, heads and time, and drained when it stops. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import {
  CONNECTIONS_CHECK_MS,
  CONNECTIONS_MAX,
  DRAIN_MS,
  DRAIN_SWEEP_MS,
  HEAD_BYTES_MAX,
  HEAD_TIMEOUT_MS,
  REQUEST_TIMEOUT_MS,
} from './limits.ts';

export type RunningServer = {
  port: number;
  /** Takes no new connection, lets what is under way end within `DRAIN_MS`, and ends the rest. */
  stop(): Promise<void>;
};

/** Listens, and resolves with the real port. Rejects when the port is taken. */
export async function listen(
  fetch: Hono['fetch'],
  at: { host: string; port: number },
): Promise<RunningServer> {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      headersTimeout: HEAD_TIMEOUT_MS,
      connectionsCheckingInterval: CONNECTIONS_CHECK_MS,
      maxHeaderSize: HEAD_BYTES_MAX,
    },
  }) as Server;
  server.maxConnections = CONNECTIONS_MAX;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => drain(server) };
}

async function drain(server: Server): Promise<void> {
  // A connection that was busy when closing began stays open for a next request that will never be answered.
  const sweep = setInterval(() => server.closeIdleConnections(), DRAIN_SWEEP_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(sweep);
  clearTimeout(deadline);
}
