/** The checksum of an event: SHA-256 over the checksum of the one before it in its stream and everything it says. */
import { hash } from 'node:crypto';
import type { PreparedEvent } from './prepare.ts';

export type Checksummed = PreparedEvent & { number: number; stream: string; version: number };

/** What stands before the first event of a stream. */
export const NO_CHECKSUM = new Uint8Array(32);

export function checksumOf(event: Checksummed, previous: Uint8Array): Buffer {
  const before = Buffer.from(previous.buffer, previous.byteOffset, previous.byteLength).toString('hex');
  return hash('sha256', textOf(event, before), 'buffer');
}

/** The same in hexadecimal letters, for who reads many: buffers cost more than the hash. */
export function hexChecksumOf(event: Checksummed, previousHex: string): string {
  return hash('sha256', textOf(event, previousHex), 'hex');
}

/**
 * No part holds a line break (names are checked, JSON text escapes them), so that the text has one reading only.
 * The place in the log is part of it: an event moved is as wrong as an event changed.
 */
function textOf(event: Checksummed, previousHex: string): string {
  const place = `${previousHex}\n${event.number}\n${event.stream}\n${event.version}`;
  const content = `${event.id}\n${event.type}\n${event.schemaVersion}\n${event.data}\n${event.metadata}`;
  return `${place}\n${content}`;
}

export function isSameChecksum(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
