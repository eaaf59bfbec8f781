/** The crisis service: gate, duty decision, waves, answers, stand-down, aftercare. */
import { accessProjection, createDirectory } from '@bijspringen/access/index.ts';
import { crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import { crisisUpcasts } from '@bijspringen/contracts/crisis/upcasts.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { createCrisisStreams } from './changes.ts';
import { projection as crisisProjection } from './crisis.projection.ts';
import { createCrisisRows } from './crisis.queries.ts';
import { crisisRoutes } from './routes.ts';
import { crisisTimers } from './timers.ts';

export { projection as crisisProjection } from './crisis.projection.ts';

/** The service, to be registered with the host. */
export function createCrisis(): Service {
  return {
    name: 'crisis',
    categories: { crisis: crisisEvents },
    upcasts: crisisUpcasts,
    projections: [accessProjection, crisisProjection],
    start(kernel) {
      const rows = createCrisisRows(kernel);
      const tools = { kernel, directory: createDirectory(kernel), rows };
      const streams = createCrisisStreams(kernel, rows);
      return {
        routes: crisisRoutes(tools, streams),
        timers: crisisTimers(tools),
        async stop() {
          streams.close();
        },
      };
    },
  };
}
