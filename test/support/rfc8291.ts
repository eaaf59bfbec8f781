/**
 * A phone's side of an encrypted push, written from RFC 8291 and RFC 8188 on node:crypto alone, so that it shares no code and
 * no mistake with what sends.
 */
import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto';

/** The keys that a browser makes when it subscribes. */
export type PhoneKeys = {
  /** Uncompressed point, 65 bytes. */
  publicKey: Buffer;
  /** 32 bytes. */
  privateKey: Buffer;
  /** 16 bytes. */
  authSecret: Buffer;
};

export function makePhoneKeys(): PhoneKeys {
  const pair = createECDH('prime256v1');
  const publicKey = pair.generateKeys();
  const key = pair.getPrivateKey();
  const privateKey = Buffer.concat([Buffer.alloc(32 - key.length), key]);
  return { publicKey, privateKey, authSecret: randomBytes(16) };
}

const SALT_BYTES = 16;
const RECORD_SIZE_BYTES = 4;
const POINT_BYTES = 65;
const TAG_BYTES = 16;
/** RFC 8188: what ends the last record. */
const LAST_RECORD = 2;

/** The text of a body in `aes128gcm`. Throws when one bit of it is not as it was sent, or it is for another phone. */
export function decryptPush(body: Buffer, keys: PhoneKeys): string {
  // RFC 8188, 2.1: salt, record size, length of the key id, key id; in a push that is the sender's public key.
  const salt = body.subarray(0, SALT_BYTES);
  const recordSize = body.readUInt32BE(SALT_BYTES);
  const idLength = body.readUInt8(SALT_BYTES + RECORD_SIZE_BYTES);
  assert.equal(idLength, POINT_BYTES, 'the key id is a point');
  const headerBytes = SALT_BYTES + RECORD_SIZE_BYTES + 1 + POINT_BYTES;
  const senderKey = body.subarray(headerBytes - POINT_BYTES, headerBytes);
  const record = body.subarray(headerBytes);
  assert(record.length <= recordSize, 'a push is one record (RFC 8291, 4)');

  const pair = createECDH('prime256v1');
  pair.setPrivateKey(keys.privateKey);
  const shared = pair.computeSecret(senderKey);
  // RFC 8291, 3.3 and 3.4: both public keys are bound into the input keying material.
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), keys.publicKey, senderKey]);
  const material = expand(extract(keys.authSecret, shared), keyInfo, 32);
  const random = extract(salt, material);
  const key = expand(random, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = expand(random, Buffer.from('Content-Encoding: nonce\0'), 12);

  const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(record.subarray(record.length - TAG_BYTES));
  const padded = Buffer.concat([
    decipher.update(record.subarray(0, record.length - TAG_BYTES)),
    decipher.final(),
  ]);
  const end = padded.findLastIndex((byte) => byte !== 0);
  assert.equal(padded[end], LAST_RECORD, 'the last record ends in 2 and zeroes');
  return padded.subarray(0, end).toString('utf8');
}

/** HKDF (RFC 5869) in its two steps; one block of SHA-256 is as much as is ever needed here. */
function extract(salt: Buffer, material: Buffer): Buffer {
  return createHmac('sha256', salt).update(material).digest();
}

function expand(random: Buffer, info: Buffer, length: number): Buffer {
  return createHmac('sha256', random).update(info).update(Buffer.of(1)).digest().subarray(0, length);
}
