/**
 * One crisis on one screen, for the duty officer and for a resident alike: what is known, how fresh it is, and every
 * command with its id and the version that was seen. `view.value.as` says whose screen it is.
 */
import { batch, createModel, signal } from '@preact/signals';
import type { WorkProblem } from '../api/work.ts';
import type { CrisisApi, CrisisBody, CrisisView, CrisisWrite } from '../api/work-crisis.ts';
import { createCommandIds } from './work-commands.ts';
import { CRISIS_POLL_MS, KEPT_RETRY_MS, KEPT_TRIES_MAX } from './work-crisis-limits.ts';
import { createLive, type LiveSource } from './work-live.ts';
import { isSessionOver } from './work-problems.ts';

export type CrisisDeps = {
  api: Pick<CrisisApi, 'crisis' | 'write'>;
  openStream: () => LiveSource;
  isOnline: () => boolean;
  now: () => Date;
  sessionEnded: () => void;
};

/** A command that could not be sent for want of a connection; it goes by itself as soon as there is one. */
export type KeptCommand = { write: CrisisWrite; tries: number };

/** Commands on which a stale screen could decide wrongly: they carry the version that the screen showed. */
const WITH_SEEN: readonly CrisisWrite[] = ['next-wave', 'judgement', 'stand-down', 'hand-over', 'closing'];

export const WorkCrisis = createModel((crisisId: string, deps: CrisisDeps) => {
  const view = signal<CrisisView | null>(null);
  const fetchedAt = signal<Date | null>(null);
  /** Why there is no (fresh) view. */
  const problem = signal<WorkProblem | null>(null);
  /** What is being sent now. */
  const sending = signal<CrisisWrite | null>(null);
  /** Why the last command was refused; gone with the next command. */
  const refusal = signal<{ write: CrisisWrite; problem: WorkProblem } | null>(null);
  /** What the last command that went well was. */
  const lastDone = signal<CrisisWrite | null>(null);
  const kept = signal<KeptCommand | null>(null);
  const isOffline = signal(!deps.isOnline());
  /** Until when the screen was live, when it no longer is. */
  const lastLiveAt = signal<Date | null>(null);
  const commands = createCommandIds();
  let keptCall: (() => Promise<boolean>) | null = null;
  let pollTimer: ReturnType<typeof setTimeout> | undefined;
  let keptTimer: ReturnType<typeof setTimeout> | undefined;
  let latestRequest = 0;
  let isStarted = false;

  const live = createLive({
    open: deps.openStream,
    changed: (position) => {
      void load(position);
      void sendKept();
    },
  });

  let wasLive = false;
  live.state.subscribe((state) => {
    if (wasLive && state !== 'live') lastLiveAt.value = deps.now();
    wasLive = state === 'live';
  });

  async function load(after: string | null = null): Promise<void> {
    const request = ++latestRequest;
    const outcome = await deps.api.crisis(crisisId, after);
    // A later request is under way or the screen was left; its answer counts, not this one.
    if (request !== latestRequest) return;
    batch(() => {
      isOffline.value = !deps.isOnline() || (!outcome.ok && outcome.problem.code === 'offline');
      if (outcome.ok) {
        view.value = outcome.value;
        fetchedAt.value = deps.now();
        problem.value = null;
      } else problem.value = outcome.problem;
    });
    if (!outcome.ok && isSessionOver(outcome.problem)) deps.sessionEnded();
    else if (isStarted) poll();
  }

  /** The stream says when something changed; without it, or after a failed look, we look ourselves. */
  function poll(): void {
    clearTimeout(pollTimer);
    pollTimer = setTimeout(() => {
      if (live.state.value === 'live' && problem.value === null) poll();
      else void load();
    }, CRISIS_POLL_MS);
  }

  function bodyOf(write: CrisisWrite, body: object): object {
    const version = view.value?.version ?? 0;
    return WITH_SEEN.includes(write) ? { ...body, seen: version } : body;
  }

  async function attempt(write: CrisisWrite, body: object): Promise<WorkProblem | null> {
    const commandId = commands.idFor(write, body);
    sending.value = write;
    const outcome = await deps.api.write(crisisId, write, { ...body, commandId });
    sending.value = null;
    if (!outcome.ok) return outcome.problem;
    commands.done(write);
    lastDone.value = write;
    await load(outcome.value.position);
    return null;
  }

  function refused(write: CrisisWrite, failure: WorkProblem): void {
    refusal.value = { write, problem: failure };
    if (isSessionOver(failure)) deps.sessionEnded();
    // What stands here is old, or no longer so: look again, whatever the refusal was.
    else if (failure.code !== 'offline') void load();
  }

  function keep(write: CrisisWrite, body: object): void {
    kept.value = { write, tries: 1 };
    isOffline.value = true;
    keptCall = async () => {
      const failure = await attempt(write, body);
      if (failure?.code === 'offline') return false;
      if (failure !== null) refused(write, failure);
      return true;
    };
    retryKeptLater();
  }

  function retryKeptLater(): void {
    clearTimeout(keptTimer);
    keptTimer = setTimeout(() => void sendKept(), KEPT_RETRY_MS);
  }

  function dropKept(): void {
    clearTimeout(keptTimer);
    keptCall = null;
    kept.value = null;
  }

  async function sendKept(): Promise<void> {
    const waiting = kept.value;
    if (waiting === null || keptCall === null || sending.value !== null) return;
    if (await keptCall()) dropKept();
    else if (waiting.tries >= KEPT_TRIES_MAX) dropKept();
    else if (kept.value !== null) {
      kept.value = { ...waiting, tries: waiting.tries + 1 };
      retryKeptLater();
    }
  }

  return {
    view,
    fetchedAt,
    problem,
    sending,
    refusal,
    lastDone,
    kept,
    isOffline,
    liveState: live.state,
    lastLiveAt,
    load,
    /**
     * Sends one command and shows what came of it; true when it was done. With `keep`, for a resident's own answers, it is
     * kept without a connection and sent as soon as there is one, under the same id; a decision of the duty officer never
     * is: when the connection comes back it may no longer be right.
     */
    async send<W extends CrisisWrite>(write: W, body: CrisisBody<W>, options?: { keep?: boolean }) {
      if (sending.value !== null) return false;
      dropKept();
      refusal.value = null;
      const content = bodyOf(write, body);
      const failure = await attempt(write, content);
      if (failure === null) return true;
      if (failure.code === 'offline' && options?.keep === true) keep(write, content);
      else refused(write, failure);
      return false;
    },
    dismiss() {
      refusal.value = null;
      lastDone.value = null;
    },
    start() {
      isStarted = true;
      live.start();
      void load();
    },
    stop() {
      isStarted = false;
      latestRequest += 1;
      clearTimeout(pollTimer);
      live.stop();
    },
    /** The network came or went; or somebody pressed "kijk nu opnieuw". */
    networkChanged() {
      isOffline.value = !deps.isOnline();
      if (!isStarted || !deps.isOnline()) return;
      if (live.state.value !== 'live') live.retry();
      void load();
      void sendKept();
    },
    refresh() {
      if (live.state.value !== 'live') live.retry();
      void load();
    },
    /** Nothing of a crisis stays in memory after leaving it: places are hidden at stand-down, also here. */
    forget() {
      latestRequest += 1;
      dropKept();
      view.value = null;
      fetchedAt.value = null;
      problem.value = null;
      refusal.value = null;
      lastDone.value = null;
    },
  };
});
export type WorkCrisisModel = InstanceType<typeof WorkCrisis>;
