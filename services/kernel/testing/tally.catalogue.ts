/** Knows `Counted` in two versions: version 1 called the number `add`, version 2 calls it `count`. */
import { UnknownEventType } from '../errors.ts';
import type { RecordedEvent } from '../event-store/port.ts';

export const catalogue = {
  fromStored(event: RecordedEvent): RecordedEvent {
    if (event.type !== 'Counted' || event.schemaVersion > 2) {
      throw new UnknownEventType(event.type, event.schemaVersion);
    }
    if (event.schemaVersion === 2) return event;
    return { ...event, schemaVersion: 2, data: { count: event.data.add } };
  },
};
