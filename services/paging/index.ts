/** The paging service: calls the duty officer until somebody acknowledges. */
import { accessProjection, createDirectory } from '@bijspringen/access/index.ts';
import { pageEvents } from '@bijspringen/contracts/crisis/events.ts';
import { pageUpcasts } from '@bijspringen/contracts/crisis/upcasts.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { projection } from './pages.projection.ts';
import { createPageRows } from './pages.queries.ts';
import { pagingTimers } from './paging.timers.ts';
import { pagingRoutes } from './routes.ts';

/** The service for the host: timers that call, and `POST /api/pages/:id/acknowledgement`. */
export function createPaging(): Service {
  return {
    name: 'paging',
    categories: { page: pageEvents },
    upcasts: pageUpcasts,
    projections: [projection, accessProjection],
    start(kernel) {
      const rows = createPageRows(() => kernel.readModel(projection).database());
      const tools = { kernel, directory: createDirectory(kernel), rows };
      return { routes: pagingRoutes(tools), timers: pagingTimers(tools) };
    },
  };
}
