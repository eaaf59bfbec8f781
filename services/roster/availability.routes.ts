/** When an alert may come to this resident, and what is still needed before one can. */
import {
  grantsFor,
  isAvailableAt,
  missingForAlert,
  type Principal,
  readRoute,
  writeRoute,
} from '@bijspringen/access/index.ts';
import {
  type AvailabilityView,
  availabilityBody,
  availabilityView,
} from '@bijspringen/contracts/roster/api.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { changeAvailability } from './commands.ts';
import { hasDevice, projection } from './roster.projection.ts';
import type { RosterTools } from './routes.ts';

const ACTION = 'availability.own';

export function availabilityRoutes(tools: RosterTools): Route[] {
  const common = { path: '/api/availability', action: ACTION, answer: availabilityView } as const;
  return [
    readRoute({
      ...common,
      method: 'get',
      summary: 'When an alert may come to you, and why it cannot come now.',
      handle: ({ principal, now }) => viewOf(principal, now.toISOString(), tools),
    }),
    writeRoute({
      ...common,
      method: 'put',
      body: availabilityBody,
      summary: 'Say when an alert may come: now, in hours of the week, or not for a while.',
      handle: async ({ body: { commandId, ...availability }, principal, now }) => {
        const grant = grantsFor(principal, ACTION)[0];
        if (grant === undefined || principal.kind !== 'person') return refuse('not-allowed');
        const { personId } = principal;
        const { districtId, organisationId, role } = grant;
        const actor = { kind: 'person', personId, role } as const;
        const step = { districtId, organisationId, actor, commandId, content: availability };
        const outcome = await changeAvailability(tools.kernel, step, { personId, availability });
        return isRefusal(outcome) ? outcome : viewOf(principal, now.toISOString(), tools);
      },
    }),
  ];
}

async function viewOf(
  principal: Principal,
  now: string,
  { kernel, directory }: RosterTools,
): Promise<AvailabilityView | Refusal> {
  const grant = grantsFor(principal, ACTION)[0];
  const district = grant === undefined ? null : directory.district(grant.districtId);
  if (district === null || principal.kind !== 'person') return refuse('not-allowed');
  const position = await kernel.store.head();
  await kernel.waitFor(position);
  const person = directory.responder(principal.personId);
  if (person === null) return refuse('not-allowed');
  const { timeZone } = district.workingHours;
  // Who never said anything is not asked.
  const { mode, until = null, hours } = person.availability ?? { mode: 'paused', hours: [] };
  const canBeWoken = hasDevice(kernel.readModel(projection).database(), person.personId);
  return {
    mode,
    until,
    hours: [...hours],
    isAvailableNow: isAvailableAt(person.availability, now, timeZone),
    missing: [...missingForAlert(person, now, timeZone), ...(canBeWoken ? [] : (['device'] as const))],
    position: position ?? '',
  };
}
