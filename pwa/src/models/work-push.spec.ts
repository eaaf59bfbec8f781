import { describe, expect, it } from 'vitest';
import type { PhonePush, PushPermission, PushSubscriptionInput, PushSupport } from '../api/phone-push.ts';
import type { Outcome, WorkProblem } from '../api/work.ts';
import type { Store } from './stored.ts';
import { type Device, WorkPush } from './work-push.model.ts';
import { DRILL_LOOKS_MAX } from './work-settings-limits.ts';

const subscription: PushSubscriptionInput = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/one',
  keys: { p256dh: 'p', auth: 'a' },
};
const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
const no = (code: WorkProblem['code']): Outcome<never> => ({ ok: false, problem: { code, fields: {} } });

type Setting = {
  support?: PushSupport;
  permission?: PushPermission;
  answers?: PushPermission;
  isSubscribed?: boolean;
  canSubscribe?: boolean;
  subscribe?: Outcome<{ deviceId: string; position: string }>;
  looks?: Device[][];
  personId?: string;
  store?: Store;
};

function device(last: Device['last'], deviceId = 'own'): Device {
  return {
    deviceId,
    since: '2026-11-20T09:00:00.000Z',
    service: 'fcm.googleapis.com',
    last,
    lastShownAt: null,
  };
}
const drilled = (state: NonNullable<Device['last']>['state'], why: null | 'gone' = null) =>
  device({ kind: 'drill', state, at: '2026-11-24T09:50:01.000Z', why });

function memoryStore(): Store {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A phone that does what it is set to, and a server that remembers what it was asked. */
function world(setting: Setting = {}) {
  const asked: string[] = [];
  let permission = setting.permission ?? 'default';
  let current = setting.isSubscribed ? subscription : null;
  const phone: PhonePush = {
    support: () => setting.support ?? 'ok',
    permission: () => permission,
    ask: async () => {
      permission = setting.answers ?? 'granted';
      return permission;
    },
    current: async () => current,
    subscribe: async () => {
      current = setting.canSubscribe === false ? null : subscription;
      return current;
    },
    unsubscribe: async () => {
      current = null;
    },
  };
  const looks = [...(setting.looks ?? [[]])];
  const store = setting.store ?? memoryStore();
  const push = new WorkPush({
    api: {
      pushKey: async () => done({ publicKey: 'key' }),
      subscribe: async () => {
        asked.push('subscribe');
        return setting.subscribe ?? done({ deviceId: 'own', position: '1' });
      },
      unsubscribe: async (deviceId) => {
        asked.push(`unsubscribe ${deviceId}`);
        return done({});
      },
      devices: async () => {
        const devices = (looks.length > 1 ? looks.shift() : looks[0]) ?? [];
        return done({ devices, position: '1' });
      },
      drill: async () => {
        asked.push('drill');
        return done({ testId: 'test', devices: 1, position: '1' });
      },
    },
    phone,
    store,
    personId: () => setting.personId ?? 'me',
    wait: async () => undefined,
    sessionEnded: () => void asked.push('ended'),
  });
  return { push, asked, store, isSubscribed: () => current !== null };
}

describe('whether this phone can be woken', () => {
  it.each([
    [{ support: 'none' }, 'not-supported'],
    [{ support: 'needs-home-screen' }, 'needs-home-screen'],
    [{ permission: 'denied' }, 'blocked'],
    [{ permission: 'default' }, 'off'],
    [{ permission: 'granted' }, 'off'],
    [{ permission: 'granted', isSubscribed: true }, 'on'],
  ] as const)('is told as it is: %j is %s', async (setting, state) => {
    const { push } = world(setting);
    await push.sync();
    expect(push.state.value).toBe(state);
  });

  it('is asked of the person only when she turns it on', async () => {
    const { push, asked } = world({ looks: [[device(null)]] });
    await push.sync();
    expect(asked).toEqual([]);
    await push.turnOn();
    expect(push.state.value).toBe('on');
    expect(push.deviceId.value).toBe('own');
  });

  it('is blocked when the person said no to the browser', async () => {
    const { push, asked } = world({ answers: 'denied' });
    await push.turnOn();
    expect(push.state.value).toBe('blocked');
    expect(asked).not.toContain('subscribe');
  });

  it('is told to the server again at every start, also when the browser dropped the subscription', async () => {
    const { store } = await turnedOn();
    const again = world({ permission: 'granted', store });
    await again.push.sync();
    expect(again.asked).toEqual(['subscribe']);
    expect(again.isSubscribed()).toBe(true);
  });

  it('is not taken over by who only logs in on the phone of somebody else', async () => {
    const { store } = await turnedOn();
    const other = world({ permission: 'granted', isSubscribed: true, store, personId: 'another' });
    await other.push.sync();
    expect(other.push.state.value).toBe('off');
    expect(other.asked).toEqual([]);
  });

  it('stays off after it was turned off', async () => {
    const { push, asked, store, isSubscribed } = await turnedOn();
    await push.turnOff();
    expect(asked).toContain('unsubscribe own');
    expect(isSubscribed()).toBe(false);
    const again = world({ permission: 'granted', store });
    await again.push.sync();
    expect(again.push.state.value).toBe('off');
  });

  it('ends with logging out, and comes back with the same person', async () => {
    const { push, asked, store, isSubscribed } = await turnedOn();
    await push.leave();
    expect(asked).toContain('unsubscribe own');
    expect(isSubscribed()).toBe(false);
    const again = world({ permission: 'granted', store });
    await again.push.sync();
    expect(again.push.state.value).toBe('on');
  });

  it('has failed when the browser has no push service, and can be tried again', async () => {
    const { push } = world({ canSubscribe: false });
    await push.turnOn();
    expect(push.state.value).toBe('failed');
  });

  it('says why the server did not take it', async () => {
    const { push } = world({ subscribe: no('hostile-endpoint') });
    await push.turnOn();
    expect(push.state.value).toBe('failed');
    expect(push.problem.value?.code).toBe('hostile-endpoint');
  });
});

async function turnedOn() {
  const opened = world();
  await opened.push.turnOn();
  return opened;
}

describe('a drill', () => {
  const drillWith = async (...looks: Device[][]) => {
    const opened = world({ looks: [[device(null)], [device(null)], ...looks] });
    await opened.push.turnOn();
    await opened.push.sendDrill();
    return opened.push.drill.value;
  };

  it('is shown when the phone says so', async () => {
    expect(await drillWith([drilled('accepted')], [drilled('shown')])).toBe('shown');
  });

  it('has failed when the push service refuses', async () => {
    expect(await drillWith([drilled('failed', 'gone')])).toBe('failed');
  });

  it('stays honest when nothing is heard', async () => {
    expect(await drillWith([drilled('accepted')])).toBe('silent');
    expect(DRILL_LOOKS_MAX).toBeGreaterThan(5);
  });

  it('is not mistaken for the one before it', async () => {
    const before = [drilled('shown')];
    const opened = world({ looks: [before] });
    await opened.push.turnOn();
    await opened.push.sendDrill();
    expect(opened.push.drill.value).toBe('silent');
  });
});
