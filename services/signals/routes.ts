/** Every route of the signals service, by who may use it. */
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { followRoutes } from './follow.routes.ts';
import { linkRoutes } from './links.routes.ts';
import { observationRoutes } from './observations.routes.ts';
import { publicRoutes } from './public.routes.ts';
import type { SignalTools } from './tools.ts';
import { workRoutes } from './work.routes.ts';

export function signalRoutes(tools: SignalTools): Route[] {
  return [
    ...publicRoutes(tools),
    ...followRoutes(tools),
    ...observationRoutes(tools),
    ...workRoutes(tools),
    ...linkRoutes(tools),
  ];
}
