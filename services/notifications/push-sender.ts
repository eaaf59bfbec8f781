/** Sends one encrypted message to a push service (RFC 8030, 8291), bounded in every direction. */
import { Agent, type RequestOptions, request } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Subscription } from '@bijspringen/contracts/notifications/events.ts';
import { type EndpointRules, trustedEndpoint } from './endpoint.policy.ts';
import { guardedLookup, HostileEndpoint, type Resolve } from './guarded-lookup.ts';
import {
  ANSWER_BYTES_MAX,
  ANSWER_HEAD_BYTES_MAX,
  CONNECTION_IDLE_MS,
  CONNECTIONS_TO_ONE_MAX,
} from './limits.ts';
import type { Sent } from './outcome.policy.ts';
import { encryptPush } from './push-encryption.ts';
import type { SenderTokens } from './sender-token.ts';

export type Push = {
  subscription: Subscription;
  payload: string;
  /** Seconds that the push service may keep it. */
  ttlSeconds: number;
  topic: string;
  urgency: 'high' | 'normal';
};

export type PushSender = {
  /** Encrypts, and gives what sends it, so that nothing but the request itself is left to do after a last look. */
  prepare(push: Push): PreparedPush;
  close(): void;
};
/** Never rejects: whatever happens is what came of it. */
export type PreparedPush = (signal: AbortSignal) => Promise<Sent>;

export type PushSenderOptions = {
  tokens: SenderTokens;
  rules: EndpointRules;
  resolve: Resolve;
  /** For endpoints on this machine: the one certificate authority that is believed, instead of the public ones. */
  testCa?: string | undefined;
};

export function createPushSender({ tokens, rules, resolve, testCa }: PushSenderOptions): PushSender {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: CONNECTIONS_TO_ONE_MAX,
    timeout: CONNECTION_IDLE_MS,
    lookup: guardedLookup({ ...rules, resolve }),
    // Made once: with the authorities in its options an agent would read them all again for each connection.
    secureContext: createSecureContext(testCa === undefined ? {} : { ca: testCa }),
  });
  return {
    prepare(push) {
      const url = trustedEndpoint(push.subscription.endpoint, rules);
      if (url === null) return async () => ({ failed: 'hostile-endpoint' });
      const body = encrypted(push);
      const { ttlSeconds, topic, urgency } = push;
      const headers = {
        TTL: ttlSeconds,
        Topic: topic,
        Urgency: urgency,
        'Content-Type': 'application/octet-stream',
        'Content-Encoding': 'aes128gcm',
        'Content-Length': body.length,
        Authorization: tokens.authorization(url.origin),
      };
      const options = { method: 'POST', agent, headers, maxHeaderSize: ANSWER_HEAD_BYTES_MAX };
      return (signal) => send(url, { ...options, signal }, body);
    },
    close: () => agent.destroy(),
  };
}

/** Only of the right shape would it encrypt; asked when somebody subscribes. */
export function canEncryptFor(subscription: Subscription): boolean {
  try {
    encrypted({ subscription, payload: '{}' });
    return true;
  } catch {
    // A key that is no point on the curve, or too short: always the sender's.
    return false;
  }
}

function encrypted({ subscription, payload }: Pick<Push, 'subscription' | 'payload'>): Buffer {
  return encryptPush(payload, {
    publicKey: Buffer.from(subscription.p256dh, 'base64url'),
    authSecret: Buffer.from(subscription.auth, 'base64url'),
  });
}

function send(url: URL, options: RequestOptions, body: Buffer): Promise<Sent> {
  return new Promise((resolve) => {
    const outgoing = request(url, options, (incoming) => {
      const { statusCode = 0, headers } = incoming;
      const retryAfter = headers['retry-after'] ?? null;
      let bytes = 0;
      // What it says is not read, only taken in, so that the connection can be used again; up to a bound.
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES_MAX) incoming.destroy();
      });
      incoming.on('error', () => resolve({ status: statusCode, retryAfter }));
      incoming.on('close', () => resolve({ status: statusCode, retryAfter }));
    });
    outgoing.on('error', (error) => resolve({ failed: failureOf(error, options.signal) }));
    outgoing.end(body);
  });
}

function failureOf(error: Error, signal: AbortSignal | undefined) {
  if (error instanceof HostileEndpoint) return 'hostile-endpoint' as const;
  return signal?.aborted ? ('time-out' as const) : ('unreachable' as const);
}
