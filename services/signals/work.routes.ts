/** What a worker does with one signal: look, decide, ask, go by, answer, close. */
import { type Action, type Principal, readRoute, writeRoute } from '@bijspringen/access/index.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import {
  assignmentBody,
  checkInBody,
  closingBody,
  done,
  feedbackBody,
  followUpBody,
  followUpDoneBody,
  informingBody,
  noteBody,
  questionBody,
  readingBody,
  reopeningBody,
  triageBody,
} from '@bijspringen/contracts/signals/api.ts';
import type { SignalCommand } from '@bijspringen/contracts/signals/commands.ts';
import { signalView as signalViewSchema } from '@bijspringen/contracts/signals/views.ts';
import { isRefusal, type Refusal } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Answer, Route } from '@bijspringen/kernel/http/route.ts';
import type * as z from 'zod/mini';
import { doneAnswer } from './answers.ts';
import { colleagueAsOwner } from './owner.ts';
import { actorOf, beforeEndOf, clockAt, command, type Loaded, loadFor, type SignalTools } from './tools.ts';
import { workView } from './work-view.ts';

/** Everything that follows from who asks, about which signal, when. */
export type Work<Body> = { body: Body; loaded: Loaded; now: Date; tools: SignalTools };

type Described<Body extends z.ZodMiniType> = {
  path: `/${string}`;
  body: Body;
  summary: string;
  action?: Action;
  asks: (work: Work<z.output<Body>>, params: Record<string, string>) => SignalCommand | Refusal;
};

export function workRoutes(tools: SignalTools): Route[] {
  return [readSignal(tools), ...deciding(tools), ...talking(tools), ...goingBy(tools), ...ending(tools)];
}

function readSignal(tools: SignalTools): Route {
  return readRoute({
    method: 'get',
    path: '/api/signals/:id',
    action: 'signal.read',
    answer: signalViewSchema,
    summary: 'One signal as a worker of its district reads it.',
    handle: async ({ principal, params, now }) => {
      const loaded = await loadFor(tools, principal, { signalId: params.id ?? '', action: 'signal.read' });
      if (isRefusal(loaded) || principal.kind !== 'person') return loaded;
      return workView(tools, loaded, { viewerId: principal.personId, now });
    },
  });
}

function deciding(tools: SignalTools): Route[] {
  return [
    work(tools, {
      path: '/reading',
      body: readingBody,
      summary: 'Say that it was read.',
      asks: ({ loaded, now }) => ({ type: 'MarkSignalRead', clock: clockAt(now, loaded.district) }),
    }),
    work(tools, {
      path: '/triage',
      body: triageBody,
      summary: 'The first human look: themes, pace, next step.',
      asks: (asked) => {
        const { themes, urgency, note, next } = asked.body;
        return { type: 'TriageSignal', themes, urgency, note: hold(asked, note), next: chosen(asked, next) };
      },
    }),
    work(tools, {
      path: '/assignment',
      body: assignmentBody,
      action: 'signal.assign',
      summary: 'Say who picks it up.',
      asks: ({ body, loaded, now }) => {
        const owner = colleagueAsOwner(tools.directory, loaded.district, body.personId);
        if (isRefusal(owner)) return owner;
        return { type: 'AssignSignal', owner, clock: clockAt(now, loaded.district) };
      },
    }),
    work(tools, {
      path: '/notes',
      body: noteBody,
      summary: 'A note that only the team reads.',
      asks: (asked) => ({ type: 'AddNote', note: holdText(asked, asked.body.note) }),
    }),
  ];
}

function talking(tools: SignalTools): Route[] {
  return [
    work(tools, {
      path: '/questions',
      body: questionBody,
      summary: 'Ask the neighbour something: ready-made, or in own words.',
      asks: (asked) => ({
        type: 'AskQuestion',
        questionId: derivedId('question', asked.body.commandId),
        ready: asked.body.ready,
        text: hold(asked, asked.body.text),
        clock: clockAt(asked.now, asked.loaded.district),
      }),
    }),
    work(tools, {
      path: '/feedback',
      body: feedbackBody,
      summary: 'Answer the neighbour: a fixed sentence, or own words.',
      asks: (asked) => ({
        type: 'GiveFeedback',
        sentence: asked.body.sentence,
        text: hold(asked, asked.body.text),
      }),
    }),
    work(tools, {
      path: '/informing',
      body: informingBody,
      summary: 'Record that the person concerned was told (AVG art. 14).',
      asks: (asked) => ({
        type: 'RecordInforming',
        how: asked.body.how,
        note: hold(asked, asked.body.note),
      }),
    }),
  ];
}

