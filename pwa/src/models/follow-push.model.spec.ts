import { describe, expect, it } from 'vitest';
import type { Answer } from '../api/client.ts';
import type { PhonePush, PushPermission } from '../api/phone-push.ts';
import { FollowPush } from './follow-push.model.ts';
import type { Store } from './stored.ts';

const subscription = { endpoint: 'https://fcm.googleapis.com/one', keys: { p256dh: 'p', auth: 'a' } };

function world(
  setting: { permission?: PushPermission; isPossible?: boolean; answers?: Answer<never>[] } = {},
) {
  const sent: { code: string; commandId?: string }[] = [];
  const kept = new Map<string, string>();
  const store: Store = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
  const answers = [...(setting.answers ?? [])];
  let current: typeof subscription | null = null;
  const phone: PhonePush = {
    support: () => (setting.isPossible === false ? 'none' : 'ok'),
    permission: () => setting.permission ?? 'granted',
    ask: async () => setting.permission ?? 'granted',
    current: async () => current,
    subscribe: async () => {
      current = subscription;
      return current;
    },
    unsubscribe: async () => undefined,
  };
  let ids = 0;
  const push = new FollowPush({
    api: {
      put: async (code, { commandId }) => {
        sent.push({ code, commandId });
        return answers.shift() ?? { kind: 'done', value: { deviceId: 'd', position: '1' } };
      },
      remove: async (code) => {
        sent.push({ code });
        return { kind: 'done', value: {} };
      },
    },
    phone,
    publicKey: async () => ({ kind: 'done', value: { publicKey: 'key' } }),
    newCommandId: () => {
      ids += 1;
      return `id ${ids}`;
    },
    hash: async (code) => `hash of ${code.length}`,
    store,
  });
  return { push, sent, kept };
}

describe('a sign when there is an answer', () => {
  it('is not offered where none can come', async () => {
    const { push } = world({ isPossible: false });
    await push.look('SECRET');
    expect(push.state.value).toBe('impossible');
  });

  it('is on when it was turned on, and off when it was turned off', async () => {
    const { push } = world();
    await push.look('SECRET');
    expect(push.state.value).toBe('off');
    await push.turnOn('SECRET');
    expect(push.state.value).toBe('on');
    await push.look('SECRET');
    expect(push.state.value).toBe('on');
    await push.turnOff('SECRET');
    await push.look('SECRET');
    expect(push.state.value).toBe('off');
  });

  it('is for one message, not for another that is followed on the same phone', async () => {
    const { push } = world();
    await push.turnOn('SECRET');
    await push.look('ANOTHER ONE');
    expect(push.state.value).toBe('off');
  });

  it('never keeps the code on the phone', async () => {
    const { push, kept } = world();
    await push.turnOn('SECRET');
    expect([...kept.values()].join()).not.toContain('SECRET');
  });

  it('says so when the phone does not allow it', async () => {
    const { push, sent } = world({ permission: 'denied' });
    await push.turnOn('SECRET');
    expect(push.state.value).toBe('blocked');
    expect(sent).toEqual([]);
  });

  it('is one wish when it has to be tapped again', async () => {
    const { push, sent } = world({ answers: [{ kind: 'unreachable' }] });
    await push.turnOn('SECRET');
    expect(push.state.value).toBe('failed');
    await push.turnOn('SECRET');
    expect(push.state.value).toBe('on');
    expect(new Set(sent.map(({ commandId }) => commandId)).size).toBe(1);
  });
});
