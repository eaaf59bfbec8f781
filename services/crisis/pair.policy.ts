/** Never one alone: two stand, a pair is formed; fewer are left, it is broken in the same step. Pure. */
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { OpenCrisis } from './crisis.state.ts';
import { idsOf, isRunning, later, MINUTE_MS, standing } from './crisis-now.policy.ts';
import { RELEASED_AT_ONCE_MAX } from './limits.ts';

const PAIR = 2;

/** Before when the next safety check of somebody who stands is due. */
export function nextCheck(crisis: OpenCrisis, now: string): string {
  return later(now, crisis.policy.checkMinutes * MINUTE_MS);
}

/** Whoever stands and is not yet part of the pair; not while the alert is held or somebody fled, for then all wait. */
export function pairing(now: string) {
  return (crisis: OpenCrisis): CrisisEvent[] => {
    if (crisis.phase !== 'alerting' || crisis.isStoppedByUnsafe) return [];
    const all = standing(crisis);
    const alone = all.filter((one) => !one.isPaired);
    if (alone.length === 0 || all.length < PAIR) return [];
    const checkBefore = nextCheck(crisis, now);
    const personIds = idsOf(crisis.isPairStanding ? alone : all);
    const formed: CrisisEvent[] = crisis.isPairStanding
      ? personIds.map((personId) => ({ type: 'PairJoined', data: { personId, checkBefore } }))
      : [{ type: 'PairFormed', data: { personIds, checkBefore } }];
    return [...formed, { type: 'MeetingPointShared', data: { personIds } }];
  };
}

/** The exact place, once two have arrived. */
export function placing(crisis: OpenCrisis): CrisisEvent[] {
  if (crisis.phase !== 'alerting' || !crisis.isPairStanding) return [];
  const arrived = standing(crisis).filter((one) => one.isPaired && one.hasArrived);
  const personIds = idsOf(arrived.filter((one) => !one.hasPlace));
  if (arrived.length < PAIR || personIds.length === 0) return [];
  return [{ type: 'PlaceShared', data: { personIds } }];
}

/** There are enough: whoever was asked and has not answered is thanked. A large wave is thanked in several steps. */
export function releasing(crisis: OpenCrisis): CrisisEvent[] {
  if (!isRunning(crisis) || standing(crisis).length < crisis.needed) return [];
  const waiting = crisis.helpers.filter((one) => one.state === 'asked').slice(0, RELEASED_AT_ONCE_MAX);
  return waiting.map(({ personId }) => ({
    type: 'ResponderReleased',
    data: { personId, because: 'enough' as const },
  }));
}

type Because = Extract<CrisisEvent, { type: 'PairBroken' }>['data']['because'];

/**
 * Fewer than two of the pair are left, or one of them is not safe there: whoever stands waits, and sees neither place nor
 * point.
 */
export function breaking(because: Because) {
  return (crisis: OpenCrisis): CrisisEvent[] => {
    if (!crisis.isPairStanding) return [];
    const left = standing(crisis);
    if (because !== 'unsafe' && left.filter((one) => one.isPaired).length >= PAIR) return [];
    return [{ type: 'PairBroken', data: { because, leftPersonIds: idsOf(left) } }];
  };
}
