/**
 * Raise and follow with plain HTML forms, for a phone without JavaScript or with a browser older than the app's floor.
 * The server makes the code, shows it once, and takes it back in a form body: never in a path or a query.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { type District, readRoute } from '@bijspringen/access/index.ts';
import { problems } from '@bijspringen/contracts/shared/problems.ts';
import { raiseBody, raised } from '@bijspringen/contracts/signals/api.ts';
import { makeFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import {
  type PlainError,
  type PlainField,
  type PlainForm,
  plainFields,
} from '@bijspringen/contracts/signals/plain.ts';
import { warningRoute, warningWords } from '@bijspringen/contracts/signals/warning-words.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import type { Answer, Route } from '@bijspringen/kernel/http/route.ts';
import {
  languageOf,
  type PlainOptions,
  pageShower,
  type ShowPage,
  showTooLarge,
  takeForm,
} from './plain-pages.ts';
import { firstStep, nextStep, type PlainStep, raiseBodyOf } from './plain-steps.policy.ts';
import { raisePublicly } from './public.routes.ts';
import type { SignalTools } from './tools.ts';

export function plainRoutes(tools: SignalTools, options: PlainOptions): Route[] {
  const show = pageShower(tools, options);
  return [
    readRoute({
      method: 'get',
      path: '/zonder-script',
      action: 'public.read',
      summary: 'The first page, without JavaScript.',
      handle: ({ query }) =>
        show(asked(query), { page: 'start', helpRoutes: tools.directory.publicDistrict()?.helpRoutes ?? [] }),
    }),
    readRoute({
      method: 'get',
      path: '/zonder-script/doorgeven',
      action: 'public.read',
      summary: 'Begin a message, without JavaScript.',
      handle: ({ query }) => {
        const followCode = makeFollowCode(randomBytes(13));
        const form = { ...asked(query), kind: query.get('kind') ?? '', commandId: randomUUID(), followCode };
        return showStep(tools, show, firstStep(form));
      },
    }),
    readRoute({
      method: 'post',
      path: '/zonder-script/doorgeven',
      action: 'signal.raise',
      summary: 'The next step of a message, without JavaScript.',
      handle: async ({ c, now }) => {
        const form = await takeForm(c.req.raw);
        if (form === null) return showTooLarge(show);
        const step = nextStep(form);
        if (step.page !== 'send') return showStep(tools, show, step);
        if (!tools.mayRaise(c)) {
          return show(form, { page: 'problem', title: problems['too-many-tries'].title }, 429);
        }
        return sendPlain({ tools, show, now }, step.form);
      },
    }),
  ];
}

function asked(query: URLSearchParams): PlainForm {
  return { language: languageOf(query.get('taal') ?? undefined) };
}

function showStep({ directory }: SignalTools, show: ShowPage, step: PlainStep): Response {
  const district = directory.publicDistrict();
  switch (step.page) {
    case 'start':
    case 'send':
      return show({}, { page: 'start', helpRoutes: district?.helpRoutes ?? [] });
    case 'gate':
    case 'call-112':
      return show(step.form, step);
    case 'what':
      return show(step.form, { ...step, page: 'what' }, statusOf(step.errors));
    case 'where':
      return show(
        step.form,
        { ...step, page: 'where', places: district?.places ?? [] },
        statusOf(step.errors),
      );
    case 'check':
      return show(
        step.form,
        { ...step, page: 'check', warnings: warningsFor(step.form, district) },
        statusOf(step.errors),
      );
  }
}

function statusOf(errors: readonly PlainError[]): number {
  return errors.length > 0 ? 422 : 200;
}

/** Whom to call first, by the words of the message; shown beside the send button, never instead of it. */
function warningsFor(form: PlainForm, district: District | null) {
  const codes = warningWords(form.text ?? '').map((reason) => warningRoute[reason]);
  return (district?.helpRoutes ?? []).filter(({ code }) => codes.some((wanted) => wanted === code));
}

type Sending = { tools: SignalTools; show: ShowPage; now: Date };

async function sendPlain(
  { tools, show, now }: Sending,
  form: PlainForm & { kind: 'concern' | 'help' | 'wish' | 'offer' },
): Promise<Response> {
  const checked = raiseBody.safeParse(raiseBodyOf(form));
  const district = tools.directory.publicDistrict();
  if (!checked.success || district === null) {
    const errors = (checked.error?.issues ?? []).map((issue) => ({
      field: fieldOf(issue.path[0]),
      code: 'wrong-value',
    }));
    return show(form, { page: 'check', form, errors, warnings: [] }, 422);
  }
  const answer: Answer = await raisePublicly(tools, checked.data, now);
  if (answer instanceof Response || isRefusal(answer) || !('created' in answer)) {
    return show(form, { page: 'check', form, errors: [{ field: 'do', code: 'refused' }], warnings: [] }, 422);
  }
  const { workingHours } = district;
  const wantsHelpToTalk = form.spoken === 'wants-help';
  return show(form, {
    page: 'sent',
    raised: raised.parse(answer.created),
    followCode: checked.data.followCode,
    workingHours,
    wantsHelpToTalk,
  });
}

function fieldOf(name: PropertyKey | undefined): PlainField {
  return plainFields.find((field) => field === name) ?? 'text';
}
