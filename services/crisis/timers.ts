/** What happens in a crisis when nobody does anything: waves, checks, the end, waiting for a judgement, hand-overs. */
import type { CrisisCommand } from '@bijspringen/contracts/crisis/commands.ts';
import { hardRule } from '@bijspringen/contracts/crisis/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Deadline, Timer } from '@bijspringen/kernel/timers.ts';
import { aftercareTimer } from './aftercare.timer.ts';
import { later } from './crisis-now.policy.ts';
import { CHECK_ASKED_BEFORE_MS } from './limits.ts';
import { nextRecipients } from './recipients.ts';
import {
  backupFor,
  type CrisisTools,
  command,
  endingOf,
  type Loaded,
  load,
  matterOf,
  TIMER,
} from './tools.ts';

export function crisisTimers(tools: CrisisTools): Timer[] {
  return [dangers(tools), clocks(tools), messages(tools), handOvers(tools), aftercareTimer(tools)];
}

/** A yes of a second neighbour, or in a crisis about the same: never overwritten, so here it counts too. */
function dangers(tools: CrisisTools): Timer {
  return {
    name: 'crisis-dangers',
    open: (limit) =>
      tools.rows.lateDangers(limit).map(({ crisisId, rule, since }) => ({
        key: `${crisisId}/${rule}`,
        due: since,
      })),
    fire: async (deadline) => {
      const rule = hardRule.parse(partsOf(deadline).rest);
      await fire(tools, { crisisId: partsOf(deadline).id, deadline }, async (loaded, now) => {
        // Nobody decided this, so the officer is told like everybody else.
        const backupPersonIds = [
          ...new Set([
            loaded.crisis.dutyPersonId,
            ...backupFor(tools, loaded.district.districtId, now, loaded.crisis.dutyPersonId),
          ]),
        ];
        const ending = { ...endingOf(tools, loaded, now), backupPersonIds };
        return { type: 'NoteDanger', rule, by: 'reporter', ending };
      });
    },
  };
}

/** Deadlines of the crisis itself, as `deadlines.policy.ts` gives them. */
function clocks(tools: CrisisTools): Timer {
  return {
    name: 'crisis-clocks',
    open: (limit) =>
      tools.rows.deadlines(limit).map(({ crisisId, key, due }) => ({ key: `${crisisId}/${key}`, due })),
    fire: async (deadline) => {
      const { id: crisisId, rest } = partsOf(deadline);
      const [kind = '', about = ''] = rest.split(':');
      await fire(tools, { crisisId, deadline }, (loaded, now) =>
        commandFor(tools, loaded, { kind, about, due: deadline.due, now }),
      );
    },
  };
}

type Passed = { kind: string; about: Id; due: string; now: string };

async function commandFor(
  tools: CrisisTools,
  loaded: Loaded,
  { kind, about, due, now }: Passed,
): Promise<CrisisCommand> {
  switch (kind) {
    case 'end':
      return { type: 'EndAlert', ending: endingOf(tools, loaded, now) };
    case 'wave':
    case 'next': {
      const choice = await nextRecipients(tools, loaded, now);
      const { dutyPersonId } = loaded.crisis;
      const backupPersonIds = backupFor(tools, loaded.district.districtId, now, dutyPersonId);
      return { type: 'AdvanceWaves', choice, backupPersonIds };
    }
    case 'release':
      return { type: 'ReleaseAsked' };
    case 'ask':
      return { type: 'AskSafetyCheck', personId: about, checkBefore: later(due, CHECK_ASKED_BEFORE_MS) };
    case 'miss':
      return { type: 'MissSafetyCheck', personId: about, checkBefore: due };
    default:
      throw new Error('no such deadline');
  }
}

/** The reporter wrote during an alert: everybody waits until the duty officer has judged it. */
function messages(tools: CrisisTools): Timer {
  return {
    name: 'crisis-messages',
    open: (limit) =>
      tools.rows
        .openMessages(limit)
        .map(({ crisisId, eventId, at }) => ({ key: `${crisisId}/${eventId}`, due: at })),
    fire: async (deadline) => {
      const { id: crisisId, rest: messageEventId } = partsOf(deadline);
      await fire(tools, { crisisId, deadline }, async () => ({ type: 'HoldAlert', messageEventId }));
    },
  };
}

/** The rest of a duty went to another in the roster, with every open crisis. */
function handOvers(tools: CrisisTools): Timer {
  return {
    name: 'crisis-hand-overs',
    open: (limit) =>
      tools.rows.openHandOvers(limit).map(({ crisisId, eventId, toPersonId, at }) => ({
        key: `${crisisId}/${toPersonId}:${eventId}`,
        due: at,
      })),
    fire: async (deadline) => {
      const { id: crisisId, rest } = partsOf(deadline);
      const [toPersonId = ''] = rest.split(':');
      await fire(tools, { crisisId, deadline }, async () => ({ type: 'HandOverCrisis', toPersonId }));
    },
  };
}

function partsOf({ key }: Deadline): { id: Id; rest: string } {
  const slash = key.indexOf('/');
  return { id: key.slice(0, slash), rest: key.slice(slash + 1) };
}

type Fired = { crisisId: Id; deadline: Deadline };

/** Issues one command under an id that follows from the deadline: at least once, after a restart too, never twice. */
async function fire(
  tools: CrisisTools,
  { crisisId, deadline }: Fired,
  commandOf: (loaded: Loaded, now: string) => Promise<CrisisCommand>,
): Promise<void> {
  const loaded = await load(tools, crisisId);
  // A crisis of a newer release is kept by a host that knows it.
  if (isRefusal(loaded)) return;
  const asked = await commandOf(loaded, tools.kernel.clock.now().toISOString());
  const { key, due } = deadline;
  await command(tools, matterOf(loaded), asked, {
    commandId: derivedId('crisis-clock', key, due),
    actor: TIMER,
    content: { key, due },
  });
}
