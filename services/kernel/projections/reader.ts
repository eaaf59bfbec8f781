/** One reader a host: subscribes to the log once and keeps all read models up to date. */
import { mkdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import { Corrupt } from '../errors.ts';
import type { EventStore, RecordedEvent, Subscription } from '../event-store/port.ts';
import { sqliteTrouble } from '../event-store/sqlite-errors.ts';
import {
  COALESCE_MS,
  POSITION_WAIT_MS,
  READ_BATCH_BUDGET_MS,
  READ_BATCH_EVENTS,
  READ_BATCH_FIRST_EVENTS,
  READ_FILE_AGAIN_MAX_MS,
  READ_FILE_AGAIN_MS,
} from '../limits.ts';
import type { Log } from '../log.ts';
import { applyOrFailure, type Failure, removeDatabase } from './build.ts';
import { KeptReadModel, type ReadModelHealth } from './kept-read-model.ts';
import type { Projection, ReadModel } from './projection.ts';
import { newestAt, openReadFile } from './read-file.ts';
import { type RebuildSource, rebuild } from './rebuild.ts';
import { type FromStored, StoredEvent } from './stored-event.ts';

export type ReaderOptions = {
  store: EventStore;
  /** The catalogue's: today's shape of a stored event. */
  fromStored: FromStored;
  projections: readonly Projection[];
  /** Where the read files stand; made when it is not there. */
  folder: string;
  log: Log;
  /** Where a worker thread finds the log for a rebuild; without it rebuilding happens in this thread. */
  rebuildFrom?: RebuildSource;
};

export type ReaderHealth = {
  /** How far the subscription is. */
  position: Position | null;
  /** False when the log itself cannot be read any more. */
  isReading: boolean;
  projections: Readonly<Record<string, ReadModelHealth>>;
};

export interface Reader {
  /** Resolves when all read models are built (or failed) and have seen what was in the log when this was called. */
  ready(): Promise<void>;
  /** The read model of a projection that was named in the options. */
  readModel(projection: Projection): ReadModel;
  /** Resolves when every live read model has reached the position, or after `POSITION_WAIT_MS`. */
  waitFor(position: Position | null | undefined): Promise<void>;
  /** Called after the read models moved, at most every `COALESCE_MS`; gives a function that stops it. */
  onChange(call: (position: Position) => void): () => void;
  /** The newest `at` of all events seen; null before the first. */
  newestEventAt(): string | null;
  health(): ReaderHealth;
  close(): Promise<void>;
}

/** Opens the read files; those that have to be built are built while the others go on. A small log is waited for. */
export async function createReader(options: ReaderOptions): Promise<Reader> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const reader = new RunningReader(options);
  await reader.start();
  return reader;
}

type Waiter = { position: Position; resolve: () => void };

class RunningReader implements Reader {
  readonly #options: ReaderOptions;
  readonly #store: EventStore;
  readonly #models = new Map<string, KeptReadModel>();
  readonly #listeners = new Set<(position: Position) => void>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #closing = new AbortController();
  /** Builds and catch-ups under way. */
  readonly #work = new Set<Promise<void>>();
  readonly #waiters = new Set<Waiter>();
  #subscription: Subscription | null = null;
  #isReading = true;
  #position: Position | null = null;
  #newestAt: string | null = null;
  #pending: RecordedEvent[] = [];
  #isScheduled = false;
  #isHurried = false;
  #flushedMs = 0;
  #batchMax = READ_BATCH_FIRST_EVENTS;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#store = options.store;
    for (const projection of options.projections) {
      const model = new KeptReadModel(projection, options.folder, (a, b) => this.#store.compare(a, b));
      this.#models.set(projection.name, model);
    }
  }

