import { createECDH } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decryptPush, makePhoneKeys, type PhoneKeys } from './rfc8291.ts';
import { rfc8291Example as example } from './rfc8291-example.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
const keys: PhoneKeys = {
  publicKey: bytes(example.userAgentPublic),
  privateKey: bytes(example.userAgentPrivate),
  authSecret: bytes(example.authSecret),
};

describe('the phone that tests decrypt with', () => {
  it('reads the example of RFC 8291', () => {
    expect(decryptPush(bytes(example.body), keys)).toBe(example.plaintext);
  });

  it('reads nothing of it when a bit was changed on the way, or with another phone’s keys', () => {
    const body = bytes(example.body);
    for (const at of [0, 22, 90, body.length - 1]) {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => decryptPush(changed, keys)).toThrow();
    }
    expect(() => decryptPush(body, makePhoneKeys())).toThrow();
    expect(() => decryptPush(body, { ...keys, authSecret: Buffer.alloc(16) })).toThrow();
  });

  it('makes keys of its own that belong together', () => {
    const made = makePhoneKeys();
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(made.privateKey);
    expect(pair.getPublicKey()).toEqual(made.publicKey);
    expect(made.privateKey).toHaveLength(32);
    expect(made.authSecret).toHaveLength(16);
  });
});
