/** What a resident's screen says: one state of many, from what is true of the crisis and of this person. Pure. */
import type { ResponderScreen } from '@bijspringen/contracts/crisis/views.ts';
import type { Helper, OpenCrisis } from './crisis.state.ts';
import { hasRunOut, isLeftOutside, isRunning, isStanding, standing } from './crisis-now.policy.ts';

export function responderScreen(crisis: OpenCrisis, helper: Helper, now: string): ResponderScreen {
  switch (helper.state) {
    case 'asked':
      return askedScreen(crisis, now);
    case 'declined':
    case 'stopped':
    case 'unsafe':
    case 'home':
      return helper.state;
    case 'released':
      if (isLeftOutside(helper)) return 'stood-down';
      return helper.releasedBecause === 'enough' ? 'enough' : 'released';
    case 'missed-check':
      return isRunning(crisis) ? 'check-missed' : 'stood-down';
    case 'accepted':
    case 'on-the-way':
    case 'arrived':
      return hasRunOut(crisis, now) ? 'stood-down' : standingScreen(crisis, helper);
  }
}

function askedScreen(crisis: OpenCrisis, now: string): ResponderScreen {
  if (!isRunning(crisis) || hasRunOut(crisis, now)) return 'too-late';
  return standing(crisis).length >= crisis.needed ? 'enough' : 'asked';
}

function standingScreen(crisis: OpenCrisis, helper: Helper): ResponderScreen {
  if (crisis.phase === 'held') return 'wait-held';
  if (crisis.phase !== 'alerting') return 'stood-down';
  if (seesPlace(crisis, helper)) return 'together';
  if (seesMeetingPoint(crisis, helper)) return 'go';
  return helper.wasPaired ? 'wait-other' : 'wait-indoors';
}

/** Only while two stand and nobody has to wait. */
export function seesMeetingPoint(crisis: OpenCrisis, helper: Helper): boolean {
  return crisis.phase === 'alerting' && crisis.isPairStanding && isStanding(helper) && helper.isPaired;
}

/** Only while two are there: somebody who is left there alone by a third on the way sees it no more. */
export function seesPlace(crisis: OpenCrisis, helper: Helper): boolean {
  if (!seesMeetingPoint(crisis, helper) || !helper.hasArrived || !helper.hasPlace) return false;
  return standing(crisis).filter((one) => one.isPaired && one.hasArrived).length >= 2;
}

/** The others of the pair, whom this person may see and ring; also while all wait for a judgement. */
export function partnersOf(crisis: OpenCrisis, helper: Helper): Helper[] {
  if (!isRunning(crisis) || !crisis.isPairStanding || !helper.isPaired || !isStanding(helper)) return [];
  return standing(crisis).filter((one) => one.isPaired && one.personId !== helper.personId);
}
