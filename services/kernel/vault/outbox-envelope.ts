/**
 * A message that a phone sealed for this server while it was offline.
 *
 * The envelope is the base64url (no padding) of these bytes:
 *
 *   offset  bytes  what
 *   0       1      1: the version of this layout
 *   1       8      key id: the first 8 bytes of SHA-256 over the server's raw public key
 *   9       65     the phone's public key of this one message: 0x04, x, y (P-256)
 *   74      12     nonce
 *   86      n      ciphertext (AES-256-GCM), UTF-8
 *   86+n    16     tag
 *
 * The key is HKDF-SHA-256 over the ECDH secret of the phone's and the server's key, salt = phone's public key followed by
 * the server's (65 bytes each), info = "bijspringen outbox v1", 32 bytes. Additional data: the first 74 bytes.
 * The phone's side is pwa/src/outbox/seal-for-server.ts; both change together, under a new version.
 */
import { createECDH, createHash, type ECDH, hkdfSync } from 'node:crypto';
import { bytesOf, KEY_BYTES, NONCE_BYTES, openBytes, TAG_BYTES, toKey } from './sealing.ts';

const CURVE = 'prime256v1';
const VERSION = 1;
const KEY_ID_AT = 1;
const KEY_ID_BYTES = 8;
const EPHEMERAL_AT = KEY_ID_AT + KEY_ID_BYTES;
const PUBLIC_KEY_BYTES = 65;
const COORDINATE_BYTES = 32;
const HEADER_BYTES = EPHEMERAL_AT + PUBLIC_KEY_BYTES;
const INFO = 'bijspringen outbox v1';

/** A new private key, 32 bytes. */
export function makeOutboxKey(): Buffer {
  const pair = createECDH(CURVE);
  pair.generateKeys();
  const key = pair.getPrivateKey();
  // OpenSSL leaves leading zeroes out.
  return Buffer.concat([Buffer.alloc(COORDINATE_BYTES - key.length), key]);
}

export function createOutbox(privateKey: Uint8Array) {
  const pair = createECDH(CURVE);
  pair.setPrivateKey(privateKey);
  const publicKey = pair.getPublicKey();
  const keyId = createHash('sha256').update(publicKey).digest().subarray(0, KEY_ID_BYTES);
  const shown = {
    keyId: keyId.toString('hex'),
    x: publicKey.subarray(1, 1 + COORDINATE_BYTES).toString('base64url'),
    y: publicKey.subarray(1 + COORDINATE_BYTES).toString('base64url'),
  };

  return {
    outboxKey: () => ({ ...shown }),
    openEnvelope(envelope: string): string | null {
      const bytes = bytesOf(envelope);
      if (bytes === null || bytes.length < HEADER_BYTES + NONCE_BYTES + TAG_BYTES) return null;
      if (bytes[0] !== VERSION || !bytes.subarray(KEY_ID_AT, EPHEMERAL_AT).equals(keyId)) return null;
      const ephemeral = bytes.subarray(EPHEMERAL_AT, HEADER_BYTES);
      const shared = sharedSecret(pair, ephemeral);
      if (shared === null) return null;
      const key = toKey(
        Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, publicKey]), INFO, KEY_BYTES)),
      );
      const plain = openBytes(key, bytes.subarray(HEADER_BYTES), bytes.subarray(0, HEADER_BYTES));
      return plain?.toString('utf8') ?? null;
    },
  };
}

function sharedSecret(pair: ECDH, ephemeral: Uint8Array): Buffer | null {
  try {
    return pair.computeSecret(ephemeral);
  } catch {
    // Bytes from outside that are not a point on the curve: an envelope that cannot be opened, like any other.
    return null;
  }
}
