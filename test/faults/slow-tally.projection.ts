/** The tally, slowed down so that a kill lands in the middle of it. */
import type { Projection } from '@bijspringen/kernel/projections/projection.ts';
import { projection as tally } from '@bijspringen/kernel/testing/tally.projection.ts';

/** Ten thousand events take far longer than a busy machine may hold up who kills it. */
const SLOWED_MS = 1;

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
