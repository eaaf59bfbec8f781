/** Subscribing: every event once, in order, one call at a time, from any place on and live. */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Corrupt, SubscriptionClosed } from '@bijspringen/kernel/errors.ts';
import type { EventStore, RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { APPEND_EVENTS_MAX, READ_BATCH_EVENTS } from '@bijspringen/kernel/limits.ts';
import { describe, expect, it } from 'vitest';
import type { OpenStore } from './event-store.conformance.ts';
import { newEvent, newEvents, newStream } from './events.ts';

export function describeSubscribing(open: OpenStore): void {
  describe('subscribing', () => {
    order(open);
    places(open);
    slowListeners(open);
    endings(open);
  });
}

async function fill(store: EventStore, count: number): Promise<void> {
  for (let left = count; left > 0; left -= APPEND_EVENTS_MAX) {
    await store.append(newStream(), newEvents(Math.min(left, APPEND_EVENTS_MAX)), 'no-stream');
  }
}

async function positionsOf(store: EventStore): Promise<string[]> {
  const positions: string[] = [];
  for (;;) {
    const batch = await store.readAll(positions.at(-1) ?? null, 1_000);
    if (batch.length === 0) return positions;
    positions.push(...batch.map((event) => event.position));
  }
}

function order(open: OpenStore): void {
  it('gives the past across batches and then what comes, each once and in order', async () => {
    const store = await open();
    await fill(store, READ_BATCH_EVENTS * 2 + 50);
    const seen: string[] = [];
    const subscription = store.subscribe(null, (event) => {
      seen.push(event.position);
    });
    // Appended while the past is still being read.
    await Promise.all(
      Array.from({ length: 200 }, () => store.append(newStream(), newEvents(2), 'no-stream')),
    );
    await subscription.caughtUp();
    expect(seen).toEqual(await positionsOf(store));
    await store.append(newStream(), [newEvent()], 'no-stream');
    await subscription.caughtUp();
    expect(seen).toEqual(await positionsOf(store));
    await subscription.close();
  });

  it('never calls before `subscribe` has returned, nor before the append can be read', async () => {
    const store = await open();
    await fill(store, 3);
    let hasReturned = false;
    const checks: boolean[] = [];
    const subscription = store.subscribe(null, async (event) => {
      const [read] = await store.readStream(event.stream, event.version);
      checks.push(hasReturned && read?.id === event.id);
    });
    hasReturned = true;
    await Promise.all(Array.from({ length: 20 }, () => store.append(newStream(), [newEvent()], 'no-stream')));
    await subscription.caughtUp();
    expect(checks).toEqual(Array.from({ length: 23 }, () => true));
    await subscription.close();
  });
}

function places(open: OpenStore): void {
  it('goes on after a position, and from the beginning for one it does not know', async () => {
    const [store, other] = [await open(), await open()];
    await fill(store, 10);
    await fill(other, 10);
    const all = await positionsOf(store);
    const seenAfter = async (from: string | null) => {
      const seen: string[] = [];
      const subscription = store.subscribe(from, (event) => {
        seen.push(event.position);
      });
      await subscription.caughtUp();
      await subscription.close();
      return seen;
    };
    expect(await seenAfter(all[3] ?? null)).toEqual(all.slice(4));
    expect(await seenAfter(all.at(-1) ?? null)).toEqual([]);
    expect(await seenAfter(await other.head())).toEqual(all);
  });

  it('is caught up at once with an empty log, and then goes on', async () => {
    const store = await open();
    const seen: RecordedEvent[] = [];
    const subscription = store.subscribe(null, (event) => {
      seen.push(event);
    });
    await subscription.caughtUp();
    expect(seen).toEqual([]);
    const event = newEvent();
    await store.append(newStream(), [event], 'no-stream');
    await subscription.caughtUp();
    expect(seen.map(({ id }) => id)).toEqual([event.id]);
  });
}

function slowListeners(open: OpenStore): void {
  it('calls a slow listener one at a time, and holds up nobody else', async () => {
    const store = await open();
    let underWay = 0;
    let underWayMost = 0;
    let slowSeen = 0;
    let quickSeen = 0;
    const gate = Promise.withResolvers<void>();
    const slow = store.subscribe(null, async () => {
      underWay += 1;
      underWayMost = Math.max(underWayMost, underWay);
      await gate.promise;
      await nextTurn();
      underWay -= 1;
      slowSeen += 1;
    });
    const quick = store.subscribe(null, () => {
      quickSeen += 1;
    });
    await fill(store, 100);
    await quick.caughtUp();
    expect(quickSeen).toBe(100);
    expect([underWay, slowSeen]).toEqual([1, 0]);
    gate.resolve();
    await slow.caughtUp();
    expect(slowSeen).toBe(100);
    expect(underWayMost).toBe(1);
  });

  it('lets others work while a listener that never waits reads a long past', async () => {
    const store = await open();
    await fill(store, READ_BATCH_EVENTS * 3);
    let turns = 0;
    let isDone = false;
    const subscription = store.subscribe(null, () => {});
    const counting = (async () => {
      while (!isDone) {
        turns += 1;
        await nextTurn();
      }
    })();
    await subscription.caughtUp();
    isDone = true;
    await counting;
    expect(turns).toBeGreaterThan(2);
  });
}

function endings(open: OpenStore): void {
  it('waits on closing for the call under way, and makes no other', async () => {
    const store = await open();
    await fill(store, 5);
    let begun = 0;
    let ended = 0;
    const started = Promise.withResolvers<void>();
    const subscription = store.subscribe(null, async () => {
      begun += 1;
      started.resolve();
      await pause(10);
      ended += 1;
    });
    await started.promise;
    const catchingUp = subscription.caughtUp().catch((error: unknown) => error);
    await subscription.close();
    expect({ begun, ended }).toEqual({ begun: 1, ended: 1 });
    expect(await catchingUp).toBeInstanceOf(SubscriptionClosed);
    await fill(store, 1);
    await pause(5);
    expect(begun).toBe(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('listener');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('listener');
      },
    ],
  ])('stops a listener that %s, says so once, and leaves the others alone', async (_, failing) => {
    const store = await open();
    const errors: unknown[] = [];
    let othersSaw = 0;
    let calls = 0;
    const broken = store.subscribe(
      null,
      () => {
        calls += 1;
        return failing();
      },
      (error) => errors.push(error),
    );
    const other = store.subscribe(null, () => {
      othersSaw += 1;
    });
    await fill(store, 3);
    await other.caughtUp();
    await expect(broken.caughtUp()).rejects.toThrow('listener');
    await fill(store, 3);
    await other.caughtUp();
    await nextTurn();
    expect(errors).toEqual([new Error('listener')]);
    expect(calls).toBe(1);
    expect(othersSaw).toBe(6);
    await broken.close();
  });

  it('stops when it has seen more than the log holds', async () => {
    const store = await open();
    const { position } = await store.append(newStream(), [newEvent()], 'no-stream');
    const failed = Promise.withResolvers<unknown>();
    store.subscribe(position.replace(/:\d+$/, ':9999'), () => {}, failed.resolve);
    expect(await failed.promise).toBeInstanceOf(Corrupt);
  });

  it('ends its subscriptions when the store closes, and takes nothing more', async () => {
    const store = await open();
    let seen = 0;
    store.subscribe(null, () => {
      seen += 1;
    });
    const appending = store.append(newStream(), [newEvent()], 'no-stream');
    await store.close();
    expect((await appending).version).toBe(0);
    const seenAtClose = seen;
    await expect(store.append(newStream(), [newEvent()], 'no-stream')).rejects.toThrow();
    await nextTurn();
    expect(seen).toBe(seenAtClose);
    await store.close();
  });
}
