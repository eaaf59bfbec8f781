/** A real host on a temporary data folder, for tests that go through HTTP. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedWaterkant, type Waterkant } from '@bijspringen/people/index.ts';
import { seedAvailability } from '@bijspringen/roster/index.ts';
import { type Host, type HostOptions, startHost } from '../host.ts';
import { readSettings, type Settings } from '../settings.ts';

export type Answered = { status: number; headers: Headers; json: unknown; text: string };

/** Sends requests as somebody; what it was told in `Set-Cookie` it sends along, as a browser does. */
export interface Client {
  get(path: string, headers?: Record<string, string>): Promise<Answered>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answered>;
  cookie(): string;
}

export type TestHost = Host & {
  folder: string;
  waterkant: Waterkant;
  /** Every line that was logged, joined. */
  logged(): string;
  /** Somebody without a session. */
  anyone(): Client;
  /** Logged in as a persona of the demo. */
  as(persona: string): Promise<Client>;
  /** Stops, and starts again on the same folder. */
  restart(): Promise<TestHost>;
  /** Stops and takes the folder away. */
  end(): Promise<void>;
};

type Options = HostOptions & { folder?: string; environment?: Record<string, string> };

/** Starts with Waterkant open. Call `end()` when done. */
export async function startTestHost({
  folder: given,
  environment,
  ...options
}: Options = {}): Promise<TestHost> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'bijspringen-host-'));
  const lines: string[] = [];
  const log = (what: string, details = {}) => lines.push(JSON.stringify({ what, ...details }));
  const settings: Settings = readSettings({ PORT: '0', DATA_DIR: folder, ...environment });
  const host = await startHost(settings, { log, ...options });
  const waterkant = await seedWaterkant(host.kernel);
  await seedAvailability(host.kernel, waterkant);
  return {
    ...host,
    folder,
    waterkant,
    logged: () => lines.join('\n'),
    anyone: () => createClient(host.url),
    async as(persona) {
      const client = createClient(host.url);
      const login = await client.post('/api/demo/sessions', { persona });
      if (login.status !== 201) throw new Error(`no login as ${persona}: ${login.text}`);
      return client;
    },
    async restart() {
      await host.stop();
      return startTestHost({ folder, ...(environment && { environment }), ...options });
    },
    async end() {
      await host.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A client as our own page in a browser would be. */
export function createClient(url: string, startCookie = ''): Client {
  let cookie = startCookie;
  const send: Client['send'] = async (method, path, body, headers = {}) => {
    const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        Origin: url,
        ...(cookie === '' ? {} : { Cookie: cookie }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    });
    const set = response.headers.get('Set-Cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  return {
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    cookie: () => cookie,
  };
}

function parse(text: string): unknown {
  return /^[[{]/.test(text) ? JSON.parse(text) : text;
}

/** A body that raises a wish, with a code and commandId of its own. */
export function someWish(followCode: string, text = 'ik wil graag schaken met iemand') {
  return { commandId: randomUUID(), kind: 'wish', text, followCode };
}
