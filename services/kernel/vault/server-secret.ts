/** Keys of the vault's own, one for each use, derived from a secret that is stored wrapped and so outlives a restart. */
import assert from 'node:assert/strict';
import { createHmac, hkdfSync, type KeyObject } from 'node:crypto';
import { SECRET_USES_MAX } from '../limits.ts';
import { bytesOf, KEY_BYTES, openBytes, sealBytes, toKey } from './sealing.ts';

/** What a secret of the vault's own is bound to when it is wrapped. */
export function secretName(name: string): string {
  return `secret:${name}`;
}

export function createServerSecret(secret: Uint8Array) {
  const keys = new Map<string, KeyObject>();

  function keyFor(kind: 'hmac' | 'token', use: string): KeyObject {
    const info = `bijspringen ${kind} ${use}`;
    const known = keys.get(info);
    if (known) return known;
    assert(keys.size < SECRET_USES_MAX, 'the use of a key must be a word in code, not data');
    const key = toKey(Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), info, KEY_BYTES)));
    keys.set(info, key);
    return key;
  }

  return {
    hmac: (use: string, content: string): string =>
      createHmac('sha256', keyFor('hmac', use)).update(content, 'utf8').digest('hex'),
    sealToken: (use: string, content: string): string =>
      sealBytes(keyFor('token', use), Buffer.from(content, 'utf8'), use).toString('base64url'),
    openToken(use: string, token: string): string | null {
      const bytes = bytesOf(token);
      return bytes && (openBytes(keyFor('token', use), bytes, use)?.toString('utf8') ?? null);
    },
  };
}
