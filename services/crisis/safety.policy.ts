/** Checks, "niet veilig", more help, a danger that shows later, and a new message of the reporter. Pure. */
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import { isRefusal, refuse } from '@bijspringen/kernel/decider.ts';
import { endEvents } from './closing.policy.ts';
import type { OpenCrisis } from './crisis.state.ts';
import {
  follow,
  hasRunOut,
  helperOf,
  idsOf,
  isRunning,
  isStanding,
  type Rule,
  refuseStale,
  standing,
  takingPart,
} from './crisis-now.policy.ts';
import { BACKUPS_MAX } from './limits.ts';
import { breaking, nextCheck, pairing, placing, releasing } from './pair.policy.ts';

/** A little before the moment; after it there is nothing to ask any more. */
export const askCheck: Rule<'AskSafetyCheck'> = ({ personId, checkBefore }, crisis, { now }) => {
  const helper = helperOf(crisis, personId);
  if (helper === null || !isRunning(crisis) || helper.checkBefore !== checkBefore) return [];
  if (helper.checkAskedFor === checkBefore || now >= checkBefore) return [];
  return [{ type: 'SafetyCheckAsked', data: { personId, checkBefore } }];
};

export const missCheck: Rule<'MissSafetyCheck'> = ({ personId, checkBefore }, crisis, { now }) => {
  const helper = helperOf(crisis, personId);
  if (helper === null || !isRunning(crisis) || helper.checkBefore !== checkBefore) return [];
  if (!isStanding(helper) || now < checkBefore) return [];
  const missed: CrisisEvent = { type: 'SafetyCheckMissed', data: { personId, checkBefore } };
  return follow(crisis, [missed], breaking('missed-check'));
};

/** Also by somebody who missed one: counts again, unless others have come meanwhile. */
export const doCheck: Rule<'DoSafetyCheck'> = ({ personId }, crisis, { now }) => {
  const helper = takingPart(crisis, personId);
  if (isRefusal(helper)) return helper;
  const checkBefore = nextCheck(crisis, now);
  const done: CrisisEvent = { type: 'SafetyCheckDone', data: { personId, checkBefore } };
  if (helper.state !== 'missed-check') {
    const isNothingNew = helper.checkBefore === null || helper.checkBefore === checkBefore;
    return isNothingNew ? [] : [done];
  }
  if (standing(crisis).length < crisis.needed)
    return follow(crisis, [done], pairing(now), placing, releasing);
  return [done, { type: 'ResponderReleased', data: { personId, because: 'enough' } }];
};

/** Before a pair, on the way, on the way back: whoever said yes may say this until the crisis is closed. */
export const sayUnsafe: Rule<'SayUnsafe'> = ({ personId, backupPersonIds }, crisis) => {
  const helper = helperOf(crisis, personId);
  if (helper === null) return refuse('not-asked');
  if (crisis.phase === 'closed') return refuse('alert-over');
  if (!helper.hasSaidYes) return refuse('not-accepted');
  if (helper.state === 'unsafe') return [];
  const backup = { why: 'unsafe' as const, byPersonId: personId, personIds: [...backupPersonIds] };
  return follow(crisis, [{ type: 'ResponderUnsafe', data: { personId } }], breaking('unsafe'), () => [
    { type: 'BackupRequested', data: backup },
  ]);
};

export const askBackup: Rule<'AskBackup'> = ({ personId, backupPersonIds }, crisis) => {
  const helper = takingPart(crisis, personId);
  if (isRefusal(helper)) return helper;
  if (crisis.backups.length >= BACKUPS_MAX) return [];
  const data = { why: 'asked' as const, byPersonId: personId, personIds: [...backupPersonIds] };
  return [{ type: 'BackupRequested', data }];
};

/** A yes that comes later is never overwritten, and stands an alert down in the same step. */
export const noteDanger: Rule<'NoteDanger'> = ({ rule, by, ending }, crisis, context) => {
  if (crisis.phase === 'closed') return refuse('crisis-closed');
  if (crisis.knownYes.includes(rule)) return [];
  return follow(crisis, [{ type: 'DangerNoted', data: { rule, by } }], (after) => {
    if (!isRunning(after)) return [];
    const personIds = [...ending.backupPersonIds];
    return [
      ...endEvents(after, { because: 'danger', ending, crisisId: context.streamId }),
      { type: 'BackupRequested', data: { why: 'residents-impossible', personIds } },
    ];
  });
};

export const recordEmergency: Rule<'RecordEmergency'> = ({ emergency }, crisis) => {
  if (crisis.phase === 'closed') return refuse('crisis-closed');
  if (emergency === crisis.emergency) return [];
  // That 112 was called is not taken back.
  if (emergency === 'not-called') return refuse('invalid-input', 'emergency');
  return [{ type: 'EmergencyCalled', data: { emergency } }];
};

/** The reporter wrote: helpers wait and no further wave goes. A second message while it is held waits for a judgement too. */
export const hold: Rule<'HoldAlert'> = ({ messageEventId }, crisis, { now }) => {
  if (!isRunning(crisis) || hasRunOut(crisis, now)) return [];
  if (crisis.messageEventIds.includes(messageEventId)) return [];
  return [{ type: 'AlertHeld', data: { messageEventId, personIds: idsOf(standing(crisis)) } }];
};

export const judge: Rule<'JudgeMessage'> = ({ seen, judgement, ending }, crisis, { now, streamId }) => {
  if (crisis.phase === 'closed') return refuse('crisis-closed');
  const stale = refuseStale(crisis, seen);
  if (stale) return stale;
  if (crisis.phase !== 'held' && !isStopped(crisis)) return refuse('nothing-held');
  if (judgement === 'stand-down') {
    return endEvents(crisis, { because: 'no-longer-needed', ending, crisisId: streamId });
  }
  // Whoever has to wait all the same, because somebody was not safe, is not told to go on.
  const isStillStopped = crisis.phase === 'held' && crisis.isStoppedByUnsafe;
  const personIds = isStillStopped ? [] : idsOf(standing(crisis));
  return follow(crisis, [{ type: 'AlertResumed', data: { personIds } }], pairing(now), placing);
};

/** Somebody said that it is not safe, and the duty officer has not judged it yet. */
function isStopped(crisis: OpenCrisis): boolean {
  return isRunning(crisis) && crisis.isStoppedByUnsafe;
}
