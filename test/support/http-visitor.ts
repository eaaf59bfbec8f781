/** Somebody of the demo who needs no screen: a session over HTTP. */
import { randomUUID } from 'node:crypto';

export type Visitor = {
  personId: string;
  get(path: string): Promise<unknown>;
  /** Under a new commandId; fails when it is refused. */
  send(method: 'POST' | 'PUT', path: string, body?: object): Promise<unknown>;
};

export async function visit(url: string, persona: string): Promise<Visitor> {
  const headers = { 'content-type': 'application/json', origin: url };
  const login = await fetch(`${url}/api/demo/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ persona }),
  });
  const { personId } = (await login.json()) as { personId: string };
  const [cookie = ''] = (login.headers.get('set-cookie') ?? '').split(';', 1);
  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(url + path, {
      method,
      headers: { ...headers, cookie },
      ...(body && { body: JSON.stringify({ commandId: randomUUID(), ...body }) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
  return {
    personId,
    get: (path) => ask('GET', path),
    send: (method, path, body = {}) => ask(method, path, body),
  };
}
