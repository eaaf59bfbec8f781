/** What anyone may do: raise something, now or from a phone that was offline. */
import { writeRoute } from '@bijspringen/access/index.ts';
import { outboxBody, type RaiseBody, raiseBody, raised } from '@bijspringen/contracts/signals/api.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import { fieldErrors } from '@bijspringen/kernel/http/field-errors.ts';
import { problemResponse } from '@bijspringen/kernel/http/problem.ts';
import type { Answer, Route } from '@bijspringen/kernel/http/route.ts';
import { refusalAnswer } from './answers.ts';
import { ownerIn } from './owner.ts';
import { raisedAnswer, raiseSignal } from './raise.ts';
import type { SignalTools } from './tools.ts';

export function publicRoutes(tools: SignalTools): Route[] {
  return [
    writeRoute({
      method: 'post',
      path: '/api/signals',
      action: 'signal.raise',
      body: raiseBody,
      answer: raised,
      summary: 'Raise a worry, a call for help, a wish or an offer. No account needed.',
      handle: ({ body, c, now }) => {
        if (!tools.mayRaise(c)) return { problem: 'too-many-tries' };
        return raisePublicly(tools, body, now);
      },
    }),
    writeRoute({
      method: 'post',
      path: '/api/outbox',
      action: 'signal.raise',
      body: outboxBody,
      answer: raised,
      summary: 'Hand in a message that a phone sealed for this server while it was offline.',
      handle: ({ body, c, now }) => {
        if (!tools.mayRaise(c)) return { problem: 'too-many-tries' };
        const opened = openOutbox(tools, body.envelope);
        if (opened instanceof Response) return opened;
        if (opened.commandId !== body.commandId) return refusalAnswer(refuse('invalid-input', 'commandId'));
        return raisePublicly(tools, opened, now);
      },
    }),
  ];
}

/** Raises what somebody without an account wrote. */
export async function raisePublicly(tools: SignalTools, body: RaiseBody, now: Date): Promise<Answer> {
  const district = tools.directory.publicDistrict();
  if (district === null) return { problem: 'busy' };
  const accepted = await raiseSignal(tools, {
    body,
    origin: 'public',
    actor: { kind: 'reporter' },
    district,
    owner: ownerIn(tools.directory, district),
    content: body,
  });
  if (isRefusal(accepted)) return refusalAnswer(accepted);
  return { created: raisedAnswer(accepted, district, now) };
}

function openOutbox({ kernel }: SignalTools, envelope: string): RaiseBody | Response {
  const plain = kernel.vault.openEnvelope(envelope);
  const parsed = plain === null ? undefined : parseJson(plain);
  const checked = raiseBody.safeParse(parsed);
  if (parsed !== undefined && checked.success) return checked.data;
  if (parsed === undefined) {
    const message = 'Dit bericht is niet te openen. Verstuur het opnieuw.';
    return problemResponse('invalid-input', [{ field: 'envelope', code: 'wrong-value', message }]);
  }
  return problemResponse('invalid-input', fieldErrors(checked.error?.issues ?? [], parsed));
}

function parseJson(plain: string): unknown {
  try {
    return JSON.parse(plain);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
