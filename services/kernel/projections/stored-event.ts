/** An event on its way to the projections: today's shape, made when the first of them looks at it. */
import type { Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { RecordedEvent, StreamName } from '../event-store/port.ts';

/** Today's shape of a stored event; throws `UnknownEventType` for one that is newer than this release. */
export type FromStored = (event: RecordedEvent) => RecordedEvent;

/**
 * The upcast waits until somebody reads `data`. So an event that this release does not know passes by the projections
 * that do not handle it, and stops those that do; and nothing is spent on events that nobody looks at.
 */
export class StoredEvent implements RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly metadata: Metadata;
  readonly stream: StreamName;
  readonly version: number;
  readonly position: string;
  readonly #stored: RecordedEvent;
  readonly #fromStored: FromStored;
  #data: RecordedEvent['data'] | undefined;

  constructor(stored: RecordedEvent, fromStored: FromStored) {
    this.id = stored.id;
    this.type = stored.type;
    this.schemaVersion = stored.schemaVersion;
    this.metadata = stored.metadata;
    this.stream = stored.stream;
    this.version = stored.version;
    this.position = stored.position;
    this.#stored = stored;
    this.#fromStored = fromStored;
  }

  get data(): RecordedEvent['data'] {
    this.#data ??= this.#fromStored(this.#stored).data;
    return this.#data;
  }
}
