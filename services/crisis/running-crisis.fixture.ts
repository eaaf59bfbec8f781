/** The crisis service on a real store, vault, reader, ticker and HTTP edge, in a folder that goes away with it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorize, type Principal } from '@bijspringen/access/index.ts';
import { crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import { deliveryEvents, deviceEvents } from '@bijspringen/contracts/notifications/events.ts';
import { districtEvents, type Grant, personEvents } from '@bijspringen/contracts/people/events.ts';
import type { EscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import { availabilityEvents, rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import type { Actor, Metadata, Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import type { Gate } from '@bijspringen/contracts/signals/values.ts';
import { createCatalogue, type EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { createCommandHandler } from '@bijspringen/kernel/command-handler.ts';
import { createMemoryStore } from '@bijspringen/kernel/event-store/memory.ts';
import type { NewEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import { createApp } from '@bijspringen/kernel/http/app.ts';
import { createCounters } from '@bijspringen/kernel/http/counters.ts';
import { createReader } from '@bijspringen/kernel/projections/reader.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { openTemporaryVault } from '@bijspringen/kernel/testing/temporary-vault.ts';
import { createTicker } from '@bijspringen/kernel/ticker.ts';
import type { ReadLog } from '@bijspringen/kernel/vault/port.ts';
import { A, at, B, C, D, E, OFFICER, SECOND, uuid } from './crisis.fixture.ts';
import { createCrisis } from './index.ts';

export const WATERKANT = uuid('d1');
export const ORGANISATION = uuid('ee');
export const COORDINATOR = uuid('cc');
export const ELSEWHERE_OFFICER = uuid('0f9');
const ELSEWHERE = uuid('d2');
const ADDRESS = 'http://localhost';

const catalogue = createCatalogue(
  {
    crisis: crisisEvents,
    signal: signalEvents,
    district: districtEvents,
    person: personEvents,
    roster: rosterEvents,
    availability: availabilityEvents,
    device: deviceEvents,
    delivery: deliveryEvents,
  },
  {},
);

export type Answered = { status: number; body: Record<string, unknown> };
type Options = {
  now?: string;
  policy?: Partial<EscalationPolicy>;
  residents?: readonly Id[];
  shifts?: boolean;
};

/** Starts at Sunday 22 November 2026, 02.16 at Waterkant, with two officers on duty and residents A to E. */
export async function openRunningCrisis(options: Options = {}) {
  const { now = at('02:16'), residents = [A, B, C, D, E], shifts = true } = options;
  const folder = mkdtempSync(join(tmpdir(), 'bijspringen-crisis-'));
  const clock = createFakeClock(now);
  const reads: Parameters<ReadLog>[0][] = [];
  const logged: string[] = [];
  const vault = openTemporaryVault({ clock, readLog: (read) => reads.push(read) });
  const store = createMemoryStore();
  const grantsOf = new Map<Id, readonly Grant[]>();

  async function append(stream: StreamName, drafts: readonly EventDraft[], about: About = {}) {
    await vault.ensureKeys(catalogue.subjectsOf(drafts));
    const metadata = metadataOf(clock.now().toISOString(), about);
    const events = drafts.map((draft): NewEvent => {
      const id = randomUUID();
      return { id, ...catalogue.toStored(draft, { stream, eventId: id }, vault), metadata };
    });
    const version = (await store.readStream(stream)).length - 1;
    return (await store.append(stream, events, version < 0 ? 'no-stream' : version)).position;
  }

  /** Somebody with roles in a district, and as a resident everything that an alert asks for. */
  async function person(
    personId: Id,
    role: Role,
    districtId = WATERKANT,
    home = `Kadelaan ${personId.slice(6, 8)}`,
  ) {
    grantsOf.set(personId, [{ role, districtId, organisationId: ORGANISATION }]);
    const subject = `worker-${personId}` as const;
    const name = personId.replace(/^0+/, '').split('-')[0] ?? '';
    await append(`person-${personId}`, [
      {
        type: 'PersonInvited',
        data: {
          name: vault.hold(`Naam ${name}`, subject),
          grants: grantsOf.get(personId),
          invitationHmac: personId,
          expiresAt: at('23:00'),
        },
      },
      { type: 'InvitationAccepted', data: {} },
      {
        type: 'ContactGiven',
        data: {
          firstName: vault.hold(`Roepnaam ${name}`, subject),
          phone: vault.hold(phoneOf(personId), subject),
          home: vault.hold(home, subject),
        },
      },
      { type: 'AdulthoodConfirmed', data: {} },
      { type: 'TrainingCompleted', data: { training: 'crisis', on: '2026-01-10', validUntil: '2027-01-10' } },
      { type: 'AgreementAccepted', data: { agreement: 'crisis-responder', edition: 1 } },
    ]);
    if (role === 'crisis-trained-resident') await available(personId, 'now');
  }

  async function available(personId: Id, mode: 'now' | 'paused') {
    return append(`availability-${personId}`, [{ type: 'AvailabilityChanged', data: { mode, hours: [] } }]);
  }

  async function shift(personId: Id, place: 'first' | 'second', from: string, until: string) {
    const data = { shiftId: randomUUID(), personId, districtIds: [WATERKANT], place, from, until };
    await append(`roster-${ORGANISATION}`, [{ type: 'ShiftPlanned', data }]);
    return data.shiftId;
  }

  for (const districtId of [WATERKANT, ELSEWHERE]) {
    await append(`district-${districtId}`, [districtOpened()], { districtId });
  }
  if (options.policy) {
    const data = { ...DEFAULT_POLICY, ...options.policy };
    await append(`district-${WATERKANT}`, [{ type: 'EscalationPolicySet', data }]);
  }
  await person(OFFICER, 'duty-officer');
  await person(SECOND, 'duty-officer');
  await person(ELSEWHERE_OFFICER, 'duty-officer', ELSEWHERE);
  await person(COORDINATOR, 'coordinator');
  for (const personId of residents) await person(personId, 'crisis-trained-resident');
  if (shifts) {
    await shift(OFFICER, 'first', '2026-11-21T22:00:00.000Z', at('07:00'));
    await shift(SECOND, 'second', '2026-11-21T22:00:00.000Z', at('15:00'));
  }

  async function start() {
    const service = createCrisis();
    const reader = await createReader({
      store,
      fromStored: catalogue.fromStored,
      projections: service.projections,
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
    const ticker = createTicker({
      clock,
      timers: running.timers ?? [],
      onChange: (call) => reader.onChange(call),
      log: (what, details) => logged.push(`${what} ${JSON.stringify(details)}`),
      newestEventAt: () => reader.newestEventAt(),
    });
    const app = createApp<Principal>({
      routes: running.routes,
      anyone: { kind: 'anyone' },
      principals: [async (request) => principalOf(request, grantsOf)],
      authorize: (principal, action) => authorize(principal, action as 'crisis.see'),
      readerOf: (principal) =>
        principal.kind === 'person' ? `person-${principal.personId}` : principal.kind,
      waitFor: kernel.waitFor,
      clock,
      log: (what, details) => logged.push(`${what} ${JSON.stringify(details)}`),
      counters: createCounters(),
      publicUrl: new URL(ADDRESS),
      exitUrl: 'https://www.example.org',
      version: '0.0.0',
    });
    return { running, reader, ticker, app };
  }
  let live = await start();

  async function stop() {
    await live.ticker.close();
    await live.running.stop?.();
    await live.reader.close();
  }

  /** Until nothing is due any more and the read model has seen everything. */
  async function settle() {
    for (let turn = 0; turn < SETTLE_TURNS_MAX; turn++) {
      const head = await store.head();
      await live.reader.waitFor(head);
      await clock.advance(0);
      if ((await store.head()) === head && (await isQuiet(head))) return;
    }
    throw new Error('it does not settle');
  }

  async function isQuiet(head: string | null) {
    for (let turn = 0; turn < QUIET_TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
    return (await store.head()) === head;
  }

  async function request(
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
    const response = await live.app.fetch(new Request(`${ADDRESS}${path}`, init));
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  return {
    clock,
    vault,
    store,
    reads,
    logged,
    append,
    person,
    available,
    shift,
    settle,
    request,
    fetch: (path: string, personId: Id) =>
      live.app.fetch(new Request(`${ADDRESS}${path}`, { headers: { 'X-Person': personId } })),
    get: (path: string, personId: Id | null) => request('GET', path, personId),
    async post(path: string, personId: Id | null, body: object = {}) {
      const answered = await request('POST', path, personId, { commandId: randomUUID(), ...body });
      await settle();
      return answered;
    },
    /** Moves the clock; what falls due on the way happens, and what follows from it. */
    async waitUntil(instant: string) {
      // In steps of a minute, so that what a deadline leads to happens at its own time.
      while (clock.now().toISOString() < instant) {
        const next = new Date(clock.now().getTime() + 60_000).toISOString();
        await clock.advanceTo(next < instant ? next : instant);
        await settle();
      }
    },
    async raise(about: { text?: string; place?: string; gate?: Gate; contact?: string; by?: Actor } = {}) {
      const signalId = randomUUID();
      const draft = signalRaised(signalId, about, vault);
      await append(`signal-${signalId}`, [draft], {
        actor: about.by ?? { kind: 'reporter' },
        correlationId: signalId,
      });
      await settle();
      return signalId;
    },
    async writes(signalId: Id, text: string, actor: Actor = { kind: 'reporter' }) {
      const next = { step: 'read-message', before: at('17:00') };
      const data = { text: vault.hold(text, `matter-${signalId}`), readFirst: [], next };
      await append(`signal-${signalId}`, [{ type: 'MessageAdded', data }], {
        actor,
        correlationId: signalId,
      });
      await settle();
    },
    async events(crisisId: unknown) {
      const stream = await store.readStream(`crisis-${String(crisisId)}`);
      return stream.map(({ type, data, metadata }) => ({ type, data, metadata }));
    },
    /** Stops, lets time pass, and starts again on the same log; with the read files or without. */
    async restartAt(instant: string, { keepsReadFiles = true } = {}) {
      await stop();
      await clock.advanceTo(instant);
      if (!keepsReadFiles) rmSync(folder, { recursive: true });
      live = await start();
      await settle();
    },
    async close() {
      await stop();
      await store.close();
      await vault.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type RunningCrisis = Awaited<ReturnType<typeof openRunningCrisis>>;

/** A number that is nobody's: `0000-000 010` for A. */
export function phoneOf(personId: Id): string {
  const number = Number.parseInt(personId.slice(0, 8), 16);
  return `0000-000 ${String(number).padStart(3, '0')}`;
}

const SETTLE_TURNS_MAX = 500;
const QUIET_TURNS = 20;
const DEFAULT_POLICY = {
  waveSize: 6,
  wavesMax: 3,
  waveMinutes: 6,
  pageMinutes: 3,
  checkMinutes: 10,
  alertMinutes: 60,
};

type About = { districtId?: Id; actor?: Actor; correlationId?: Id };

function metadataOf(now: string, { districtId = WATERKANT, actor, correlationId }: About): Metadata {
  const commandId = randomUUID();
  return {
    at: now,
    actor: actor ?? { kind: 'system', part: 'setup' },
    districtId,
    organisationId: ORGANISATION,
    purpose: 'early-help',
    legalBasis: 'public-task',
    commandId,
    commandDigest: '',
    correlationId: correlationId ?? commandId,
  };
}

/** Sessions belong to another service; here a header says who asks. */
function principalOf(request: Request, grantsOf: ReadonlyMap<Id, readonly Grant[]>): Principal | null {
  const personId = request.headers.get('X-Person');
  if (personId === null) return null;
  return { kind: 'person', personId, sessionId: personId, grants: grantsOf.get(personId) ?? [] };
}

function districtOpened(): EventDraft {
  const span = { from: '09:00', to: '17:00' };
  const weekdays = [1, 2, 3, 4, 5];
  const workingHours = {
    timeZone: 'Europe/Amsterdam',
    weekdays,
    hours: span,
    phone: null,
    sameDayUntil: '15:00',
  };
  const facts = { name: 'Waterkant', organisationId: ORGANISATION, workingHours, helpRoutes: [], places: [] };
  return { type: 'DistrictOpened', data: facts };
}

type Written = { text?: string; place?: string; gate?: Gate; contact?: string };
type Holding = Pick<ReturnType<typeof openTemporaryVault>, 'hold'>;

function signalRaised(signalId: Id, written: Written, vault: Holding): EventDraft {
  const { text = 'ze roept op de galerij', place = 'Rietkraag 3e', gate, contact } = written;
  const subject = `matter-${signalId}` as const;
  const data = {
    kind: 'concern',
    origin: 'public',
    text: vault.hold(text, subject),
    place: vault.hold(place, subject),
    ...(contact === undefined ? {} : { contact: vault.hold(contact, `reporter-${signalId}`) }),
    gate: gate ?? { dangers: ['place'], emergencyCalled: 'yes' },
    followCodeHmac: signalId,
    language: 'nl',
    readFirst: [],
    isLate: false,
    readBefore: at('17:00'),
    answerBefore: at('17:00'),
    informBefore: '2026-12-22T09:00:00.000Z',
    owner: { role: 'social-caretaker' },
    next: { step: 'read', before: at('17:00') },
  };
  return { type: 'SignalRaised', data };
}
