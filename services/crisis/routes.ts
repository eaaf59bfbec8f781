/** Every route of the crisis service, by who may use it. */
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { afterwardsRoutes } from './afterwards.routes.ts';
import { answerRoutes } from './answer.routes.ts';
import type { CrisisStreams } from './changes.ts';
import { decideRoutes } from './decide.routes.ts';
import { readRoutes } from './read.routes.ts';
import type { CrisisTools } from './tools.ts';

export function crisisRoutes(tools: CrisisTools, streams: CrisisStreams): Route[] {
  return [
    ...readRoutes(tools, streams),
    ...decideRoutes(tools),
    ...answerRoutes(tools),
    ...afterwardsRoutes(tools),
  ];
}
