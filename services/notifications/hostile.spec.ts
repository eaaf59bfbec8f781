/** A name on the list that leads somewhere else: looked at when somebody subscribes, and again at every connection. */
import { randomUUID } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PushWorld, startPushWorld } from '../../test/support/push-world.ts';

/** What should come and takes longer hangs. */
const HANG_MS = 60_000;
const PUBLIC: LookupAddress = { address: '142.250.179.202', family: 4 };

let world: PushWorld;
let addresses: LookupAddress[] | Error;
beforeEach(async () => {
  addresses = [PUBLIC];
  const resolve = async () => {
    if (addresses instanceof Error) throw addresses;
    return addresses;
  };
  world = await startPushWorld({ push: { resolve } });
}, HANG_MS);
afterEach(() => world.close(), HANG_MS);

const codeOf = ({ json }: { json: unknown }) => (json as { code?: string }).code;

async function subscribe() {
  const { keys } = world.endpoint.phone().subscription;
  const endpoint = `https://fcm.googleapis.com/fcm/send/${randomUUID()}`;
  const client = await world.host.as('responder');
  const body = { commandId: randomUUID(), subscription: { endpoint, keys } };
  return client.post('/api/push/subscriptions', body);
}

describe('a push service whose name leads to a private address', { timeout: HANG_MS }, () => {
  it('is refused when somebody subscribes', async () => {
    addresses = [PUBLIC, { address: '10.0.0.1', family: 4 }];
    const answer = await subscribe();
    expect([answer.status, codeOf(answer)]).toEqual([422, 'hostile-endpoint']);
    expect(await world.events('device')).toEqual([]);
  });

  it('only later gets nothing, not even a connection', async () => {
    expect((await subscribe()).status).toBe(201);
    addresses = [{ address: '169.254.169.254', family: 4 }];
    await world.alert(randomUUID(), [world.person('responder')]);
    await vi.waitFor(
      async () => expect([...(await world.stories()).values()]).toEqual(['claimed failed']),
      HANG_MS / 2,
    );
    const failure = (await world.events('delivery')).at(-1);
    expect(failure?.data).toEqual({ attempt: 1, why: 'hostile-endpoint' });
    await world.clock.advance(5 * 60_000);
    expect([...(await world.stories()).values()]).toEqual(['claimed failed']);
  });

  it('that cannot be looked up at this moment may be subscribed to all the same', async () => {
    addresses = Object.assign(new Error('no name server'), { syscall: 'getaddrinfo', code: 'ENOTFOUND' });
    expect((await subscribe()).status).toBe(201);
  });
});
