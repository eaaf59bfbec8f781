/** Encrypts one message for one phone: RFC 8291, which is one record of RFC 8188 (`aes128gcm`). */
import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';

/** What the browser gave, as bytes. */
export type PhoneKeys = {
  /** Uncompressed point on P-256, 65 bytes. */
  publicKey: Uint8Array;
  /** 16 bytes. */
  authSecret: Uint8Array;
};
/** New for each message. */
export type Fresh = {
  sender: Pick<ECDH, 'computeSecret' | 'getPublicKey'>;
  /** 16 bytes. */
  salt: Uint8Array;
};

const CURVE = 'prime256v1';
const POINT_BYTES = 65;
const AUTH_BYTES_MIN = 16;
const SALT_BYTES = 16;
const SECRET_BYTES = 32;
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
/** A push service takes no more than one record of this size. */
const RECORD_BYTES = 4_096;
const TAG_BYTES = 16;
const LAST_RECORD = Buffer.of(2);
const KEY_INFO = 'Content-Encoding: aes128gcm\0';
const NONCE_INFO = 'Content-Encoding: nonce\0';

/** The body to send. Throws when the keys are none: too short, or no point on the curve. */
export function encryptPush(text: string, phone: PhoneKeys): Buffer {
  const sender = createECDH(CURVE);
  sender.generateKeys();
  return encryptWith({ sender, salt: randomBytes(SALT_BYTES) }, text, phone);
}

/** The same with what must otherwise be new for each message, so that it can be held to the example of the RFC. */
export function encryptWith({ sender, salt }: Fresh, text: string, phone: PhoneKeys): Buffer {
  const { publicKey, authSecret } = phone;
  const plain = Buffer.concat([Buffer.from(text, 'utf8'), LAST_RECORD]);
  if (publicKey.length !== POINT_BYTES) throw new RangeError('a phone’s key is an uncompressed point');
  if (authSecret.length < AUTH_BYTES_MIN) throw new RangeError('a phone’s secret is too short');
  if (plain.length + TAG_BYTES > RECORD_BYTES) throw new RangeError('a message is one record');
  const own = sender.getPublicKey();
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, own]);
  const secret = derive(sender.computeSecret(publicKey), authSecret, { about, bytes: SECRET_BYTES });
  const key = derive(secret, salt, { about: KEY_INFO, bytes: KEY_BYTES });
  const nonce = derive(secret, salt, { about: NONCE_INFO, bytes: NONCE_BYTES });
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const head = Buffer.alloc(SALT_BYTES + 5);
  head.set(salt);
  head.writeUInt32BE(RECORD_BYTES, SALT_BYTES);
  head.writeUInt8(own.length, SALT_BYTES + 4);
  return Buffer.concat([head, own, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

type Derived = { about: string | Uint8Array; bytes: number };

/** HKDF (RFC 5869) in one call: `createHmac` for each of its steps costs more than the curve. */
function derive(secret: Uint8Array, salt: Uint8Array, { about, bytes }: Derived): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, about, bytes));
}
