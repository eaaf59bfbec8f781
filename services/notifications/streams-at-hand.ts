/** The events of the few streams that many sends ask about at once: only what is new is read each time. */
import type { EventStore, RecordedEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import { STREAMS_KEPT_MAX } from './limits.ts';

export type StreamsAtHand = {
  /** The whole stream as the log has it at this moment. */
  read(stream: StreamName): Promise<readonly RecordedEvent[]>;
};

export function createStreamsAtHand({ store }: { store: Pick<EventStore, 'readStream'> }): StreamsAtHand {
  const kept = new Map<StreamName, readonly RecordedEvent[]>();
  return {
    async read(stream) {
      const before = kept.get(stream) ?? [];
      const fresh = await store.readStream(stream, before.length);
      const known = kept.get(stream) ?? [];
      // Another send may have read the same, or more, meanwhile; versions count from 0 without gaps.
      const all = fresh.length === 0 ? before : [...before, ...fresh];
      if (all.length <= known.length) return known;
      kept.delete(stream);
      if (kept.size >= STREAMS_KEPT_MAX) dropOldest(kept);
      kept.set(stream, all);
      return all;
    },
  };
}

function dropOldest(map: Map<StreamName, unknown>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
