/** One look at the roster: shifts, gaps, who may be planned, and how many residents could be asked. */
import {
  type District,
  grantsFor,
  mayBeAlerted,
  type Principal,
  readRoute,
} from '@bijspringen/access/index.ts';
import { type RosterView, rosterView } from '@bijspringen/contracts/roster/api.ts';
import type { Shift } from '@bijspringen/contracts/roster/events.ts';
import { type Id, localDate } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { addDays, atLocalTime, toLocalDate } from '@bijspringen/kernel/local-time.ts';
import { coverageOf } from './coverage.policy.ts';
import { gapsIn } from './gaps.policy.ts';
import { ROSTER_DAYS_DEFAULT, ROSTER_DAYS_MAX } from './limits.ts';
import { openCrisesOf, projection } from './roster.projection.ts';
import type { RosterTools } from './routes.ts';

const ACTION = 'roster.read';
/** Days as somebody looks at them, and the instants where they begin and end. */
type Days = { fromDate: string; days: number; from: string; until: string };
type Look = { personId: Id; district: District; districtIds: readonly Id[]; now: string; asked: Days };

export function rosterViewRoute(tools: RosterTools): Route {
  return readRoute({
    method: 'get',
    path: '/api/roster',
    action: ACTION,
    answer: rosterView,
    summary: 'Shifts, gaps and how many residents could come, from a day on (`from`, `days`).',
    handle: async ({ principal, query, now }) => {
      const where = lookOf(principal, tools);
      if (where === null) return refuse('not-allowed');
      const asked = daysOf(query, now.toISOString(), where.district.workingHours.timeZone);
      return isRefusal(asked) ? asked : viewOf({ ...where, asked, now: now.toISOString() }, tools);
    },
  });
}

/** The first district in which this person may look, and the others of the same organisation. */
function lookOf(principal: Principal, { directory }: RosterTools) {
  const grants = grantsFor(principal, ACTION);
  const district = grants[0] === undefined ? null : directory.district(grants[0].districtId);
  if (principal.kind !== 'person' || district === null) return null;
  const own = grants.filter(({ organisationId }) => organisationId === grants[0]?.organisationId);
  const districtIds = [...new Set(own.map(({ districtId }) => districtId))];
  return { personId: principal.personId, district, districtIds };
}

function daysOf(query: URLSearchParams, now: string, timeZone: string): Days | Refusal {
  const fromDate = query.get('from') ?? toLocalDate(now, timeZone);
  if (!localDate.safeParse(fromDate).success) return refuse('invalid-input', 'from');
  const days = Number(query.get('days') ?? ROSTER_DAYS_DEFAULT);
  if (!Number.isInteger(days) || days < 1 || days > ROSTER_DAYS_MAX) return refuse('invalid-input', 'days');
  return {
    fromDate,
    days,
    from: atLocalTime(fromDate, '00:00', timeZone),
    until: atLocalTime(addDays(fromDate, days), '00:00', timeZone),
  };
}

async function viewOf(look: Look, { kernel, directory }: RosterTools): Promise<RosterView> {
  const { personId, district, districtIds, now, asked } = look;
  const { districtId, organisationId, workingHours } = district;
  const position = await kernel.store.head();
  await kernel.waitFor(position);
  const shifts = directory
    .shifts(organisationId, asked.from, asked.until)
    .filter((shift) => shift.districtIds.some((each) => districtIds.includes(each)));
  const officers = directory.workers(districtId).filter(({ roles }) => roles.includes('duty-officer'));
  // Somebody whose role was taken away is on paper only: nobody would be called.
  const filled = shifts.filter((shift) => officers.some(({ personId: each }) => each === shift.personId));
  const responders = directory.responders(districtId);
  const { timeZone } = workingHours;
  // A gap of yesterday can no longer be filled.
  const isUnderWay = asked.from <= now;
  return {
    now,
    timeZone,
    shifts: shifts.map((shift) => ({
      ...shift,
      name: directory.personName(shift.personId),
      isYou: shift.personId === personId,
      openCrises: openCrisesIn(shift, now, kernel),
    })),
    gaps: gapsIn(filled, { districtId, from: isUnderWay ? now : asked.from, until: asked.until }),
    officers: officers.map((worker) => ({
      personId: worker.personId,
      name: worker.name,
      isYou: worker.personId === personId,
    })),
    districts: districtIds.map((each) => ({ districtId: each, name: directory.district(each)?.name ?? '' })),
    coverage: coverageOf(responders, { ...asked, timeZone }),
    residentsNow: responders.filter((each) => mayBeAlerted(each, now, timeZone)).length,
    position: position ?? '',
  };
}

/** Of a shift that runs; before and after, its person's crises are not this shift's. */
function openCrisesIn(shift: Shift, now: string, kernel: RosterTools['kernel']): number {
  if (now < shift.from || shift.until <= now) return 0;
  const database = kernel.readModel(projection).database();
  return openCrisesOf(database, shift.personId, shift.districtIds).length;
}
