/** The door of `queue`: each worker's day, live. Projections only; it writes nothing. */
import { accessProjection, createDirectory } from '@bijspringen/access';
import type { Service } from '@bijspringen/kernel/service.ts';
import { projection } from './queue.projection.ts';
import { type QueueOptions, startQueue } from './routes.ts';

export { projection as queueProjection } from './queue.projection.ts';
export type { QueueOptions } from './routes.ts';

/** The service for the host: `GET /api/queue` and `GET /api/queue/stream`. */
export function createQueue(options: QueueOptions): Service {
  return {
    name: 'queue',
    categories: {},
    upcasts: {},
    projections: [projection, accessProjection],
    start: (kernel) => startQueue(kernel, createDirectory(kernel), options),
  };
}
