/** Today: the list, how fresh it is, and what changed in it. */
import type { QueueItem, QueueView } from '@bijspringen/contracts/queue/views.ts';
import { computed, createModel, signal } from '@preact/signals';
import type { WorkApi, WorkProblem } from '../api/work.ts';
import { QUEUE_REFETCH_LONGEST_MS, QUEUE_REFETCH_SHORTEST_MS, QUEUE_RETRY_MS } from './work-limits.ts';
import { createLive, type LiveSource } from './work-live.ts';
import { isSessionOver } from './work-problems.ts';

export type QueueDeps = {
  api: Pick<WorkApi, 'queue'>;
  openStream: () => LiveSource;
  isOnline: () => boolean;
  now: () => Date;
  /** Called when the server says that the session is over. */
  sessionEnded: () => void;
};

export type Section = QueueItem['section'];

/** What is new since the last look: only items that were not there, so that a list that shrinks says nothing loud. */
function newItems(before: QueueView, after: QueueView): number {
  const known = new Set(before.items.map((item) => item.itemId));
  return after.items.filter((item) => !known.has(item.itemId)).length;
}

function order(view: QueueView): string {
  return view.items.map((item) => `${item.itemId}${item.section}${item.reason.code}`).join();
}

export const WorkQueue = createModel((deps: QueueDeps) => {
  const view = signal<QueueView | null>(null);
  const fetchedAt = signal<Date | null>(null);
  const problem = signal<WorkProblem | null>(null);
  const isMayTodayOpen = signal(false);
  const isLaterOpen = signal(false);
  /** Long sections of which somebody wants to see everything. */
  const wholeSections = signal<readonly Section[]>([]);
  /** How many new items the last change brought; null when nothing changed yet. Read out politely. */
  const lastChange = signal<number | null>(null);
  /** Counts the changes, so that two in a row with the same words are both read out. */
  const changes = signal(0);
  /** Goes up with every message of the stream, also when the list came out the same. */
  const moved = signal(0);
  const isOffline = signal(!deps.isOnline());
  let refetchTimer: ReturnType<typeof setTimeout> | undefined;
  let latestRequest = 0;
  let isStarted = false;

  const live = createLive({
    open: deps.openStream,
    changed: (position) => {
      moved.value += 1;
      void load(position);
    },
  });

  async function load(after: string | null = null): Promise<void> {
    const request = ++latestRequest;
    const outcome = await deps.api.queue(after);
    // A later request is under way or the screen was left; its answer counts, not this one.
    if (request !== latestRequest) return;
    isOffline.value = !deps.isOnline();
    if (!outcome.ok) {
      problem.value = outcome.problem;
      if (isSessionOver(outcome.problem)) deps.sessionEnded();
      else if (isStarted) refetchAfter(QUEUE_RETRY_MS);
      return;
    }
    take(outcome.value);
  }

  function take(fresh: QueueView): void {
    const before = view.value;
    problem.value = null;
    view.value = fresh;
    fetchedAt.value = deps.now();
    if (before !== null && order(before) !== order(fresh)) {
      lastChange.value = newItems(before, fresh);
      changes.value += 1;
    }
    if (isStarted) refetchWhenPromisePasses(fresh);
  }

  function refetchWhenPromisePasses(fresh: QueueView): void {
    const serverNow = Date.parse(fresh.now);
    const ahead = fresh.items
      .map((item) => Date.parse(item.moment.before) - serverNow)
      .filter((ms) => ms > 0);
    const waitMs = Math.min(QUEUE_REFETCH_LONGEST_MS, ...ahead);
    refetchAfter(Math.max(QUEUE_REFETCH_SHORTEST_MS, waitMs));
  }

  function refetchAfter(waitMs: number): void {
    clearTimeout(refetchTimer);
    refetchTimer = setTimeout(() => void load(), waitMs);
  }

  const of = (section: Section) =>
    computed(() => view.value?.items.filter((item) => item.section === section) ?? []);

  return {
    view,
    fetchedAt,
    problem,
    isMayTodayOpen,
    isLaterOpen,
    wholeSections,
    isOffline,
    lastChange,
    changes,
    moved,
    liveState: live.state,
    now: of('now'),
    promisedToday: of('promised-today'),
    mayToday: of('may-today'),
    later: of('later'),
    load,
    turnMayToday() {
      isMayTodayOpen.value = !isMayTodayOpen.value;
    },
    turnLater() {
      isLaterOpen.value = !isLaterOpen.value;
    },
    showWhole(section: Section) {
      wholeSections.value = [...wholeSections.value, section];
    },
    start() {
      isStarted = true;
      live.start();
      void load();
    },
    stop() {
      isStarted = false;
      latestRequest += 1;
      clearTimeout(refetchTimer);
      live.stop();
    },
    /** The network came or went; or somebody pressed "kijk nu opnieuw". */
    networkChanged() {
      isOffline.value = !deps.isOnline();
      if (isStarted && deps.isOnline() && live.state.value !== 'live') live.retry();
    },
    refresh() {
      if (live.state.value !== 'live') live.retry();
      void load();
    },
    /** Nothing personal stays in memory after logging out. */
    forget() {
      latestRequest += 1;
      view.value = null;
      fetchedAt.value = null;
      lastChange.value = null;
      problem.value = null;
    },
  };
});
export type WorkQueueModel = InstanceType<typeof WorkQueue>;
