/** Looking back: the list, one moment, the timeline up to it, who may read which text, and notes. */
import { grantsFor, readRoute, writeRoute } from '@bijspringen/access/index.ts';
import {
  annotationBody,
  annotationMade,
  releaseBody,
  replayDone,
} from '@bijspringen/contracts/learning/api.ts';
import { replayList, replayMoment, replaySteps } from '@bijspringen/contracts/learning/views.ts';
import { id } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { REPLAYS_PAGE, STEPS_PAGE_MAX } from './limits.ts';
import { momentView, stepView } from './moment-view.ts';
import type { ReplayCommand } from './replay.decider.ts';
import type { Cursor } from './replay.queries.ts';
import { allowed, command, type LearningTools, LOOK_BACK, viewerOf } from './tools.ts';

export function learningRoutes(tools: LearningTools): Route[] {
  return [list(tools), moment(tools), timeline(tools), releases(tools), annotate(tools), removeNote(tools)];
}

function list({ kernel, rows }: LearningTools): Route {
  return readRoute({
    method: 'get',
    path: '/api/replays',
    action: LOOK_BACK,
    answer: replayList,
    summary:
      'What is closed and can be looked back on, newest first; `?from=` with `next` gives the next page.',
    handle: async ({ principal, query }) => {
      const after = cursorOf(query.get('from'));
      const districtIds = [...new Set(grantsFor(principal, LOOK_BACK).map((grant) => grant.districtId))];
      const viewerId = viewerOf(principal);
      const found = rows.list({ districtIds, viewerId, after, limit: REPLAYS_PAGE + 1 });
      const page = found.slice(0, REPLAYS_PAGE);
      const last = found.length > REPLAYS_PAGE ? page.at(-1) : undefined;
      return {
        items: page.map(({ replayId, about, beganAt, closedAt, steps, toReview }) => ({
          ...{ replayId, about, steps, toReview },
          from: beganAt,
          until: closedAt,
        })),
        next: last === undefined ? null : `${last.closedAt} ${last.replayId}`,
        position: (await kernel.store.head()) ?? '',
      };
    },
  });
}

/** What is not a cursor begins at the beginning. */
function cursorOf(text: string | null): Cursor | null {
  const [closedAt = '', replayId = ''] = text?.split(' ') ?? [];
  return id.safeParse(replayId).success ? { closedAt, replayId } : null;
}

function moment(tools: LearningTools): Route {
  return readRoute({
    method: 'get',
    path: '/api/replays/:id/at/:step',
    action: LOOK_BACK,
    answer: replayMoment,
    summary: 'The moment after a step: who knew what, which clocks ran, who had not answered.',
    handle: ({ principal, params }) => {
      const step = wholeNumber(params.step ?? null);
      if (step === null) return refuse('not-found');
      const jump = allowed(tools.rows.jump(params.id ?? '', step), principal);
      if (isRefusal(jump)) return jump;
      if (jump.moment === null) return refuse('not-found');
      return momentView({ tools, viewerId: viewerOf(principal) }, jump, jump.moment);
    },
  });
}

function timeline(tools: LearningTools): Route {
  return readRoute({
    method: 'get',
    path: '/api/replays/:id/steps',
    action: LOOK_BACK,
    answer: replaySteps,
    summary: 'The steps `from` (1) up to and with `until`, oldest first, at most 500.',
    handle: ({ principal, params, query }) => {
      const row = allowed(tools.rows.byId(params.id ?? ''), principal);
      if (isRefusal(row)) return row;
      const from = wholeNumber(query.get('from')) ?? 1;
      const until = Math.min(wholeNumber(query.get('until')) ?? row.steps, from + STEPS_PAGE_MAX - 1);
      const looking = { tools, viewerId: viewerOf(principal) };
      const steps = tools.rows.steps(row.replayId, from, until).map((each) => stepView(looking, each));
      return { steps, stepsTotal: row.steps, position: row.position };
    },
  });
}

const DIGITS = /^[1-9][0-9]{0,8}$/;

function wholeNumber(text: string | null): number | null {
  return text !== null && DIGITS.test(text) ? Number(text) : null;
}

const REVIEWS = { ask: 'AskRelease', release: 'ReleaseText', withhold: 'WithholdText' } as const;

function releases(tools: LearningTools): Route {
  return writeRoute({
    method: 'post',
    path: '/api/replays/:id/releases',
    action: LOOK_BACK,
    body: releaseBody,
    answer: replayDone,
    summary: 'Ask that a text is shown; or, by another coordinator, release or withhold it.',
    handle: async ({ body, principal, params }) => {
      const row = allowed(tools.rows.byId(params.id ?? ''), principal);
      if (isRefusal(row)) return row;
      const { commandId, eventId, field, what } = body;
      const text = tools.rows.text(row.replayId, eventId, field);
      if (text === null || text.sealed === null) return refuse('not-found');
      const about = { eventId, field, byPersonId: viewerOf(principal) };
      const asked: ReplayCommand = { type: REVIEWS[what], ...about };
      const handled = await command(tools, row, asked, { commandId, principal, content: body });
      return isRefusal(handled) ? handled : { position: handled.position ?? row.position };
    },
  });
}

function annotate(tools: LearningTools): Route {
  return writeRoute({
    method: 'post',
    path: '/api/replays/:id/annotations',
    action: LOOK_BACK,
    body: annotationBody,
    answer: annotationMade,
    summary: 'Write a note at a moment.',
    handle: async ({ body, principal, params }) => {
      const row = allowed(tools.rows.byId(params.id ?? ''), principal);
      if (isRefusal(row)) return row;
      const { commandId, atEventId, text } = body;
      if (!tools.rows.hasStep(row.replayId, atEventId)) return refuse('not-found');
      const byPersonId = viewerOf(principal);
      const annotationId = derivedId('annotation', row.replayId, commandId);
      const held = tools.kernel.vault.hold(text, `worker-${byPersonId}`);
      const asked: ReplayCommand = {
        type: 'MakeAnnotation',
        ...{ annotationId, atEventId, byPersonId, text: held },
      };
      const handled = await command(tools, row, asked, { commandId, principal, content: body });
      return isRefusal(handled) ? handled : { annotationId, position: handled.position ?? row.position };
    },
  });
}

function removeNote(tools: LearningTools): Route {
  return readRoute({
    method: 'delete',
    path: '/api/replays/:id/annotations/:annotationId',
    action: LOOK_BACK,
    answer: replayDone,
    summary: 'Take away a note of your own.',
    handle: async ({ principal, params }) => {
      const row = allowed(tools.rows.byId(params.id ?? ''), principal);
      if (isRefusal(row)) return row;
      const annotationId = params.annotationId ?? '';
      const byPersonId = viewerOf(principal);
      const handled = await command(
        tools,
        row,
        { type: 'RemoveAnnotation', annotationId, byPersonId },
        { commandId: derivedId('remove-annotation', annotationId, byPersonId), principal, content: {} },
      );
      return isRefusal(handled) ? handled : { position: handled.position ?? row.position };
    },
  });
}
