/** The roster service: who has duty when, and when residents can be asked. */
import { availabilityEvents, rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import { rosterUpcasts } from '@bijspringen/contracts/roster/upcasts.ts';
import type { Service } from '@bijspringen/kernel/service.ts';

export { seedAvailability, seedRoster } from './demo/waterkant.ts';

export function createRoster(): Service {
  return {
    name: 'roster',
    categories: { roster: rosterEvents, availability: availabilityEvents },
    upcasts: rosterUpcasts,
    projections: [],
    start: () => ({ routes: [] }),
  };
}
