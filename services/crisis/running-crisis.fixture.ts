/** The crisis service on a real store, vault, reader, ticker and HTTP edge, in a folder that goes away with it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorize, type Principal } from '@bijspringen/access/index.ts';
import type { EscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { createCommandHandler } from '@bijspringen/kernel/command-handler.ts';
import { createMemoryStore } from '@bijspringen/kernel/event-store/memory.ts';
import type { EventStore } from '@bijspringen/kernel/event-store/port.ts';
import { createApp } from '@bijspringen/kernel/http/app.ts';
import { createCounters } from '@bijspringen/kernel/http/counters.ts';
import { createReader } from '@bijspringen/kernel/projections/reader.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock, type FakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { openTemporaryVault } from '@bijspringen/kernel/testing/temporary-vault.ts';
import { createTicker } from '@bijspringen/kernel/ticker.ts';
import type { Timer } from '@bijspringen/kernel/timers.ts';
import type { ReadLog, Vault } from '@bijspringen/kernel/vault/port.ts';
import { A, at, B, C, D, E } from './crisis.fixture.ts';
import { createCrisis } from './index.ts';
import { catalogue, createSeededLog, type Seed, type Written } from './seeded-log.fixture.ts';

const ADDRESS = 'http://localhost';
const MINUTE_MS = 60_000;
/** What takes longer than this to come to rest hangs. */
const SETTLE_MS_MAX = 50_000;
const LOOK_AGAIN_MS = 1;
const OPEN_MAX = 1_000;

export type Answered = { status: number; body: Record<string, unknown> };
type Options = Partial<Omit<Seed, 'policy'>> & { policy?: Partial<EscalationPolicy> };
type SeededLog = ReturnType<typeof createSeededLog>;
type World = {
  folder: string;
  clock: FakeClock;
  store: EventStore;
  vault: Vault;
  log: SeededLog;
  logged: string[];
};

