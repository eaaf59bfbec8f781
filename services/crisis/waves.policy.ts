/** Groups that are asked, one after the other, until two stand or none is left. Pure. */
import type { WaveChoice } from '@bijspringen/contracts/crisis/commands.ts';
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { refuse } from '@bijspringen/kernel/decider.ts';
import type { OpenCrisis } from './crisis.state.ts';
import {
  follow,
  hasRunOut,
  helperOf,
  isRunning,
  later,
  MINUTE_MS,
  type Rule,
  refuseStale,
  standing,
} from './crisis-now.policy.ts';
import { pairing, placing, releasing } from './pair.policy.ts';

const PAIR = 2;

/** The next wave; its deadline never lies after the end of the alert. */
export function alertWave(
  { policy, endsAt, waves }: Pick<OpenCrisis, 'policy' | 'endsAt' | 'waves'>,
  { personIds, passedOver, isAnyoneLeft }: WaveChoice,
  now: string,
): CrisisEvent {
  const wave = waves.length + 1;
  const deadline = later(now, policy.waveMinutes * MINUTE_MS);
  return {
    type: 'WaveAlerted',
    data: {
      wave,
      personIds: [...personIds],
      passedOver: passedOver.map((one) => ({ ...one })),
      expiresAt: deadline < endsAt ? deadline : endsAt,
      isLast: wave >= policy.wavesMax || !isAnyoneLeft,
    },
  };
}

/**
 * At a deadline, or at once after the pair broke or the alert goes on: the wave that passed is noted, and with fewer than
 * two standing the next one goes. The duty officer decides alone while the alert is held, and after "niet veilig".
 */
export const advance: Rule<'AdvanceWaves'> = ({ choice, backupPersonIds }, crisis, { now }) => {
  if (!isRunning(crisis) || hasRunOut(crisis, now)) return [];
  return follow(crisis, expiring(crisis, now), (after) => {
    const hasPassed = after.waves.at(-1)?.isExpired === true;
    const isDue = hasPassed || after.isNextWaveDue;
    if (after.phase !== 'alerting' || after.isStoppedByUnsafe || !isDue) return [];
    if (standing(after).length >= PAIR) return [];
    const free = stillFree(after, choice);
    if (isWaveLeft(after) && free.personIds.length > 0) return [alertWave(after, free, now)];
    return hasPassed ? runningOut(after, backupPersonIds) : [];
  });
};

function expiring(crisis: OpenCrisis, now: string): CrisisEvent[] {
  const passed = crisis.waves.filter((one) => !one.isExpired && now >= one.expiresAt);
  const count = standing(crisis).length;
  return passed.map(({ wave }) => ({ type: 'WaveExpired', data: { wave, standing: count } }));
}

/** Whoever was chosen a moment ago and asked meanwhile is not asked twice. */
function stillFree(crisis: OpenCrisis, choice: WaveChoice): WaveChoice {
  const isFree = (personId: Id) => {
    const before = helperOf(crisis, personId);
    return before === null || before.releasedBecause === 'enough';
  };
  return { ...choice, personIds: choice.personIds.filter(isFree) };
}

export function isWaveLeft({ waves, policy }: OpenCrisis): boolean {
  return waves.length < policy.wavesMax;
}

/** The last wave passed without two: a single one is thanked and stays home, and the professionals are asked. */
function runningOut(crisis: OpenCrisis, backupPersonIds: readonly Id[]): CrisisEvent[] {
  const released = standing(crisis).map(
    ({ personId }): CrisisEvent => ({
      type: 'ResponderReleased',
      data: { personId, because: 'not-enough' },
    }),
  );
  return [
    ...released,
    { type: 'BackupRequested', data: { why: 'not-enough', personIds: [...backupPersonIds] } },
  ];
}

/** The duty officer does not wait for the deadline. */
export const sendNext: Rule<'SendNextWave'> = ({ seen, choice }, crisis, { now }) => {
  if (crisis.phase === 'closed') return refuse('crisis-closed');
  const stale = refuseStale(crisis, seen);
  if (stale) return stale;
  if (crisis.isRefused || crisis.knownYes.length > 0) return refuse('residents-impossible');
  if (crisis.phase === 'held') return refuse('alert-held');
  if (crisis.phase === 'stood-down' || hasRunOut(crisis, now)) return refuse('alert-over');
  if (standing(crisis).length >= crisis.needed) return refuse('enough-helpers');
  const free = stillFree(crisis, choice);
  if (!isWaveLeft(crisis) || free.personIds.length === 0) return refuse('no-more-waves');
  // Whoever waited because somebody was not safe goes on with it: asking others says that it was judged.
  return follow(
    crisis,
    expiring(crisis, now),
    (after) => [alertWave(after, free, now)],
    pairing(now),
    placing,
  );
};

/** Thanks those whom one append had no room for. */
export const releaseAsked: Rule<'ReleaseAsked'> = (_command, crisis) => releasing(crisis);
