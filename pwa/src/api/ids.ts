/** Ids and codes that the phone makes itself, from the browser's own random numbers. */
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';

const UUID_BYTES = 16;
const CODE_BYTES = 13;

/** A random UUID; Safari before 15.4 has no `crypto.randomUUID`. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(UUID_BYTES));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A follow code, made before anything is sent. */
export function newFollowCode(): string {
  return makeFollowCode(crypto.getRandomValues(new Uint8Array(CODE_BYTES)));
}