/** Starts at Sunday 22 November 2026, 02.16 at Waterkant, with two officers on duty and residents A to E. */
export async function openRunningCrisis(options: Options = {}) {
  const { policy = null, residents = [A, B, C, D, E], shifts = true } = options;
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-crisis-'));
  const clock = createFakeClock(at('02:16'));
  const reads: Parameters<ReadLog>[0][] = [];
  const vault = openTemporaryVault({ clock, readLog: (read) => reads.push(read) });
  const store = createMemoryStore();
  const log = createSeededLog({ store, vault, clock });
  const world: World = { folder, clock, store, vault, log, logged: [] };
  await log.seed({ policy, residents, shifts });
  let live = await start(world);
  const settle = () => live.settled();
  const steps = createSteps(world, { settle, request: (...asked) => requestOf(live, ...asked) });

  return {
    ...steps,
    clock,
    vault,
    reads,
    logged: world.logged,
    append: log.append,
    person: log.person,
    available: log.available,
    shift: log.shift,
    settle,
    listen: (path: string, personId: Id) =>
      live.app.fetch(new Request(`${ADDRESS}${path}`, { headers: { 'X-Person': personId } })),
    /** Stops, lets time pass, and starts again on the same log; with the read files or without. */
    async restartAt(instant: string, { keepsReadFiles = true } = {}) {
      await live.stop();
      await clock.advanceTo(instant);
      if (!keepsReadFiles) rmSync(folder, { recursive: true });
      live = await start(world);
      await settle();
    },
    async close() {
      await live.stop();
      await store.close();
      await vault.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type RunningCrisis = Awaited<ReturnType<typeof openRunningCrisis>>;

type Doing = {
  settle: () => Promise<void>;
  request: (method: string, path: string, personId: Id | null, body?: object) => Promise<Answered>;
};

function createSteps({ clock, store, log }: World, { settle, request }: Doing) {
  return {
    request,
    get: (path: string, personId: Id | null) => request('GET', path, personId),
    async post(path: string, personId: Id | null, body: object = {}) {
      const answered = await request('POST', path, personId, { commandId: randomUUID(), ...body });
      await settle();
      return answered;
    },
    /** Moves the clock; what falls due on the way happens, and what follows from it. */
    async waitUntil(instant: string) {
      while (clock.now().toISOString() < instant) {
        const next = new Date(clock.now().getTime() + MINUTE_MS).toISOString();
        await clock.advanceTo(next < instant ? next : instant);
        await settle();
      }
    },
    async raise(written: Written = {}) {
      const signalId = await log.raise(written);
      await settle();
      return signalId;
    },
    async writes(signalId: Id, text: string, actor: Actor = { kind: 'reporter' }) {
      await log.writes(signalId, text, actor);
      await settle();
    },
    async events(crisisId: unknown) {
      const stream = await store.readStream(`crisis-${String(crisisId)}`);
      return stream.map(({ type, data, metadata }) => ({ type, data, metadata }));
    },
  };
}

type Live = Awaited<ReturnType<typeof start>>;

async function requestOf(
  { app }: Pick<Live, 'app'>,
  method: string,
  path: string,
  personId: Id | null,
  body?: object,
): Promise<Answered> {
  const headers: Record<string, string> = {
    Origin: ADDRESS,
    ...(personId === null ? {} : { 'X-Person': personId }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  const response = await app.fetch(new Request(`${ADDRESS}${path}`, init));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function start({ folder, clock, store, vault, log, logged }: World) {
  const service = createCrisis();
  const { projections } = service;
  const reader = await createReader({
    store,
    fromStored: catalogue.fromStored,
    projections,
    folder,
    log: () => {},
  });
  await reader.ready();
  const kernel: Kernel = {
    store,
    vault,
    clock,
    handle: createCommandHandler({ store, vault, catalogue, clock }),
    readModel: (projection) => reader.readModel(projection),
    waitFor: (position) => reader.waitFor(position),
    onChange: (call) => reader.onChange(call),
  };
  const running = service.start(kernel);
  const say = (what: string, details: object = {}) => logged.push(`${what} ${JSON.stringify(details)}`);
  const watch = watchTimers(clock, running.timers ?? []);
  const ticker = createTicker({
    clock,
    timers: watch.timers,
    onChange: (call) => reader.onChange(call),
    log: say,
    newestEventAt: () => reader.newestEventAt(),
  });
  const app = createApp<Principal>({
    routes: running.routes,
    anyone: { kind: 'anyone' },
    principals: [async (request) => principalOf(request, log.grantsOf)],
    authorize: (principal, action) => authorize(principal, action as 'crisis.see'),
    readerOf: (principal) => (principal.kind === 'person' ? `person-${principal.personId}` : principal.kind),
    waitFor: kernel.waitFor,
    clock,
    log: say,
    counters: createCounters(),
    publicUrl: new URL(ADDRESS),
    exitUrl: 'https://www.example.org',
    version: '0.0.0',
  });
  return {
    app,
    /** Resolves when all that is due was done, is in the log and can be read. */
    async settled() {
      const until = Date.now() + SETTLE_MS_MAX;
      for (;;) {
        const head = await store.head();
        await reader.waitFor(head);
        const isRead = Object.values(reader.health().projections).every(
          ({ status, position }) => status === 'live' && store.compare(position, head) >= 0,
        );
        if (isRead && !watch.isBusy() && (await store.head()) === head) return;
        if (Date.now() > until) throw new Error('it does not settle');
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    },
    async stop() {
      await ticker.close();
      await running.stop?.();
      await reader.close();
    },
  };
}

/** Knows what the timers are doing, so that a test waits for that and guesses no speed of the machine. */
function watchTimers(clock: FakeClock, timers: readonly Timer[]) {
  // What was tried at its moment: a next try waits for the clock.
  const tried = new Set<string>();
  let underWay = 0;
  const keyOf = (timer: Timer, key: string, due: string) => `${timer.name}/${key}/${due}`;
  return {
    timers: timers.map(
      (timer): Timer => ({
        ...timer,
        async fire(deadline) {
          underWay++;
          try {
            await timer.fire(deadline);
          } finally {
            underWay--;
            tried.add(keyOf(timer, deadline.key, deadline.due));
          }
        },
      }),
    ),
    isBusy() {
      const now = clock.now().toISOString();
      const isDue = (timer: Timer) =>
        timer.open(OPEN_MAX).some(({ key, due }) => due <= now && !tried.has(keyOf(timer, key, due)));
      return underWay > 0 || timers.some(isDue);
    },
  };
}

/** Sessions belong to another service; here a header says who asks. */
function principalOf(request: Request, grantsOf: SeededLog['grantsOf']): Principal | null {
  const personId = request.headers.get('X-Person');
  if (personId === null) return null;
  return { kind: 'person', personId, sessionId: personId, grants: grantsOf.get(personId) ?? [] };
}
