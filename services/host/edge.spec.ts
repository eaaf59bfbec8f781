/** What bad input gets: a clear problem, nothing stored, nothing repeated in answer or log. */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someWish, startTestHost, type TestHost } from './testing/test-host.ts';

let host: TestHost;
const secret = 'PLANTED-zwart-haar-nummer-14';
const newCode = () => makeFollowCode(crypto.getRandomValues(new Uint8Array(13)));

beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.end());

const wish = (changes: object = {}) => ({ ...someWish(newCode()), ...changes });
const JSON_TYPE = { 'Content-Type': 'application/json' };

type Case = {
  what: string;
  body: () => unknown;
  headers?: Record<string, string>;
  status: number;
  code: string;
  errors?: object[];
};
const cases: Case[] = [
  {
    what: 'unknown fields',
    body: () => wish({ priority: 1, followUpDay: 2 }),
    status: 422,
    code: 'invalid-input',
    errors: [
      { field: 'priority', code: 'unknown-field', message: 'Er staat een veld te veel in. Haal het weg.' },
      { field: 'followUpDay', code: 'unknown-field', message: 'Er staat een veld te veel in. Haal het weg.' },
    ],
  },
  {
    what: 'an unknown field whose name may say something about somebody',
    body: () => wish({ [secret]: 1 }),
    status: 422,
    code: 'invalid-input',
    errors: [{ field: '', code: 'unknown-field', message: 'Er staat een veld te veel in. Haal het weg.' }],
  },
  {
    what: 'a field that is missing',
    body: () => wish({ text: undefined }),
    status: 422,
    code: 'invalid-input',
    errors: [{ field: 'text', code: 'missing', message: 'Vul dit in.' }],
  },
  {
    what: 'an empty text',
    body: () => wish({ text: '   ' }),
    status: 422,
    code: 'invalid-input',
    errors: [{ field: 'text', code: 'missing', message: 'Vul dit in.' }],
  },
  {
    what: 'a text of 2,001 characters',
    body: () => wish({ text: 'a'.repeat(2_001) }),
    status: 422,
    code: 'invalid-input',
    errors: [{ field: 'text', code: 'too-long', message: 'Dit is te veel. Het maximum is 2000.' }],
  },
  {
    what: 'a kind that does not exist',
    body: () => wish({ kind: secret }),
    status: 422,
    code: 'invalid-input',
    errors: [{ field: 'kind', code: 'wrong-value', message: 'Dit kan hier niet. Kies iets anders.' }],
  },
  {
    what: 'a code that cannot be one',
    body: () => wish({ followCode: secret }),
    status: 422,
    code: 'invalid-input',
    errors: [
      { field: 'followCode', code: 'wrong-format', message: 'Dit is niet goed geschreven. Kijk het na.' },
    ],
  },
  { what: 'a number for a text', body: () => wish({ text: 5 }), status: 422, code: 'invalid-input' },
  {
    what: 'a field deeper down that nobody knows',
    body: () => wish({ kind: 'help', gate: { dangers: [], emergencyCalled: 'no', [secret]: 1 } }),
    status: 422,
    code: 'invalid-input',
    errors: [
      { field: 'gate', code: 'unknown-field', message: 'Er staat een veld te veel in. Haal het weg.' },
    ],
  },
  { what: 'a list for an object', body: () => [], status: 422, code: 'invalid-input' },
  { what: 'null', body: () => 'null', status: 422, code: 'invalid-input' },
  {
    what: 'a prototype to be set',
    body: () => JSON.stringify(wish()).replace('{', '{"__proto__":{"isAdmin":true},'),
    status: 422,
    code: 'invalid-input',
  },
  {
    what: 'a constructor to be set',
    body: () => wish({ constructor: { prototype: { isAdmin: true } } }),
    status: 422,
    code: 'invalid-input',
  },
  {
    what: 'text that is not JSON',
    body: () => `{"text": "${secret}`,
    status: 422,
    code: 'not-json',
    errors: [{ field: 'body', code: 'not-json', message: 'Dit bericht is niet te lezen. Stuur JSON.' }],
  },
  { what: 'nothing', body: () => '', status: 422, code: 'not-json' },
  {
    what: 'another content type',
    body: () => wish(),
    headers: { 'Content-Type': 'text/plain' },
    status: 422,
    code: 'not-json',
  },
  {
    what: 'a form where JSON is asked',
    body: () => 'kind=wish',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    status: 422,
    code: 'not-json',
  },
  {
    what: 'a text of 1 MB',
    body: () => wish({ text: 'a'.repeat(1_000_000) }),
    status: 422,
    code: 'too-large',
    errors: [{ field: 'body', code: 'too-large', message: 'Je bericht is te lang. Maak het korter.' }],
  },
];

describe('bad input', () => {
  it.each(cases)('$what gets $status $code', async ({ body, headers = {}, status, code, errors }) => {
    const head = await host.kernel.store.head();
    const answer = await host.anyone().send('POST', '/api/signals', body(), { ...JSON_TYPE, ...headers });
    expect([answer.status, answer.json]).toMatchObject([status, { status, code, type: `/api/docs#${code}` }]);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    if (errors) expect(answer.json).toMatchObject({ errors });
    expect(answer.text).not.toContain(secret);
    expect(await host.kernel.store.head()).toBe(head);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('is told field by field, in one answer', async () => {
    const answer = await host.anyone().post('/api/signals', { commandId: 'x' });
    const fields = (answer.json as { errors: { field: string }[] }).errors.map((error) => error.field);
    expect(fields).toEqual(['commandId', 'kind', 'text', 'followCode']);
  });

  it('that is no UTF-8 is refused', async () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    expect((await sendRaw(bytes)).status).toBe(422);
  });

  it('that does not say how long it is, is cut off at the bound', async () => {
    const answer = await sendRaw(Buffer.alloc(100_000, 97), { 'Transfer-Encoding': 'chunked' });
    expect(answer).toMatchObject({ status: 422 });
  });

  it('never reaches the log', () => {
    expect(host.logged()).not.toContain(secret);
  });

  it.each(['1', 'A'.repeat(36), '..%2f..%2fetc', `${randomUUID()}x`])(
    'as an id, %s is not found',
    async (id) => {
      const worker = await host.as('caretaker');
      expect((await worker.get(`/api/signals/${id}`)).json).toMatchObject({ code: 'not-found' });
    },
  );

  it('under /api that is no route is a problem, whatever the method', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'])
      expect(await host.anyone().send(method, '/api/nothing')).toMatchObject({
        status: 404,
        json: { code: 'not-found' },
      });
  });
});

