/** The roster service: who has duty when, and when residents can be asked. */
import { accessProjection, createDirectory } from '@bijspringen/access/index.ts';
import { availabilityEvents, rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import { rosterUpcasts } from '@bijspringen/contracts/roster/upcasts.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { availabilityRoutes } from './availability.routes.ts';
import { projection } from './roster.projection.ts';
import { rosterViewRoute } from './roster-view.routes.ts';
import { planningRoutes } from './routes.ts';

export { seedAvailability, seedDays, seedRoster } from './demo/waterkant.ts';

/** The service for the host: `/api/roster…` and `/api/availability`. */
export function createRoster(): Service {
  return {
    name: 'roster',
    categories: { roster: rosterEvents, availability: availabilityEvents },
    upcasts: rosterUpcasts,
    projections: [projection, accessProjection],
    start(kernel) {
      const tools = { kernel, directory: createDirectory(kernel) };
      return {
        routes: [rosterViewRoute(tools), ...planningRoutes(tools), ...availabilityRoutes(tools)],
      };
    },
  };
}
