import { createMemoryStore } from '@bijspringen/kernel/event-store/memory.ts';
import { createFakeClock } from '@bijspringen/kernel/testing/fake-clock.ts';
import { someEvent } from '@bijspringen/kernel/testing/some-events.ts';
import { expect, it } from 'vitest';
import { GLANCE_MS } from './limits.ts';
import { createStreamsAtHand } from './streams-at-hand.ts';

const STREAM = 'crisis-6d1f6d3c-0000-4000-8000-0000000000aa';

/** A stream of one event that was just looked at, and a second event that came right after. */
async function lookedAt() {
  const store = createMemoryStore();
  const clock = createFakeClock('2026-11-22T01:19:00.000Z');
  const streams = createStreamsAtHand({ store, clock });
  const [first, second] = [someEvent(), someEvent()];
  await store.append(STREAM, [first], 'no-stream');
  await streams.read(STREAM);
  await store.append(STREAM, [second], 0);
  const idsOf = async (aboutId: string) => (await streams.glance(STREAM, aboutId)).map(({ id }) => id);
  return { clock, first, second, idsOf };
}

it('a first look that does not hold yet what it is about is taken anew', async () => {
  const { first, second, idsOf } = await lookedAt();
  expect(await idsOf(second.id)).toEqual([first.id, second.id]);
});

it('a first look may be a blink old, and no older', async () => {
  const { clock, first, second, idsOf } = await lookedAt();
  expect(await idsOf(first.id)).toEqual([first.id]);
  await clock.advance(GLANCE_MS);
  expect(await idsOf(first.id)).toEqual([first.id, second.id]);
});
