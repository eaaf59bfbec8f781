/** The writer's own copy, readable with the follow code only. 65 random bits need no slow key derivation. */
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const encoder = new TextEncoder();

async function derive(code: string, use: string, bits: number): Promise<Uint8Array<ArrayBuffer>> {
  const secret = await crypto.subtle.importKey('raw', encoder.encode(code), 'HKDF', false, ['deriveBits']);
  const parameters = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(32),
    info: encoder.encode(`bijspringen ${use} v1`),
  };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, secret, bits));
}

async function keyOf(code: string, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', await derive(code, 'own copy', 256), 'AES-GCM', false, [use]);
}

/** What a kept message is found by: derived from the code, in hex; the code cannot be worked out from it. */
export async function codeTagOf(code: string): Promise<string> {
  const tag = await derive(code, 'tag', TAG_BYTES * 8);
  return [...tag].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Nonce and ciphertext of `text` under the code. */
export async function sealForWriter(code: string, text: string): Promise<Uint8Array> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await keyOf(code, 'encrypt');
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, encoder.encode(text)),
  );
  const both = new Uint8Array(NONCE_BYTES + sealed.length);
  both.set(nonce);
  both.set(sealed, NONCE_BYTES);
  return both;
}

/** The text again; null when the code is another. */
export async function openForWriter(code: string, sealed: Uint8Array): Promise<string | null> {
  const bytes = new Uint8Array(sealed);
  const key = await keyOf(code, 'decrypt');
  const parameters = { name: 'AES-GCM', iv: bytes.subarray(0, NONCE_BYTES) };
  const plain = await crypto.subtle
    .decrypt(parameters, key, bytes.subarray(NONCE_BYTES))
    .catch((error: unknown) => {
      // WebCrypto tells a wrong key by this one name; anything else is a fault of ours.
      if (error instanceof DOMException && error.name === 'OperationError') return null;
      throw error;
    });
  return plain === null ? null : new TextDecoder().decode(plain);
}
