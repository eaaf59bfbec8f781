/**
 * Seals a message for the server while the phone is offline: only the server can open it, not even this phone again.
 * The layout of the bytes stands in services/kernel/vault/outbox-envelope.ts. WebCrypto only, as of Safari 14.1.
 */

/** The server's public key: `keyId` as 16 hex characters, `x` and `y` as base64url. */
export type ServerKey = { keyId: string; x: string; y: string };
type WebCrypto = Pick<typeof crypto, 'subtle' | 'getRandomValues'>;
type Bytes = Uint8Array<ArrayBuffer>;

const VERSION = 1;
const NONCE_BYTES = 12;
const SECRET_BITS = 256;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const INFO = 'bijspringen outbox v1';

/** The envelope of `plainText`, base64url. Every call makes a key pair of its own. */
export async function sealForServer(
  server: ServerKey,
  plainText: string,
  webCrypto: WebCrypto,
): Promise<string> {
  const { subtle } = webCrypto;
  const serverRaw = joined(new Uint8Array([4]), fromBase64url(server.x), fromBase64url(server.y));
  const serverKey = await subtle.importKey('raw', serverRaw, CURVE, false, []);
  const pair = await subtle.generateKey(CURVE, false, ['deriveBits']);
  const ephemeral = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));

  const shared = await subtle.deriveBits({ name: 'ECDH', public: serverKey }, pair.privateKey, SECRET_BITS);
  const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits']);
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: joined(ephemeral, serverRaw),
    info: utf8(INFO),
  };
  const bits = await subtle.deriveBits(derivation, secret, SECRET_BITS);
  const key = await subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt']);

  const header = joined(new Uint8Array([VERSION]), fromHex(server.keyId), ephemeral);
  const nonce = webCrypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: header };
  const sealed = new Uint8Array(await subtle.encrypt(parameters, key, utf8(plainText)));
  return toBase64url(joined(header, nonce, sealed));
}

function utf8(text: string): Bytes {
  return new Uint8Array(new TextEncoder().encode(text));
}

function joined(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((bytes, part) => bytes + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function fromHex(hex: string): Bytes {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

function fromBase64url(text: string): Bytes {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Byte by byte: spreading a long message into arguments overflows the stack of an old phone. */
function toBase64url(bytes: Bytes): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/[=]+$/, '');
}
