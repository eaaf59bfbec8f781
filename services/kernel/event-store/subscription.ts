/** Catch-up and live reading of a log in one loop: what is not read yet stays in the log, so nothing piles up in memory. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SubscriptionClosed } from '../errors.ts';
import { READ_BATCH_EVENTS } from '../limits.ts';
import type { Listener, RecordedEvent, Subscription, SubscriptionFailed } from './port.ts';

/** The log as numbers: the last number, and up to `limit` events after one, without gaps. */
export type NumberedLog = {
  last(): number;
  read(after: number, limit: number): RecordedEvent[];
};

export interface Subscriptions {
  open(after: number, listener: Listener, onError: SubscriptionFailed | undefined): Subscription;
  /** There is more to read. */
  wake(): void;
  close(): Promise<void>;
}

/** Keeps every open subscription of one store. */
export function createSubscriptions(log: NumberedLog): Subscriptions {
  const running = new Set<Running>();
  return {
    open(after, listener, onError) {
      const subscription = new Running(log, after, listener);
      running.add(subscription);
      void subscription.run().then((failure) => {
        running.delete(subscription);
        if (failure !== null) report(failure.error, onError);
      });
      return { caughtUp: () => subscription.caughtUp(), close: () => subscription.close() };
    },
    wake() {
      for (const subscription of running) subscription.wake();
    },
    async close() {
      await Promise.all([...running].map((subscription) => subscription.close()));
    },
  };
}

function report(error: unknown, onError: SubscriptionFailed | undefined): void {
  queueMicrotask(() => {
    if (onError === undefined) throw error;
    onError(error);
  });
}

type Failure = { error: unknown };
type Waiter = { until: number; resolve: () => void; reject: (error: unknown) => void };

class Running {
  readonly #log: NumberedLog;
  readonly #listener: Listener;
  readonly #done = Promise.withResolvers<void>();
  #seen: number;
  #stopped: Failure | null = null;
  #waiters: Waiter[] = [];
  #wake: () => void = () => {};

  constructor(log: NumberedLog, after: number, listener: Listener) {
    this.#log = log;
    this.#listener = listener;
    this.#seen = after;
  }

  wake(): void {
    this.#wake();
  }

  caughtUp(): Promise<void> {
    if (this.#stopped !== null) return Promise.reject(this.#stopped.error);
    const until = this.#log.last();
    if (this.#seen >= until) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiters.push({ until, resolve, reject }));
  }

  close(): Promise<void> {
    this.#stop(new SubscriptionClosed('the subscription was closed'));
    return this.#done.promise;
  }

  /** Resolves when the loop has ended: null after `close`, otherwise with what went wrong. */
  async run(): Promise<Failure | null> {
    // The first call comes after `subscribe` has returned, as every later one does.
    await nextTurn();
    try {
      while (this.#stopped === null) await this.#readOn();
      return null;
    } catch (error) {
      this.#stop(error);
      return { error };
    } finally {
      this.#done.resolve();
    }
  }

  async #readOn(): Promise<void> {
    if (this.#seen === this.#log.last()) {
      await this.#sleep();
      // Whoever appended is answered before anybody is told.
      await nextTurn();
      return;
    }
    const events = this.#log.read(this.#seen, READ_BATCH_EVENTS);
    for (const event of events) {
      if (this.#stopped !== null) return;
      const busy = this.#listener(event);
      if (busy !== undefined) await busy;
      this.#seen += 1;
      if (this.#waiters.length > 0) this.#settle();
    }
    // A long catch-up with a listener that never waits would otherwise hold up everybody else.
    await nextTurn();
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #settle(): void {
    for (const waiter of this.#waiters) if (this.#seen >= waiter.until) waiter.resolve();
    this.#waiters = this.#waiters.filter((waiter) => this.#seen < waiter.until);
  }

  #stop(error: unknown): void {
    this.#stopped ??= { error };
    for (const waiter of this.#waiters) waiter.reject(this.#stopped.error);
    this.#waiters = [];
    this.#wake();
  }
}
