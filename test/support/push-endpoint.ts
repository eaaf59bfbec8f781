/**
 * A push service on the loopback address, over real TLS. It checks who sends (VAPID), decrypts with each phone's keys as a
 * browser would, and answers as a test wants.
 */
import assert from 'node:assert/strict';
import { createPublicKey, randomUUID, verify } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type PushPayload, pushPayload } from '@bijspringen/contracts/notifications/api.ts';
import { makeCertificate } from './certificate.ts';
import { decryptPush, makePhoneKeys } from './rfc8291.ts';

/** One request that came in whole. */
export type Received = {
  phone: Phone;
  headers: IncomingHttpHeaders;
  payload: PushPayload;
  /** As it was decrypted, to the letter. */
  text: string;
  /** What the sender says of itself: signed, and checked. */
  sender: { aud: string; exp: number; sub: string; key: string };
  /** What it was answered with; 0 for an answer that never comes. */
  status: number;
};

export type PushAnswer = { status: number; headers?: Record<string, string>; body?: string } | 'hang';
/** What to answer the first, second, … request to this phone. */
export type PushAnswers = (nth: number) => PushAnswer;

export type Phone = {
  /** What the browser gives to the app. */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** In the order in which they came. */
  received: Received[];
  /** The latest of each tag: what stands on the screen. */
  shown(): Map<string, PushPayload['notification']>;
  answers(answers: PushAnswers): void;
};

export type PushEndpoint = {
  url: string;
  /** For `HostOptions.push.loopbackCa`. */
  ca: string;
  /** Everything that came in, to any phone. */
  received: Received[];
  /** How many connections were opened. */
  connections(): number;
  /** Calls at the next connection, before anything was said over it. */
  onceConnected(call: () => void): void;
  /** A phone that just subscribed. */
  phone(): Phone;
  /** What every phone answers that was not told otherwise; 201 until this is called. */
  answers(answers: PushAnswers): void;
  /** Resolves when it is so: looked at now, and again at everything that comes in. */
  until(isSo: (received: readonly Received[]) => boolean): Promise<void>;
  close(): Promise<void>;
};

type Keys = ReturnType<typeof makePhoneKeys>;
type Known = { phone: Phone; keys: Keys; answers: PushAnswers | null };

export async function startPushEndpoint(): Promise<PushEndpoint> {
  const { cert, key } = makeCertificate();
  const phones = new Map<string, Known>();
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let connections = 0;
  let common: PushAnswers = () => ({ status: 201 });

  const server = createServer({ cert, key }, (request, response) => {
    take(request, response).catch((error: unknown) => {
      // A test sees this as a failed send with the reason beside it.
      response.writeHead(400).end(String(error));
    });
  });
  server.on('secureConnection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const known = phones.get(request.url ?? '');
    if (known === undefined) return void response.writeHead(404).end();
    assert.equal(request.method, 'POST');
    assert.equal(request.headers['content-encoding'], 'aes128gcm');
    const text = decryptPush(body, known.keys);
    const { phone } = known;
    const answer = (known.answers ?? common)(phone.received.length + 1);
    const one: Received = {
      phone,
      headers: request.headers,
      payload: pushPayload.parse(JSON.parse(text)),
      text,
      sender: senderOf(request.headers.authorization, url),
      status: answer === 'hang' ? 0 : answer.status,
    };
    phone.received.push(one);
    received.push(one);
    if (answer !== 'hang') response.writeHead(answer.status, answer.headers ?? {}).end(answer.body);
    for (const look of [...waiting]) look();
  }

  return {
    url,
    ca: cert,
    received,
    connections: () => connections,
    onceConnected(call) {
      server.once('connection', call);
    },
    phone: () => {
      const path = `/push/${randomUUID()}`;
      const known = makePhone(url, path);
      phones.set(path, known);
      return known.phone;
    },
    answers(answers) {
      common = answers;
    },
    until: (isSo) =>
      new Promise((resolve) => {
        const look = () => {
          if (!isSo(received)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        if (!server.listening) return resolve();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function makePhone(url: string, path: string): Known {
  const keys = makePhoneKeys();
  const phone: Phone = {
    subscription: {
      endpoint: url + path,
      keys: { p256dh: keys.publicKey.toString('base64url'), auth: keys.authSecret.toString('base64url') },
    },
    received: [],
    shown: () =>
      new Map(phone.received.map(({ payload: { notification } }) => [notification.tag, notification])),
    answers(answers) {
      known.answers = answers;
    },
  };
  const known: Known = { phone, keys, answers: null };
  return known;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** RFC 8292: `vapid t=<JWT>, k=<public key>`; the token is for this service and signed with that key. */
function senderOf(header: string | undefined, origin: string): Received['sender'] {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
    format: 'jwk',
  });
  assert.deepEqual(JSON.parse(Buffer.from(head, 'base64url').toString()), { typ: 'JWT', alg: 'ES256' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  assert(isSigned, 'the token was not signed with that key');
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Omit<Received['sender'], 'key'>;
  assert.equal(said.aud, origin, 'the token is for another push service');
  return { ...said, key };
}
