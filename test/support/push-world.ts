/** Waterkant with people, signals and notifications, a push service beside it, and the facts of a crisis as they are needed. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { crisisEvents, pageEvents } from '@bijspringen/contracts/crisis/events.ts';
import { deliveryEvents, deviceEvents } from '@bijspringen/contracts/notifications/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import type { HostOptions } from '@bijspringen/host/host.ts';
import { type Client, startTestHost, type TestHost } from '@bijspringen/host/testing/test-host.ts';
import { createCatalogue, type EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { derivedId, streamName } from '@bijspringen/kernel/derived-id.ts';
import type { NewEvent, RecordedEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { createFakeClock, type FakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { createNotifications } from '@bijspringen/notifications/index.ts';
import { createPeople } from '@bijspringen/people/index.ts';
import { createSignals } from '@bijspringen/signals/index.ts';
import { type Phone, type PushEndpoint, startPushEndpoint } from './push-endpoint.ts';

/** Sunday 22 November 2026, 02.19 at Waterkant. */
export const AT_02_19 = '2026-11-22T01:19:00.000Z';
/** More than any of these stories writes. */
const EVENTS_MAX = 20_000;

const catalogue = createCatalogue(
  {
    crisis: crisisEvents,
    page: pageEvents,
    signal: signalEvents,
    device: deviceEvents,
    delivery: deliveryEvents,
  },
  {},
);

export type PushWorld = Awaited<ReturnType<typeof startPushWorld>>;
type Options = Pick<HostOptions, 'push'> & {
  /** Of a world before this one, which was stopped. */
  folder?: string;
  clock?: FakeClock;
  endpoint?: PushEndpoint;
  /** Puts something in the way of the notifications. */
  change?: (service: Service) => Service;
};

/** Only the rooms that are looked at: what others would do of themselves is told as facts. Close it at the end. */
export async function startPushWorld({
  push,
  folder,
  change = (service) => service,
  ...given
}: Options = {}) {
  const endpoint = given.endpoint ?? (await startPushEndpoint());
  const clock = given.clock ?? createFakeClock(AT_02_19);
  const options: HostOptions = {
    clock,
    push: { loopbackCa: endpoint.ca, ...push },
    services: ({ people, push: wired, log, exitUrl, renderPlain }) => [
      createPeople(people),
      createSignals({ exitUrl, isDemo: people.isDemo, renderPlain }),
      change(createNotifications({ ...wired, publicUrl: people.publicUrl, log })),
    ],
  };
  const host = await startTestHost({ ...options, ...(folder !== undefined && { folder }) });
  return createWorld(host, endpoint, clock);
}

/** A clock that stands still would keep waiting whoever waits a bounded time. */
async function passing(clock: FakeClock, work: Promise<void>): Promise<void> {
  let isOver = false;
  const ended = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await clock.advance(250);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await ended;
}

