/** What the faults of the vault are tried on: every event type with a personal field. */
import { personEvents } from '@bijspringen/contracts/people/events.ts';
import type { EventSchemas } from '@bijspringen/contracts/shared/events.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { catalogue } from '@bijspringen/host/catalogue.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Subject } from '@bijspringen/kernel/vault/port.ts';

export type EventTypeUnderTest = { category: string; name: string; data: EventSchemas[string]['data'] };

export const ORPHAN: Subject = `matter-${derivedId('orphan')}`;

export function eventTypes(): EventTypeUnderTest[] {
  const categories: Record<string, EventSchemas> = { signal: signalEvents, person: personEvents };
  const all = Object.entries(categories).flatMap(([category, events]) =>
    Object.entries(events).map(([name, { data }]) => ({ category, name, data })),
  );
  return all.filter(({ name }) => catalogue.personalFieldsOf(name).length > 0);
}

/** The labels under which texts are planted: one for each personal field, and one for each command's content. */
export function plantedLabels(): string[] {
  const fields = eventTypes().flatMap(({ name }) =>
    catalogue.personalFieldsOf(name).map((field) => `${name} ${field.name}`),
  );
  return [...fields, ...eventTypes().map(({ name }) => `${name} content`), 'mistake content'];
}
