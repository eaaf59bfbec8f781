import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { systemClock } from '../clock.ts';
import { refuse } from '../decider.ts';
import {
  Busy,
  Corrupt,
  ReadModelBuilding,
  StoreFull,
  SubjectForgotten,
  UnknownEventType,
} from '../errors.ts';
import { currentReader } from '../vault/reader.ts';
import { createApp } from './app.ts';
import { createCounters } from './counters.ts';
import { ANSWER_TIMEOUT_MS } from './limits.ts';
import type { Answer, Route } from './route.ts';

type Somebody = { name: string };

function appWith(handle: Route['handle'], changes: Partial<Route> = {}) {
  const lines: string[] = [];
  const waited: unknown[] = [];
  const route: Route = {
    method: 'get',
    path: '/api/thing',
    action: 'see',
    summary: 'A thing.',
    handle,
    ...changes,
  };
  const app = createApp<Somebody>({
    routes: [route],
    anyone: { name: 'anyone' },
    principals: [async (request) => (request.headers.has('X-Name') ? { name: 'known' } : null)],
    authorize: ({ name }, action) => (action === 'see' || name === 'known' ? true : 'not-signed-in'),
    readerOf: ({ name }) => name,
    waitFor: async (position) => void waited.push(position),
    clock: systemClock,
    log: (what, details) => lines.push(JSON.stringify({ what, ...details })),
    counters: createCounters(),
    publicUrl: new URL('http://localhost:8080'),
    exitUrl: 'https://weer.example/vandaag',
    version: '1.2.3',
  });
  return { app, lines, waited };
}

const answered = async (answer: Answer) => {
  const response = await appWith(() => answer).app.request('/api/thing');
  return [response.status, await response.json()];
};

afterEach(() => {
  vi.useRealTimers();
});

describe('an answer', () => {
  it('is JSON, with 200 or 201', async () => {
    expect(await answered({ a: 1 })).toEqual([200, { a: 1 }]);
    expect(await answered({ created: { a: 1 } })).toEqual([201, { a: 1 }]);
  });

  it('that refuses is a problem, with its field where there is one', async () => {
    expect(await answered(refuse('signal-closed'))).toMatchObject([409, { code: 'signal-closed' }]);
    expect(await answered(refuse('date-in-the-past', 'next.on'))).toMatchObject([
      422,
      { errors: [{ field: 'next.on', code: 'date-in-the-past', message: 'Kies een dag die nog komt.' }] },
    ]);
    expect(await answered({ problem: 'not-found' })).toMatchObject([404, { code: 'not-found' }]);
  });

  it('that is a response goes out as it is, secured', async () => {
    const { app } = appWith(
      () => new Response('kaal', { status: 202, headers: { 'Content-Security-Policy': 'own' } }),
    );
    const response = await app.request('/api/thing');
    expect([response.status, await response.text()]).toEqual([202, 'kaal']);
    expect(response.headers.get('Content-Security-Policy')).toBe('own');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('an operating error', () => {
  const planted = 'PLANTED';
  it.each([
    [new StoreFull(planted), 503, 'store-full'],
    [new Busy(planted), 503, 'busy'],
    [new ReadModelBuilding(planted), 503, 'busy'],
    [new UnknownEventType(planted, 2), 503, 'newer-than-me'],
    [new SubjectForgotten(planted), 404, 'not-found'],
    [new Corrupt(planted), 500, 'internal'],
    [new TypeError(planted), 500, 'internal'],
  ])('%s is told as it is, without its words', async (error, status, code) => {
    const { app, lines } = appWith(() => Promise.reject(error));
    const response = await app.request('/api/thing?naam=PLANTED', { headers: { 'X-Name': planted } });
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toMatchObject([status, { code }]);
    expect(text + lines.join()).not.toContain(planted);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      what: 'request failed',
      method: 'GET',
      route: '/api/thing',
      code,
      error: error.name,
      ...(code === 'internal' && { where: expect.stringMatching(/^app\.spec\.ts:\d+/) }),
      correlationId: response.headers.get('X-Correlation-Id'),
    });
  });

  it('is also that an answer takes too long', async () => {
    vi.useFakeTimers();
    const { app } = appWith(() => new Promise(() => {}));
    const response = app.request('/api/thing');
    await vi.advanceTimersByTimeAsync(ANSWER_TIMEOUT_MS);
    expect((await response).status).toBe(503);
  });
});

describe('a read', () => {
  it('waits for the position that it was asked to show', async () => {
    const { app, waited } = appWith(() => ({}));
    await app.request('/api/thing?after=log%3A7');
    await app.request(`/api/thing?after=${'x'.repeat(1_000)}`);
    await app.request('/api/thing');
    expect(waited).toEqual(['log:7']);
  });

  it('is known to the read log by who asks', async () => {
    const { app } = appWith(() => ({ reader: currentReader() }), { action: 'work' });
    const response = await app.request('/api/thing', { headers: { 'X-Name': 'x' } });
    expect(await response.json()).toEqual({ reader: 'known' });
    expect((await app.request('/api/thing')).status).toBe(401);
  });

  it('of an id that cannot be one does not reach the handler', async () => {
    const handle = vi.fn(() => ({}));
    const { app } = appWith(handle, { path: '/api/thing/:thingId/:name' });
    expect((await app.request('/api/thing/7/x')).status).toBe(404);
    expect(handle).not.toHaveBeenCalled();
    expect((await app.request('/api/thing/00000000-0000-4000-8000-000000000001/x')).status).toBe(200);
  });
});

describe('a write', () => {
  it('is decided on before its body is taken in', async () => {
    const body = z.strictObject({ a: z.number() });
    const { app } = appWith(({ body }) => ({ body }), { method: 'post', action: 'work', body });
    const send = (headers: Record<string, string>, text: string) =>
      app.request('/api/thing', {
        method: 'POST',
        body: text,
        headers: { 'Content-Type': 'application/json', ...headers },
      });
    expect((await send({}, 'nonsense')).status).toBe(401);
    expect((await send({ 'X-Name': 'x' }, 'nonsense')).status).toBe(422);
    expect(await (await send({ 'X-Name': 'x' }, '{"a":1}')).json()).toEqual({ body: { a: 1 } });
  });

  it('as a plain form may come from a browser that cannot say from where, cookie or not', async () => {
    const { app } = appWith(() => ({}), { method: 'post' });
    const headers = { Origin: 'null', Cookie: 'a=b' };
    expect((await app.request('/api/thing', { method: 'POST', headers })).status).toBe(200);
    const foreign = { Origin: 'https://evil.example' };
    expect((await app.request('/api/thing', { method: 'POST', headers: foreign })).status).toBe(403);
  });
});
