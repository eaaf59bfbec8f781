/** Following a message with plain HTML forms: the code comes in a form body, and the answer is a whole page. */
import { randomUUID } from 'node:crypto';
import { type Principal, readRoute } from '@bijspringen/access/index.ts';
import {
  answerBody,
  messageBody,
  reopenByReporterBody,
  withdrawBody,
} from '@bijspringen/contracts/signals/api.ts';
import { parseFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import type { PlainError, PlainForm } from '@bijspringen/contracts/signals/plain.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { clientAddress } from '@bijspringen/kernel/http/client.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { followedView, ofReporter, ownSignal, type ReporterSends } from './follow.routes.ts';
import type { FollowAccess } from './follow-access.ts';
import { type PlainOptions, pageShower, type ShowPage, showTooLarge, takeForm } from './plain-pages.ts';
import type { SignalTools } from './tools.ts';

type Following = { tools: SignalTools; show: ShowPage; form: PlainForm; principal: Principal };

export function plainFollowRoutes(tools: SignalTools, options: PlainOptions, access: FollowAccess): Route[] {
  const show = pageShower(tools, options);
  return [
    readRoute({
      method: 'get',
      path: '/zonder-script/volg',
      action: 'public.read',
      summary: 'Ask for a code, without JavaScript.',
      handle: ({ query }) =>
        show({ language: query.get('taal') ?? 'nl' }, { page: 'follow-code', errors: [] }),
    }),
    readRoute({
      method: 'post',
      path: '/zonder-script/volg',
      // The code in the form is the key; whoever has it is the reporter of that one signal.
      action: 'public.read',
      summary: 'Read an answer, write, reopen or take back, without JavaScript.',
      handle: async ({ c }) => {
        const form = await takeForm(c.req.raw);
        if (form === null) return showTooLarge(show);
        const principal = access.forCode(form.followCode ?? '', clientAddress(c));
        if ('problem' in principal) return showWrongCode(show, form, principal.problem);
        return follow({ tools, show, form, principal });
      },
    }),
  ];
}

function showWrongCode(show: ShowPage, form: PlainForm, problem: string): Response {
  const code = form.followCode?.trim() ? problem : 'missing';
  const status = problem === 'too-many-tries' ? 429 : 404;
  return show(form, { page: 'follow-code', errors: [{ field: 'followCode', code }] }, status);
}

async function follow(following: Following): Promise<Response> {
  const { tools, show, form, principal } = following;
  const sent = sentIn(form);
  if (sent === null) return showMessage(following, []);
  if ('errors' in sent) return showMessage(following, sent.errors);
  const answer = await ofReporter(tools, principal, sent);
  if (answer instanceof Response || isRefusal(answer)) {
    return showMessage(following, [{ field: sent.does === 'answer' ? 'answer' : 'text', code: 'refused' }]);
  }
  if (sent.does === 'take-back') return show(form, { page: 'taken-back' });
  return showMessage(following, []);
}

/** What the form asks for: null to only look, or what is missing in it. */
function sentIn(form: PlainForm): ReporterSends | { errors: PlainError[] } | null {
  const { commandId, questionId } = form;
  const text = form.text?.trim() || undefined;
  switch (form.do) {
    case 'message': {
      const body = messageBody.safeParse({ commandId, text });
      return body.success ? { does: 'message', body: body.data } : { errors: [errorOf(text)] };
    }
    case 'answer': {
      const body = answerBody.safeParse({
        commandId,
        questionId,
        ...(form.answer && { answer: form.answer }),
        ...(text && { text }),
      });
      const isEmpty = !form.answer && text === undefined;
      return body.success && !isEmpty
        ? { does: 'answer', body: body.data }
        : { errors: [{ field: 'answer', code: 'missing' }] };
    }
    case 'reopen': {
      const body = reopenByReporterBody.safeParse({ commandId, ...(text && { text }) });
      return body.success ? { does: 'reopen', body: body.data } : { errors: [errorOf(text)] };
    }
    case 'take-back': {
      const body = withdrawBody.safeParse({ commandId });
      return body.success ? { does: 'take-back', body: body.data } : null;
    }
    default:
      return null;
  }
}

function errorOf(text: string | undefined): PlainError {
  return { field: 'text', code: text === undefined ? 'missing' : 'too-long' };
}

async function showMessage(
  { tools, show, form, principal }: Following,
  errors: PlainError[],
): Promise<Response> {
  const loaded = await ownSignal(tools, principal);
  const view = isRefusal(loaded) ? null : followedView(tools, loaded);
  if (isRefusal(loaded) || view === null) return showWrongCode(show, form, 'code-unknown');
  const { workingHours } = loaded.district;
  const followCode = parseFollowCode(form.followCode ?? '') ?? '';
  // A new commandId for what is written next; sending the same page twice carries the old one and writes nothing new.
  const page = { page: 'follow', followCode, view, workingHours, errors, commandId: randomUUID() } as const;
  return show(form, page, errors.length > 0 ? 422 : 200);
}
