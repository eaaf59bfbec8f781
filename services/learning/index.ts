/** The learning service: replay of what is closed. */
import { replayEvents } from '@bijspringen/contracts/learning/events.ts';
import { learningUpcasts } from '@bijspringen/contracts/learning/upcasts.ts';
import type { Service } from '@bijspringen/kernel/service.ts';

export function createLearning(): Service {
  return {
    name: 'learning',
    categories: { replay: replayEvents },
    upcasts: learningUpcasts,
    projections: [],
    start: () => ({ routes: [] }),
  };
}
