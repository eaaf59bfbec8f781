/** What the duty officer decides. */
import { type Action, type Principal, writeRoute } from '@bijspringen/access/index.ts';
import {
  crisisClosingBody,
  crisisHandOverBody,
  dangerBody,
  emergencyBody,
  judgementBody,
  nextWaveBody,
  openCrisisBody,
  opened,
  standDownBody,
} from '@bijspringen/contracts/crisis/api.ts';
import type { CrisisCommand } from '@bijspringen/contracts/crisis/commands.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { done } from '@bijspringen/contracts/signals/api.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import type * as z from 'zod/mini';
import { createOpening } from './opening.ts';
import { nextRecipients } from './recipients.ts';
import {
  actorOf,
  type CrisisTools,
  command,
  doneAnswer,
  endingOf,
  type Loaded,
  loadFor,
  matterOf,
  mayDecide,
  subjectOf,
} from './tools.ts';

export type Deciding<Body> = {
  body: Body;
  personId: Id;
  loaded: Loaded;
  now: string;
  tools: CrisisTools;
  params: Record<string, string>;
};
type Described<Body extends z.ZodMiniType> = {
  path: `/${string}`;
  body: Body;
  summary: string;
  /** Whether this person may; whoever has duty, and the crisis' officer, unless it says otherwise. */
  may?: (deciding: Deciding<z.output<Body>>) => boolean;
  asks: (deciding: Deciding<z.output<Body>>) => Promise<CrisisCommand | Refusal> | CrisisCommand | Refusal;
};

export function decideRoutes(tools: CrisisTools): Route[] {
  const open = createOpening(tools);
  return [
    writeRoute({
      method: 'post',
      path: '/api/crises',
      action: 'crisis.decide',
      body: openCrisisBody,
      answer: opened,
      summary: 'Open a crisis: danger and 112 first, then who is needed for what.',
      handle: ({ body, principal, now }) => open({ body, principal, now: now.toISOString() }),
    }),
    ...alerting(tools),
    ...ending(tools),
  ];
}

function alerting(tools: CrisisTools): Route[] {
  return [
    decide(tools, {
      path: '/next-wave',
      body: nextWaveBody,
      summary: 'Ask the next group now.',
      asks: async ({ body, loaded, now }) => {
        const choice = await nextRecipients(tools, loaded, now);
        return { type: 'SendNextWave', seen: body.seen, choice };
      },
    }),
    decide(tools, {
      path: '/dangers',
      body: dangerBody,
      summary: 'Record a danger that shows now; it stands an alert down.',
      asks: ({ body, loaded, now }) => ({
        type: 'NoteDanger',
        rule: body.rule,
        by: 'duty-officer',
        ending: endingOf(tools, loaded, now),
      }),
    }),
    decide(tools, {
      path: '/emergency',
      body: emergencyBody,
      summary: 'Record that 112 was called.',
      asks: ({ body }) => ({ type: 'RecordEmergency', emergency: body.emergency }),
    }),
    decide(tools, {
      path: '/judgement',
      body: judgementBody,
      summary: "Judge the reporter's new message: go on, or stand down.",
      asks: ({ body, loaded, now }) => ({
        type: 'JudgeMessage',
        seen: body.seen,
        judgement: body.judgement,
        ending: endingOf(tools, loaded, now),
      }),
    }),
  ];
}

function ending(tools: CrisisTools): Route[] {
  return [
    decide(tools, {
      path: '/stand-down',
      body: standDownBody,
      summary: 'Everybody goes home.',
      asks: ({ body, loaded, now }) => ({
        type: 'StandDown',
        seen: body.seen,
        because: body.because,
        ending: endingOf(tools, loaded, now),
      }),
    }),
    decide(tools, {
      path: '/hand-over',
      body: crisisHandOverBody,
      summary: 'Give the crisis to somebody who has duty now, or take it over.',
      asks: ({ body, loaded, now }) => {
        const { districtId } = loaded.district;
        const isOnDuty = tools.directory
          .onDuty(districtId, now)
          .some(({ personId }) => personId === body.toPersonId);
        if (!isOnDuty) return refuse('no-such-officer', 'toPersonId');
        return { type: 'HandOverCrisis', seen: body.seen, toPersonId: body.toPersonId };
      },
    }),
    decide(tools, {
      path: '/closing',
      body: crisisClosingBody,
      summary: 'Close it: everybody is home, and what is left was handed over.',
      asks: ({ body, loaded, now }) => ({
        type: 'CloseCrisis',
        seen: body.seen,
        note: holdWords(tools, loaded, body.note),
        stoodDownAt: stoodDownAt(loaded),
        ending: endingOf(tools, loaded, now),
      }),
    }),
  ];
}

function stoodDownAt({ events }: Loaded): string | null {
  return events.findLast(({ type }) => type === 'StoodDown')?.recorded.metadata.at ?? null;
}

export function holdWords({ kernel }: CrisisTools, loaded: Loaded, text: string | undefined) {
  return text === undefined ? undefined : kernel.vault.hold(text, subjectOf(matterOf(loaded)));
}

/** One decision on one crisis: load, look whether this person may, ask the decider, answer. */
export function decide<Body extends z.ZodMiniType<{ commandId: Id }>>(
  tools: CrisisTools,
  { path, body: schema, summary, may = mayByDuty, asks }: Described<Body>,
): Route {
  const action = 'crisis.decide';
  return writeRoute({
    method: 'post',
    path: `/api/crises/:id${path}`,
    action,
    body: schema,
    answer: done,
    summary,
    handle: async ({ body, principal, params, now: at }) => {
      const loaded = await loadFor(tools, params.id ?? '', { principal, action });
      if (isRefusal(loaded)) return loaded;
      if (principal.kind !== 'person') return refuse('not-signed-in');
      const now = at.toISOString();
      const deciding = { body, personId: principal.personId, loaded, now, tools, params };
      if (!may(deciding)) return refuse('not-on-duty');
      const asked = await asks(deciding);
      if (isRefusal(asked)) return asked;
      return commandBy(tools, { loaded, principal, action }, asked, body);
    },
  });
}

function mayByDuty({ tools, loaded, personId, now }: Deciding<unknown>): boolean {
  return mayDecide(tools, loaded, personId, now);
}

type By = { loaded: Loaded; principal: Principal; action: Action };

export async function commandBy(
  tools: CrisisTools,
  { loaded, principal, action }: By,
  asked: CrisisCommand,
  body: { commandId: Id },
) {
  const actor = actorOf(principal, action, loaded.district);
  return doneAnswer(
    await command(tools, matterOf(loaded), asked, { commandId: body.commandId, actor, content: body }),
  );
}
