/**
 * A bounded load of HTTP requests on the loopback: so many callers, each with a connection of its own that it keeps, each
 * sending one request after the other. It speaks just enough HTTP itself: it shares the cores with the server that it
 * measures, and Node's own client costs more than a light server does.
 */
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

export type Load = {
  url: string;
  callers: number;
  durationMs: number;
  /** The body and path of the n-th request. */
  next: (n: number) => { method: string; path: string; body?: string; headers?: Record<string, string> };
};
export type LoadResult = {
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  failed: number;
  count: number;
};

/** An answer that takes longer than this counts as failed, and ends the connection. */
const ANSWER_TIMEOUT_MS = 20_000;
const HEAD_END = '\r\n\r\n';
const STATUS_AT = 'HTTP/1.1 '.length;

/** The value below which `share` of the sorted values lie. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** One kept connection; a request is sent when the answer to the one before is whole. */
class Caller {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #answered: (status: number) => void = () => {};

  constructor(url: URL) {
    this.#socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    this.#socket.setTimeout(ANSWER_TIMEOUT_MS, () => this.#socket.destroy());
    this.#socket.on('data', (chunk) => this.#take(chunk));
    // Whoever waits hears of it by the close that follows.
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => this.#answered(0));
  }

  /** The status of the answer; 0 when there was none. */
  send(request: string): Promise<number> {
    if (this.#socket.destroyed) return Promise.resolve(0);
    return new Promise((resolve) => {
      this.#answered = resolve;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.#received.toString('latin1', 0, headEnd);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    // Without a length the end is not known: such an answer is not for this client.
    if (length === undefined) return void this.#socket.destroy();
    if (this.#received.length < headEnd + HEAD_END.length + Number(length)) return;
    this.#received = Buffer.alloc(0);
    this.#answered(Number(head.slice(STATUS_AT, STATUS_AT + 3)));
  }
}

function textOf(url: URL, { method, path, body = '', headers = {} }: ReturnType<Load['next']>): string {
  const lines = Object.entries({
    host: url.host,
    origin: url.origin,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

export async function runLoad({ url, callers, durationMs, next }: Load): Promise<LoadResult> {
  const target = new URL(url);
  const times: number[] = [];
  let failed = 0;
  let sent = 0;
  const started = performance.now();
  async function call(): Promise<void> {
    let caller = new Caller(target);
    while (performance.now() - started < durationMs) {
      const request = textOf(target, next(sent++));
      const began = performance.now();
      const status = await caller.send(request);
      times.push(performance.now() - began);
      if (status < 200 || status >= 300) failed += 1;
      if (status === 0) caller = new Caller(target);
    }
    caller.close();
  }
  await Promise.all(Array.from({ length: callers }, call));
  const seconds = (performance.now() - started) / 1_000;
  times.sort((a, b) => a - b);
  return {
    perSecond: (times.length - failed) / seconds,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    p99Ms: percentile(times, 0.99),
    failed,
    count: times.length,
  };
}
