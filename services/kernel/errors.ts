/** Operating errors: typed, retried within a bound or shown. A refusal is never one of these. */
import type { ExpectedVersion } from './event-store/port.ts';

export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
  readonly stream: string;
  readonly expected: ExpectedVersion;
  /** null when the stream does not exist. */
  readonly actual: number | null;
  constructor(stream: string, expected: ExpectedVersion, actual: number | null) {
    super(`${stream}: expected ${expected}, found ${actual ?? 'no stream'}`);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** It may or may not have been written: read back, never guess. */
export class UnknownOutcome extends Error {
  override readonly name = 'UnknownOutcome';
}

/** No room to write: reads go on, writes answer 503. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

/** More work is waiting than the bound allows: nothing was written, try again in a moment. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** Bytes on disk are not what was written: a checksum, a nonce or a shape does not fit. */
export class Corrupt extends Error {
  override readonly name = 'Corrupt';
}

/** A setting is wrong; the message says what would be right. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}

/** The subscription was closed before the listener had seen what was asked for. */
export class SubscriptionClosed extends Error {
  override readonly name = 'SubscriptionClosed';
}

/** The subject's key was destroyed, so nothing can be written about it any more. */
export class SubjectForgotten extends Error {
  override readonly name = 'SubjectForgotten';
}

/** The log holds an event of a release that is newer than this one: keep reading what is known, refuse to decide. */
export class UnknownEventType extends Error {
  override readonly name = 'UnknownEventType';
  readonly type: string;
  readonly schemaVersion: number;
  constructor(type: string, schemaVersion: number) {
    super(`${type} version ${schemaVersion} is newer than this release`);
    this.type = type;
    this.schemaVersion = schemaVersion;
  }
}

/** The read model is being built and there is no older one that can answer: try again in a moment. */
export class ReadModelBuilding extends Error {
  override readonly name = 'ReadModelBuilding';
}

/** The kind of an error only, for a log: a message may carry what does not belong there. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
