/**
 * One replay: the moment that is shown, and the slider. However fast somebody drags, one moment is asked at a time, the
 * last that was wanted is the one that stays, and what was shown stays until the next is there.
 */
import type { ReplayMoment, ReplayStep } from '@bijspringen/contracts/learning/views.ts';
import { batch, createModel, signal } from '@preact/signals';
import type { Outcome, WorkProblem } from '../api/work.ts';
import type { ReplayApi } from '../api/work-replay.ts';
import { replayWords as words } from '../i18n/work-replay.nl.ts';
import { createCommandIds } from './work-commands.ts';
import { inWords, isSessionOver } from './work-problems.ts';
import type { FieldErrors } from './work-sheets.ts';

/** Steps drawn in the lanes, up to the moment that is shown. */
export const LANE_STEPS = 24;

export type ReplayDeps = {
  api: Omit<ReplayApi, 'list'>;
  /** Calls once before the browser draws next: all that a finger does in one frame is one wish. */
  nextFrame: (call: () => void) => void;
  sessionEnded: () => void;
};
export type ReleaseWhat = 'ask' | 'release' | 'withhold';
type Shown = { moment: ReplayMoment; steps: readonly ReplayStep[] };
const SAID: Record<ReleaseWhat, string> = {
  ask: words.asked,
  release: words.released,
  withhold: words.withheld,
};

export const WorkReplay = createModel((replayId: string, deps: ReplayDeps) => {
  const shown = signal<Shown | null>(null);
  /** Where the slider stands; runs ahead of what is shown. */
  const wanted = signal(1);
  const problem = signal<WorkProblem | null>(null);
  const isWriting = signal(false);
  const note = signal('');
  const fieldErrors = signal<FieldErrors>({});
  const refusal = signal<string | null>(null);
  const said = signal<string | null>(null);
  const isSaving = signal(false);
  const commands = createCommandIds();
  let position: string | null = null;
  let isFetching = false;
  /** What is shown was written on since. */
  let isStale = true;
  let isFrameAsked = false;
  let isForgotten = false;

  /** Takes what is wanted by now, until that is what is shown. */
  async function fetchWanted(): Promise<void> {
    if (isFetching) return;
    isFetching = true;
    while (!isForgotten && (isStale || shown.value?.moment.step !== wanted.value)) {
      isStale = false;
      if (await fetchStep(wanted.value)) continue;
      isStale = true;
      break;
    }
    isFetching = false;
  }

  async function fetchStep(step: number): Promise<boolean> {
    const from = Math.max(1, step - LANE_STEPS + 1);
    const [moment, steps] = await Promise.all([
      deps.api.moment(replayId, step, position),
      deps.api.steps(replayId, from, step),
    ]);
    if (isForgotten) return false;
    const failed = [moment, steps].find((each) => !each.ok);
    if (!moment.ok || !steps.ok) {
      if (failed !== undefined && !failed.ok) fail(failed.problem);
      return false;
    }
    // Somebody dragged on meanwhile: this one is still better than an older one.
    batch(() => {
      shown.value = { moment: moment.value, steps: steps.value.steps };
      problem.value = null;
    });
    return true;
  }

  function fail(what: WorkProblem): void {
    problem.value = what;
    if (isSessionOver(what)) deps.sessionEnded();
  }

  function goTo(step: number): void {
    const last = shown.value?.moment.stepsTotal ?? step;
    const next = Math.min(Math.max(1, Math.round(step)), last);
    if (next === wanted.value && shown.value?.moment.step === next) return;
    wanted.value = next;
    said.value = null;
    if (isFrameAsked) return;
    isFrameAsked = true;
    deps.nextFrame(() => {
      isFrameAsked = false;
      void fetchWanted();
    });
  }

  async function load(): Promise<void> {
    isForgotten = false;
    isStale = true;
    await fetchWanted();
  }

  /** Writes, and shows the same moment with what was written. */
  async function send<T extends { position: string }>(
    call: Promise<Outcome<T>>,
    done: string,
  ): Promise<boolean> {
    isSaving.value = true;
    refusal.value = null;
    const outcome = await call;
    isSaving.value = false;
    if (!outcome.ok) {
      refusal.value = inWords(outcome.problem);
      if (isSessionOver(outcome.problem)) deps.sessionEnded();
      return false;
    }
    position = outcome.value.position;
    said.value = done;
    isStale = true;
    await fetchWanted();
    return true;
  }

  return {
    shown,
    wanted,
    problem,
    isWriting,
    note,
    fieldErrors,
    refusal,
    said,
    isSaving,
    load,
    goTo,
    back: () => goTo(wanted.value - 1),
    forward: () => goTo(wanted.value + 1),
    async release(eventId: string, field: string, what: ReleaseWhat) {
      if (isSaving.value) return;
      const body = { eventId, field, what };
      const name = `release ${eventId} ${field}`;
      const call = deps.api.release(replayId, { commandId: commands.idFor(name, body), ...body });
      if (await send(call, SAID[what])) commands.done(name);
    },
    openNote() {
      isWriting.value = true;
      said.value = null;
      refusal.value = null;
    },
    closeNote() {
      isWriting.value = false;
      fieldErrors.value = {};
      refusal.value = null;
    },
    type(text: string) {
      note.value = text;
    },
    async saveNote() {
      const text = note.value.trim();
      const atEventId = shown.value?.moment.now.eventId;
      if (isSaving.value || atEventId === undefined) return;
      fieldErrors.value = text === '' ? { text: words.writeMissing } : {};
      if (text === '') return;
      const body = { atEventId, text };
      const call = deps.api.annotate(replayId, { commandId: commands.idFor('note', body), ...body });
      if (!(await send(call, words.saved))) return;
      commands.done('note');
      batch(() => {
        note.value = '';
        isWriting.value = false;
      });
    },
    async removeNote(annotationId: string) {
      if (!isSaving.value) await send(deps.api.removeNote(replayId, annotationId), words.removed);
    },
    dismiss() {
      said.value = null;
    },
    forget() {
      isForgotten = true;
      shown.value = null;
      note.value = '';
      isWriting.value = false;
    },
  };
});
export type WorkReplayModel = InstanceType<typeof WorkReplay>;
