/** Somebody of the demo who acts over HTTP, outside the browser that takes the pictures. */
import { randomUUID } from 'node:crypto';
import type { Camera } from './camera.ts';

export type Json = Record<string, unknown>;
export type Somebody = {
  get: (path: string) => Promise<Json>;
  send: (method: 'POST' | 'PUT', path: string, body: Json) => Promise<Json>;
};

async function read(response: Response, what: string): Promise<Json> {
  const json = (await response.json()) as Json;
  if (!response.ok) throw new Error(`${what}: ${response.status} ${JSON.stringify(json)}`);
  return json;
}

export async function somebody(base: string, persona: string): Promise<Somebody> {
  const headers = { 'content-type': 'application/json', origin: base };
  const body = JSON.stringify({ persona });
  const login = await fetch(`${base}/api/demo/sessions`, { method: 'POST', headers, body });
  const [cookie = ''] = (login.headers.get('set-cookie') ?? '').split(';');
  const signed = { headers: { ...headers, cookie } };
  return {
    get: async (path) => read(await fetch(base + path, signed), path),
    send: async (method, path, more) => {
      const sent = JSON.stringify({ commandId: randomUUID(), ...more });
      return read(await fetch(base + path, { ...signed, method, body: sent }), path);
    },
  };
}

/** The browser itself becomes that person, without walking through the door. */
export async function enterAs({ page, base }: Camera, persona: string): Promise<void> {
  await page.context().clearCookies();
  const headers = { origin: base };
  await page.request.post(`${base}/api/demo/sessions`, { data: { persona }, headers });
}
