import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRoute } from '@bijspringen/access/index.ts';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { WrongSetting } from '@bijspringen/kernel/errors.ts';
import { ORPHAN_SETTLE_MS, ORPHAN_SWEEP_FIRST_MS } from '@bijspringen/kernel/limits.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { createPeople } from '@bijspringen/people/index.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { catalogue, categories, upcasts } from './catalogue.ts';
import { startHost } from './host.ts';
import { DRAIN_MS } from './limits.ts';
import { createServices } from './services.ts';
import { readSettings } from './settings.ts';
import { someWish, startTestHost, type TestHost } from './testing/test-host.ts';

const HANG_MS = 60_000;
const open: TestHost[] = [];
async function start(options: Parameters<typeof startTestHost>[0] = {}) {
  const host = await startTestHost(options);
  open.push(host);
  return host;
}
afterEach(async () => {
  for (const host of open.splice(0)) await host.end();
});

const newCode = () => makeFollowCode(crypto.getRandomValues(new Uint8Array(13)));

describe('a host', () => {
  it('stopped and started again has everything', async () => {
    const host = await start();
    const code = newCode();
    const raised = await host.anyone().post('/api/signals', someWish(code, 'ik kan fietsen maken gratis'));
    expect(raised.status).toBe(201);
    const again = await host.restart();
    open.push(again);
    const follow = await again.anyone().get('/api/follow', { Authorization: `Follow ${code}` });
    expect(follow.text).toContain('ik kan fietsen maken gratis');
    expect(again.waterkant).toEqual(host.waterkant);
  });

  it('begun twice opens Waterkant once', async () => {
    const host = await start();
    const head = await host.kernel.store.head();
    const again = await host.restart();
    open.push(again);
    expect(await again.kernel.store.head()).toBe(head);
  });

  it('rebuilds read files that are gone to the same answers', async () => {
    const host = await start();
    await host.anyone().post('/api/signals', someWish(newCode()));
    const before = (await (await host.as('caretaker')).get('/api/queue')).json as { items: object[] };
    await host.stop();
    rmSync(join(host.folder, 'read'), { recursive: true });
    const again = await startTestHost({ folder: host.folder });
    open.push(again);
    const after = (await (await again.as('caretaker')).get('/api/queue')).json as { items: object[] };
    expect(before.items).toHaveLength(1);
    expect(after.items).toEqual(before.items);
  });

  it('refuses a data folder that another host has open, and leaves that one alone', async () => {
    const host = await start();
    const settings = readSettings({ PORT: '0', DATA_DIR: host.folder });
    await expect(startHost(settings, { log: () => {} })).rejects.toThrow(WrongSetting);
    expect((await host.anyone().get('/api/health/ready')).status).toBe(200);
  });

  it('that could not start leaves nothing open, so that the next try can', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bijspringen-host-'));
    const settings = readSettings({ PORT: '0', DATA_DIR: folder });
    let stopped = 0;
    const part = (name: string, begin: Service['start']): Service => ({
      name,
      categories: {},
      upcasts: {},
      projections: [],
      start: begin,
    });
    const services = () => [
      part('good', () => ({
        routes: [],
        async stop() {
          stopped += 1;
        },
      })),
      part('bad', () => {
        throw new TypeError('does not start');
      }),
    ];
    await expect(startHost(settings, { log: () => {}, services })).rejects.toThrow('does not start');
    expect(stopped).toBe(1);
    await (await startHost(settings, { log: () => {} })).stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('looks for keys that no event uses, and destroys them after a week', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bijspringen-host-'));
    const before = await startTestHost({ folder, clock: createFakeClock('2026-03-02T09:00:00.000Z') });
    await before.opened.vault.ensureKeys([`reporter-${randomUUID()}`]);
    await before.stop();
    const clock = createFakeClock('2026-03-10T09:00:00.000Z');
    const host = await start({ folder, clock });
    await clock.advance(ORPHAN_SWEEP_FIRST_MS);
    await clock.advance(ORPHAN_SETTLE_MS);
    await vi.waitFor(() => expect(host.logged()).toContain('"keys":1'), HANG_MS);
    expect((await host.as('caretaker')).cookie()).not.toBe('');
  });

  it('keeps its folders to their owner', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'bijspringen-owner-'));
    const folder = join(parent, 'data');
    const host = await start({ folder });
    // Windows has no such bits; there the rights of the folder above count.
    const forOthers = process.platform === 'win32' ? 0 : 0o077;
    for (const name of ['.', 'vault', 'read', 'forgotten'])
      expect(statSync(join(host.folder, name)).mode & forOthers, name).toBe(0);
    await host.end();
    rmSync(parent, { recursive: true });
  });

  it('knows the events of every service it runs', () => {
    const people = { publicUrl: new URL('http://localhost'), exitUrl: 'https://weer.example', isDemo: true };
    const tools = {
      people,
      push: { contact: 'mailto:beheer@bijspringen.example' },
      exitUrl: people.exitUrl,
      log: () => {},
      readLog: () => {},
      renderPlain: undefined,
    };
    const services = createServices(tools);
    expect(Object.assign({}, ...services.map((service) => service.categories))).toEqual(categories);
    expect(Object.assign({}, ...services.map((service) => service.upcasts))).toEqual(upcasts);
    expect(catalogue.personalFieldsOf('PersonInvited').map((field) => field.name)).toEqual(['name']);
  });
});

