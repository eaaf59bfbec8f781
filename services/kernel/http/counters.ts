/** Counts for the operator, as plain Prometheus text. Labels are route patterns, methods and status codes only. */
export interface Counters {
  request(labels: { method: string; route: string; status: number }, tookMs: number): void;
  /** A figure that is read when somebody asks. */
  gauge(name: string, help: string, read: () => number): void;
  text(): string;
}

type Total = { count: number; sumMs: number };

export function createCounters(): Counters {
  const requests = new Map<string, Total>();
  const gauges = new Map<string, { help: string; read: () => number }>();
  return {
    request({ method, route, status }, tookMs) {
      const key = `method="${method}",route="${route}",status="${status}"`;
      const total = requests.get(key) ?? { count: 0, sumMs: 0 };
      total.count += 1;
      total.sumMs += tookMs;
      requests.set(key, total);
    },
    gauge(name, help, read) {
      gauges.set(name, { help, read });
    },
    text() {
      const lines = [
        '# HELP bijspringen_requests_total Answered requests.',
        '# TYPE bijspringen_requests_total counter',
        ...[...requests].map(([key, { count }]) => `bijspringen_requests_total{${key}} ${count}`),
        '# HELP bijspringen_requests_seconds_total Time that answering took.',
        '# TYPE bijspringen_requests_seconds_total counter',
        ...[...requests].map(
          ([key, { sumMs }]) => `bijspringen_requests_seconds_total{${key}} ${(sumMs / 1_000).toFixed(6)}`,
        ),
      ];
      for (const [name, { help, read }] of gauges)
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${read()}`);
      return `${lines.join('\n')}\n`;
    },
  };
}
