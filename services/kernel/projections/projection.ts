/** A projection: events to rows in its own SQLite read file. Deleted, it is rebuilt to the same rows. */
import type { DatabaseSync } from 'node:sqlite';
import type { RecordedEvent } from '../event-store/port.ts';

export type Projection = {
  /** Also the file's name: `<name>.v<version>.sqlite`. */
  readonly name: string;
  /** Raised when rows would come out otherwise; the new one is built beside the old and swapped in. */
  readonly version: number;
  /** `import.meta.url` of the module that exports this projection as `projection`, so that a worker can load it. */
  readonly module: string;
  /** `CREATE TABLE …`, run once on a new file. */
  readonly schema: string;
  /**
   * Prepares statements once per open file, and gives the function that takes each event. Pure but for its own rows.
   * Looks at `type` before it touches `data`: the data of an event that is newer than this release throws, and only
   * the projections that want it have to stop.
   */
  readonly open: (database: DatabaseSync) => (event: RecordedEvent) => void;
};

/** A projection that is being kept up to date, with its read-only queries. */
export interface ReadModel {
  readonly projection: Projection;
  /**
   * Open for reading; valid until the next swap, so ask for it each time. Throws `ReadModelBuilding` while there is
   * nothing yet that can answer.
   */
  database(): DatabaseSync;
}