function goingBy(tools: SignalTools): Route[] {
  return [
    work(tools, {
      path: '/check-ins',
      body: checkInBody,
      summary: 'Record going by: reached, not home, does not want it, call back.',
      asks: (asked) => {
        const { outcome, wish, note, happenedAt, followUpId, next } = asked.body;
        const words = { wish: hold(asked, wish), note: hold(asked, note) };
        return {
          type: 'RecordCheckIn',
          outcome,
          ...words,
          happenedAt,
          followUpId,
          next: chosen(asked, next),
        };
      },
    }),
    work(tools, {
      path: '/follow-ups',
      body: followUpBody,
      summary: 'Plan to come back to it on a day.',
      asks: (asked) => ({
        type: 'PlanFollowUp',
        followUpId: derivedId('follow-up', asked.body.commandId),
        before: beforeEndOf(asked.body.on, asked.loaded.district),
        what: hold(asked, asked.body.what),
      }),
    }),
    work(tools, {
      path: '/follow-ups/:followUpId/done',
      body: followUpDoneBody,
      summary: 'Record that what was planned is done.',
      asks: (asked, params) => ({
        type: 'RecordFollowUp',
        followUpId: params.followUpId ?? '',
        note: hold(asked, asked.body.note),
        next: chosen(asked, asked.body.next),
      }),
    }),
  ];
}

function ending(tools: SignalTools): Route[] {
  return [
    work(tools, {
      path: '/closing',
      body: closingBody,
      summary: 'Close it for a reason, which gives the sentence back.',
      asks: (asked) => ({
        type: 'CloseSignal',
        reason: asked.body.reason,
        note: hold(asked, asked.body.note),
      }),
    }),
    work(tools, {
      path: '/reopening',
      body: reopeningBody,
      summary: 'Open a closed one again.',
      asks: (asked) => ({
        type: 'ReopenSignal',
        by: 'worker',
        note: hold(asked, asked.body.note),
        readFirst: [],
        clock: clockAt(asked.now, asked.loaded.district),
      }),
    }),
  ];
}

/** One command on one signal: load, look whether this worker may, ask the decider, answer. */
function work<Body extends z.ZodMiniType<{ commandId: Id }>>(
  tools: SignalTools,
  { path, body: schema, summary, action = 'signal.work', asks }: Described<Body>,
): Route {
  return writeRoute({
    method: 'post',
    path: `/api/signals/:id${path}`,
    action,
    body: schema,
    answer: done,
    summary,
    handle: async ({ body, principal, params, now }) => {
      const loaded = await loadFor(tools, principal, { signalId: params.id ?? '', action });
      if (isRefusal(loaded)) return loaded;
      const asked = asks({ body, loaded, now, tools }, params);
      if (isRefusal(asked)) return asked;
      return workOn(tools, loaded, asked, { body, principal, action });
    },
  });
}

/** Hands a worker's command on one signal to the decider. */
export async function workOn(
  tools: SignalTools,
  loaded: Loaded,
  asked: SignalCommand,
  sent: { body: { commandId: Id }; principal: Principal; action: Action },
): Promise<Answer> {
  return doneAnswer(await commandBy(tools, loaded, asked, sent));
}

/** The same, with the outcome as the handler gives it. */
export function commandBy(
  tools: SignalTools,
  { signalId, district, organisationId, kind }: Loaded,
  asked: SignalCommand,
  { body, principal, action }: { body: { commandId: Id }; principal: Principal; action: Action },
) {
  return command(tools, { signalId, districtId: district.districtId, organisationId, kind }, asked, {
    commandId: body.commandId,
    actor: actorOf(principal, action, district),
    content: body,
  });
}

function holdText({ tools, loaded }: Work<unknown>, text: string) {
  return tools.kernel.vault.hold(text, `matter-${loaded.signalId}`);
}

function hold(asked: Work<unknown>, text: string | undefined) {
  return text === undefined ? undefined : holdText(asked, text);
}

function chosen({ loaded }: Work<unknown>, { step, on }: z.output<typeof followUpDoneBody>['next']) {
  return { step, before: beforeEndOf(on, loaded.district) };
}
