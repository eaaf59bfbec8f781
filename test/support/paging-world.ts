/**
 * Waterkant with everything that calls a duty officer, on a real host and a clock that stands still until it is moved.
 * What the rooms of the roster and of crises would write is written here, so that nothing else happens by itself.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { crisisEvents, type PageEvent } from '@bijspringen/contracts/crisis/events.ts';
import { type DutyView, dutyView } from '@bijspringen/contracts/crisis/views.ts';
import { rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { type Raised, raised } from '@bijspringen/contracts/signals/api.ts';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { type FollowView, followView } from '@bijspringen/contracts/signals/views.ts';
import type { HostOptions } from '@bijspringen/host/host.ts';
import {
  type Answered,
  type Client,
  startTestHost,
  type TestHost,
} from '@bijspringen/host/testing/test-host.ts';
import { createCatalogue, type EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import type { NewEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { createFakeClock, type FakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { createPaging } from '@bijspringen/paging/index.ts';
import { createPeople } from '@bijspringen/people/index.ts';
import { createQueue } from '@bijspringen/queue/index.ts';
import { createSignals } from '@bijspringen/signals/index.ts';
import { expect, vi } from 'vitest';

/** Sunday 22 November 2026, 02.13 at Waterkant. */
export const AT_02_13 = '2026-11-22T01:13:00.000Z';
export const MINUTE_MS = 60_000;
/** What should come and takes longer hangs. */
export const HANG_MS = 60_000;
export const PATIENTLY = { timeout: HANG_MS, interval: 10 };
export const GATE_YES = { dangers: ['injured'], emergencyCalled: 'no' };
export const GATE_NO = { dangers: [], emergencyCalled: 'no' };
const ALERT_MS = 60 * MINUTE_MS;
/** More than any of these stories writes. */
const EVENTS_MAX = 5_000;

const services: NonNullable<HostOptions['services']> = ({ people, log, readLog, exitUrl, renderPlain }) => [
  createPeople(people),
  createSignals({ exitUrl, isDemo: true, renderPlain }),
  createPaging(),
  createQueue({ log, readLog }),
];
const catalogue = createCatalogue({ crisis: crisisEvents, roster: rosterEvents }, {});

export type Paged = { pageId: Id; events: PageEvent[] };
export type Duty = { personId: Id; place: 'first' | 'second'; from?: string; until: string };
export type Story = { stream: StreamName; actor?: Actor; at?: string; drafts: readonly EventDraft[] };

export interface PagingWorld {
  readonly clock: FakeClock;
  readonly kernel: Kernel;
  url(): string;
  readonly people: Readonly<Record<string, Id>>;
  /** The duty officer and the second duty officer. */
  readonly first: Id;
  readonly second: Id;
  /** The stream of the roster. */
  readonly roster: StreamName;
  as(persona: string): Promise<Client>;
  anyone(): Client;
  /** Plans a shift, from the evening before when nothing else is said. */
  onDuty(duty: Duty): Promise<Id>;
  bothOnDuty(until?: string): Promise<void>;
  /** Appends what another room would have written, and waits until it can be read. Gives the ids of the events. */
  happens(story: Story): Promise<Id[]>;
  /** As its room would open it. */
  openedCrisis(about: { crisisId: Id; dutyPersonId: Id; signalId?: Id }): EventDraft;
  /** Raises a worry with a yes at the gate, but for what is said. */
  raise(about?: object): Promise<Raised & { code: string }>;
  writes(code: string, text: string): Promise<void>;
  /** The neighbour takes the message back. */
  takesBack(code: string): Promise<void>;
  follow(code: string): Promise<FollowView>;
  duty(client: Client): Promise<DutyView>;
  acknowledge(client: Client, pageId: Id | undefined, commandId?: Id): Promise<Answered>;
  /** Every page in the log, in the order in which they began. */
  pages(): Promise<Paged[]>;
  /** The same once this holds for them; that may take as long as a busy machine needs. */
  pagesWhen(holds: (pages: Paged[]) => boolean): Promise<Paged[]>;
  /** Once the first page has so many events. */
  untilPaged(events: number): Promise<Paged[]>;
  untilOver(): Promise<Paged[]>;
  /** After every timer has looked: what should not have come would be there. */
  settled(): Promise<Paged[]>;
  /** Stops, goes on by so much time, and starts again on the same folder; the read files may be gone then. */
  restart(how?: { afterMs?: number; withoutReadFiles?: boolean }): Promise<void>;
  end(): Promise<void>;
}

export const typesOf = (page: Paged | undefined) => page?.events.map(({ type }) => type) ?? [];

