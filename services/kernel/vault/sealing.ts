/** AES-256-GCM as the vault uses it everywhere: nonce (12 bytes), ciphertext, tag (16 bytes). */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
const NONCES_DRAWN = 256;

/** Node takes a key of this kind four times as fast as the same bytes. */
export function toKey(bytes: Uint8Array): KeyObject {
  return createSecretKey(bytes);
}

let drawn = Buffer.alloc(0);
let used = 0;

/** Random bytes that are given out once. Many are drawn at a time, because each drawing costs as much as a short sealing. */
function freshNonce(): Buffer {
  if (used === drawn.length) {
    drawn = randomBytes(NONCE_BYTES * NONCES_DRAWN);
    used = 0;
  }
  used += NONCE_BYTES;
  return drawn.subarray(used - NONCE_BYTES, used);
}

/** Seals bytes with a fresh random nonce; `bound` must be given again, to the letter, when opening. */
export function sealBytes(key: KeyObject, plain: Uint8Array, bound: string): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(bound, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plain bytes; null when a bit differs in the bytes, in what they are bound to, or in the key. */
export function openBytes(key: KeyObject, sealed: Uint8Array, bound: string | Uint8Array): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(typeof bound === 'string' ? Buffer.from(bound, 'utf8') : bound);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    // A tag that does not fit is the only way in which this can throw: nothing is left to decrypt.
    decipher.final();
  } catch {
    return null;
  }
  return plain;
}

/** Bytes of base64url; null for anything that is not written exactly as `toString('base64url')` writes it. */
export function bytesOf(base64url: string): Buffer | null {
  const bytes = Buffer.from(base64url, 'base64url');
  // Node skips what it does not know and ignores spare bits, so one text could be written in several ways.
  return bytes.toString('base64url') === base64url ? bytes : null;
}
