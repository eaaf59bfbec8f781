/** What somebody with a follow code may do: read the answer, write, reopen, take it back. */
import { type Principal, readRoute, writeRoute } from '@bijspringen/access/index.ts';
import {
  answerBody,
  done,
  messageBody,
  reopenByReporterBody,
  withdrawBody,
} from '@bijspringen/contracts/signals/api.ts';
import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import type { ReadFirst } from '@bijspringen/contracts/signals/values.ts';
import { followView as followViewSchema } from '@bijspringen/contracts/signals/views.ts';
import { warningWords } from '@bijspringen/contracts/signals/warning-words.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import { takeBody } from '@bijspringen/kernel/http/body.ts';
import type { Answer, Route } from '@bijspringen/kernel/http/route.ts';
import type * as z from 'zod/mini';
import { doneAnswer, refusalAnswer } from './answers.ts';
import { followView } from './follow-view.ts';
import { openEvent, VISIBLE_TO_REPORTER } from './opened-event.ts';
import { catalogue, clockAt, command, type Loaded, load, type SignalTools } from './tools.ts';

const FOLLOW = { action: 'signal.follow' } as const;

export function followRoutes(tools: SignalTools): Route[] {
  return [
    readRoute({
      ...FOLLOW,
      method: 'get',
      path: '/api/follow',
      answer: followViewSchema,
      summary: 'What became of a message, for whoever has its code.',
      handle: async ({ principal }) => {
        const loaded = await ownSignal(tools, principal);
        if (isRefusal(loaded)) return loaded;
        return followedView(tools, loaded) ?? refuse('code-unknown');
      },
    }),
    writeRoute({
      ...FOLLOW,
      method: 'post',
      path: '/api/follow/messages',
      body: messageBody,
      answer: done,
      summary: 'Write more about it.',
      handle: ({ body, principal }) => ofReporter(tools, principal, { does: 'message', body }),
    }),
    writeRoute({
      ...FOLLOW,
      method: 'post',
      path: '/api/follow/answers',
      body: answerBody,
      answer: done,
      summary: 'Answer the question that stands open.',
      handle: ({ body, principal }) => ofReporter(tools, principal, { does: 'answer', body }),
    }),
    writeRoute({
      ...FOLLOW,
      method: 'post',
      path: '/api/follow/reopening',
      body: reopenByReporterBody,
      answer: done,
      summary: 'Say that it is not solved.',
      handle: ({ body, principal }) => ofReporter(tools, principal, { does: 'reopen', body }),
    }),
    withdrawRoute(tools),
  ];
}

function withdrawRoute(tools: SignalTools): Route {
  return readRoute({
    ...FOLLOW,
    method: 'delete',
    path: '/api/follow',
    answer: done,
    summary:
      'Take the message back; `commandId` in the body or in the query. Afterwards the code opens nothing.',
    handle: async ({ query, principal, c }) => {
      const asked = query.get('commandId');
      const taken = asked === null ? await takeBody(c.req.raw, withdrawBody) : { body: { commandId: asked } };
      if ('problem' in taken) return taken.problem;
      const body = withdrawBody.safeParse(taken.body);
      if (!body.success) return refusalAnswer(refuse('invalid-input', 'commandId'));
      return ofReporter(tools, principal, { does: 'take-back', body: body.data });
    },
  });
}

/** What may be shown of it; null when it was taken back. */
export function followedView({ kernel }: SignalTools, { signal, events }: Loaded) {
  const opening = {
    catalogue,
    vault: kernel.vault,
    purpose: 'follow',
    visible: VISIBLE_TO_REPORTER,
  } as const;
  return followView(
    signal,
    events.map((event) => openEvent(event, opening)),
  );
}

export async function ownSignal(tools: SignalTools, principal: Principal) {
  return principal.kind === 'reporter' ? load(tools, principal.signalId) : refuse('code-unknown');
}

/** What somebody with a code sends, from the app or from a plain form. */
export type ReporterSends =
  | { does: 'message'; body: z.output<typeof messageBody> }
  | { does: 'answer'; body: z.output<typeof answerBody> }
  | { does: 'reopen'; body: z.output<typeof reopenByReporterBody> }
  | { does: 'take-back'; body: z.output<typeof withdrawBody> };

/** Hands it to the decider; `done`, or the refusal. */
export async function ofReporter(
  tools: SignalTools,
  principal: Principal,
  sent: ReporterSends,
): Promise<Answer> {
  const loaded = await ownSignal(tools, principal);
  if (isRefusal(loaded)) return loaded;
  const { signalId, district, organisationId, kind } = loaded;
  // Whoever wants it gone can always take it back.
  if (sent.does !== 'take-back' && !tools.writes.allows(signalId)) return refuse('too-many-tries');
  const { body } = sent;
  const handled = await command(
    tools,
    { signalId, districtId: district.districtId, organisationId, kind },
    commandOf(tools, loaded, sent),
    { commandId: body.commandId, actor: { kind: 'reporter' }, content: body },
  );
  // The rows may learn a moment later that it was taken back; the code is already one that nobody knows.
  const isTakenBack = isRefusal(handled) && handled.refused === 'signal-withdrawn';
  return isTakenBack ? refuse('code-unknown') : doneAnswer(handled);
}

function commandOf(tools: SignalTools, loaded: Loaded, sent: ReporterSends): SignalCommand {
  const clock = clockAt(tools.kernel.clock.now(), loaded.district);
  switch (sent.does) {
    case 'message':
      return {
        type: 'AddMessage',
        text: hold(tools, loaded, sent.body.text),
        readFirst: reasonsIn(sent.body.text),
        clock,
      };
    case 'answer':
      return {
        type: 'AnswerQuestion',
        questionId: sent.body.questionId,
        answer: sent.body.answer,
        text: holdIf(tools, loaded, sent.body.text),
        readFirst: reasonsIn(sent.body.text),
        clock,
      };
    case 'reopen':
      return {
        type: 'ReopenSignal',
        by: 'reporter',
        text: holdIf(tools, loaded, sent.body.text),
        readFirst: reasonsIn(sent.body.text),
        clock,
      };
    case 'take-back':
      return { type: 'WithdrawSignal' };
  }
}

function hold({ kernel }: SignalTools, { signalId }: Loaded, text: string) {
  return kernel.vault.hold(text, `matter-${signalId}`);
}

function holdIf(tools: SignalTools, loaded: Loaded, text: string | undefined) {
  return text === undefined ? undefined : hold(tools, loaded, text);
}

function reasonsIn(text: string | undefined): ReadFirst[] {
  return text === undefined ? [] : warningWords(text);
}
