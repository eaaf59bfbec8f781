/** When a queue comes out otherwise: an event touched it, or a moment passed and nothing else happened. */
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { LOOK_AFTER_MS } from './limits.ts';

export type QueueChanges = {
  /** Calls with the position when the queue of one of these districts comes out otherwise; gives what stops it. */
  watch(districts: readonly Id[], call: (position: Position) => void): () => void;
  stop(): void;
};

export type QueueChangesOptions = {
  kernel: Pick<Kernel, 'clock' | 'onChange'>;
  /** False while the read model is being built: nothing can be read, and the end of building is a change. */
  isReady: () => boolean;
  /** The position of the last event that touched each district's queue. */
  positions: () => Map<Id, Position>;
  /** The first instant at which this district's day comes out otherwise by itself. */
  nextTurn: (districtId: Id, now: string) => string;
  /** Housekeeping that may wait a second after a change. */
  onLook: () => void;
};

type Watcher = { districts: readonly Id[]; call: (position: Position) => void };

/** One listener on the kernel and one alarm, for all queues together. A foreign district's change tells nobody here. */
export function createQueueChanges(options: QueueChangesOptions): QueueChanges {
  const { kernel, isReady, positions, nextTurn, onLook } = options;
  const { clock } = kernel;
  const watchers = new Set<Watcher>();
  let known: ReadonlyMap<Id, Position> = new Map();
  let turns = new Map<Id, string>();
  let cancelLook: (() => void) | null = null;
  let cancelTurn: (() => void) | null = null;

  function tell(changed: (districtId: Id) => boolean): void {
    for (const { districts, call } of watchers) {
      const district = districts.find(changed);
      if (district !== undefined) call(known.get(district) ?? '');
    }
  }

  function look(): void {
    cancelLook = null;
    if (!isReady()) return;
    onLook();
    const now = clock.now().toISOString();
    const watched = new Set([...watchers].flatMap(({ districts }) => districts));
    turns = new Map([...watched].map((districtId) => [districtId, nextTurn(districtId, now)]));
    cancelTurn?.();
    const first = [...turns.values()].sort()[0];
    cancelTurn = first === undefined ? null : clock.at(new Date(first), turn);
  }

  function turn(): void {
    cancelTurn = null;
    if (!isReady()) return;
    const now = clock.now().toISOString();
    const passed = turns;
    look();
    tell((districtId) => (passed.get(districtId) ?? now) <= now);
  }

  function lookSoon(): void {
    cancelLook ??= clock.at(new Date(clock.now().getTime() + LOOK_AFTER_MS), look);
  }

  const stopListening = kernel.onChange(() => {
    if (!isReady()) return;
    const before = known;
    known = positions();
    tell((districtId) => known.get(districtId) !== before.get(districtId));
    lookSoon();
  });

  return {
    watch(districts, call) {
      const watcher = { districts, call };
      watchers.add(watcher);
      lookSoon();
      return () => {
        watchers.delete(watcher);
      };
    },
    stop() {
      stopListening();
      cancelLook?.();
      cancelTurn?.();
      watchers.clear();
    },
  };
}
