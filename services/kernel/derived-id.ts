/** Ids that follow from other ids, so that the same command gives the same ones on every host and every attempt. */
import { createHash } from 'node:crypto';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { StreamName } from './event-store/port.ts';

/** A UUID version 8 (RFC 9562) from SHA-256 over the parts. */
export function derivedId(...parts: readonly (string | number)[]): Id {
  const bytes = createHash('sha256').update(parts.join('\n'), 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id of the stream that a creating command begins: sent twice, it is one stream. */
export function streamIdFor(commandId: Id, category: string): Id {
  return derivedId('stream', category, commandId.toLowerCase());
}

/** `signal` and an id to `signal-<id>`. */
export function streamName(category: string, id: Id): StreamName {
  return `${category}-${id}`;
}

/** The category and the id of a stream. */
export function partsOfStream(stream: StreamName): { category: string; id: Id } {
  const hyphen = stream.indexOf('-');
  return { category: stream.slice(0, hyphen), id: stream.slice(hyphen + 1) };
}
