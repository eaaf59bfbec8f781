/** Whether this phone gets a push when there is an answer to the message that is open here. */
import { createModel, signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { Answer } from '../api/client.ts';
import type * as api from '../api/follow-push.ts';
import type { PhonePush } from '../api/phone-push.ts';
import { dropStored, keepStored, readStored, type Store } from './stored.ts';

/** `impossible`: nothing is offered, as nothing can come of it. */
export type FollowPushState = 'looking' | 'impossible' | 'off' | 'on' | 'blocked' | 'failed';

export type FollowPushParts = {
  api: { put: typeof api.putFollowPush; remove: typeof api.deleteFollowPush };
  phone: PhonePush;
  publicKey: () => Promise<Answer<{ publicKey: string }>>;
  newCommandId: () => string;
  /** SHA-256 of the code, hex: the phone remembers for which message it is on, and never the code. */
  hash: (code: string) => Promise<string>;
  store: Store | undefined;
};

const KEY = 'bijspringen.follow-push';
/** Messages for which this phone is on; a neighbour follows a few. */
const HASHES_MAX = 10;
const hashes = z.array(z.string()).check(z.maxLength(HASHES_MAX));

export const FollowPush = createModel((parts: FollowPushParts) => {
  const state = signal<FollowPushState>('looking');
  /** Said aloud after somebody chose. */
  const news = signal<'none' | 'on' | 'off'>('none');
  let isBusy = false;
  /** One id until it is answered, so that tapping again is the same wish. */
  let pending: { key: string; commandId: string } | null = null;

  const known = () => readStored(parts.store, KEY, hashes) ?? [];

  function remember(hash: string, isOn: boolean): void {
    const others = known().filter((each) => each !== hash);
    const kept = isOn ? [hash, ...others].slice(0, HASHES_MAX) : others;
    if (kept.length === 0) dropStored(parts.store, KEY);
    else keepStored(parts.store, KEY, kept);
  }

  async function subscribe(code: string): Promise<FollowPushState> {
    if (parts.phone.permission() === 'default') await parts.phone.ask();
    if (parts.phone.permission() !== 'granted') return 'blocked';
    const key = await parts.publicKey();
    if (key.kind !== 'done') return 'failed';
    const subscription = await parts.phone.subscribe(key.value.publicKey);
    if (subscription === null) return 'failed';
    const content = `${code} ${subscription.endpoint}`;
    if (pending?.key !== content) pending = { key: content, commandId: parts.newCommandId() };
    const { commandId } = pending;
    const answer = await parts.api.put(code, { commandId, subscription });
    if (answer.kind !== 'unreachable') pending = null;
    if (answer.kind !== 'done') return 'failed';
    remember(await parts.hash(code), true);
    return 'on';
  }

  async function once(work: () => Promise<void>): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    news.value = 'none';
    try {
      await work();
    } finally {
      isBusy = false;
    }
  }

  return {
    state,
    news,
    async look(code: string) {
      if (parts.phone.support() !== 'ok') {
        state.value = 'impossible';
        return;
      }
      const isKnown = known().includes(await parts.hash(code));
      const isSubscribed = isKnown && (await parts.phone.current()) !== null;
      state.value = isSubscribed && parts.phone.permission() === 'granted' ? 'on' : 'off';
    },
    turnOn: (code: string) =>
      once(async () => {
        state.value = await subscribe(code);
        if (state.value === 'on') news.value = 'on';
      }),
    /** Only here: the phone may be on for another message too. */
    turnOff: (code: string) =>
      once(async () => {
        const answer = await parts.api.remove(code);
        if (answer.kind !== 'done') {
          state.value = 'failed';
          return;
        }
        remember(await parts.hash(code), false);
        state.value = 'off';
        news.value = 'off';
      }),
  };
});
export type FollowPushModel = InstanceType<typeof FollowPush>;
