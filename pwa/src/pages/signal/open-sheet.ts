/** Opens a sheet with what can be proposed already filled in: two taps save. */
import type { Draft } from '../../models/work-drafts.ts';
import type { SheetName, WorkSignalModel } from '../../models/work-signal.model.ts';
import { proposedDays } from './sheet-parts.tsx';

function proposalFor(name: SheetName, model: WorkSignalModel): Draft {
  const view = model.view.value;
  switch (name) {
    case 'check-in':
    case 'follow-up':
    case 'follow-up-done':
      return { on: proposedDays('tomorrow')[0] };
    case 'triage':
      return {
        on: proposedDays('today')[0],
        themes: view?.themes ?? [],
        urgency: view?.urgency ?? 'ordinary',
      };
    case 'question':
      // The neighbour asked for help to begin: the question that goes with it is proposed, never sent by itself.
      return view?.kind === 'concern' && view.spoken === 'wants-help' ? { ready: 'ring-yourself' } : {};
    default:
      return {};
  }
}

export function openSheet(model: WorkSignalModel, name: SheetName, chosen: Draft = {}): void {
  model.open(name, { ...proposalFor(name, model), ...chosen });
}
