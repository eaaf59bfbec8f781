/** The events of the few streams that many sends ask about at once: only what is new is read each time. */
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Clock } from '@bijspringen/kernel/clock.ts';
import type { EventStore, RecordedEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import { GLANCE_MS, STREAMS_KEPT_MAX } from './limits.ts';

export type StreamsAtHand = {
  /** The whole stream as the log has it at this moment. */
  read(stream: StreamName): Promise<readonly RecordedEvent[]>;
  /** The same as it was a blink ago, with that event in it: for a first look, before the one that counts. */
  glance(stream: StreamName, eventId: Id): Promise<readonly RecordedEvent[]>;
};

type Options = { store: Pick<EventStore, 'readStream'>; clock: Pick<Clock, 'now'> };
type Kept = { events: readonly RecordedEvent[]; readAtMs: number };

export function createStreamsAtHand({ store, clock }: Options): StreamsAtHand {
  const kept = new Map<StreamName, Kept>();

  async function read(stream: StreamName): Promise<readonly RecordedEvent[]> {
    const readAtMs = clock.now().getTime();
    const before = kept.get(stream)?.events ?? [];
    const fresh = await store.readStream(stream, before.length);
    const known = kept.get(stream)?.events ?? [];
    // Another send may have read the same, or more, meanwhile; versions count from 0 without gaps.
    const all = fresh.length === 0 ? before : [...before, ...fresh];
    const events = all.length < known.length ? known : all;
    kept.delete(stream);
    if (kept.size >= STREAMS_KEPT_MAX) dropOldest(kept);
    kept.set(stream, { events, readAtMs });
    return events;
  }

  return {
    read,
    async glance(stream, eventId) {
      const known = kept.get(stream);
      const isRecent = known !== undefined && clock.now().getTime() - known.readAtMs < GLANCE_MS;
      // From before the event it would say that nobody asked for the message.
      const holdsIt = isRecent && known.events.some(({ id }) => id === eventId);
      return holdsIt ? known.events : read(stream);
    },
  };
}

function dropOldest(map: Map<StreamName, unknown>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
