/** Health and counts for whoever runs it. No name, no text, no id. */
import { statfsSync } from 'node:fs';
import { readRoute } from '@bijspringen/access/index.ts';
import type { EventStore } from '@bijspringen/kernel/event-store/port.ts';
import { isLoopback } from '@bijspringen/kernel/http/client.ts';
import type { Counters } from '@bijspringen/kernel/http/counters.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import type { Reader } from '@bijspringen/kernel/projections/reader.ts';
import type { ReactorRunner } from '@bijspringen/kernel/reactor-runner.ts';
import type { ReactorStatus } from '@bijspringen/kernel/running-reactor.ts';
import type { Ticker } from '@bijspringen/kernel/ticker.ts';
import { FREE_DISK_BYTES_MIN } from './limits.ts';

export type Watched = {
  store: EventStore;
  reader: Reader;
  ticker: Ticker;
  effects: ReactorRunner;
  counters: Counters;
  dataFolder: string;
  isStopping: () => boolean;
};

type Part = 'ok' | 'failing';

/** `live`: the process answers. `ready`: it can take in a signal; a 503 names the part that cannot. */
export function operationsRoutes(watched: Watched): Route[] {
  const { counters, reader, effects, dataFolder } = watched;
  counters.gauge('bijspringen_free_disk_bytes', 'Room left where the data are.', () => freeBytes(dataFolder));
  counters.gauge('bijspringen_projections_failing', 'Read models that cannot answer.', () => failing(reader));
  counters.gauge('bijspringen_effects_under_way', 'Effects outside that are being attempted.', () =>
    sumOf(effects, 'underWay'),
  );
  counters.gauge('bijspringen_effects_failing', 'Open effects whose latest attempt failed here.', () =>
    sumOf(effects, 'failing'),
  );
  const common = { method: 'get', action: 'operations.read' } as const;
  return [
    readRoute({
      ...common,
      path: '/api/health/live',
      summary: 'The process answers.',
      handle: () => ({ status: 'ok' }),
    }),
    readRoute({
      ...common,
      path: '/api/health/ready',
      summary:
        'Writing, reading, deadlines, effects outside and room on the disk; 503 names the part that fails.',
      async handle() {
        const parts = await readiness(watched);
        const isReady = Object.values(parts).every((part) => part === 'ok');
        return Response.json({ status: isReady ? 'ok' : 'failing', parts }, { status: isReady ? 200 : 503 });
      },
    }),
    readRoute({
      ...common,
      path: '/api/metrics',
      summary: 'Counts as Prometheus text, for this computer only.',
      handle({ c }) {
        if (!isLoopback(c)) return { problem: 'not-allowed' };
        return new Response(counters.text(), { headers: { 'Content-Type': 'text/plain; version=0.0.4' } });
      },
    }),
  ];
}

async function readiness({ store, reader, ticker, effects, dataFolder, isStopping }: Watched) {
  const asPart = (isFine: boolean): Part => (isFine ? 'ok' : 'failing');
  // Why it cannot write is in the store's own log line; here only that it cannot.
  const canWrite = await store.checkWritable().then(
    () => true,
    () => false,
  );
  return {
    running: asPart(!isStopping()),
    store: asPart(canWrite),
    disk: asPart(freeBytes(dataFolder) >= FREE_DISK_BYTES_MIN),
    projections: asPart(reader.health().isReading && failing(reader) === 0),
    deadlines: asPart(ticker.health().status === 'ticking'),
    effects: asPart(Object.values(effects.health()).every(({ status }) => GOES_ON.has(status))),
  };
}

/** A reactor that waits for its read models is no failure of its own: `projections` tells when they cannot. */
const GOES_ON: ReadonlySet<ReactorStatus> = new Set(['running', 'waiting']);

function sumOf(effects: ReactorRunner, figure: 'underWay' | 'failing'): number {
  return Object.values(effects.health()).reduce((sum, reactor) => sum + reactor[figure], 0);
}

function failing(reader: Reader): number {
  return Object.values(reader.health().projections).filter((model) => model.status !== 'live').length;
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
