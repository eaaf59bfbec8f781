/** Routes of the roster: who has duty when, where nobody has, and who takes over. */
import { type Directory, writeRoute } from '@bijspringen/access/index.ts';
import { cancellationBody, dutyHandOverBody, planned, shiftBody } from '@bijspringen/contracts/roster/api.ts';
import { position } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import * as z from 'zod/mini';
import { cancelShift, handOverShift, planShift, shiftIdFor } from './commands.ts';
import { isOfficerIn, planningIn } from './places.ts';
import { openCrisesOf, projection, shiftOf } from './roster.projection.ts';

export type RosterTools = { kernel: Kernel; directory: Directory };

const done = z.object({ position });

/** Planning, cancelling and handing over. */
export function planningRoutes(tools: RosterTools): Route[] {
  return [planRoute(tools), cancellationRoute(tools), handOverRoute(tools)];
}

function planRoute({ kernel, directory }: RosterTools): Route {
  return writeRoute({
    method: 'post',
    path: '/api/roster/shifts',
    action: 'roster.plan',
    body: shiftBody,
    answer: planned,
    summary: 'Plan a shift: a coordinator for everybody, a duty officer for herself.',
    handle: async ({ body: { commandId, ...shift }, principal }) => {
      const districtIds = [...new Set(shift.districtIds)];
      const where = planningIn(principal, districtIds, [shift.personId]);
      if (where === null) return refuse('not-allowed');
      const isOfficer = isOfficerIn(directory, shift.personId, districtIds);
      const step = { ...where, commandId, content: shift };
      const outcome = await planShift(kernel, step, { ...shift, districtIds, isOfficer });
      if (isRefusal(outcome)) return outcome;
      await kernel.waitFor(outcome.position);
      return { created: { shiftId: shiftIdFor(commandId), position: outcome.position ?? '' } };
    },
  });
}

function cancellationRoute({ kernel }: RosterTools): Route {
  return writeRoute({
    method: 'post',
    path: '/api/roster/shifts/:id/cancellation',
    action: 'roster.plan',
    body: cancellationBody,
    answer: done,
    summary: 'Take a shift out of the roster; not while it has an open crisis.',
    handle: async ({ body: { commandId }, params: { id: shiftId = '' }, principal }) => {
      const found = await loadShift(kernel, shiftId);
      if (found === null) return refuse('not-found');
      const { personId, districtIds, openCrisisIds } = found;
      const where = planningIn(principal, districtIds, [personId]);
      if (where === null) return refuse('not-allowed');
      const step = { ...where, commandId, content: { shiftId } };
      const outcome = await cancelShift(kernel, step, { shiftId, openCrisisIds });
      if (isRefusal(outcome)) return outcome;
      await kernel.waitFor(outcome.position);
      return { position: outcome.position ?? '' };
    },
  });
}

function handOverRoute({ kernel, directory }: RosterTools): Route {
  return writeRoute({
    method: 'post',
    path: '/api/roster/shifts/:id/hand-over',
    action: 'roster.plan',
    body: dutyHandOverBody,
    answer: planned,
    summary: 'Hand over the rest of a shift with every open crisis; or take it over ("Ik neem nu over").',
    handle: async ({ body: { commandId, toPersonId }, params: { id: shiftId = '' }, principal }) => {
      const found = await loadShift(kernel, shiftId);
      if (found === null) return refuse('not-found');
      const { personId, districtIds, openCrisisIds } = found;
      const where = planningIn(principal, districtIds, [personId, toPersonId]);
      if (where === null) return refuse('not-allowed');
      const isOfficer = isOfficerIn(directory, toPersonId, districtIds);
      const step = { ...where, commandId, content: { shiftId, toPersonId } };
      const facts = { shiftId, toPersonId, openCrisisIds, isOfficer };
      const outcome = await handOverShift(kernel, step, facts);
      if (isRefusal(outcome)) return outcome;
      await kernel.waitFor(outcome.position);
      return { created: { shiftId: shiftIdFor(commandId), position: outcome.position ?? '' } };
    },
  });
}

/** A shift with the crises of its person, read when the rows have everything that is in the log now. */
async function loadShift(kernel: Kernel, shiftId: string) {
  await kernel.waitFor(await kernel.store.head());
  const database = kernel.readModel(projection).database();
  const shift = shiftOf(database, shiftId);
  if (shift === null) return null;
  return { ...shift, openCrisisIds: openCrisesOf(database, shift.personId, shift.districtIds) };
}
