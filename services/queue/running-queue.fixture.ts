/** The queue on a real store, vault, reader and HTTP edge, in a folder that goes away with it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorize } from '@bijspringen/access/policy.ts';
import type { Principal } from '@bijspringen/access/principal.ts';
import { districtEvents, type Grant, personEvents } from '@bijspringen/contracts/people/events.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import { type SignalEvent, type SignalRaised, signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { createCommandHandler } from '@bijspringen/kernel/command-handler.ts';
import { createMemoryStore } from '@bijspringen/kernel/event-store/memory.ts';
import type { NewEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import { createApp } from '@bijspringen/kernel/http/app.ts';
import { createCounters } from '@bijspringen/kernel/http/counters.ts';
import { createReader, type ReaderOptions } from '@bijspringen/kernel/projections/reader.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { openTemporaryVault } from '@bijspringen/kernel/testing/temporary-vault.ts';
import type { ReadLog, Subject } from '@bijspringen/kernel/vault/port.ts';
import { createQueue } from './index.ts';
import {
  ELSEWHERE,
  metadataOf,
  ORGANISATION,
  raisedData,
  SUNDAY_10,
  WATERKANT,
} from './signal-events.fixture.ts';

const catalogue = createCatalogue(
  { signal: signalEvents, district: districtEvents, person: personEvents },
  {},
);
const ADDRESS = 'http://localhost';

type RaisedAbout = Omit<Partial<SignalRaised['data']>, 'text' | 'place'> & {
  text?: string;
  place?: string;
  districtId?: Id;
};

/** Starts at Sunday 22 November 2026, 10.00 at Waterkant. Close it at the end of the test. */
export async function openRunningQueue() {
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-queue-'));
  const clock = createFakeClock(SUNDAY_10);
  const reads: Parameters<ReadLog>[0][] = [];
  const logged: string[] = [];
  const vault = openTemporaryVault({ clock });
  const store = createMemoryStore();
  const service = createQueue({ readLog: (read) => reads.push(read), log: (what) => logged.push(what) });
  const readerOptions: ReaderOptions = {
    store,
    fromStored: catalogue.fromStored,
    projections: service.projections,
    folder,
    log: () => {},
  };
  let reader = await createReader(readerOptions);
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
  const grantsOf = new Map<Id, readonly Grant[]>();
  const app = createApp<Principal>({
    routes: running.routes,
    anyone: { kind: 'anyone' },
    principals: [async (request) => principalOf(request, grantsOf)],
    authorize: (principal, action) => authorize(principal, action as 'queue.read'),
    readerOf: (principal) => (principal.kind === 'person' ? `person-${principal.personId}` : principal.kind),
    waitFor: kernel.waitFor,
    clock,
    log: (what, details) => logged.push(`${what} ${JSON.stringify(details)}`),
    counters: createCounters(),
    publicUrl: new URL(ADDRESS),
    exitUrl: 'https://www.example.org',
    version: '0.0.0',
  });

  async function append(
    stream: StreamName,
    drafts: readonly { type: string; data: object }[],
    districtId: Id,
  ) {
    await vault.ensureKeys(catalogue.subjectsOf(drafts));
    const metadata = metadataOf({ districtId, at: clock.now().toISOString() });
    const events = drafts.map((draft): NewEvent => {
      const id = randomUUID();
      return { id, ...catalogue.toStored(draft, { stream, eventId: id }, vault), metadata };
    });
    const version = (await store.readStream(stream)).length - 1;
    return (await store.append(stream, events, version < 0 ? 'no-stream' : version)).position;
  }

  for (const districtId of [WATERKANT, ELSEWHERE])
    await append(`district-${districtId}`, [opened()], districtId);

  return {
    clock,
    vault,
    reads,
    logged,
    app,
    /** Lets a person with these roles in this district ask. */
    person(personId: Id, roles: readonly Role[], districtId: Id = WATERKANT) {
      grantsOf.set(
        personId,
        roles.map((role) => ({ role, districtId, organisationId: ORGANISATION })),
      );
    },
    async raise({ text, place, districtId = WATERKANT, ...about }: RaisedAbout = {}) {
      const signalId = randomUUID();
      const subject: Subject = `matter-${signalId}`;
      const data = {
        ...raisedData(about),
        text: vault.hold(text ?? 'gordijne dicht', subject),
        ...(place === undefined ? {} : { place: vault.hold(place, subject) }),
      };
      const position = await append(`signal-${signalId}`, [{ type: 'SignalRaised', data }], districtId);
      return { signalId, subject, position };
    },
    happens: (signalId: Id, ...events: SignalEvent[]) => append(`signal-${signalId}`, events, WATERKANT),
    get(path: string, personId?: Id, init: RequestInit = {}) {
      const headers: Record<string, string> = personId === undefined ? {} : { 'X-Person': personId };
      return app.fetch(new Request(`${ADDRESS}${path}`, { ...init, headers }));
    },
    reached: (position: Position) => reader.waitFor(position),
    /** Throws the read files away and builds them anew from the log. */
    async rebuild() {
      await reader.close();
      rmSync(folder, { recursive: true });
      reader = await createReader(readerOptions);
      await reader.ready();
    },
    readFile: () => join(folder, `queue.v${service.projections[0]?.version}.sqlite`),
    async close() {
      await running.stop?.();
      await reader.close();
      await store.close();
      await vault.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type RunningQueue = Awaited<ReturnType<typeof openRunningQueue>>;

/** Sessions belong to another service; here a header says who asks. */
function principalOf(request: Request, grantsOf: ReadonlyMap<Id, readonly Grant[]>): Principal | null {
  const personId = request.headers.get('X-Person');
  if (personId === null) return null;
  return { kind: 'person', personId, sessionId: personId, grants: grantsOf.get(personId) ?? [] };
}

function opened() {
  const span = { from: '09:00', to: '17:00' };
  const workingHours = {
    timeZone: 'Europe/Amsterdam',
    weekdays: [1, 2, 3, 4, 5],
    hours: span,
    phone: null,
    sameDayUntil: '15:00',
  };
  const facts = { name: 'Waterkant', organisationId: ORGANISATION, workingHours, helpRoutes: [], places: [] };
  return { type: 'DistrictOpened', data: facts };
}
