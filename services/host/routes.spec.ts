/** Every route that runs, held against the policy table through HTTP. */
import { randomUUID } from 'node:crypto';
import { type Action, authorize, type Principal, policy } from '@bijspringen/access/index.ts';
import { personas } from '@bijspringen/people/index.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, startTestHost, type TestHost } from './testing/test-host.ts';

let host: TestHost;
const clients = new Map<string, Client>();

beforeAll(async () => {
  host = await startTestHost();
  for (const { persona } of personas) clients.set(persona, await host.as(persona));
});
afterAll(() => host.end());

/** What somebody without session or code may do. A route that is added here was meant to be open. */
const openRoutes = [
  'delete /api/sessions',
  'get /api/demo/personas',
  'get /api/district',
  'get /api/health/live',
  'get /api/health/ready',
  'get /api/help-routes',
  'get /api/metrics',
  'get /api/push/key',
  'get /zonder-script',
  'get /zonder-script/doorgeven',
  'get /zonder-script/volg',
  'post /api/demo/sessions',
  'post /api/outbox',
  'post /api/push/receipts',
  'post /api/sessions',
  'post /api/signals',
  'post /snel-weg',
  'post /zonder-script/doorgeven',
  'post /zonder-script/volg',
];

const anyone: Principal = { kind: 'anyone' };
const closedRoutes = () => host.routes.filter((route) => authorize(anyone, route.action as Action) !== true);

it('names an action of the policy table', () => {
  for (const route of host.routes) expect(Object.keys(policy), route.path).toContain(route.action);
});

it('is open only where that was meant', () => {
  const open = host.routes.filter((route) => !closedRoutes().includes(route));
  expect(open.map((route) => `${route.method} ${route.path}`).sort()).toEqual(openRoutes);
});

it('answers somebody without a session with 401, or that the code is not known', async () => {
  expect(closedRoutes().length).toBeGreaterThan(15);
  for (const { method, path, action } of closedRoutes()) {
    const answer = await ask(host.anyone(), method, path);
    const expected = action === 'signal.follow' ? 'code-unknown' : 'not-signed-in';
    expect(answer.json, `${method} ${path}`).toMatchObject({ code: expected });
  }
});

it('answers a role that may not with 403, before it looks at what was sent', async () => {
  let refused = 0;
  for (const { persona, roles } of personas) {
    for (const { method, path, action } of closedRoutes()) {
      const who: readonly string[] = policy[action as Action];
      if (roles.some((role) => who.includes(role))) continue;
      const answer = await ask(clients.get(persona), method, path);
      expect(answer.json, `${persona}: ${method} ${path}`).toMatchObject({ code: 'not-allowed' });
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(30);
});

it('lets a role that may come as far as its input', async () => {
  for (const { persona, roles } of personas) {
    for (const { method, path, action } of closedRoutes()) {
      const who: readonly string[] = policy[action as Action];
      if (!roles.some((role) => who.includes(role)) || path.endsWith('/stream')) continue;
      const answer = await ask(clients.get(persona), method, path);
      expect([200, 404, 422], `${persona}: ${method} ${path}`).toContain(answer.status);
    }
  }
});

function ask(client: Client | undefined, method: string, path: string) {
  if (client === undefined) throw new Error('no such persona');
  const real = path.replace(/:\w+/g, () => randomUUID());
  return client.send(method.toUpperCase(), real, method === 'get' ? undefined : {});
}
