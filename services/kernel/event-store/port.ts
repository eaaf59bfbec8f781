/** The event store port. Version, expected version and position are defined here, once, for every adapter. */
import type { Metadata } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';

/** `category-id`; the id is a UUID. */
export type StreamName = `${string}-${string}`;

/** An event about to be appended. `data` is JSON with personal fields sealed already. */
export type NewEvent = {
  id: Id;
  type: string;
  schemaVersion: number;
  data: Readonly<Record<string, unknown>>;
  metadata: Metadata;
};

/** An event in the log. `version` counts from 0 in its stream; `position` orders the whole log. */
export type RecordedEvent = NewEvent & { stream: StreamName; version: number; position: Position };

/**
 * What the writer believes about the stream: that it does not exist, that it exists, or that its last event has this
 * version. "Does not matter" is not offered: every writer has decided on a state.
 */
export type ExpectedVersion = 'no-stream' | 'stream-exists' | number;

export type Appended = { version: number; position: Position };

/** Called for every event in order, one at a time; the next follows when the promise resolves. */
export type Listener = (event: RecordedEvent) => void | Promise<void>;

/** Called once when a subscription stops because its listener threw or the log could not be read. */
export type SubscriptionFailed = (error: unknown) => void;

export interface Subscription {
  /**
   * Resolves when the listener has seen everything that was in the log when this was called. Rejects when the
   * subscription stops before that: with the error that stopped it, or `SubscriptionClosed`.
   */
  caughtUp(): Promise<void>;
  /** Resolves when no call of the listener is under way or will follow; so a listener must not wait for it. */
  close(): Promise<void>;
}

export interface EventStore {
  /**
   * Appends all events or none, durably, and answers only then. 1 to `limits.APPEND_EVENTS_MAX` events.
   * Throws `VersionConflict` (with the actual version), `UnknownOutcome` (read back to learn it), `StoreFull`, `Busy`.
   * The same event ids appended again with the same expectation give the first answer, also after later events.
   */
  append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedVersion): Promise<Appended>;
  /** The stream's events from `fromVersion` (0), in order; empty for a stream that does not exist. */
  readStream(stream: StreamName, fromVersion?: number): Promise<RecordedEvent[]>;
  /**
   * Up to `limit` events after `from` (exclusive; null is the beginning), in order. An unknown storeId reads from the
   * beginning. A position past the end throws `Corrupt`: the log has lost events that this reader has seen.
   */
  readAll(from: Position | null, limit: number): Promise<RecordedEvent[]>;
  /**
   * Every event after `from` (exclusive), then live. Never before the event is durable; never skips one. An error of the
   * listener or of reading stops the subscription; without `onError` it is thrown as uncaught, so that it is never lost.
   */
  subscribe(from: Position | null, listener: Listener, onError?: SubscriptionFailed): Subscription;
  /** The position of the last event; null for an empty log. */
  head(): Promise<Position | null>;
  /** Negative, 0 or positive. An unknown storeId sorts before everything; null is the beginning. */
  compare(a: Position | null, b: Position | null): number;
  /** Throws when the store can no longer write; the health route asks it. */
  checkWritable(): Promise<void>;
  close(): Promise<void>;
}
