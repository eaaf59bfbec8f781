/** When an alert may come: now, in some hours of the week, or not. */
import { computed, createModel, signal } from '@preact/signals';
import type { WorkProblem } from '../api/work.ts';
import type { SettingsApi } from '../api/work-settings.ts';
import { type AvailabilityView, type Cell, cellsOf, hoursOf, type WeeklyHours } from './work-availability.ts';
import { createCommandIds } from './work-commands.ts';
import { isSessionOver } from './work-problems.ts';

export type Mode = AvailabilityView['mode'];
/** How long "now" or "pause" lasts. */
export type Until = 'tomorrow' | 'week' | 'open';

export type AvailabilityDeps = {
  api: Pick<SettingsApi, 'availability' | 'setAvailability'>;
  now: () => Date;
  sessionEnded: () => void;
};

const DAY_MS = 24 * 60 * 60 * 1_000;
const lasts: Record<Until, number | null> = { tomorrow: DAY_MS, week: 7 * DAY_MS, open: null };

type Chosen = { mode: Mode; until: Until; hours: readonly WeeklyHours[]; now: Date };

/** The hours of the week stay known under "now" and "pause": they count again when those end. */
function bodyFor({ mode, until, hours, now }: Chosen) {
  const lastsMs = mode === 'hours' ? null : lasts[until];
  const end = lastsMs === null ? {} : { until: new Date(now.getTime() + lastsMs).toISOString() };
  return { mode, ...end, hours: [...hours] };
}

export const WorkAvailability = createModel((deps: AvailabilityDeps) => {
  const view = signal<AvailabilityView | null>(null);
  const problem = signal<WorkProblem | null>(null);
  const mode = signal<Mode | null>(null);
  const until = signal<Until>('open');
  const cells = signal<readonly Cell[]>([]);
  const isSaving = signal(false);
  const isSaved = signal(false);
  /** Hours were chosen, but none. */
  const isHoursMissing = signal(false);
  const commands = createCommandIds();

  function take(fresh: AvailabilityView): void {
    view.value = fresh;
    problem.value = null;
    mode.value = fresh.mode;
    cells.value = cellsOf(fresh.hours);
  }

  function failed(failure: WorkProblem): void {
    problem.value = failure;
    if (isSessionOver(failure)) deps.sessionEnded();
  }

  /** Nothing is decided before somebody chose something. */
  function changed(): void {
    isSaved.value = false;
    isHoursMissing.value = false;
  }

  return {
    view,
    problem,
    mode,
    until,
    cells,
    isSaving,
    isSaved,
    isHoursMissing,
    missing: computed(() => view.value?.missing ?? []),
    async load() {
      const outcome = await deps.api.availability();
      if (outcome.ok) take(outcome.value);
      else failed(outcome.problem);
    },
    pickMode(picked: Mode) {
      mode.value = picked;
      until.value = 'open';
      changed();
    },
    pickUntil(picked: Until) {
      until.value = picked;
      changed();
    },
    toggle(cell: Cell) {
      const before = cells.value;
      cells.value = before.includes(cell) ? before.filter((each) => each !== cell) : [...before, cell];
      changed();
    },
    async save() {
      const chosen = mode.value;
      if (chosen === null || isSaving.value) return;
      const hours = hoursOf(cells.value);
      isHoursMissing.value = chosen === 'hours' && hours.length === 0;
      if (isHoursMissing.value) return;
      const body = bodyFor({ mode: chosen, until: until.value, hours, now: deps.now() });
      isSaving.value = true;
      const outcome = await deps.api.setAvailability({
        commandId: commands.idFor('availability', body),
        ...body,
      });
      isSaving.value = false;
      if (!outcome.ok) return failed(outcome.problem);
      commands.done('availability');
      take(outcome.value);
      isSaved.value = true;
    },
    forget() {
      view.value = null;
      mode.value = null;
      cells.value = [];
      problem.value = null;
      changed();
    },
  };
});
export type WorkAvailabilityModel = InstanceType<typeof WorkAvailability>;
