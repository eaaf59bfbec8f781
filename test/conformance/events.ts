/** Events for tests of the event store: valid in shape, of no subject. */
import { randomUUID } from 'node:crypto';
import type { Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { NewEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';

export function newStream(category = 'sample'): StreamName {
  return `${category}-${randomUUID()}`;
}

export function newEvent(data: Record<string, unknown> = {}): NewEvent {
  return { id: randomUUID(), type: 'SampleTaken', schemaVersion: 1, data, metadata: metadata() };
}

/** Events numbered from 0 in their data, so that their order shows. */
export function newEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, number) => newEvent({ number }));
}

function metadata(): Metadata {
  return {
    at: '2026-11-22T10:00:00.000Z',
    actor: { kind: 'system', part: 'setup' },
    districtId: randomUUID(),
    organisationId: randomUUID(),
    purpose: 'early-help',
    legalBasis: 'public-task',
    commandId: randomUUID(),
    commandDigest: 'a'.repeat(64),
    correlationId: randomUUID(),
  };
}