/** Opens at 02.13 on Sunday; `end()` it after the test. */
export async function openPagingWorld(): Promise<PagingWorld> {
  const clock = createFakeClock(AT_02_13);
  let host = await startTestHost({ clock, services });
  const { people } = host.waterkant;
  const first = people['duty-officer'] ?? '';
  const second = people['second-duty-officer'] ?? '';

  const roster = streamName('roster', host.waterkant.organisationId);

  const happens: PagingWorld['happens'] = (story) => append(host, story);
  const onDuty: PagingWorld['onDuty'] = async ({ from = '2026-11-21T16:00:00.000Z', ...duty }) => {
    const shiftId = randomUUID();
    const data = { shiftId, districtIds: [host.waterkant.districtId], from, ...duty };
    await happens({ stream: roster, drafts: [{ type: 'ShiftPlanned', data }] });
    return shiftId;
  };
  const pages = () => pagesIn(host.kernel);
  const caughtUp = async () => host.kernel.waitFor(await host.kernel.store.head());
  const pagesWhen: PagingWorld['pagesWhen'] = (holds) =>
    vi.waitFor(async () => {
      const found = await pages();
      if (!holds(found)) throw new Error(`not yet: ${JSON.stringify(found)}`);
      await caughtUp();
      return found;
    }, PATIENTLY);

  return {
    clock,
    get kernel() {
      return host.kernel;
    },
    url: () => host.url,
    people,
    first,
    second,
    roster,
    as: (persona) => host.as(persona),
    anyone: () => host.anyone(),
    onDuty,
    async bothOnDuty(until = '2026-11-22T07:00:00.000Z') {
      await onDuty({ personId: first, place: 'first', until });
      await onDuty({ personId: second, place: 'second', until });
    },
    happens,
    openedCrisis: (about) => openedCrisis(host.kernel, about),
    raise: (about) => raise(host.anyone(), about),
    async writes(code, text) {
      const body = { commandId: randomUUID(), text };
      await expectAnswer(200, host.anyone().post('/api/follow/messages', body, authorized(code)));
    },
    async takesBack(code) {
      const headers = { ...authorized(code), 'content-type': 'application/json' };
      const body = JSON.stringify({ commandId: randomUUID() });
      const answer = await fetch(`${host.url}/api/follow`, { method: 'DELETE', headers, body });
      expect(answer.status).toBe(200);
    },
    async follow(code) {
      await caughtUp();
      return followView.parse(await expectAnswer(200, host.anyone().get('/api/follow', authorized(code))));
    },
    async duty(client) {
      await caughtUp();
      return dutyView.parse(await expectAnswer(200, client.get('/api/duty')));
    },
    acknowledge: (client, pageId, commandId = randomUUID()) =>
      client.post(`/api/pages/${pageId}/acknowledgement`, { commandId }),
    pages,
    pagesWhen,
    untilPaged: (events) => pagesWhen(([page]) => typesOf(page).length >= events),
    untilOver: () => pagesWhen(([page]) => typesOf(page).includes('PageAcknowledged')),
    async settled() {
      await caughtUp();
      await clock.advance(1);
      return pages();
    },
    async restart({ afterMs = 0, withoutReadFiles = false } = {}) {
      const { folder } = host;
      await host.stop();
      if (withoutReadFiles) rmSync(dataPaths(folder).readFolder, { recursive: true });
      await clock.advance(afterMs);
      host = await startTestHost({ clock, services, folder });
    },
    end: () => host.end(),
  };
}

const authorized = (code: string) => ({ Authorization: `Follow ${code}` });

async function expectAnswer(status: number, asked: Promise<Answered>): Promise<unknown> {
  const answer = await asked;
  expect(answer.status, answer.text).toBe(status);
  return answer.json;
}

async function raise(anyone: Client, about: object = {}): Promise<Raised & { code: string }> {
  const code = makeFollowCode(randomBytes(13));
  const body = {
    commandId: randomUUID(),
    followCode: code,
    kind: 'concern',
    text: 'ze staat al n uur te huilen op de galerij . geen jas aan',
    place: 'Rietkraag, derde',
    gate: GATE_YES,
    ...about,
  };
  return { ...raised.parse(await expectAnswer(201, anyone.post('/api/signals', body))), code };
}

async function append({ kernel, waterkant }: TestHost, { stream, actor, at, drafts }: Story): Promise<Id[]> {
  await kernel.vault.ensureKeys(catalogue.subjectsOf(drafts));
  const commandId = randomUUID();
  const metadata = {
    at: at ?? kernel.clock.now().toISOString(),
    actor: actor ?? { kind: 'system', part: 'setup' },
    districtId: waterkant.districtId,
    organisationId: waterkant.organisationId,
    purpose: 'crisis-response',
    legalBasis: 'vital-interest',
    commandId,
    commandDigest: '',
    correlationId: commandId,
  } as const;
  const events = drafts.map((draft): NewEvent => {
    const id = randomUUID();
    return { id, ...catalogue.toStored(draft, { stream, eventId: id }, kernel.vault), metadata };
  });
  const past = await kernel.store.readStream(stream);
  const expected = past.length === 0 ? 'no-stream' : past.length - 1;
  const { position } = await kernel.store.append(stream, events, expected);
  await kernel.waitFor(position);
  return events.map(({ id }) => id);
}

function openedCrisis(
  kernel: Kernel,
  { crisisId, dutyPersonId, signalId }: { crisisId: Id; dutyPersonId: Id; signalId?: Id },
): EventDraft {
  const subject = `matter-${signalId ?? crisisId}` as const;
  return {
    type: 'CrisisOpened',
    data: {
      ...(signalId === undefined ? {} : { signalId }),
      dutyPersonId,
      answers: { violence: 'no', fire: 'no', suicide: 'no', child: 'no' },
      dangers: [],
      emergency: 'called-by-neighbour',
      tasks: ['be-near'],
      needed: 2,
      place: kernel.vault.hold('Rietkraag 31', subject),
      meetingPoint: kernel.vault.hold('bij de fietsenstalling', subject),
      endsAt: new Date(kernel.clock.now().getTime() + ALERT_MS).toISOString(),
      policy: {
        waveSize: 6,
        wavesMax: 3,
        waveMinutes: 6,
        pageMinutes: 3,
        checkMinutes: 10,
        alertMinutes: 60,
      },
    },
  };
}

async function pagesIn(kernel: Kernel): Promise<Paged[]> {
  const found = new Map<Id, Paged>();
  for (const { stream, type, data } of await kernel.store.readAll(null, EVENTS_MAX)) {
    if (!stream.startsWith('page-')) continue;
    const pageId = stream.slice('page-'.length);
    const page = found.get(pageId) ?? { pageId, events: [] };
    // The kernel checked the shape when it was written.
    page.events.push({ type, data } as PageEvent);
    found.set(pageId, page);
  }
  return [...found.values()];
}
