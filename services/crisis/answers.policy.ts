/** What a resident answers: come, cannot, on my way, arrived, home. Nobody is ever kept. Pure. */
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Helper, OpenCrisis } from './crisis.state.ts';
import {
  type Decided,
  follow,
  hasRunOut,
  helperOf,
  isRunning,
  isStanding,
  type Rule,
  standing,
  takingPart,
} from './crisis-now.policy.ts';
import { breaking, nextCheck, pairing, placing, releasing } from './pair.policy.ts';

export const accept: Rule<'AcceptAlert'> = ({ personId }, crisis, { now }) => {
  const helper = helperOf(crisis, personId);
  if (helper === null) return refuse('not-asked');
  if (!isRunning(crisis) || hasRunOut(crisis, now)) return refuse('alert-over');
  switch (helper.state) {
    case 'accepted':
    case 'on-the-way':
    case 'arrived':
    case 'missed-check':
      return [];
    case 'declined':
    case 'stopped':
    case 'unsafe':
      return refuse('already-declined');
    case 'home':
      return refuse('alert-over');
    case 'released':
      return refuse(helper.releasedBecause === 'enough' ? 'enough-helpers' : 'alert-over');
    case 'asked':
      return saysYes(helper, crisis, now);
  }
};

function saysYes({ personId }: Helper, crisis: OpenCrisis, now: string): Decided {
  if (standing(crisis).length >= crisis.needed) return refuse('enough-helpers');
  return follow(crisis, [{ type: 'ResponderAccepted', data: { personId } }], pairing(now), releasing);
}

/** A no before the yes, a stop after it, at any moment, without a reason. */
export const decline: Rule<'DeclineAlert'> = ({ personId, why }, crisis) => {
  const helper = helperOf(crisis, personId);
  if (helper === null) return refuse('not-asked');
  if (!isRunning(crisis)) return refuse('alert-over');
  if (helper.state === 'asked') return [{ type: 'ResponderDeclined', data: { personId, why } }];
  if (!isStanding(helper) && helper.state !== 'missed-check') return [];
  return follow(crisis, [{ type: 'ResponderStopped', data: { personId } }], breaking('stopped'));
};

/** Only somebody who is not alone goes, and only while nobody has to wait. */
function mayGo(crisis: OpenCrisis, helper: Helper): boolean {
  return crisis.phase === 'alerting' && crisis.isPairStanding && helper.isPaired;
}

export const goOnTheWay: Rule<'GoOnTheWay'> = ({ personId }, crisis, { now }) => {
  const helper = takingPart(crisis, personId);
  if (isRefusal(helper)) return helper;
  if (helper.state === 'on-the-way') return [];
  if (helper.hasArrived) return refuse('already-arrived');
  if (!mayGo(crisis, helper)) return refuse('wait-for-another');
  return [
    { type: 'ResponderOnTheWay', data: { personId } },
    { type: 'SafetyCheckDone', data: { personId, checkBefore: nextCheck(crisis, now) } },
  ];
};

export const arrive: Rule<'Arrive'> = ({ personId }, crisis, { now }) => {
  const helper = takingPart(crisis, personId);
  if (isRefusal(helper)) return helper;
  if (helper.state === 'arrived') return [];
  if (!mayGo(crisis, helper)) return refuse('wait-for-another');
  const checkBefore = nextCheck(crisis, now);
  return follow(
    crisis,
    [
      { type: 'ResponderArrived', data: { personId } },
      { type: 'SafetyCheckDone', data: { personId, checkBefore } },
    ],
    placing,
  );
};

/** Before the end it is a way of stopping; after it the last check, and how it was. */
export const goHome: Rule<'GoHome'> = ({ personId, feeling }, crisis) => {
  const helper = helperOf(crisis, personId);
  if (helper === null) return refuse('not-asked');
  if (!helper.hasSaidYes) return refuse('not-accepted');
  const saysNothingNew = feeling === undefined || feeling === helper.feeling;
  if (helper.state === 'home' && saysNothingNew) return [];
  const data = feeling === undefined ? { personId } : { personId, feeling };
  return follow(crisis, [{ type: 'ResponderHome', data }], breaking('went-home'));
};
