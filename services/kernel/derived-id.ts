/** Ids that follow from other ids, so that the same command gives the same ones on every host and every attempt. */
import { hash } from 'node:crypto';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { StreamName } from './event-store/port.ts';

/** A UUID version 8 (RFC 9562) from SHA-256 over the parts. */
export function derivedId(...parts: readonly (string | number)[]): Id {
  const hex = hash('sha256', parts.join('\n'), 'hex');
  const variant = VARIANTS.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The first letter of a UUID's fourth part: its two highest bits say that RFC 9562 made it. */
const VARIANTS = '89ab';

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
