/** This phone for one's own messages, and for the answer to one's own message. */
import { randomUUID } from 'node:crypto';
import { type Principal, readRoute, writeRoute } from '@bijspringen/access/index.ts';
import {
  type DevicesView,
  devicesView,
  followPushBody,
  pushKey,
  subscribeBody,
  subscribed,
  testBody,
  tested,
} from '@bijspringen/contracts/notifications/api.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import { createRateLimiter } from '@bijspringen/kernel/http/rate-limit.ts';
import type { Answer, Route } from '@bijspringen/kernel/http/route.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import { putAway, subscribePerson, subscribeReporter, takeSubscription } from './devices.ts';
import { SUBSCRIPTIONS_MAX, TESTS_MAX, TRIES_WINDOW_MS } from './limits.ts';
import type { DeviceRow } from './notifications.queries.ts';
import { caughtUp, commandDevice, type NotificationTools } from './tools.ts';

type Person = Extract<Principal, { kind: 'person' }>;

export function deviceRoutes(tools: NotificationTools): Route[] {
  return [keyRoute(tools), ...ownRoutes(tools), testRoute(tools), ...followRoutes(tools)];
}

function keyRoute({ kernel }: NotificationTools): Route {
  return readRoute({
    method: 'get',
    path: '/api/push/key',
    action: 'public.read',
    answer: pushKey,
    summary: 'The public key that a phone subscribes with.',
    handle: () => ({ publicKey: kernel.vault.senderKey().publicKey }),
  });
}

function ownRoutes(tools: NotificationTools): Route[] {
  const { kernel, rows } = tools;
  const own = { action: 'push.own' } as const;
  const tries = createRateLimiter({
    clock: kernel.clock,
    triesMax: SUBSCRIPTIONS_MAX,
    windowMs: TRIES_WINDOW_MS,
  });
  return [
    writeRoute({
      ...own,
      method: 'post',
      path: '/api/push/subscriptions',
      body: subscribeBody,
      answer: subscribed,
      summary: 'This phone for whoever is logged in. The same phone again is the same device.',
      handle: async ({ body, principal }) => {
        if (principal.kind !== 'person') return refuse('not-signed-in');
        if (!tries.allows(principal.personId)) return refuse('too-many-tries');
        const subscription = await takeSubscription(tools, body.subscription);
        if (isRefusal(subscription)) return subscription;
        const { commandId } = body;
        return created(await subscribePerson(tools, principal, { commandId, subscription }));
      },
    }),
    readRoute({
      ...own,
      method: 'delete',
      path: '/api/push/subscriptions/:deviceId',
      summary: 'No longer this phone.',
      handle: async ({ params, principal }) => {
        if (principal.kind !== 'person') return refuse('not-signed-in');
        await caughtUp(tools);
        const device = rows.device(params.deviceId ?? '');
        // Somebody else's phone answers like none, so that nobody learns which there are.
        if (device?.personId !== principal.personId) return refuse('not-found');
        return removed(tools, [device], actorOf(principal));
      },
    }),
    readRoute({
      ...own,
      method: 'get',
      path: '/api/push/devices',
      answer: devicesView,
      summary: 'The phones of whoever asks, and how the last message to each went.',
      handle: async ({ principal }) => {
        if (principal.kind !== 'person') return refuse('not-signed-in');
        const position = (await kernel.store.head()) ?? '';
        const devices = rows.devicesOfPerson(principal.personId).map((row) => shown(tools, row));
        return { devices, position } satisfies DevicesView;
      },
    }),
  ];
}

function shown({ kernel, rows }: NotificationTools, device: DeviceRow): DevicesView['devices'][number] {
  const { deviceId, since, lastShownAt } = device;
  const subscription = kernel.vault.open(device.subscription, 'people');
  const service = subscription === FORGOTTEN ? null : new URL(subscription.endpoint).hostname;
  return { deviceId, since, service, last: rows.lastDelivery(deviceId), lastShownAt };
}

function testRoute(tools: NotificationTools): Route {
  const { kernel, rows } = tools;
  const tries = createRateLimiter({ clock: kernel.clock, triesMax: TESTS_MAX, windowMs: TRIES_WINDOW_MS });
  return writeRoute({
    method: 'post',
    path: '/api/push/test',
    action: 'push.own',
    body: testBody,
    answer: tested,
    summary: 'OEFENING: a test to every phone of whoever asks, over the path of a real alert.',
    handle: async ({ body, principal }) => {
      if (principal.kind !== 'person') return refuse('not-signed-in');
      if (!tries.allows(principal.personId)) return refuse('too-many-tries');
      await caughtUp(tools);
      const testId = derivedId('test', principal.personId, body.commandId);
      const devices = rows.devicesOfPerson(principal.personId);
      if (devices.length === 0) return refuse('no-device');
      let position: string | null = null;
      for (const device of devices) {
        const actor = actorOf(principal);
        const sending = { commandId: body.commandId, actor, content: null };
        const handled = await commandDevice(tools, device, { type: 'TestDevice', testId }, sending);
        if (isRefusal(handled)) return handled;
        position = handled.position;
      }
      return { created: { testId, devices: devices.length, position: position ?? '' } };
    },
  });
}

function followRoutes(tools: NotificationTools): Route[] {
  const follow = { path: '/api/follow/push', action: 'signal.follow' } as const;
  const tries = createRateLimiter({
    clock: tools.kernel.clock,
    triesMax: SUBSCRIPTIONS_MAX,
    windowMs: TRIES_WINDOW_MS,
  });
  return [
    writeRoute({
      ...follow,
      method: 'put',
      body: followPushBody,
      answer: subscribed,
      summary: 'A push on this phone when there is an answer; nothing of the answer is in it.',
      handle: async ({ body, principal }) => {
        if (principal.kind !== 'reporter') return refuse('code-unknown');
        if (!tries.allows(principal.signalId)) return refuse('too-many-tries');
        const subscription = await takeSubscription(tools, body.subscription);
        if (isRefusal(subscription)) return subscription;
        return subscribeReporter(tools, principal, { commandId: body.commandId, subscription });
      },
    }),
    readRoute({
      ...follow,
      method: 'delete',
      summary: 'No push any more; the address of the phone can never be read again.',
      handle: async ({ principal }) => {
        if (principal.kind !== 'reporter') return refuse('code-unknown');
        await caughtUp(tools);
        return removed(tools, tools.rows.keptOfSignal(principal.signalId), { kind: 'reporter' });
      },
    }),
  ];
}

async function removed(
  tools: NotificationTools,
  devices: readonly DeviceRow[],
  actor: Actor,
): Promise<Answer> {
  for (const device of devices) {
    const handled = await putAway(tools, device, { because: 'asked', commandId: randomUUID(), actor });
    if (isRefusal(handled)) return handled;
  }
  return { position: (await tools.kernel.store.head()) ?? '' };
}

function created(answer: object | Refusal): Answer {
  return isRefusal(answer) ? answer : { created: answer };
}

function actorOf({ personId, grants }: Person): Actor {
  const [place] = grants;
  return place === undefined ? { kind: 'reporter' } : { kind: 'person', personId, role: place.role };
}
