/** The token that tells a push service who sends (VAPID, RFC 8292), kept for each service until it is half spent. */
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import type { Clock } from '@bijspringen/kernel/clock.ts';
import { TOKEN_LIFE_MS, TOKENS_KEPT_MAX } from './limits.ts';

export type SenderKey = { publicKey: string; privateKey: string };

export type SenderTokens = {
  /** The `Authorization` header for a push service: its origin. */
  authorization(origin: string): string;
};

type Options = {
  key: SenderKey;
  /** `mailto:` or `https:`; whom the push service may ask. */
  contact: string;
  clock: Pick<Clock, 'now'>;
};

export function createSenderTokens({ key, contact, clock }: Options): SenderTokens {
  const privateKey = keyObject(key);
  const kept = new Map<string, { header: string; madeAtMs: number }>();

  function make(origin: string, nowMs: number): string {
    const expiresAt = Math.floor((nowMs + TOKEN_LIFE_MS) / 1_000);
    const claims = { aud: origin, exp: expiresAt, sub: contact };
    const content = `${base64url({ typ: 'JWT', alg: 'ES256' })}.${base64url(claims)}`;
    const signature = sign('sha256', Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `vapid t=${content}.${signature.toString('base64url')}, k=${key.publicKey}`;
  }

  return {
    authorization(origin) {
      const nowMs = clock.now().getTime();
      const before = kept.get(origin);
      // A clock that was set back makes a new one too.
      const ageMs = before === undefined ? Number.POSITIVE_INFINITY : Math.abs(nowMs - before.madeAtMs);
      if (before !== undefined && ageMs < TOKEN_LIFE_MS / 2) return before.header;
      const header = make(origin, nowMs);
      if (kept.size >= TOKENS_KEPT_MAX) kept.clear();
      kept.set(origin, { header, madeAtMs: nowMs });
      return header;
    },
  };
}

const COORDINATE_BYTES = 32;

function keyObject({ publicKey, privateKey }: SenderKey): KeyObject {
  const point = Buffer.from(publicKey, 'base64url');
  const x = point.subarray(1, 1 + COORDINATE_BYTES).toString('base64url');
  const y = point.subarray(1 + COORDINATE_BYTES).toString('base64url');
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d: privateKey }, format: 'jwk' });
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}