describe('a commandId sent again', () => {
  it('gets the same answer for the same content, and writes nothing', async () => {
    const body = wish();
    const first = await host.anyone().post('/api/signals', body);
    const head = await host.kernel.store.head();
    const again = await host.anyone().post('/api/signals', body);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toEqual(first.json);
    expect(await host.kernel.store.head()).toBe(head);
  });

  it('has one spelling, so that it cannot count twice in another', async () => {
    const body = wish();
    const loud = await host
      .anyone()
      .post('/api/signals', { ...body, commandId: body.commandId.toUpperCase() });
    expect(loud).toMatchObject({ status: 422, json: { errors: [{ field: 'commandId' }] } });
  });

  it('is refused for other content', async () => {
    const body = wish();
    await host.anyone().post('/api/signals', body);
    const other = await host.anyone().post('/api/signals', { ...body, text: 'iets anders' });
    expect(other).toMatchObject({ status: 422, json: { code: 'command-reused' } });
  });
});

describe('a write', () => {
  it('is in what is read right after it, every time', async () => {
    const worker = await host.as('caretaker');
    for (let time = 0; time < 20; time++) {
      const raised = await host.anyone().post('/api/signals', wish());
      const { signalId, position } = raised.json as { signalId: string; position: string };
      const queue = await worker.get(`/api/queue?after=${encodeURIComponent(position)}`);
      expect(queue.text).toContain(signalId);
    }
  });
});

describe('a neighbour who keeps writing', () => {
  it('is stopped for a while, so that the signal stays workable, and can still take it back', async () => {
    const code = makeFollowCode(crypto.getRandomValues(new Uint8Array(13)));
    await host.anyone().post('/api/signals', someWish(code));
    const own = { Authorization: `Follow ${code}` };
    const write = () =>
      host.anyone().post('/api/follow/messages', { commandId: randomUUID(), text: 'nog iets' }, own);
    const statuses: number[] = [];
    for (let time = 0; time < 31; time++) statuses.push((await write()).status);
    expect(new Set(statuses.slice(0, 30))).toEqual(new Set([200]));
    expect(statuses[30]).toBe(429);
    const other = makeFollowCode(crypto.getRandomValues(new Uint8Array(13)));
    await host.anyone().post('/api/signals', someWish(other));
    const asOther = { Authorization: `Follow ${other}` };
    const body = { commandId: randomUUID(), text: 'iets anders' };
    expect((await host.anyone().post('/api/follow/messages', body, asOther)).status).toBe(200);
    const back = await host.anyone().send('DELETE', '/api/follow', { commandId: randomUUID() }, own);
    expect(back.status).toBe(200);
  });
});

describe('a page of somebody else', () => {
  it.each([
    ['Origin', { Origin: 'https://evil.example' }],
    ['Sec-Fetch-Site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['Sec-Fetch-Site of a sibling', { 'Sec-Fetch-Site': 'same-site' }],
  ])('cannot write, told by %s', async (_, headers) => {
    const worker = await host.as('coordinator');
    const body = { commandId: randomUUID(), name: 'Collega', roles: ['social-caretaker'] };
    expect(await worker.post('/api/invitations', body, headers)).toMatchObject({ status: 403 });
    expect(await host.anyone().post('/api/signals', wish(), headers)).toMatchObject({ status: 403 });
  });

  it.each([{ Origin: 'null' }, { Origin: '' }])(
    'cannot use a cookie without saying where it comes from',
    async (headers) => {
      const worker = await host.as('coordinator');
      const body = { commandId: randomUUID(), name: 'Collega', roles: ['social-caretaker'] };
      expect((await worker.post('/api/invitations', body, headers)).status).toBe(403);
      expect((await worker.send('DELETE', '/api/sessions', undefined, headers)).status).toBe(403);
      expect((await worker.get('/api/session')).status).toBe(200);
    },
  );
});

describe('every answer', () => {
  const paths = ['/api/district', '/api/nothing', '/api/docs', '/api/health/live', '/nowhere.txt'];

  it.each(paths)('of %s carries the security headers', async (path) => {
    const { headers } = await host.anyone().get(path);
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('Permissions-Policy')).toContain('geolocation=()');
    expect(headers.has('Strict-Transport-Security')).toBe(false);
  });

  it('is kept by nobody, but for the public facts', async () => {
    const worker = await host.as('caretaker');
    for (const path of ['/api/session', '/api/queue', '/api/nothing'])
      expect((await worker.get(path)).headers.get('Cache-Control')).toBe('no-store');
    for (const path of ['/api/district', '/api/help-routes'])
      expect((await worker.get(path)).headers.get('Cache-Control')).toBe('public, max-age=300');
  });
});

/** Bytes as they are, with the headers of our own page. */
function sendRaw(bytes: Buffer, headers: Record<string, string> = {}): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(`${host.url}/api/signals`, {
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers },
    });
    sent.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}
