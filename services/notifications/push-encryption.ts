/** Encrypts one message for one phone (RFC 8291, `aes128gcm`), by the library that its field uses. */
import webPush from 'web-push';

/** What the browser gave, as bytes. */
export type PhoneKeys = {
  /** Uncompressed point on P-256, 65 bytes. */
  publicKey: Uint8Array;
  /** 16 bytes. */
  authSecret: Uint8Array;
};

/** A push service takes no body above 4,096 bytes; 86 of header, 16 of tag and 1 of ending are not the message's. */
const TEXT_BYTES_MAX = 3_993;

/** The body to send. Throws when the keys are none (too short, no point on the curve), or the text is too long. */
export function encryptPush(text: string, { publicKey, authSecret }: PhoneKeys): Buffer {
  if (Buffer.byteLength(text) > TEXT_BYTES_MAX) throw new RangeError('a message is one record');
  const [key, secret] = [publicKey, authSecret].map((bytes) => Buffer.from(bytes).toString('base64url'));
  return webPush.encrypt(key ?? '', secret ?? '', text, 'aes128gcm').cipherText;
}
