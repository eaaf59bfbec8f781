/** The door of `queue`: each worker's day, live. Projections only; it writes nothing. */
import { accessProjection, createDirectory } from '@bijspringen/access';
import type { Service } from '@bijspringen/kernel/service.ts';
import { projection as dutyProjection } from './duty.projection.ts';
import { projection } from './queue.projection.ts';
import { type QueueOptions, startQueue } from './routes.ts';

export { projection as dutyProjection } from './duty.projection.ts';
export { projection as queueProjection } from './queue.projection.ts';
export type { QueueOptions } from './routes.ts';

/** The service for the host: `GET /api/queue`, `GET /api/queue/stream`, `GET /api/duty`. */
export function createQueue(options: QueueOptions): Service {
  return {
    name: 'queue',
    categories: {},
    upcasts: {},
    projections: [projection, dutyProjection, accessProjection],
    start: (kernel) => startQueue(kernel, createDirectory(kernel), options),
  };
}
