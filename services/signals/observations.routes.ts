/** Twenty seconds on the stairs: what a worker saw or heard, with a code to hand over. */
import { type District, type Principal, roleFor, writeRoute } from '@bijspringen/access/index.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { observationBody, observed, type RaiseBody } from '@bijspringen/contracts/signals/api.ts';
import type { Owner } from '@bijspringen/contracts/signals/events.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { refusalAnswer } from './answers.ts';
import { ownerIn } from './owner.ts';
import { raiseSignal } from './raise.ts';
import { actorOf, type SignalTools } from './tools.ts';

const ACTION = 'signal.observe';
type Person = Extract<Principal, { kind: 'person' }>;

export function observationRoutes(tools: SignalTools): Route[] {
  return [
    writeRoute({
      method: 'post',
      path: '/api/observations',
      action: ACTION,
      body: observationBody,
      answer: observed,
      summary: 'Note what you saw yourself, or what somebody told you.',
      handle: async ({ body, principal }) => {
        const district = principal.kind === 'person' ? districtOf(tools, principal) : null;
        if (principal.kind !== 'person' || district === null) return refuse('not-allowed');
        const { origin, readFirst, ...told } = body;
        const accepted = await raiseSignal(tools, {
          body: told satisfies RaiseBody,
          origin,
          actor: actorOf(principal, ACTION, district),
          district,
          owner: observedOwner(tools, principal, district),
          readFirst: readFirst === true ? ['worker-asks'] : [],
          content: body,
        });
        if (isRefusal(accepted)) return refusalAnswer(accepted);
        const { signalId, position }: { signalId: Id; position: string } = accepted;
        return { created: { signalId, position } };
      },
    }),
  ];
}

/** The first district in which this worker may note something. */
function districtOf({ directory }: SignalTools, principal: Person): District | null {
  const grant = principal.grants.find((each) => roleFor(principal, ACTION, each) !== null);
  return grant === undefined ? null : directory.district(grant.districtId);
}

/** A caretaker keeps what she noted herself; anybody else's note goes to whoever picks things up here. */
function observedOwner({ directory }: SignalTools, principal: Person, district: District): Owner {
  const role = roleFor(principal, ACTION, district);
  if (role === 'social-caretaker') return { role, personId: principal.personId };
  return ownerIn(directory, district);
}
