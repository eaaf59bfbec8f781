/** Builds read files from the beginning of the log: one pass feeds all that are wanted. */
import { rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import type { RecordedEvent } from '../event-store/port.ts';
import type { Projection } from './projection.ts';
import { createReadFile, openReadFile, ProjectionFailed, type ReadFile } from './read-file.ts';
import { type FromStored, StoredEvent } from './stored-event.ts';

/** A projection and the file to build; what stands there is thrown away. */
export type Target = { projection: Projection; file: string };

/** Why a projection cannot go on, and at which event. */
export type Failure = { code: ProjectionFailed['code']; eventId: string; message: string };

/** A file that is built: up to the log's end, or to just before the event that it failed on. */
export type Built = { file: string; failure: Failure | null };

export type BuildOptions = {
  targets: readonly Target[];
  /** The next events after the position, in order; none at the end of the log. */
  read: (after: Position | null) => RecordedEvent[] | Promise<RecordedEvent[]>;
  fromStored: FromStored;
  /** Called after each batch with the events gone over so far. */
  onProgress: (done: number) => void;
  isStopped: () => boolean;
};

type Building = { target: Target; open: ReadFile; failure: Failure | null };

/** One that fails stops alone. Operating errors of the disk are thrown. */
export async function buildReadFiles(options: BuildOptions): Promise<Built[]> {
  const building: Building[] = [];
  try {
    for (const target of options.targets) {
      removeDatabase(target.file);
      createReadFile(target.file, target.projection);
      const open = openReadFile(target.file, target.projection, 'building');
      building.push({ target, open, failure: null });
    }
    await feed(building, options);
  } finally {
    for (const { open } of building) open.close();
  }
  return building.map(({ target, failure }) => ({ file: target.file, failure }));
}

async function feed(building: readonly Building[], options: BuildOptions): Promise<void> {
  let after: Position | null = null;
  let done = 0;
  while (!options.isStopped()) {
    const stored = await options.read(after);
    const last = stored.at(-1);
    if (last === undefined) return;
    const events = stored.map((event) => new StoredEvent(event, options.fromStored));
    for (const one of building) if (one.failure === null) one.failure = applyOrFailure(one.open, events);
    after = last.position;
    done += events.length;
    options.onProgress(done);
    await nextTurn();
  }
}

/** null when all events were taken. */
export function applyOrFailure(open: ReadFile, events: readonly RecordedEvent[]): Failure | null {
  try {
    open.apply(events);
    return null;
  } catch (error) {
    if (!(error instanceof ProjectionFailed)) throw error;
    return { code: error.code, eventId: error.eventId, message: error.message };
  }
}

/** The file and what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}
