/** Standing down, aftercare, handing over, closing, and what there is to learn. Pure. */
import type { Ending } from '@bijspringen/contracts/crisis/commands.ts';
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { StandDownReason } from '@bijspringen/contracts/crisis/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { refuse } from '@bijspringen/kernel/decider.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { Helper, OpenCrisis } from './crisis.state.ts';
import {
  hasRunOut,
  helperOf,
  idsOf,
  isLeftOutside,
  isRunning,
  isStanding,
  type Rule,
  refuseStale,
} from './crisis-now.policy.ts';
import { AFTERCARE_HELPERS_MAX, ASSIGNED_AT_ONCE_MAX, DEBRIEFS_MAX, HOME_WITHIN_MS } from './limits.ts';

type End = { because: StandDownReason; ending: Ending; crisisId: Id };

/** "Ga naar huis. Dank je.", and who is called afterwards. */
export function endEvents(crisis: OpenCrisis, { because, ending, crisisId }: End): CrisisEvent[] {
  const stoodDown: CrisisEvent = {
    type: 'StoodDown',
    data: {
      because,
      personIds: idsOf(crisis.helpers.filter(isOutside)),
      askedPersonIds: idsOf(crisis.helpers.filter((one) => one.state === 'asked')),
    },
  };
  return [stoodDown, ...aftercare(crisis, ending, crisisId)];
}

/** Said yes, and has not said to be home: somebody who fell silent, fled or was left there too. */
function isOutside(helper: Helper): boolean {
  const isAstray = helper.state === 'missed-check' || helper.state === 'unsafe';
  return isStanding(helper) || isAstray || isLeftOutside(helper);
}

type Aftercare = Extract<CrisisEvent, { type: 'AftercareAsked' }>['data'];

/** First rounds before second ones. Nobody who said yes is left out, whether or not this person went. */
function aftercare(crisis: OpenCrisis, { moments }: Ending, crisisId: Id): CrisisEvent[] {
  const helpers = crisis.helpers.filter((one) => one.hasSaidYes).slice(0, AFTERCARE_HELPERS_MAX);
  const whom: Pick<Aftercare, 'for' | 'personId'>[] = [
    ...helpers.map(({ personId }) => ({ for: 'responder' as const, personId })),
    ...(crisis.signalId === null ? [] : [{ for: 'reporter' as const }]),
    { for: 'person' as const },
  ];
  return (['first', 'second'] as const).flatMap((round) =>
    whom.map((one): CrisisEvent => {
      const aftercareId = derivedId('aftercare', crisisId, one.for, one.personId ?? '', round);
      const before = moments[round];
      return {
        type: 'AftercareAsked',
        data: { aftercareId, ...one, round, before, ownerPersonId: crisis.dutyPersonId },
      };
    }),
  );
}

export const standDown: Rule<'StandDown'> = ({ seen, because, ending }, crisis, { streamId }) => {
  if (crisis.phase === 'closed') return refuse('crisis-closed');
  const stale = refuseStale(crisis, seen);
  if (stale) return stale;
  if (crisis.phase === 'stood-down') return refuse('alert-over');
  return endEvents(crisis, { because, ending, crisisId: streamId });
};

/** An alert never runs longer than was agreed in the district. */
export const endByItself: Rule<'EndAlert'> = ({ ending }, crisis, { now, streamId }) => {
  if (!isRunning(crisis) || !hasRunOut(crisis, now)) return [];
  return endEvents(crisis, { because: 'sixty-minutes', ending, crisisId: streamId });
};

export const handOver: Rule<'HandOverCrisis'> = ({ seen, toPersonId }, crisis) => {
  if (crisis.phase === 'closed') return refuse('crisis-closed');
  const stale = seen === undefined ? null : refuseStale(crisis, seen);
  if (stale) return stale;
  if (toPersonId === crisis.dutyPersonId) return [];
  return [{ type: 'CrisisHandedOver', data: { fromPersonId: crisis.dutyPersonId, toPersonId } }];
};

/** After everybody is home, or half an hour; a crisis without residents may be closed at once, with its aftercare. */
export const close: Rule<'CloseCrisis'> = (command, crisis, { now, streamId }) => {
  const { seen, note, stoodDownAt, ending } = command;
  if (crisis.phase === 'closed') return refuse('crisis-closed');
  const stale = refuseStale(crisis, seen);
  if (stale) return stale;
  if (isRunning(crisis)) return refuse('not-stood-down');
  const closed: CrisisEvent = { type: 'CrisisClosed', data: note === undefined ? {} : { note } };
  if (crisis.phase === 'professionals') {
    const because = 'no-longer-needed' as const;
    return [...endEvents(crisis, { because, ending, crisisId: streamId }), closed];
  }
  if (!isEverybodyHome(crisis) && !isLongAgo(stoodDownAt, now)) return refuse('helpers-not-home');
  return [closed];
};

function isEverybodyHome(crisis: OpenCrisis): boolean {
  const outside = crisis.stoodDown?.personIds ?? [];
  return outside.every((personId) => helperOf(crisis, personId)?.state === 'home');
}

function isLongAgo(stoodDownAt: string | null, now: string): boolean {
  return stoodDownAt !== null && Date.parse(now) - Date.parse(stoodDownAt) >= HOME_WITHIN_MS;
}

/** Only what is still to be done changes hands. */
export const assignAftercare: Rule<'AssignAftercare'> = ({ aftercareIds, ownerPersonId }, crisis) => {
  const items = aftercareIds.map((aftercareId) =>
    crisis.aftercare.find((one) => one.aftercareId === aftercareId),
  );
  if (items.some((item) => item === undefined)) return refuse('not-found');
  const open = items.flatMap((item) => (item === undefined || item.outcome !== null ? [] : [item]));
  if (open.length === 0) return refuse('already-done');
  return open
    .filter((item) => item.ownerPersonId !== ownerPersonId)
    .slice(0, ASSIGNED_AT_ONCE_MAX)
    .map(({ aftercareId }) => ({ type: 'AftercareAssigned', data: { aftercareId, ownerPersonId } }));
};

export const recordAftercare: Rule<'RecordAftercare'> = ({ aftercareId, outcome, note }, crisis) => {
  const item = crisis.aftercare.find((one) => one.aftercareId === aftercareId);
  if (item === undefined) return refuse('not-found');
  if (item.outcome !== null) return refuse('already-done');
  const data = note === undefined ? { aftercareId, outcome } : { aftercareId, outcome, note };
  return [{ type: 'AftercareDone', data }];
};

/** By whoever was there; after the end, so that nobody writes while somebody is outside. */
export const debrief: Rule<'GiveDebrief'> = ({ personId, text }, crisis, { actor }) => {
  const isOfficer = actor.kind === 'person' && actor.role === 'duty-officer';
  const wasThere = helperOf(crisis, personId)?.hasSaidYes === true;
  if (!isOfficer && !wasThere) return refuse('not-accepted');
  if (isRunning(crisis) || crisis.phase === 'professionals') return refuse('not-stood-down');
  if (crisis.debriefs >= DEBRIEFS_MAX) return refuse('already-done');
  return [{ type: 'DebriefGiven', data: { personId, text } }];
};
