/** The signals service: raise, follow, ask and answer, triage, check in, follow up, answer back, close. */
import { accessProjection, createDirectory } from '@bijspringen/access/index.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { signalUpcasts } from '@bijspringen/contracts/signals/upcasts.ts';
import { createRateLimiter } from '@bijspringen/kernel/http/rate-limit.ts';
import type { Service } from '@bijspringen/kernel/service.ts';
import { createCodesUnderWay } from './codes-under-way.ts';
import { createFollowAccess } from './follow-access.ts';
import { TRIES_WINDOW_MS, WRITES_MAX } from './limits.ts';
import { createPlaceIndex } from './place-index.ts';
import { promisesTimer } from './promises.timer.ts';
import { createRaiseLimit } from './raise-limit.ts';
import { rememberDirectory } from './remembering-directory.ts';
import { type SignalsOptions, signalRoutes } from './routes.ts';
import { projection as signalsProjection } from './signals.projection.ts';
import { createSignalRows } from './signals.queries.ts';

/** The service, to be registered with the host. */
export function createSignals(options: SignalsOptions): Service {
  return {
    name: 'signals',
    categories: { signal: signalEvents },
    upcasts: signalUpcasts,
    projections: [accessProjection, signalsProjection],
    start(kernel) {
      const rows = createSignalRows(kernel);
      const codes = createCodesUnderWay();
      const places = createPlaceIndex({ kernel, rows });
      const mayRaise = createRaiseLimit(kernel.clock);
      const { clock } = kernel;
      const writes = createRateLimiter({ clock, triesMax: WRITES_MAX, windowMs: TRIES_WINDOW_MS });
      const { directory, stop } = rememberDirectory(createDirectory(kernel), kernel);
      const tools = { kernel, directory, rows, codes, places, mayRaise, writes };
      const access = createFollowAccess(tools);
      return {
        routes: signalRoutes(tools, access, options),
        timers: [promisesTimer(tools)],
        principal: access.principal,
        async stop() {
          stop();
          await places.close();
        },
      };
    },
  };
}
