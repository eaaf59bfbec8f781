/** The tally, slowed down so that a kill lands in the middle of it. */
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';
import { projection as tally } from '@bijspringen/kernel/testing/tally.projection.ts';

const SLOWED_MS = 0.2;

export const slowTally: Projection = {
  ...tally,
  module: import.meta.url,
  open(database) {
    const take = tally.open(database);
    return (event) => {
      const untilMs = performance.now() + SLOWED_MS;
      while (performance.now() < untilMs);
      take(event);
    };
  },
};

export const projection = slowTally;
