/** Learning on a real store, vault, reader and HTTP edge, in a folder that goes away with it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorize } from '@bijspringen/access/policy.ts';
import type { Principal } from '@bijspringen/access/principal.ts';
import { crisisEvents, pageEvents } from '@bijspringen/contracts/crisis/events.ts';
import { replayEvents } from '@bijspringen/contracts/learning/events.ts';
import { deliveryEvents } from '@bijspringen/contracts/notifications/events.ts';
import { districtEvents, personEvents } from '@bijspringen/contracts/people/events.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { createCommandHandler } from '@bijspringen/kernel/command-handler.ts';
import { createMemoryStore } from '@bijspringen/kernel/event-store/memory.ts';
import { createApp } from '@bijspringen/kernel/http/app.ts';
import { createCounters } from '@bijspringen/kernel/http/counters.ts';
import { createReader, type ReaderOptions } from '@bijspringen/kernel/projections/reader.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { openTemporaryVault } from '@bijspringen/kernel/testing/temporary-vault.ts';
import type { ReadLog } from '@bijspringen/kernel/vault/port.ts';
import { anEvening, type Cast, type Matter, type Told, tell } from './evening.fixture.ts';
import { createLearning } from './index.ts';

const ADDRESS = 'http://localhost';
export const WATERKANT: Id = '000000d1-0000-4000-8000-000000000000';
export const ELSEWHERE: Id = '000000d2-0000-4000-8000-000000000000';
const ORGANISATION: Id = '000000ee-0000-4000-8000-000000000000';
/** Some weeks after the night. */
const NOW = '2026-12-03T09:00:00.000Z';

const catalogue = createCatalogue(
  {
    ...{ signal: signalEvents, crisis: crisisEvents, page: pageEvents, delivery: deliveryEvents },
    ...{ district: districtEvents, person: personEvents, replay: replayEvents },
  },
  {},
);

export const cast: Cast = {
  officer: randomUUID(),
  second: randomUUID(),
  caretaker: randomUUID(),
  residents: Array.from({ length: 6 }, () => randomUUID()),
};

/** Close it at the end of the test. */
export async function openRunningLearning() {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-learning-'));
  const clock = createFakeClock(NOW);
  const reads: Parameters<ReadLog>[0][] = [];
  const logged: string[] = [];
  const vault = openTemporaryVault({ clock, readLog: (read) => reads.push(read) });
  const store = createMemoryStore();
  const service = createLearning();
  const readerOptions: ReaderOptions = {
    ...{ store, folder, fromStored: catalogue.fromStored, projections: service.projections },
    log: () => {},
  };
  let reader = await createReader(readerOptions);
  const kernel: Kernel = {
    ...{ store, vault, clock, handle: createCommandHandler({ store, vault, catalogue, clock }) },
    readModel: (projection) => reader.readModel(projection),
    waitFor: (position) => reader.waitFor(position),
    onChange: (call) => reader.onChange(call),
  };
  const running = service.start(kernel);
  const roles = new Map<Id, { role: Role; districtId: Id; organisationId: Id }[]>();
  const app = createApp<Principal>({
    routes: running.routes,
    anyone: { kind: 'anyone' },
    principals: [
      async (request) => {
        // Sessions belong to another service; here a header says who asks.
        const personId = request.headers.get('X-Person');
        if (personId === null) return null;
        return { kind: 'person', personId, sessionId: personId, grants: roles.get(personId) ?? [] };
      },
    ],
    authorize: (principal, action) => authorize(principal, action as 'replay.read'),
    readerOf: (principal) => (principal.kind === 'person' ? `person-${principal.personId}` : principal.kind),
    waitFor: kernel.waitFor,
    clock,
    log: (what, details) => logged.push(`${what} ${JSON.stringify(details)}`),
    counters: createCounters(),
    publicUrl: new URL(ADDRESS),
    exitUrl: 'https://www.example.org',
    version: '0.0.0',
  });

  async function ask(method: string, path: string, { by, body }: { by?: Id; body?: object }) {
    const headers: Record<string, string> = {
      ...(by === undefined ? {} : { 'X-Person': by }),
      ...(method === 'GET' ? {} : { origin: ADDRESS, 'content-type': 'application/json' }),
    };
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const response = await app.fetch(new Request(`${ADDRESS}${path}`, init));
    const answer = (await response.json()) as Record<string, never>;
    const { position } = answer as { position?: Position };
    if (response.ok) await reader.waitFor(position);
    return { status: response.status, answer };
  }

  return {
    kernel,
    reads,
    logged,
    coordinator(districtId: Id = WATERKANT, role: Role = 'coordinator'): Id {
      const personId = randomUUID();
      roles.set(personId, [{ role, districtId, organisationId: ORGANISATION }]);
      return personId;
    },
    /** A whole evening, or what is left of it. */
    async evening(left: (told: Told[]) => Told[] = (told) => told, districtId: Id = WATERKANT) {
      const matter: Matter = {
        ...{ districtId, organisationId: ORGANISATION },
        ...{ signalId: randomUUID(), crisisId: randomUUID() },
      };
      const told = left(anEvening(vault, matter, { cast }));
      const { ids } = await tell(kernel, matter, { told });
      return { ...matter, told, ids };
    },
    async add(matter: Matter, told: readonly Told[]) {
      return tell(kernel, matter, { told });
    },
    get: (path: string, by?: Id) => ask('GET', path, by === undefined ? {} : { by }),
    post: (path: string, by: Id, body: object) =>
      ask('POST', path, { by, body: { commandId: randomUUID(), ...body } }),
    remove: (path: string, by: Id) => ask('DELETE', path, { by }),
    /** Throws the read files away and builds them anew from the log. */
    async rebuild() {
      await reader.close();
      rmSync(folder, { recursive: true });
      reader = await createReader(readerOptions);
      await reader.ready();
    },
    async close() {
      await running.stop?.();
      await reader.close();
      await store.close();
      await vault.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type RunningLearning = Awaited<ReturnType<typeof openRunningLearning>>;
