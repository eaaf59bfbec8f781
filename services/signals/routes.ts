/** Every route of the signals service, by who may use it. */
import type { RenderPlain } from '@bijspringen/contracts/signals/plain.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { followRoutes } from './follow.routes.ts';
import type { FollowAccess } from './follow-access.ts';
import { leaveRoutes } from './leave.routes.ts';
import { linkRoutes } from './links.routes.ts';
import { observationRoutes } from './observations.routes.ts';
import { plainRoutes } from './plain.routes.ts';
import { plainFollowRoutes } from './plain-follow.routes.ts';
import { publicRoutes } from './public.routes.ts';
import type { SignalTools } from './tools.ts';
import { workRoutes } from './work.routes.ts';

export type SignalsOptions = {
  exitUrl: string;
  isDemo: boolean;
  /** Absent while the app is not built. */
  renderPlain?: RenderPlain | undefined;
};

export function signalRoutes(tools: SignalTools, access: FollowAccess, options: SignalsOptions): Route[] {
  const { renderPlain: render, ...rest } = options;
  const plain = render && { ...rest, render };
  return [
    ...publicRoutes(tools),
    ...followRoutes(tools),
    ...observationRoutes(tools),
    ...workRoutes(tools),
    ...linkRoutes(tools),
    ...leaveRoutes(options),
    ...(plain ? [...plainRoutes(tools, plain), ...plainFollowRoutes(tools, plain, access)] : []),
  ];
}
