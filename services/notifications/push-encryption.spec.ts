import { describe, expect, it } from 'vitest';
import { decryptPush, makePhoneKeys } from '../../test/support/rfc8291.ts';
import { rfc8291Example as example } from '../../test/support/rfc8291-example.ts';
import { encryptPush } from './push-encryption.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
const phone = { publicKey: bytes(example.userAgentPublic), authSecret: bytes(example.authSecret) };

describe('the encryption of a message', () => {
  it('can be read by that phone only, whatever the words', () => {
    const keys = makePhoneKeys();
    for (const text of ['x', 'Er is hulp nodig.', '€ é 漢 '.repeat(200)]) {
      const body = encryptPush(text, keys);
      expect(decryptPush(body, keys)).toBe(text);
      expect(() => decryptPush(body, makePhoneKeys())).toThrow();
    }
  });

  it('has a salt and a key of its own each time', () => {
    const bodies = [encryptPush('x', phone), encryptPush('x', phone)].map((body) => body.toString('hex'));
    expect(bodies[0]?.slice(0, 32)).not.toBe(bodies[1]?.slice(0, 32));
    expect(bodies[0]?.slice(42, 172)).not.toBe(bodies[1]?.slice(42, 172));
  });

  it.each([
    ['a key that is no point on the curve', { ...phone, publicKey: Buffer.alloc(65, 4) }],
    ['a compressed key', { ...phone, publicKey: bytes(example.userAgentPublic).subarray(0, 33) }],
    ['a secret that is too short', { ...phone, authSecret: Buffer.alloc(15) }],
  ])('is refused for %s', (_, keys) => {
    expect(() => encryptPush('x', keys)).toThrow();
  });

  it('is refused for more than one record holds', () => {
    const keys = makePhoneKeys();
    expect(decryptPush(encryptPush('x'.repeat(3_993), keys), keys)).toHaveLength(3_993);
    expect(() => encryptPush('x'.repeat(3_994), keys)).toThrow(RangeError);
  });
});
