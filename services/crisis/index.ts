/** The crisis service: gate, duty decision, waves, answers, stand-down, aftercare. */
import { crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import { crisisUpcasts } from '@bijspringen/contracts/crisis/upcasts.ts';
import type { Service } from '@bijspringen/kernel/service.ts';

export function createCrisis(): Service {
  return {
    name: 'crisis',
    categories: { crisis: crisisEvents },
    upcasts: crisisUpcasts,
    projections: [],
    start: () => ({ routes: [] }),
  };
}
