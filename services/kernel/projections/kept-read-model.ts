/** One projection that the reader keeps up to date: its file, who reads it, and how it is. */
import { closeSync, fsyncSync, openSync, readdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import { ReadModelBuilding } from '../errors.ts';
import type { EventStore, RecordedEvent } from '../event-store/port.ts';
import { applyOrFailure, type Failure, removeDatabase } from './build.ts';
import type { Projection, ReadModel } from './projection.ts';
import {
  type Checkpoint,
  canAnswerFor,
  inspectReadFile,
  openReadFile,
  type ReadFile,
  readCheckpoint,
} from './read-file.ts';

/**
 * live: it gets every event. building: from the beginning, beside. behind: its file cannot be written, to be tried
 * again. stopped: it cannot go past an event; needs a release that can.
 */
export type ReadModelStatus = 'live' | 'building' | 'behind' | 'stopped';

export type ReadModelHealth = {
  status: ReadModelStatus;
  position: Position | null;
  /** Where and why it stopped. */
  failure: Omit<Failure, 'message'> | null;
};

const NOTHING: Checkpoint = { position: null, newestAt: null };

export class KeptReadModel implements ReadModel {
  readonly projection: Projection;
  readonly #folder: string;
  readonly #compare: EventStore['compare'];
  status: ReadModelStatus = 'building';
  failure: Failure | null = null;
  /** Tries to bring it back since it last worked. */
  tries = 0;
  #file: ReadFile | null = null;
  #reading: DatabaseSync | null = null;

  constructor(projection: Projection, folder: string, compare: EventStore['compare']) {
    this.projection = projection;
    this.#folder = folder;
    this.#compare = compare;
  }

  get file(): string {
    return join(this.#folder, `${this.projection.name}.v${this.projection.version}.sqlite`);
  }

  get buildingFile(): string {
    return `${this.file}.building`;
  }

  database(): DatabaseSync {
    if (this.#reading === null) throw new ReadModelBuilding(`${this.projection.name} is being built`);
    return this.#reading;
  }

  /** Whether something answers for it now, if only its older version. */
  canAnswer(): boolean {
    return this.#reading !== null;
  }

  checkpoint(): Checkpoint {
    return this.#file?.checkpoint() ?? NOTHING;
  }

  health(): ReadModelHealth {
    const failure = this.failure && { code: this.failure.code, eventId: this.failure.eventId };
    return { status: this.status, position: this.checkpoint().position, failure };
  }

  /** Opens the file when it is whole, ours, and nowhere ahead of the log; otherwise says why it must be built. */
  openExisting(head: Position | null): 'opened' | string {
    this.close();
    const found = inspectReadFile(this.file, this.projection);
    if (typeof found === 'string') return found;
    if (found.position !== null) {
      if (this.#compare(found.position, null) <= 0) return 'of another log';
      // The log was put back from an older copy: some of these rows tell of what never happened now.
      if (this.#compare(found.position, head) > 0) return 'ahead of the log';
    }
    this.#open();
    this.status = 'live';
    return 'opened';
  }

  /** While it is being built, lets its older version answer, when that has all that the queries may ask for. */
  answerFromOlder(): void {
    for (const file of this.#otherVersions()) {
      const older = new DatabaseSync(file, { readOnly: true });
      if (this.#isUsable(older)) {
        this.#reading = older;
        return;
      }
      older.close();
    }
  }

  /** Takes the events that it has not seen yet. Stops it when it cannot go on; throws operating errors. */
  apply(events: readonly RecordedEvent[]): void {
    if (this.#file === null) return;
    const { position } = this.#file.checkpoint();
    const first = events.findIndex((event) => this.#compare(event.position, position) > 0);
    if (first < 0) return;
    const failure = applyOrFailure(this.#file, first === 0 ? events : events.slice(first));
    if (failure !== null) this.stop(failure);
  }

  stop(failure: Failure): void {
    this.failure = failure;
    this.status = 'stopped';
  }

  /** Puts the file that was built in place of what there was. Synchronous, so nobody sees half of it. */
  swapIn(): void {
    sync(this.buildingFile);
    this.close();
    removeDatabase(this.file);
    renameSync(this.buildingFile, this.file);
    if (process.platform !== 'win32') sync(this.#folder);
    this.#open();
    for (const other of this.#otherVersions()) removeDatabase(other);
  }

  close(): void {
    this.#reading?.close();
    this.#reading = null;
    this.#file?.close();
    this.#file = null;
  }

  #open(): void {
    this.#file = openReadFile(this.file, this.projection, 'live');
    this.#reading = new DatabaseSync(this.file, { readOnly: true });
    this.tries = 0;
  }

  #isUsable(older: DatabaseSync): boolean {
    try {
      const { position } = readCheckpoint(older);
      return position !== null && this.#compare(position, null) > 0 && canAnswerFor(older, this.projection);
    } catch (error) {
      // A damaged file is no help; it is removed when the new one is there.
      if (error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR') return false;
      throw error;
    }
  }

  /** Newest first. */
  #otherVersions(): string[] {
    const pattern = new RegExp(`^${this.projection.name}\\.v(\\d+)\\.sqlite$`);
    const versionOf = (name: string) => Number(pattern.exec(name)?.[1]);
    return readdirSync(this.#folder)
      .filter((name) => pattern.test(name) && name !== basename(this.file))
      .sort((a, b) => versionOf(b) - versionOf(a))
      .map((name) => join(this.#folder, name));
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
