/** Aftercare and debrief: they go on after a crisis was closed. */
import { writeRoute } from '@bijspringen/access/index.ts';
import { aftercareAssignmentBody, aftercareBody, debriefBody } from '@bijspringen/contracts/crisis/api.ts';
import { done } from '@bijspringen/contracts/signals/api.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { helperOf } from './crisis-now.policy.ts';
import { commandBy, type Deciding, decide, holdWords } from './decide.routes.ts';
import { isOfficer } from './recipients.ts';
import { type CrisisTools, loadFor, mayDecide } from './tools.ts';

export function afterwardsRoutes(tools: CrisisTools): Route[] {
  return [
    decide(tools, {
      path: '/aftercare/:aftercareId',
      body: aftercareBody,
      summary: 'Record how the talk afterwards went.',
      may: ownsOrHasDuty,
      asks: ({ body, loaded, params }) => ({
        type: 'RecordAftercare',
        aftercareId: params.aftercareId ?? '',
        outcome: body.outcome,
        note: holdWords(tools, loaded, body.note),
      }),
    }),
    decide(tools, {
      path: '/aftercare/:aftercareId/assignment',
      body: aftercareAssignmentBody,
      summary: 'Somebody else does the talk afterwards.',
      may: ownsOrHasDuty,
      asks: ({ body, loaded, params }) => {
        const { ownerPersonId } = body;
        if (!isOfficer(tools.directory, loaded.district.districtId, ownerPersonId)) {
          return refuse('no-such-officer', 'ownerPersonId');
        }
        return { type: 'AssignAftercare', aftercareIds: [params.aftercareId ?? ''], ownerPersonId };
      },
    }),
    debriefRoute(tools),
  ];
}

/** Whose item it is may do it outside of a duty too. */
function ownsOrHasDuty({ tools, loaded, personId, params, now }: Deciding<unknown>): boolean {
  const item = loaded.crisis.aftercare.find(({ aftercareId }) => aftercareId === params.aftercareId);
  return item?.ownerPersonId === personId || mayDecide(tools, loaded, personId, now);
}

function debriefRoute(tools: CrisisTools): Route {
  const action = 'crisis.debrief';
  return writeRoute({
    method: 'post',
    path: '/api/crises/:id/debrief',
    action,
    body: debriefBody,
    answer: done,
    summary: 'What somebody who was there wants the others to learn.',
    handle: async ({ body, principal, params }) => {
      const loaded = await loadFor(tools, params.id ?? '', { principal, action });
      if (isRefusal(loaded)) return loaded;
      if (principal.kind !== 'person') return refuse('not-signed-in');
      const { personId } = principal;
      const isAsked = helperOf(loaded.crisis, personId) !== null;
      if (!isAsked && !isOfficer(tools.directory, loaded.district.districtId, personId))
        return refuse('not-asked');
      const text = tools.kernel.vault.hold(body.text, `worker-${personId}`);
      return commandBy(tools, { loaded, principal, action }, { type: 'GiveDebrief', personId, text }, body);
    },
  });
}
