/** The paging service: calls the duty officer until somebody acknowledges. */
import { pageEvents } from '@bijspringen/contracts/crisis/events.ts';
import type { Service } from '@bijspringen/kernel/service.ts';

export function createPaging(): Service {
  return {
    name: 'paging',
    categories: { page: pageEvents },
    upcasts: {},
    projections: [],
    start: () => ({ routes: [] }),
  };
}