function createWorld(host: TestHost, endpoint: PushEndpoint, clock: FakeClock) {
  const { kernel, waterkant } = host;
  const { districtId, organisationId } = waterkant;

  /** Appends what another room would have written, and waits until it can be read. */
  async function happens(stream: StreamName, ...drafts: EventDraft[]): Promise<RecordedEvent[]> {
    await kernel.vault.ensureKeys(catalogue.subjectsOf(drafts));
    const commandId = randomUUID();
    const metadata = {
      at: clock.now().toISOString(),
      actor: { kind: 'system', part: 'setup' },
      districtId,
      organisationId,
      purpose: 'crisis-response',
      legalBasis: 'vital-interest',
      commandId,
      commandDigest: '',
      correlationId: stream.slice(stream.indexOf('-') + 1),
    } as const;
    const events = drafts.map((draft): NewEvent => {
      const id = randomUUID();
      return { id, ...catalogue.toStored(draft, { stream, eventId: id }, kernel.vault), metadata };
    });
    const past = await kernel.store.readStream(stream);
    const appended = await kernel.store.append(
      stream,
      events,
      past.length === 0 ? 'no-stream' : past.length - 1,
    );
    await kernel.waitFor(appended.position);
    return kernel.store.readStream(stream, past.length);
  }

  async function events(category: string): Promise<RecordedEvent[]> {
    const all = await kernel.store.readAll(null, EVENTS_MAX);
    return all.filter(({ stream }) => stream.startsWith(`${category}-`));
  }

  return {
    host,
    endpoint,
    clock,
    kernel,
    happens,
    events,
    /** The id of a persona of the demo. */
    person: (persona: string): Id => {
      const found = (waterkant.people as Partial<Record<string, Id>>)[persona];
      if (found === undefined) throw new Error(`nobody is ${persona}`);
      return found;
    },
    /** A phone of a persona, subscribed through the app's route. */
    async phoneOf(persona: string): Promise<{ phone: Phone; client: Client; deviceId: Id }> {
      const phone = endpoint.phone();
      const client = await host.as(persona);
      const body = { commandId: randomUUID(), subscription: phone.subscription };
      const answer = await client.post('/api/push/subscriptions', body);
      if (answer.status !== 201) throw new Error(`not subscribed: ${answer.text}`);
      const { deviceId } = answer.json as { deviceId: Id };
      return { phone, client, deviceId };
    },
    /** Phones of persons who are only an id, as many as are asked, one each; told to the log at once. */
    async phonesOf(count: number): Promise<Map<Id, Phone>> {
      const phones = new Map<Id, Phone>();
      for (let made = 0; made < count; made++) {
        const personId = randomUUID();
        const phone = endpoint.phone();
        const { endpoint: address, keys } = phone.subscription;
        const subscription = kernel.vault.hold({ endpoint: address, ...keys }, `worker-${personId}`);
        const data = { personId, endpointHmac: kernel.vault.hmac('push-endpoint', address), subscription };
        await happens(streamName('device', randomUUID()), { type: 'DeviceSubscribed', data });
        phones.set(personId, phone);
      }
      return phones;
    },
    /** Six minutes for these persons. */
    alert: (crisisId: Id, personIds: readonly Id[], wave = 1) =>
      happens(streamName('crisis', crisisId), {
        type: 'WaveAlerted',
        data: {
          wave,
          personIds: [...personIds],
          passedOver: [],
          expiresAt: new Date(clock.now().getTime() + 6 * 60_000).toISOString(),
          isLast: false,
        },
      }),
    stoodDown: (crisisId: Id, personIds: readonly Id[], askedPersonIds: readonly Id[] = []) =>
      happens(streamName('crisis', crisisId), {
        type: 'StoodDown',
        data: { because: 'help-arrived', personIds: [...personIds], askedPersonIds: [...askedPersonIds] },
      }),
    /** The types of a delivery's events, in order. */
    async story(deliveryId: Id): Promise<string> {
      const recorded = await kernel.store.readStream(streamName('delivery', deliveryId));
      return recorded.map(({ type }) => type.replace('Delivery', '').toLowerCase()).join(' ');
    },
    /** Every delivery in the log, by what happened to it. */
    async stories(): Promise<Map<Id, string>> {
      const stories = new Map<Id, string>();
      for (const { stream, type } of await events('delivery')) {
        const id = stream.slice('delivery-'.length);
        const before = stories.get(id);
        const word = type.replace('Delivery', '').toLowerCase();
        stories.set(id, before === undefined ? word : `${before} ${word}`);
      }
      return stories;
    },
    deliveryId: (
      cause: RecordedEvent,
      personId: Id,
      { deviceId, kind }: { deviceId: Id; kind: string },
    ): Id => derivedId('delivery', cause.id, personId, deviceId, kind),
    /** Stops the host; its folder and the push service stay. */
    stop: () => passing(clock, host.stop()),
    async close() {
      await passing(clock, host.stop());
      rmSync(host.folder, { recursive: true, force: true });
      await endpoint.close();
    },
  };
}
