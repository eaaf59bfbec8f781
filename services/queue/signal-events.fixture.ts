/** Signal events for the specifications of the queue, short to write and of the shape that the log holds. */
import type { Actor, Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { type SignalEvent, type SignalRaised, signalEvents } from '@bijspringen/contracts/signals/events.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { sealedFor } from '@bijspringen/kernel/testing/sealed-for.ts';

/** A readable UUID: `uuid('a1')`. */
export function uuid(start: string | number): Id {
  return `${String(start).padStart(8, '0')}-0000-4000-8000-000000000000`;
}

export const WATERKANT = uuid('d1');
export const ELSEWHERE = uuid('d2');
export const ORGANISATION = uuid('ee');
export const CARETAKER = uuid('ca');
export const COLLEAGUE = uuid('cb');
export const COORDINATOR = uuid('cc');

/** Sunday 22 November 2026, 10.00 at Waterkant, where it is winter time. */
export const SUNDAY_10 = '2026-11-22T09:00:00.000Z';
export const MONDAY_17 = '2026-11-23T16:00:00.000Z';
export const TUESDAY_17 = '2026-11-24T16:00:00.000Z';
export const WEDNESDAY_17 = '2026-11-25T16:00:00.000Z';

type Data<T extends SignalEvent['type']> = Extract<SignalEvent, { type: T }>['data'];

/** What a worry raised on Sunday morning holds, but for what the case is about. */
export function raisedData(about: Partial<SignalRaised['data']> = {}): SignalRaised['data'] {
  return {
    kind: 'concern',
    origin: 'public',
    text: sealedFor('matter', 'gordijne dicht'),
    followCodeHmac: 'a1',
    language: 'nl',
    readFirst: [],
    isLate: false,
    readBefore: MONDAY_17,
    answerBefore: WEDNESDAY_17,
    informBefore: '2026-12-22T09:00:00.000Z',
    owner: { role: 'social-caretaker', personId: CARETAKER },
    next: { step: 'read', before: MONDAY_17 },
    ...about,
  };
}

export function raised(about: Partial<SignalRaised['data']> = {}): SignalEvent {
  return { type: 'SignalRaised', data: raisedData(about) };
}

export function happened<T extends SignalEvent['type']>(type: T, data: Data<T>): SignalEvent {
  return { type, data } as SignalEvent;
}

export type Happening = { signalId?: Id; districtId?: Id; at?: string; actor?: Actor };

export function metadataOf(happening: Happening = {}): Metadata {
  return {
    at: happening.at ?? SUNDAY_10,
    actor: happening.actor ?? { kind: 'reporter' },
    districtId: happening.districtId ?? WATERKANT,
    organisationId: ORGANISATION,
    purpose: 'early-help',
    legalBasis: 'public-task',
    commandId: uuid('c0'),
    commandDigest: '',
    correlationId: uuid('c0'),
  };
}

let recordedCount = 0;

/** As it comes out of the log; a mistake in its shape fails the specification. */
export function recorded(event: SignalEvent, happening: Happening = {}): RecordedEvent {
  const parsed = signalEvents[event.type].data.safeParse(event.data);
  if (!parsed.success) throw new Error(`${event.type} has another shape: ${parsed.error.message}`);
  recordedCount++;
  return {
    id: uuid(recordedCount),
    type: event.type,
    schemaVersion: signalEvents[event.type].version,
    data: JSON.parse(JSON.stringify(event.data)),
    metadata: metadataOf(happening),
    stream: `signal-${happening.signalId ?? uuid('a1')}`,
    version: 0,
    position: `test:${recordedCount}`,
  };
}
