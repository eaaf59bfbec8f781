/** The checksum of an event: SHA-256 over the checksum of the one before it in its stream and everything it says. */
import { hash } from 'node:crypto';
import type { PreparedEvent } from './prepare.ts';

export type Checksummed = PreparedEvent & { number: number; stream: string; version: number };

/** What stands before the first event of a stream. */
export const NO_CHECKSUM = '0'.repeat(64);

/**
 * In hexadecimal letters, as it is stored: for who reads many, buffers cost more than the hash.
 * No part holds a line break (names are checked, JSON text escapes them), so that the text has one reading only.
 * The place in the log is part of it: an event moved is as wrong as an event changed.
 */
export function checksumOf(event: Checksummed, previous: string): string {
  const place = `${previous}\n${event.number}\n${event.stream}\n${event.version}`;
  const content = `${event.id}\n${event.type}\n${event.schemaVersion}\n${event.data}\n${event.metadata}`;
  return hash('sha256', `${place}\n${content}`, 'hex');
}
