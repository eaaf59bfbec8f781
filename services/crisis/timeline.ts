/** What happened, in order; residents by letter, officers by name. */
import type { DutyCrisisView } from '@bijspringen/contracts/crisis/views.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { labelOf } from './opened-words.ts';
import type { CrisisTools, Loaded, Told } from './tools.ts';

export function timelineOf(
  { directory }: CrisisTools,
  { events, crisis }: Loaded,
): DutyCrisisView['timeline'] {
  const labels = new Map(crisis.helpers.map(({ personId }, index) => [personId, labelOf(index)]));
  const names = new Map<Id, string | null>();
  const nameOf = (personId: Id): string | null => {
    const label = labels.get(personId);
    if (label !== undefined) return label;
    // Opened once for the whole list.
    if (!names.has(personId)) names.set(personId, directory.personName(personId));
    return names.get(personId) ?? null;
  };
  return events.map((event) => {
    const { id: eventId, metadata, type } = event.recorded;
    const personId = whoOf(event);
    return { eventId, at: metadata.at, type, who: personId === null ? null : nameOf(personId) };
  });
}

/** Whom it is about, and otherwise who did it. */
function whoOf({ data, recorded }: Told): Id | null {
  if ('personId' in data && typeof data.personId === 'string') return data.personId;
  const { actor } = recorded.metadata;
  return actor.kind === 'person' ? actor.personId : null;
}
