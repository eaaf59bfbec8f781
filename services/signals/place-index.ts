/**
 * Which signals of the last two weeks may be about one place. In memory only, opened for searching; a signal that is
 * taken back or forgotten is out of it at once.
 */
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import type { SignalRaised } from '@bijspringen/contracts/signals/events.ts';
import { Corrupt } from '@bijspringen/kernel/errors.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import { HINT_DAYS, INDEX_FILL_MAX, INDEX_SIGNALS_MAX } from './limits.ts';
import { maybeSamePlace, type PlaceKey, placeKey } from './same-place.policy.ts';
import type { SignalRows } from './signals.queries.ts';

export interface PlaceIndex {
  /** Other signals of the district about perhaps the same place, newest first. */
  near(signalId: Id, place: string, where: { districtId: Id; now: Date }): Promise<Id[]>;
  size(): number;
  close(): Promise<void>;
}

type Entry = { districtId: Id; raisedAt: string; key: PlaceKey };
type Place = { signalId: Id; districtId: Id; raisedAt: string; place: Sealed<string> };
type Tools = { kernel: Pick<Kernel, 'store' | 'vault' | 'clock' | 'waitFor'>; rows: SignalRows };

const DAY_MS = 24 * 60 * 60 * 1_000;
const CATEGORY = 'signal-';

/** Listens from now on, and takes what was there before from the rows the first time that somebody asks. */
export function createPlaceIndex({ kernel, rows }: Tools): PlaceIndex {
  const entries = new Map<Id, Entry>();
  // Taken back while the rows may still have it: until the index is filled this keeps it from coming back.
  const dropped = new Set<Id>();
  const listening = kernel.store.head().then((head) => ({
    head,
    subscription: kernel.store.subscribe(head, (event) => take(event)),
  }));
  let filling: Promise<void> | null = null;
  let isFilled = false;

  function add({ signalId, districtId, raisedAt, place }: Place): void {
    if (dropped.has(signalId) || entries.has(signalId)) return;
    const key = keyOf(place);
    if (key === null) return;
    entries.set(signalId, { districtId, raisedAt, key });
    const [oldest] = entries.keys();
    if (entries.size > INDEX_SIGNALS_MAX && oldest !== undefined) entries.delete(oldest);
  }

  function keyOf(place: Place['place']): PlaceKey | null {
    try {
      const plain = kernel.vault.open(place, 'search-index');
      return plain === FORGOTTEN ? null : placeKey(plain);
    } catch (error) {
      // One message that was damaged on disk must not take the hints, or the whole host, away from everybody.
      if (!(error instanceof Corrupt)) throw error;
      return null;
    }
  }

  function take({ stream, type, data, metadata }: RecordedEvent): void {
    if (!stream.startsWith(CATEGORY)) return;
    const signalId = stream.slice(CATEGORY.length);
    if (type === 'SignalRaised') {
      const { place } = data as SignalRaised['data'];
      if (place !== undefined) add({ signalId, ...metadata, raisedAt: metadata.at, place });
    }
    if (type === 'SignalWithdrawn') {
      entries.delete(signalId);
      if (!isFilled) dropped.add(signalId);
    }
  }

  async function fill(): Promise<void> {
    const { head } = await listening;
    await kernel.waitFor(head);
    for (const row of rows.raisedSince(since(kernel.clock.now()), INDEX_FILL_MAX)) {
      if (row.place !== null) add({ ...row, place: row.place });
    }
    isFilled = true;
    dropped.clear();
  }

  /** A read file that is still being built is asked again the next time. */
  function filled(): Promise<void> {
    filling ??= fill().finally(() => {
      if (!isFilled) filling = null;
    });
    return filling;
  }

  return {
    async near(signalId, place, { districtId, now }) {
      await filled();
      await (await listening).subscription.caughtUp();
      const own = placeKey(place);
      if (own === null) return [];
      const from = since(now);
      const near: [Id, Entry][] = [];
      for (const [id, entry] of entries) {
        if (entry.raisedAt < from || kernel.vault.isForgotten(`matter-${id}`)) entries.delete(id);
        else if (id !== signalId && entry.districtId === districtId && maybeSamePlace(own, entry.key)) {
          near.push([id, entry]);
        }
      }
      near.sort(([, a], [, b]) => (a.raisedAt < b.raisedAt ? 1 : -1));
      return near.map(([id]) => id);
    },
    size: () => entries.size,
    async close() {
      await (await listening).subscription.close();
    },
  };
}

function since(now: Date): string {
  return new Date(now.getTime() - HINT_DAYS * DAY_MS).toISOString();
}
