/** What each may see of a crisis: by role, and nothing for whom it does not concern. */
import { authorize, type Principal, readRoute } from '@bijspringen/access/index.ts';
import { crisisProspect, crisisView, mine } from '@bijspringen/contracts/crisis/views.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Answer, Route } from '@bijspringen/kernel/http/route.ts';
import * as z from 'zod/mini';
import type { CrisisStreams } from './changes.ts';
import { helperOf } from './crisis-now.policy.ts';
import { dutyViewOf } from './duty-view.ts';
import { whereOf } from './opening.ts';
import { prospectOf } from './prospect.ts';
import { responderViewOf } from './responder-view.ts';
import { type CrisisTools, type Loaded, loadFor } from './tools.ts';

export function readRoutes(tools: CrisisTools, streams: CrisisStreams): Route[] {
  return [prospectRoute(tools), mineRoute(tools), streamRoute(streams), viewRoute(tools)];
}

const uuid = z.uuid();

function prospectRoute(tools: CrisisTools): Route {
  return readRoute({
    method: 'get',
    path: '/api/crises/prospect',
    action: 'crisis.decide',
    answer: crisisProspect,
    summary: 'What the duty officer needs before deciding.',
    handle: async ({ principal, query, now: at }) => {
      const [signalId, districtId] = [
        query.get('signalId') ?? undefined,
        query.get('districtId') ?? undefined,
      ];
      for (const given of [signalId, districtId]) {
        if (given !== undefined && !uuid.safeParse(given).success) return refuse('not-found');
      }
      const now = at.toISOString();
      const where = await whereOf(tools, { signalId, districtId }, principal, now);
      if (isRefusal(where) || principal.kind !== 'person') return where;
      return prospectOf(tools, where, { personId: principal.personId, now });
    },
  });
}

function mineRoute(tools: CrisisTools): Route {
  return readRoute({
    method: 'get',
    path: '/api/crises/mine',
    action: 'crisis.respond',
    answer: mine,
    summary: 'The alert that this resident should look at now.',
    handle: async ({ principal }) => {
      if (principal.kind !== 'person') return refuse('not-signed-in');
      const { personId } = principal;
      const position = tools.rows.changedAt(`person:${personId}`) ?? (await tools.kernel.store.head()) ?? '';
      return { crisisId: tools.rows.mineOf(personId), position };
    },
  });
}

function streamRoute(streams: CrisisStreams): Route {
  return readRoute({
    method: 'get',
    path: '/api/crises/stream',
    action: 'crisis.see',
    summary: 'Says "changed" with a position when a crisis changes that concerns whoever listens.',
    handle: ({ principal, mayStill }) =>
      principal.kind === 'person' ? streams.open(principal, mayStill) : refuse('not-signed-in'),
  });
}

function viewRoute(tools: CrisisTools): Route {
  return readRoute({
    method: 'get',
    path: '/api/crises/:id',
    action: 'crisis.see',
    answer: crisisView,
    summary: 'One crisis as the role of whoever asks may see it.',
    handle: async ({ principal, params, now }) => {
      const loaded = await loadFor(tools, params.id ?? '', { principal, action: 'crisis.see' });
      if (isRefusal(loaded)) return loaded;
      return viewFor(tools, loaded, principal, now.toISOString());
    },
  });
}

async function viewFor(
  tools: CrisisTools,
  loaded: Loaded,
  principal: Principal,
  now: string,
): Promise<Answer> {
  if (principal.kind !== 'person') return refuse('not-signed-in');
  const { personId } = principal;
  const { districtId } = loaded.district;
  const where = { districtId, organisationId: loaded.organisationId };
  const maySeeAll = authorize(principal, 'duty.read', where) === true;
  // An officer who was asked as a resident sees what residents see, so that nobody decides and goes.
  const isHelper = helperOf(loaded.crisis, personId) !== null && loaded.crisis.dutyPersonId !== personId;
  if (!maySeeAll || isHelper) return responderViewOf(tools, loaded, { personId, now });
  const maySeeNames = authorize(principal, 'crisis.decide', where) === true;
  return dutyViewOf(tools, loaded, { personId, now, maySeeNames });
}