describe('the routes', () => {
  it('are all in the OpenAPI document, with what they take', async () => {
    const host = await start();
    const { paths } = (await host.anyone().get('/api/openapi.json')).json as {
      paths: Record<string, Record<string, { requestBody?: unknown }>>;
    };
    for (const { path, method, body } of host.routes.filter((route) => route.path.startsWith('/api/'))) {
      const operation = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
      expect(operation, `${method} ${path}`).toBeDefined();
      expect(operation?.requestBody === undefined).toBe(body === undefined);
    }
    const docs = await host.anyone().get('/api/docs');
    expect(docs.headers.get('Content-Type')).toContain('text/html');
    expect(docs.text).toContain('POST /api/signals');
    expect(docs.text).not.toMatch(/<script|https?:\/\//);
  });
});

describe('a demo', () => {
  const ask = (host: TestHost, headers: Record<string, string>) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(`${host.url}/api/district`, { headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      sent.on('error', reject);
      sent.end();
    });

  it('answers for this computer by its own names only', async () => {
    const host = await start();
    for (const name of [`localhost:${host.port}`, '127.0.0.1', `LOCALHOST:${host.port}`, '127.0.0.1:80'])
      expect((await ask(host, { Host: name })).status, name).toBe(200);
    for (const name of [
      'bijspringen.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example:80',
      '10.0.0.1',
      'evil@localhost',
    ]) {
      const answer = await ask(host, { Host: name });
      expect([400, 403], name).toContain(answer.status);
      expect(answer.text, name).not.toContain('Waterkant');
    }
  });

  it.each(['::1', 'localhost'])('answers on %s, to its own name and to no other', async (name) => {
    const host = await start({ environment: { HOST: name } });
    expect((await host.anyone().get('/api/district')).status).toBe(200);
    expect((await host.as('caretaker')).cookie()).not.toBe('');
    for (const own of [`[::1]:${host.port}`, '[::1]', `localhost:${host.port}`])
      expect((await ask(host, { Host: own })).status, own).toBe(200);
    for (const other of ['[::2]', '[::ffff:10.0.0.1]', '::1', '[::1].evil.example', '[::1', 'localhost.'])
      expect([400, 403], other).toContain((await ask(host, { Host: other })).status);
  });

  it('refuses every sign of a proxy, and says that it is a demo', async () => {
    const host = await start();
    const headers = [
      'X-Forwarded-For',
      'X-Forwarded-Host',
      'X-Forwarded-Proto',
      'Forwarded',
      'X-Real-IP',
      'Via',
    ];
    for (const header of headers) {
      const answer = await ask(host, { [header]: '10.0.0.1' });
      expect(answer.status, header).toBe(403);
      expect(JSON.parse(answer.text)).toMatchObject({
        code: 'demo-only-here',
        title: expect.stringContaining('demo'),
      });
    }
  });

  it('names its personas by role, and lets nobody else in', async () => {
    const host = await start();
    const { personas } = (await host.anyone().get('/api/demo/personas')).json as {
      personas: { persona: string }[];
    };
    expect(personas).toHaveLength(15);
    for (const { persona } of personas) expect((await host.as(persona)).cookie()).not.toBe('');
    expect((await host.anyone().post('/api/demo/sessions', { persona: 'burgemeester' })).status).toBe(404);
  });

  it('logins do not exist otherwise', async () => {
    const services = (tools: Parameters<typeof createServices>[0]) => [
      createPeople({ ...tools.people, isDemo: false }),
    ];
    const host = await start({ services });
    expect((await host.anyone().get('/api/demo/personas')).status).toBe(404);
    expect((await host.anyone().post('/api/demo/sessions', { persona: 'caretaker' })).status).toBe(404);
  });
});

describe('the app', () => {
  const appFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'bijspringen-app-'));
    mkdirSync(join(folder, 'assets'));
    mkdirSync(join(folder, 'plain'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>App</title>');
    writeFileSync(join(folder, 'sw.js'), 'self.x = 1;');
    writeFileSync(join(folder, 'assets', 'index-a1B2c3D4.js'), 'plain');
    writeFileSync(join(folder, 'assets', 'index-a1B2c3D4.js.br'), 'brotli');
    writeFileSync(join(folder, 'plain', 'render.js'), 'export const renderPlain = () => "";');
    return folder;
  };

  it('is served with its own paths, each kept as long as it may be', async () => {
    const folder = appFolder();
    const host = await start({ appFolder: folder });
    const get = (path: string, headers = {}) => host.anyone().get(path, headers);
    for (const path of ['/', '/melden', '/werk/vandaag']) {
      const page = await get(path);
      expect([page.status, page.text]).toEqual([200, '<!doctype html><title>App</title>']);
      expect(page.headers.get('Cache-Control')).toBe('no-cache');
      expect(page.headers.get('Content-Security-Policy')).toContain("script-src 'self'");
    }
    const worker = await get('/sw.js');
    expect(worker.headers.get('Cache-Control')).toBe('no-cache');
    expect(worker.headers.get('Content-Security-Policy')).toContain("connect-src 'self'");
    const asset = await get('/assets/index-a1B2c3D4.js', { 'Accept-Encoding': 'identity' });
    expect([asset.text, asset.headers.get('Cache-Control')]).toEqual([
      'plain',
      'public, max-age=31536000, immutable',
    ]);
    expect(asset.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(asset.headers.get('Content-Security-Policy')).toBeNull();
    const etag = asset.headers.get('ETag') ?? '';
    const kept = await get('/assets/index-a1B2c3D4.js', {
      'Accept-Encoding': 'identity',
      'If-None-Match': etag,
    });
    expect([kept.status, kept.text]).toEqual([304, '']);
    rmSync(folder, { recursive: true });
  });

  it('gives nothing beside itself', async () => {
    const folder = appFolder();
    const host = await start({ appFolder: folder });
    for (const path of [
      '/plain/render.js',
      '/missing.js',
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/assets/../../x.json',
      '/api/melden',
    ])
      expect((await host.anyone().get(path)).status, path).toBe(404);
    expect((await host.anyone().post('/melden.html', {})).status).toBe(404);
    rmSync(folder, { recursive: true });
  });
});

describe('health', () => {
  it('is well, part by part, and counts without a name or an id', async () => {
    const host = await start();
    const raised = await host.anyone().post('/api/signals', someWish(newCode()));
    const { signalId } = raised.json as { signalId: string };
    const worker = await host.as('caretaker');
    await worker.get(`/api/signals/${signalId}`);
    expect((await host.anyone().get('/api/health/live')).json).toEqual({ status: 'ok' });
    expect((await host.anyone().get('/api/health/ready')).json).toEqual({
      status: 'ok',
      parts: { running: 'ok', store: 'ok', disk: 'ok', projections: 'ok', deadlines: 'ok', effects: 'ok' },
    });
    const { text } = await host.anyone().get('/api/metrics');
    expect(text).toContain('bijspringen_requests_total{method="POST",route="/api/signals",status="201"} 1');
    expect(text).toContain('route="/api/signals/:id"');
    expect(text).not.toContain(signalId);
  });
});

describe('stopping', () => {
  const slow = (until: Promise<void>): Service => ({
    name: 'slow',
    categories: {},
    upcasts: {},
    projections: [],
    start: () => ({
      routes: [
        readRoute({
          method: 'get',
          path: '/api/slow',
          action: 'public.read',
          summary: 'Answers when it is let go.',
          handle: () => until.then(() => ({ isDone: true })),
        }),
      ],
    }),
  });

  it('lets what is under way end, takes nothing new, and says so once', async () => {
    let letGo = () => {};
    const until = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const host = await start({ services: (tools) => [createPeople(tools.people), slow(until)] });
    const under = host.anyone().get('/api/slow');
    await host.anyone().get('/api/health/live');
    const stopped = Promise.all([host.stop(), host.stop()]);
    letGo();
    expect((await under).json).toEqual({ isDone: true });
    await stopped;
    await expect(host.anyone().get('/api/health/live')).rejects.toThrow();
    expect(host.logged().match(/"stopped"/g)).toHaveLength(1);
  });

  it('ends an open event stream at once', async () => {
    const host = await start();
    const worker = await host.as('caretaker');
    const stream = await fetch(`${host.url}/api/queue/stream`, { headers: { Cookie: worker.cookie() } });
    expect(stream.headers.get('Content-Type')).toBe('text/event-stream');
    const startedAtMs = performance.now();
    const [text] = await Promise.all([stream.text(), host.stop()]);
    expect(text).toContain('retry: 2000');
    expect(performance.now() - startedAtMs, 'without waiting for the drain').toBeLessThan(DRAIN_MS);
  });
});

describe('what goes wrong inside', () => {
  it('is a 500 with a number to look for, and its words stay out of answer and log', async () => {
    const failing: Service = {
      ...createPeople({
        publicUrl: new URL('http://localhost'),
        exitUrl: 'https://weer.example',
        isDemo: true,
      }),
    };
    const broken: Service = {
      name: 'broken',
      categories: {},
      upcasts: {},
      projections: [],
      start: () => ({
        routes: [
          readRoute({
            method: 'get',
            path: '/api/broken/:id',
            action: 'public.read',
            summary: 'Breaks.',
            handle: () => {
              throw new TypeError('PLANTED mevrouw van nummer 14');
            },
          }),
        ],
      }),
    };
    const host = await start({ services: () => [failing, broken] });
    const answer = await host.anyone().get(`/api/broken/${randomUUID()}?naam=PLANTED`);
    expect([answer.status, answer.json]).toMatchObject([500, { code: 'internal' }]);
    expect(answer.text).not.toContain('PLANTED');
    expect(host.logged()).not.toContain('PLANTED');
    expect(host.logged()).toContain(answer.headers.get('X-Correlation-Id'));
    expect(host.logged()).toContain('"route":"/api/broken/:id"');
  });
});
