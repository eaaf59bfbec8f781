/**
 * A push service in a process of its own: notes when each request was there in whole, and accepts it. It decrypts nothing, so
 * that it takes as little of the cores as it can.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from '../support/certificate.ts';

/** Moments count on this machine's one steady clock, in ms, so that two processes can be compared. */
export const steadyMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export type Arrival = { path: string; atMs: number; body: string };
export type PushService = {
  url: string;
  /** Certificate authority, as PEM. */
  ca: string;
  /** So many as have come since the last time; resolves when they are all there. Fails after `ARRIVE_MAX_MS`. */
  take(count: number): Promise<Arrival[]>;
  stop(): Promise<void>;
};

const ARRIVE_MAX_MS = 120_000;
type Order = { take: number };

export async function startPushService(): Promise<PushService> {
  const child = fork(fileURLToPath(import.meta.url), { serialization: 'advanced' });
  const [{ url, ca }] = (await once(child, 'message')) as [{ url: string; ca: string }];
  return {
    url,
    ca,
    async take(take) {
      const answer = once(child, 'message', { signal: AbortSignal.timeout(ARRIVE_MAX_MS) });
      child.send({ take } satisfies Order);
      const [arrivals] = (await answer) as [Arrival[]];
      return arrivals;
    },
    stop: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.disconnect();
  await exit;
}

function serve(tell: (message: object) => void): void {
  const { cert, key } = makeCertificate();
  let arrivals: Arrival[] = [];
  let wanted = Number.POSITIVE_INFINITY;
  const look = () => {
    if (arrivals.length < wanted) return;
    tell(arrivals.slice(0, wanted));
    arrivals = arrivals.slice(wanted);
    wanted = Number.POSITIVE_INFINITY;
  };
  const server = createServer({ cert, key, keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrivals.push({
        path: request.url ?? '',
        atMs: steadyMs(),
        body: Buffer.concat(chunks).toString('base64'),
      });
      response.writeHead(201).end();
      look();
    });
  });
  server.listen(0, '127.0.0.1', () => {
    tell({ url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, ca: cert });
  });
  process.on('message', ({ take }: Order) => {
    wanted = take;
    look();
  });
  process.once('disconnect', () => process.exit(0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve((message) => process.send?.(message));
