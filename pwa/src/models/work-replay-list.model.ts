/** What can be looked back on. */
import { createModel, signal } from '@preact/signals';
import type { WorkProblem } from '../api/work.ts';
import type { ReplayApi, ReplayItem } from '../api/work-replay.ts';
import { isSessionOver } from './work-problems.ts';

export type ReplayListDeps = { api: Pick<ReplayApi, 'list'>; sessionEnded: () => void };

export const WorkReplayList = createModel((deps: ReplayListDeps) => {
  const items = signal<readonly ReplayItem[] | null>(null);
  const next = signal<string | null>(null);
  const problem = signal<WorkProblem | null>(null);
  let latestRequest = 0;

  async function fetchFrom(from: string | null): Promise<void> {
    const request = ++latestRequest;
    const outcome = await deps.api.list(from);
    if (request !== latestRequest) return;
    if (!outcome.ok) {
      problem.value = outcome.problem;
      if (isSessionOver(outcome.problem)) deps.sessionEnded();
      return;
    }
    problem.value = null;
    items.value = from === null ? outcome.value.items : [...(items.value ?? []), ...outcome.value.items];
    next.value = outcome.value.next;
  }

  return {
    items,
    next,
    problem,
    load: () => fetchFrom(null),
    more: () => (next.value === null ? Promise.resolve() : fetchFrom(next.value)),
    forget() {
      latestRequest += 1;
      items.value = null;
      next.value = null;
      problem.value = null;
    },
  };
});
export type WorkReplayListModel = InstanceType<typeof WorkReplayList>;
