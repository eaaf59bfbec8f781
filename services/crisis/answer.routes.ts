/** What a resident answers, from the notification or from the screen. */
import { writeRoute } from '@bijspringen/access/index.ts';
import { acceptBody, answerAlertBody, declineBody, homeBody } from '@bijspringen/contracts/crisis/api.ts';
import type { CrisisCommand } from '@bijspringen/contracts/crisis/commands.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { done } from '@bijspringen/contracts/signals/api.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import type * as z from 'zod/mini';
import { helperOf } from './crisis-now.policy.ts';
import {
  actorOf,
  backupFor,
  type CrisisTools,
  command,
  doneAnswer,
  type Loaded,
  loadFor,
  matterOf,
} from './tools.ts';

type Answering<Body> = { body: Body; personId: Id; loaded: Loaded; now: string; tools: CrisisTools };
type Described<Body extends z.ZodMiniType> = {
  path: `/${string}`;
  body: Body;
  summary: string;
  /** Why not, where that does not follow from this crisis alone. */
  mayNot?: (answering: Answering<z.output<Body>>) => Promise<Refusal | null>;
  asks: (answering: Answering<z.output<Body>>) => CrisisCommand;
};

export function answerRoutes(tools: CrisisTools): Route[] {
  return [...coming(tools), ...safety(tools)];
}

function coming(tools: CrisisTools): Route[] {
  return [
    answer(tools, {
      path: '/accept',
      body: acceptBody,
      summary: 'Come, and know nobody who is there.',
      mayNot: goesElsewhere,
      asks: ({ personId }) => ({ type: 'AcceptAlert', personId }),
    }),
    answer(tools, {
      path: '/decline',
      body: declineBody,
      summary: 'Cannot come; after a yes: stop. No reason is asked.',
      asks: ({ personId, body }) => ({ type: 'DeclineAlert', personId, why: body.why }),
    }),
    answer(tools, {
      path: '/on-the-way',
      body: answerAlertBody,
      summary: 'On the way, with somebody else.',
      asks: ({ personId }) => ({ type: 'GoOnTheWay', personId }),
    }),
    answer(tools, {
      path: '/arrived',
      body: answerAlertBody,
      summary: 'There.',
      asks: ({ personId }) => ({ type: 'Arrive', personId }),
    }),
    answer(tools, {
      path: '/home',
      body: homeBody,
      summary: 'Home, and how it was.',
      asks: ({ personId, body }) => ({ type: 'GoHome', personId, feeling: body.feeling }),
    }),
  ];
}

function safety(tools: CrisisTools): Route[] {
  return [
    answer(tools, {
      path: '/safety-check',
      body: answerAlertBody,
      summary: 'Safe.',
      asks: ({ personId }) => ({ type: 'DoSafetyCheck', personId }),
    }),
    answer(tools, {
      path: '/unsafe',
      body: answerAlertBody,
      summary: 'This is not safe: the duty officer is called.',
      asks: (answering) => ({ type: 'SayUnsafe', personId: answering.personId, ...backupOf(answering) }),
    }),
    answer(tools, {
      path: '/backup',
      body: answerAlertBody,
      summary: 'More help is needed here.',
      asks: (answering) => ({ type: 'AskBackup', personId: answering.personId, ...backupOf(answering) }),
    }),
  ];
}

/** Somebody who is on the way to one place would leave a second alone at another. */
async function goesElsewhere({ tools, loaded, personId }: Answering<unknown>): Promise<Refusal | null> {
  if (helperOf(loaded.crisis, personId)?.state !== 'asked') return null;
  const { kernel, rows } = tools;
  // A yes of a moment ago counts.
  await kernel.waitFor(await kernel.store.head());
  return rows.goesElsewhere(personId, loaded.crisisId) ? refuse('in-another-alert') : null;
}

function backupOf({ tools, loaded, now }: Answering<unknown>) {
  const { dutyPersonId } = loaded.crisis;
  return { backupPersonIds: backupFor(tools, loaded.district.districtId, now, dutyPersonId) };
}

/** One answer of one resident. Whoever was not asked learns nothing of the crisis, not even that it is over. */
function answer<Body extends z.ZodMiniType<{ commandId: Id }>>(
  tools: CrisisTools,
  { path, body: schema, summary, mayNot, asks }: Described<Body>,
): Route {
  const action = 'crisis.respond';
  return writeRoute({
    method: 'post',
    path: `/api/crises/:id${path}`,
    action,
    body: schema,
    answer: done,
    summary,
    handle: async ({ body, principal, params, now }) => {
      const loaded = await loadFor(tools, params.id ?? '', { principal, action });
      if (isRefusal(loaded)) return loaded;
      if (principal.kind !== 'person') return refuse('not-signed-in');
      const { personId } = principal;
      if (helperOf(loaded.crisis, personId) === null) return refuse('not-asked');
      const answering = { body, personId, loaded, now: now.toISOString(), tools };
      const refused = (await mayNot?.(answering)) ?? null;
      if (refused !== null) return refused;
      const asked = asks(answering);
      const { district } = loaded;
      const actor = actorOf(principal, action, district);
      return doneAnswer(
        await command(tools, matterOf(loaded), asked, { commandId: body.commandId, actor, content: body }),
      );
    },
  });
}
