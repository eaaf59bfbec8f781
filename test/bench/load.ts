/** A bounded load of HTTP requests on the loopback: so many callers, each sending one after the other. */
import { Agent, request } from 'node:http';
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

/** The value below which `share` of the sorted values lie. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function once(agent: Agent, url: URL, item: ReturnType<Load['next']>): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', origin: url.origin, ...item.headers };
    const sent = request(
      { agent, hostname: url.hostname, port: url.port, method: item.method, path: item.path, headers },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', () => resolve(0));
    sent.end(item.body);
  });
}

export async function runLoad({ url, callers, durationMs, next }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const target = new URL(url);
  const times: number[] = [];
  let failed = 0;
  let sent = 0;
  const started = performance.now();
  async function call(): Promise<void> {
    while (performance.now() - started < durationMs) {
      const item = next(sent++);
      const began = performance.now();
      const status = await once(agent, target, item);
      times.push(performance.now() - began);
      if (status < 200 || status >= 300) failed += 1;
    }
  }
  await Promise.all(Array.from({ length: callers }, call));
  const seconds = (performance.now() - started) / 1_000;
  agent.destroy();
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
