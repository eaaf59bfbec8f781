/** What the specifications of paging add to a running Waterkant: facts of other rooms, and the pages in the log. */
import { randomUUID } from 'node:crypto';
import { crisisEvents, type PageEvent } from '@bijspringen/contracts/crisis/events.ts';
import { rosterEvents, type Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { createCatalogue, type EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import type { NewEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';

export type Where = { districtId: Id; organisationId: Id };

const catalogue = createCatalogue({ crisis: crisisEvents, roster: rosterEvents }, {});
const SYSTEM: Actor = { kind: 'system', part: 'setup' };

/** Appends what another room would have written, and waits until it can be read. Gives the ids of the events. */
export async function happens(
  kernel: Kernel,
  where: Where,
  { stream, actor = SYSTEM, ...story }: { stream: StreamName; actor?: Actor; drafts: readonly EventDraft[] },
): Promise<Id[]> {
  const { drafts } = story;
  await kernel.vault.ensureKeys(catalogue.subjectsOf(drafts));
  const commandId = randomUUID();
  const metadata = {
    at: kernel.clock.now().toISOString(),
    actor,
    ...where,
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
  const { position } = await kernel.store.append(
    stream,
    events,
    past.length === 0 ? 'no-stream' : past.length - 1,
  );
  await kernel.waitFor(position);
  return events.map(({ id }) => id);
}

/** Plans a shift in this district. */
export async function shift(
  kernel: Kernel,
  where: Where,
  planned: Omit<Shift, 'shiftId' | 'districtIds'>,
): Promise<Id> {
  const data = { shiftId: randomUUID(), districtIds: [where.districtId], ...planned };
  const stream = streamName('roster', where.organisationId);
  await happens(kernel, where, { stream, drafts: [{ type: 'ShiftPlanned', data }] });
  return data.shiftId;
}

/** A crisis as its room would open it: six residents are asked. */
export function openedCrisis(
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

export type Paged = { pageId: Id; events: PageEvent[] };

/** Every page in the log, in the order in which they began. */
export async function pagesOf(kernel: Kernel): Promise<Paged[]> {
  const pages = new Map<Id, Paged>();
  for (const { stream, type, data } of await kernel.store.readAll(null, EVENTS_MAX)) {
    if (!stream.startsWith('page-')) continue;
    const pageId = stream.slice('page-'.length);
    const page = pages.get(pageId) ?? { pageId, events: [] };
    // The kernel checked the shape when it was written.
    page.events.push({ type, data } as PageEvent);
    pages.set(pageId, page);
  }
  return [...pages.values()];
}

/** More than any of these stories writes. */
const EVENTS_MAX = 5_000;
