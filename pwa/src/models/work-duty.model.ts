/** Duty: who has it, which calls wait, which crises run, and the aftercare that is due. */
import type { AftercareView, DutyView, PageView } from '@bijspringen/contracts/crisis/views.ts';
import { batch, computed, createModel, signal } from '@preact/signals';
import type { WorkProblem } from '../api/work.ts';
import type { CrisisApi } from '../api/work-crisis.ts';
import { createCommandIds } from './work-commands.ts';
import { isSessionOver } from './work-problems.ts';

export type DutyDeps = {
  api: Pick<CrisisApi, 'duty' | 'acknowledge'>;
  now: () => Date;
  /** Whether a moment falls today or before, in the district. */
  isForToday: (instant: string) => boolean;
  sessionEnded: () => void;
};

/** Mine first, then by the moment that was promised. */
function inOrder(aftercare: readonly AftercareView[]): AftercareView[] {
  return aftercare
    .filter((each) => each.outcome === null)
    .sort((a, b) => Number(b.isYours) - Number(a.isYours) || a.before.localeCompare(b.before));
}

export const WorkDuty = createModel((deps: DutyDeps) => {
  const view = signal<DutyView | null>(null);
  const fetchedAt = signal<Date | null>(null);
  const problem = signal<WorkProblem | null>(null);
  /** Why the last command was refused. */
  const refusal = signal<WorkProblem | null>(null);
  const isSending = signal(false);
  const commands = createCommandIds();
  let latestRequest = 0;

  async function load(after: string | null = null): Promise<void> {
    const request = ++latestRequest;
    const outcome = await deps.api.duty(after);
    if (request !== latestRequest) return;
    if (!outcome.ok) {
      problem.value = outcome.problem;
      if (isSessionOver(outcome.problem)) deps.sessionEnded();
      return;
    }
    batch(() => {
      view.value = outcome.value;
      fetchedAt.value = deps.now();
      problem.value = null;
    });
  }

  const aftercare = computed(() => inOrder(view.value?.aftercare ?? []));

  return {
    view,
    fetchedAt,
    problem,
    refusal,
    isSending,
    aftercare,
    /** What stands above the list of Today; null when nothing does. */
    waiting: computed(() => {
      const pages = view.value?.pages.length ?? 0;
      const crises = view.value?.crises.length ?? 0;
      const due = aftercare.value.filter((each) => each.isYours && deps.isForToday(each.before)).length;
      return pages + crises + due === 0 ? null : { pages, crises, aftercare: due };
    }),
    /** Who has duty first. */
    first: computed(() => view.value?.onDuty.find((each) => each.place === 'first') ?? null),
    load,
    /** "Ik pak dit op": where to go next, or null when it was refused. */
    async pickUp(page: PageView): Promise<string | null> {
      if (isSending.value) return null;
      isSending.value = true;
      refusal.value = null;
      const name = `page ${page.pageId}`;
      const outcome = await deps.api.acknowledge(page.pageId, { commandId: commands.idFor(name, {}) });
      isSending.value = false;
      if (!outcome.ok) {
        refusal.value = outcome.problem;
        if (isSessionOver(outcome.problem)) deps.sessionEnded();
        else await load();
        return null;
      }
      commands.done(name);
      await load(outcome.value.position);
      if (page.crisisId !== null) return `/werk/oproep/${page.crisisId}`;
      return page.signalId === null ? '/werk/dienst' : `/werk/bericht/${page.signalId}`;
    },
    dismiss() {
      refusal.value = null;
    },
    forget() {
      latestRequest += 1;
      view.value = null;
      fetchedAt.value = null;
      problem.value = null;
      refusal.value = null;
    },
  };
});
export type WorkDutyModel = InstanceType<typeof WorkDuty>;
