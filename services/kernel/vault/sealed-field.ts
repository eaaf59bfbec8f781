/** A sealed field as text: how it is written, read back, and opened. */
import assert from 'node:assert/strict';
import type { KeyObject } from 'node:crypto';
import { SEALED_PATTERN, type Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { Corrupt } from '../errors.ts';
import { type FieldPlace, FORGOTTEN, type OpenPurpose, type Subject, type Vault } from './port.ts';
import { bytesOf, openBytes, sealBytes } from './sealing.ts';

export type OpenerOptions = {
  /** null when there is none, or when it was destroyed. */
  keyOf: (subject: Subject) => KeyObject | null;
  isForgotten: (subject: Subject) => boolean;
  /** Told of every opening but those of the index and of the check of a backup. */
  readLog: (read: { subject: Subject; purpose: OpenPurpose }) => void;
};

/** The vault's `open`, on any place that keys come from. */
export function createOpener({ keyOf, isForgotten, readLog }: OpenerOptions): Vault['open'] {
  return <T>(sealed: Sealed<T>, purpose: OpenPurpose) => {
    const { subject, place, bytes } = parseSealed(sealed);
    const key = keyOf(subject);
    if (key === null) {
      if (isForgotten(subject)) return FORGOTTEN;
      throw new Corrupt(`${place.stream} ${place.eventId} ${place.field}: no key for ${subject}`);
    }
    const plain = openBytes(key, bytes, boundTo(subject, place));
    if (plain === null)
      throw new Corrupt(`${place.stream} ${place.eventId} ${place.field}: altered or moved`);
    // The index and the check of a backup open everything; a log of that would hide who looked at somebody.
    if (purpose !== 'search-index' && purpose !== 'backup-check') readLog({ subject, purpose });
    return JSON.parse(plain.toString('utf8')) as T;
  };
}

/** The text of a field that is sealed under the key for its place. */
export function sealField(key: KeyObject, plain: Uint8Array, { subject, place }: Sealing): string {
  const { stream, eventId, field } = place;
  const head = `s1.${subject}.${stream}.${eventId}.${field}.`;
  assert(isHead(head), 'a sealed field that could not be read again');
  return head + sealBytes(key, plain, boundTo(subject, place)).toString('base64url');
}
type Sealing = { subject: Subject; place: FieldPlace };

function boundTo(subject: Subject, { stream, eventId, field }: FieldPlace): string {
  return `${subject}|${stream}|${eventId}|${field}`;
}

/** The pattern, without running it over a long ciphertext: `bytesOf` is stricter about that part. */
function isHead(head: string): boolean {
  return SEALED_PATTERN.test(`${head}A`);
}

function parseSealed(sealed: unknown): { subject: Subject; place: FieldPlace; bytes: Buffer } {
  if (typeof sealed !== 'string') throw new Corrupt('not a sealed field');
  const end = sealed.lastIndexOf('.') + 1;
  const head = sealed.slice(0, end);
  const bytes = isHead(head) ? bytesOf(sealed.slice(end)) : null;
  const [, subject, stream, eventId, ...field] = head.slice(0, -1).split('.');
  if (subject === undefined || stream === undefined || eventId === undefined || bytes === null) {
    throw new Corrupt('not a sealed field');
  }
  return { subject: subject as Subject, place: { stream, eventId, field: field.join('.') }, bytes };
}
