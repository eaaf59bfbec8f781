/** The learning service: looking back on what is closed. */
import { accessProjection, createDirectory } from '@bijspringen/access/index.ts';
import { replayEvents } from '@bijspringen/contracts/learning/events.ts';
import { learningUpcasts } from '@bijspringen/contracts/learning/upcasts.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { projection as replayProjection } from './replay.projection.ts';
import { createReplayRows } from './replay.queries.ts';
import { learningRoutes } from './routes.ts';

/** The service, to be registered with the host. */
export function createLearning(): Service {
  return {
    name: 'learning',
    categories: { replay: replayEvents },
    upcasts: learningUpcasts,
    projections: [accessProjection, replayProjection],
    start(kernel) {
      const rows = createReplayRows(kernel);
      return { routes: learningRoutes({ kernel, directory: createDirectory(kernel), rows }) };
    },
  };
}
