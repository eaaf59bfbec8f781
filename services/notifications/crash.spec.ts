/** A host that ends at the worst moment: nobody is missed, and nobody sees an alert twice. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dataPaths } from '@bijspringen/kernel/data-folder.ts';
import type { Reactor } from '@bijspringen/kernel/reactors.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type PushWorld, startPushWorld } from '../../test/support/push-world.ts';
import { LEASE_MS } from './limits.ts';

/** What should come and takes longer hangs. */
const HANG_MS = 120_000;
const NEVER = new Promise<never>(() => {});

const worlds: PushWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0).slice(-1)) await world.close();
}, HANG_MS);

async function start(options: Parameters<typeof startPushWorld>[0] = {}): Promise<PushWorld> {
  const world = await startPushWorld(options);
  worlds.push(world);
  return world;
}

/** The same data, clock and push service, on a host that works. */
async function startAgain(world: PushWorld): Promise<PushWorld> {
  await world.stop();
  const { host, clock, endpoint } = world;
  return start({ folder: host.folder, clock, endpoint });
}

const becomes = (check: () => Promise<void>) => vi.waitFor(check, HANG_MS / 2);

type Moment = 'before the claim' | 'after the claim' | 'after the send' | 'after the record';

/** Ends there as a killed process does: it never answers. */
function dies(moment: Moment, onDeath: () => void) {
  const over = () => {
    onDeath();
    return NEVER;
  };
  const wrap = (reactor: Reactor): Reactor => ({
    ...reactor,
    open: (now, limit) => reactor.open(now, limit),
    async claim(effect, lease) {
      if (moment === 'before the claim') return over();
      return reactor.claim(effect, lease);
    },
    async run(claim, signal) {
      if (moment === 'after the claim') return over();
      const outcome = await reactor.run(claim, signal);
      return moment === 'after the send' ? over() : outcome;
    },
    async record(claim, outcome) {
      await reactor.record(claim, outcome);
      if (moment === 'after the record') return over();
    },
  });
  return (service: Service): Service => ({
    ...service,
    start(kernel) {
      const running = service.start(kernel);
      return { ...running, reactors: (running.reactors ?? []).map(wrap) };
    },
  });
}

describe('a host that dies', { timeout: HANG_MS }, () => {
  it.each([
    ['before the claim', 0, 1, 'claimed accepted'],
    ['after the claim', 0, 1, 'claimed claimed accepted'],
    ['after the send', 1, 2, 'claimed claimed accepted'],
    ['after the record', 1, 1, 'claimed accepted'],
  ] as const)(
    '%s leaves nobody out, and one message on each screen',
    async (moment, before, after, story) => {
      let deaths = 0;
      const change = dies(moment, () => {
        deaths += 1;
      });
      const world = await start({ change });
      const phones = await world.phonesOf(3);
      const crisisId = randomUUID();
      await world.alert(crisisId, [...phones.keys()]);
      await vi.waitFor(() => expect(deaths).toBe(3), HANG_MS);
      expect(world.endpoint.received).toHaveLength(3 * before);

      const again = await startAgain(world);
      await again.clock.advance(LEASE_MS);
      await becomes(async () => {
        const stories = [...(await again.stories()).values()];
        expect(stories).toEqual([story, story, story]);
      });
      for (const phone of phones.values()) {
        expect(phone.received).toHaveLength(after);
        expect(phone.shown().size).toBe(1);
        expect(new Set(phone.received.map(({ headers }) => headers.topic)).size).toBe(1);
        expect(new Set(phone.received.map(({ payload }) => payload.notification.data.deliveryId)).size).toBe(
          1,
        );
      }
    },
  );

  it('after the send is believed by the phone’s own receipt: nothing is sent again', async () => {
    let deaths = 0;
    const world = await start({
      change: dies('after the send', () => {
        deaths += 1;
      }),
    });
    const { phone } = await world.phoneOf('responder');
    await world.alert(randomUUID(), [world.person('responder')]);
    await vi.waitFor(() => expect(deaths).toBe(1), HANG_MS);
    const { deliveryId, receipt } = phone.received[0]?.payload.notification.data ?? {};
    const answer = await world.host
      .anyone()
      .post('/api/push/receipts', { deliveryId, receipt, what: 'shown' });
    expect(answer.status).toBe(200);
    const again = await startAgain(world);
    await again.clock.advance(6 * 60_000);
    expect([...(await again.stories()).values()]).toEqual(['claimed shown']);
    expect(phone.received).toHaveLength(1);
  });

  it('and comes back after the alert’s time sends nothing, and says so', async () => {
    const world = await start({ change: dies('before the claim', () => {}) });
    await world.phoneOf('responder');
    await world.alert(randomUUID(), [world.person('responder')]);
    await world.stop();
    await world.clock.advance(6 * 60_000);
    const again = await startAgain(world);
    await becomes(async () => expect([...(await again.stories()).values()]).toEqual(['expired']));
    expect(again.endpoint.received).toEqual([]);
  });

  it('and comes back after the stand-down sends nothing but the end', async () => {
    const world = await start({ change: dies('before the claim', () => {}) });
    const { phone } = await world.phoneOf('responder');
    const crisisId = randomUUID();
    await world.alert(crisisId, [world.person('responder')]);
    await world.stoodDown(crisisId, [], [world.person('responder')]);
    const again = await startAgain(world);
    await becomes(async () =>
      expect([...(await again.stories()).values()].sort()).toEqual(['cancelled', 'claimed accepted']),
    );
    expect(phone.received.map(({ payload }) => payload.notification.data.kind)).toEqual(['enough']);
  });
});

describe('read files that are gone', { timeout: HANG_MS }, () => {
  it('are built again, and nothing is sent a second time', async () => {
    const world = await start();
    const phones = await world.phonesOf(30);
    const crisisId = randomUUID();
    await world.alert(crisisId, [...phones.keys()]);
    await becomes(async () => {
      const stories = [...(await world.stories()).values()];
      expect(stories).toEqual(Array(30).fill('claimed accepted'));
    });
    for (const phone of phones.values()) expect(phone.received).toHaveLength(1);
    await world.stop();
    rmSync(dataPaths(world.host.folder).readFolder, { recursive: true, force: true });
    const again = await startAgain(world);
    await again.clock.advance(5 * 60_000);
    expect(again.endpoint.received).toHaveLength(30);
    // Whoever is called next is called once: the rows are what they were.
    const [first] = phones.keys();
    await again.alert(randomUUID(), [first ?? '']);
    await becomes(async () => {
      const stories = [...(await again.stories()).values()];
      expect(stories).toEqual(Array(31).fill('claimed accepted'));
    });
    expect(again.endpoint.received).toHaveLength(31);
  });
});
