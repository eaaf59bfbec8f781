/** Putting two messages side by side: both streams get the link, so both screens show it. Nothing is merged. */
import { type Principal, writeRoute } from '@bijspringen/access/index.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import { done, linkBody } from '@bijspringen/contracts/signals/api.ts';
import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Answer, Route } from '@bijspringen/kernel/http/route.ts';
import { doneAnswer } from './answers.ts';
import { loadFor, type SignalTools } from './tools.ts';
import { commandBy } from './work.routes.ts';

type Linking = {
  signalId: Id;
  body: { commandId: Id; otherSignalId: Id };
  principal: Principal;
  type: 'LinkSignal' | 'UnlinkSignal';
};

export function linkRoutes(tools: SignalTools): Route[] {
  const common = { method: 'post', action: 'signal.work', body: linkBody, answer: done } as const;
  return [
    writeRoute({
      ...common,
      path: '/api/signals/:id/links',
      summary: 'Put another message beside this one.',
      handle: ({ body, principal, params }) =>
        onBoth(tools, { signalId: params.id ?? '', body, principal, type: 'LinkSignal' }),
    }),
    writeRoute({
      ...common,
      path: '/api/signals/:id/unlinks',
      summary: 'Take another message from beside this one.',
      handle: ({ body, principal, params }) =>
        onBoth(tools, { signalId: params.id ?? '', body, principal, type: 'UnlinkSignal' }),
    }),
  ];
}

/**
 * The other stream first: when the second write does not happen, sending it again completes it, because the half that
 * stands already is no refusal as long as the other half is still to be done.
 */
async function onBoth(tools: SignalTools, { signalId, body, principal, type }: Linking): Promise<Answer> {
  const { otherSignalId } = body;
  if (otherSignalId === signalId) return refuse('cannot-link-itself', 'otherSignalId');
  const action = 'signal.work';
  const own = await loadFor(tools, principal, { signalId, action });
  if (isRefusal(own)) return own;
  const other = await loadFor(tools, principal, { signalId: otherSignalId, action });
  if (isRefusal(other)) return other;
  if (own.signal.status === 'withdrawn' || other.signal.status === 'withdrawn') {
    return refuse('signal-withdrawn');
  }
  const sent = { body, principal, action } as const;
  const asked = (otherId: Id): SignalCommand => ({ type, otherSignalId: otherId });
  const there = await commandBy(tools, other, asked(signalId), sent);
  if (isRefusal(there) && there.refused !== STANDS_ALREADY[type]) return there;
  const here = await commandBy(tools, own, asked(otherSignalId), sent);
  const isCompleted = isRefusal(here) && here.refused === STANDS_ALREADY[type] && !isRefusal(there);
  return doneAnswer(isCompleted ? there : here);
}

const STANDS_ALREADY = {
  LinkSignal: 'already-linked',
  UnlinkSignal: 'not-linked',
} as const satisfies Record<string, ProblemCode>;
