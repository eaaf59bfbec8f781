/** The edge of paging: "Ik pak dit op". */
import { authorize, type Principal, roleFor, writeRoute } from '@bijspringen/access/index.ts';
import { acknowledgementBody } from '@bijspringen/contracts/crisis/api.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import { done } from '@bijspringen/contracts/signals/api.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import type { Answer, Route } from '@bijspringen/kernel/http/route.ts';
import { pageDecider } from './page.decider.ts';
import { CRISIS_GROUND, type PagingTools } from './paging.timers.ts';

export function pagingRoutes(tools: PagingTools): Route[] {
  return [
    writeRoute({
      method: 'post',
      path: '/api/pages/:id/acknowledgement',
      action: 'page.acknowledge',
      body: acknowledgementBody,
      answer: done,
      summary: 'Pick up a call: nobody else is called for it any more.',
      handle: ({ body, params, principal, now }) =>
        acknowledge(tools, principal, { pageId: params.id ?? '', commandId: body.commandId, now }),
    }),
  ];
}

async function acknowledge(
  { kernel, directory }: PagingTools,
  principal: Principal,
  { pageId, commandId, now }: { pageId: string; commandId: string; now: Date },
): Promise<Answer> {
  const stream = streamName('page', pageId);
  const [first] = await kernel.store.readStream(stream);
  if (first === undefined) return { problem: 'not-found' };
  const { districtId, organisationId, correlationId } = first.metadata;
  const allowed = authorize(principal, 'page.acknowledge', { districtId, organisationId });
  if (allowed !== true) return { problem: allowed };
  if (principal.kind !== 'person') return { problem: 'not-allowed' };
  const { personId } = principal;
  const role = roleFor(principal, 'page.acknowledge', { districtId, organisationId }) ?? 'duty-officer';
  const actor: Actor = { kind: 'person', personId, role };
  const isOnDuty = directory.onDuty(districtId, now.toISOString()).some((each) => each.personId === personId);
  const handled = await kernel.handle(
    pageDecider,
    stream,
    { type: 'AcknowledgePage', personId, isOnDuty },
    { districtId, organisationId, correlationId, actor, commandId, content: {}, ...CRISIS_GROUND },
  );
  if (isRefusal(handled)) return handled;
  return { position: handled.position ?? first.position };
}