  async start(): Promise<void> {
    const head = await this.#store.head();
    const toBuild = [...this.#models.values()].filter((model) => !this.#openExisting(model, head));
    const live = this.#live().map((model) => model.checkpoint().position);
    this.#position = live.reduce(
      (a, b) => (this.#store.compare(a, b) <= 0 ? a : b),
      live.length > 0 ? (live[0] ?? null) : head,
    );
    for (const model of this.#live()) this.#noteAt(model.checkpoint().newestAt);
    if (toBuild.length > 0) {
      const isSmall = await this.#isSmall();
      const built = this.#track(this.#build(toBuild, isSmall ? undefined : this.#options.rebuildFrom));
      if (isSmall) await built;
    }
    this.#subscription = this.#store.subscribe(
      this.#position,
      (event) => this.#take(event),
      (error) => {
        this.#isReading = false;
        this.#options.log('reader: the log cannot be read any more', { error: nameOf(error) });
      },
    );
  }

  async ready(): Promise<void> {
    await Promise.all(this.#work);
    await this.#subscription?.caughtUp();
    this.#flush();
  }

  readModel(projection: Projection): ReadModel {
    const model = this.#models.get(projection.name);
    if (model === undefined) throw new Error(`${projection.name} is not one of this reader's projections`);
    return model;
  }

  waitFor(position: Position | null | undefined): Promise<void> {
    if (position === null || position === undefined || this.#hasReached(position)) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(waiter), POSITION_WAIT_MS);
      const waiter: Waiter = {
        position,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      this.#waiters.add(waiter);
      this.#hurry();
    });
  }

  onChange(call: (position: Position) => void): () => void {
    this.#listeners.add(call);
    return () => this.#listeners.delete(call);
  }

  newestEventAt(): string | null {
    return this.#newestAt;
  }

  health(): ReaderHealth {
    const projections = Object.fromEntries([...this.#models].map(([name, model]) => [name, model.health()]));
    return { position: this.#position, isReading: this.#isReading, projections };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#subscription?.close();
    this.#flush();
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#work);
    for (const waiter of this.#waiters) this.#settle(waiter);
    for (const model of this.#models.values()) model.close();
  }

  /** What comes live is gathered for a moment; what is caught up with goes through in batches, with turns between. */
  #take(event: RecordedEvent): void | Promise<void> {
    this.#pending.push(new StoredEvent(event, this.#options.fromStored));
    if (this.#pending.length >= this.#batchMax) {
      this.#flush();
      return nextTurn();
    }
    const waitMs = COALESCE_MS - (performance.now() - this.#flushedMs);
    if (waitMs <= 0 || this.#waiters.size > 0) return this.#hurry();
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#later(waitMs, () => this.#flush());
  }

  /** Somebody waits for what was gathered, or it was quiet: it goes through with all that this turn brings in. */
  #hurry(): void {
    if (this.#isHurried || this.#pending.length === 0) return;
    this.#isHurried = true;
    setImmediate(() => {
      this.#isHurried = false;
      this.#flush();
    });
  }

  #flush(): void {
    this.#isScheduled = false;
    const events = this.#pending;
    const last = events.at(-1);
    if (last === undefined) return;
    this.#pending = [];
    const startedMs = performance.now();
    for (const model of this.#live()) this.#feed(model, events);
    this.#position = last.position;
    this.#noteAt(newestAt(null, events));
    this.#flushedMs = performance.now();
    this.#fitBatch(this.#flushedMs - startedMs, events.length);
    this.#moved();
  }

  /** A slow projection gets fewer events at a time, so that requests do not wait for it. */
  #fitBatch(tookMs: number, count: number): void {
    if (tookMs > READ_BATCH_BUDGET_MS) this.#batchMax = Math.max(1, Math.floor(count / 2));
    else if (count >= this.#batchMax && tookMs < READ_BATCH_BUDGET_MS / 2) {
      this.#batchMax = Math.min(READ_BATCH_EVENTS, this.#batchMax * 2);
    }
  }

  #feed(model: KeptReadModel, events: readonly RecordedEvent[]): void {
    try {
      model.apply(events);
      if (model.failure !== null) this.#sayStopped(model);
    } catch (error) {
      this.#fallBehind(model, error);
    }
  }

  #moved(): void {
    for (const waiter of this.#waiters) if (this.#hasReached(waiter.position)) this.#settle(waiter);
    if (this.#position === null) return;
    for (const call of this.#listeners) this.#tell(call, this.#position);
  }

  /** Listeners read files that can fail. What one of them throws would end the process, or stop everybody's reading. */
  #tell(call: (position: Position) => void, position: Position): void {
    try {
      call(position);
    } catch (error) {
      this.#options.log('reader: a listener failed', { error: nameOf(error) });
    }
  }

  /** A read model that stands still is not waited for: its readers get what there is. */
  #hasReached(position: Position): boolean {
    return this.#live().every((model) => this.#store.compare(model.checkpoint().position, position) >= 0);
  }

  #settle(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    waiter.resolve();
  }

  #live(): KeptReadModel[] {
    return [...this.#models.values()].filter((model) => model.status === 'live');
  }

  #noteAt(at: string | null): void {
    if (at !== null && (this.#newestAt === null || at > this.#newestAt)) this.#newestAt = at;
  }

  /** A few events are read sooner here than in a thread that has to be started first. */
  async #isSmall(): Promise<boolean> {
    try {
      return (await this.#store.readAll(null, READ_BATCH_EVENTS + 1)).length <= READ_BATCH_EVENTS;
    } catch (error) {
      // A damaged log must not keep the host from starting; the build meets it too, and says so in the health.
      if (error instanceof Corrupt) return false;
      throw error;
    }
  }

  #openExisting(model: KeptReadModel, head: Position | null): boolean {
    const opened = model.openExisting(head);
    if (opened === 'opened') return true;
    this.#options.log('read file: to be built', { projection: model.projection.name, why: opened });
    model.answerFromOlder();
    return false;
  }

  async #build(models: readonly KeptReadModel[], source: RebuildSource | undefined): Promise<void> {
    if (models.length === 0) return;
    for (const model of models) model.status = 'building';
    try {
      const { store, fromStored, log } = this.#options;
      const targets = models.map((model) => ({ projection: model.projection, file: model.buildingFile }));
      const built = await rebuild({ targets, store, fromStored, source, log, signal: this.#closing.signal });
      for (const model of models) {
        const failure = built.find(({ file }) => file === model.buildingFile)?.failure ?? null;
        await this.#finish(model, failure);
      }
    } catch (error) {
      for (const model of models) if (model.status === 'building') this.#fallBehind(model, error);
    }
    this.#moved();
  }

  /** Takes what was appended since the builder looked, and swaps in without a turn in between. */
  async #finish(model: KeptReadModel, failedInBuild: Failure | null): Promise<void> {
    const failure = failedInBuild ?? (await this.#catchUp(model));
    if (this.#closing.signal.aborted) return;
    if (failure !== null && model.canAnswer()) removeDatabase(model.buildingFile);
    else model.swapIn();
    this.#noteAt(model.checkpoint().newestAt);
    model.status = 'live';
    if (failure === null) return;
    model.stop(failure);
    this.#sayStopped(model);
  }

  async #catchUp(model: KeptReadModel): Promise<Failure | null> {
    const file = openReadFile(model.buildingFile, model.projection, 'building');
    try {
      while (!this.#closing.signal.aborted) {
        const stored = await this.#store.readAll(file.checkpoint().position, READ_BATCH_EVENTS);
        const failure = applyOrFailure(
          file,
          stored.map((event) => new StoredEvent(event, this.#options.fromStored)),
        );
        if (failure !== null) return failure;
        if (this.#store.compare(file.checkpoint().position, this.#position) >= 0) return null;
      }
      return null;
    } finally {
      file.close();
    }
  }

  #sayStopped({ projection, failure }: KeptReadModel): void {
    const details = {
      code: failure?.code ?? '',
      event: failure?.eventId ?? '',
      message: failure?.message ?? '',
    };
    this.#options.log('projection stopped', { projection: projection.name, ...details });
  }

  /** The disk is full, busy or broken, or the log is: what is there stays readable, and it is tried again with growing waits. */
  #fallBehind(model: KeptReadModel, error: unknown): void {
    if (this.#closing.signal.aborted) return;
    model.status = 'behind';
    const waitMs = Math.min(READ_FILE_AGAIN_MS * 2 ** model.tries, READ_FILE_AGAIN_MAX_MS);
    model.tries += 1;
    const why = sqliteTrouble(error) ?? nameOf(error);
    this.#options.log('read file: cannot be kept up to date', {
      projection: model.projection.name,
      why,
      againMs: waitMs,
    });
    this.#later(waitMs, () => void this.#track(this.#bringBack(model)));
  }

  async #bringBack(model: KeptReadModel): Promise<void> {
    try {
      const head = await this.#store.head();
      if (this.#closing.signal.aborted) return;
      if (!this.#openExisting(model, head)) return await this.#build([model], this.#options.rebuildFrom);
      model.status = 'behind';
      await this.#reachTheOthers(model);
      this.#moved();
    } catch (error) {
      this.#fallBehind(model, error);
    }
  }

  async #reachTheOthers(model: KeptReadModel): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const stored = await this.#store.readAll(model.checkpoint().position, READ_BATCH_EVENTS);
      model.apply(stored.map((event) => new StoredEvent(event, this.#options.fromStored)));
      if (model.failure !== null) return this.#sayStopped(model);
      if (this.#store.compare(model.checkpoint().position, this.#position) < 0) continue;
      model.status = 'live';
      return;
    }
  }

  #later(waitMs: number, call: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      call();
    }, waitMs);
    this.#timers.add(timer);
  }

  #track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => this.#work.delete(tracked));
    this.#work.add(tracked);
    return tracked;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
