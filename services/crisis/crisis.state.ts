/** What a crisis is, folded from its events. Plain JSON without a sealed word, so that a read model can keep it. */
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import type {
  AlertRule,
  aftercareOutcome,
  BackupReason,
  EmergencyStatus,
  Feeling,
  HardRule,
  SafetyAnswers,
  StandDownReason,
  Task,
} from '@bijspringen/contracts/crisis/values.ts';
import type { CrisisPhase, ResponderState } from '@bijspringen/contracts/crisis/views.ts';
import type { EscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Danger } from '@bijspringen/contracts/signals/values.ts';
import { never } from '@bijspringen/kernel/decider.ts';
import type * as z from 'zod/mini';
import { MATTERS_TO_DECISIONS } from './decisive.policy.ts';

/** One resident who was asked. */
export type Helper = {
  personId: Id;
  /** Of the last wave in which this person was asked. */
  wave: number;
  /** Without `no-answer`, which only a screen says. */
  state: Exclude<ResponderState, 'no-answer'>;
  /** Said yes at least once. */
  hasSaidYes: boolean;
  /** Part of the pair that stands now: was given the meeting point since it was last hidden. */
  isPaired: boolean;
  /** Was part of a pair at any time. */
  wasPaired: boolean;
  hasPlace: boolean;
  hasArrived: boolean;
  isOnTheWay: boolean;
  /** Before which moment a safety check is due; null while none is. */
  checkBefore: string | null;
  /** The check for which the phone was asked. */
  checkAskedFor: string | null;
  releasedBecause: 'not-enough' | 'enough' | null;
  feeling: Feeling | null;
};

export type Wave = {
  wave: number;
  personIds: readonly Id[];
  expiresAt: string;
  isLast: boolean;
  isExpired: boolean;
};
export type AftercareItem = {
  aftercareId: Id;
  for: 'responder' | 'reporter' | 'person';
  personId: Id | null;
  round: 'first' | 'second';
  before: string;
  ownerPersonId: Id;
  outcome: z.output<typeof aftercareOutcome> | null;
};

export type OpenCrisis = {
  status: 'open';
  phase: CrisisPhase;
  /** Of the last event in the stream. */
  version: number;
  /** Of the last event on which a duty officer's decision could hang. */
  decisiveVersion: number;
  signalId: Id | null;
  dutyPersonId: Id;
  answers: SafetyAnswers;
  dangers: readonly Danger[];
  /** Every yes to a hard rule, whenever it came. */
  knownYes: readonly HardRule[];
  emergency: EmergencyStatus;
  tasks: readonly Task[];
  needed: number;
  policy: EscalationPolicy;
  endsAt: string;
  isRefused: boolean;
  refusedBy: readonly AlertRule[];
  waves: readonly Wave[];
  /** In the order in which they were asked. */
  helpers: readonly Helper[];
  /** The reporter's messages that held the alert, judged or not. */
  messageEventIds: readonly Id[];
  /** At least two stand and know of each other. */
  isPairStanding: boolean;
  /** A next wave need not wait for a deadline: the pair broke, or the alert goes on after it was held. */
  isNextWaveDue: boolean;
  /** How often that happened: names the deadline. */
  nextWaveTurns: number;
  /** Somebody said that it is not safe: no wave goes and no pair stands until the duty officer has judged it. */
  isStoppedByUnsafe: boolean;
  backups: readonly { why: BackupReason; asked: number }[];
  stoodDown: { because: StandDownReason; personIds: readonly Id[] } | null;
  aftercare: readonly AftercareItem[];
  debriefs: number;
};
export type Crisis = { status: 'none' } | OpenCrisis;

export const initialState: Crisis = { status: 'none' };

/** The crisis after one more event. */
export function evolve(crisis: Crisis, event: CrisisEvent): Crisis {
  if (event.type === 'CrisisOpened') return opened(event.data);
  if (crisis.status === 'none') throw new Error(`${event.type} on a crisis that was never opened`);
  const version = crisis.version + 1;
  const decisiveVersion = MATTERS_TO_DECISIONS[event.type] ? version : crisis.decisiveVersion;
  return { ...evolveOpen(crisis, event), version, decisiveVersion };
}

type Later = Exclude<CrisisEvent, { type: 'CrisisOpened' }>;

function evolveOpen(crisis: OpenCrisis, event: Later): OpenCrisis {
  switch (event.type) {
    case 'AlertRefused':
      return { ...crisis, phase: 'professionals', isRefused: true, refusedBy: event.data.rules };
    case 'DangerNoted':
      return { ...crisis, knownYes: [...new Set([...crisis.knownYes, event.data.rule])] };
    case 'EmergencyCalled':
      return { ...crisis, emergency: event.data.emergency };
    case 'WaveAlerted':
      return alerted(crisis, event.data);
    case 'WaveExpired':
      return { ...crisis, waves: crisis.waves.map((one) => expired(one, event.data.wave)) };
    case 'BackupRequested':
      return afterBackup(crisis, event.data);
    case 'AlertHeld':
      return {
        ...crisis,
        phase: 'held',
        messageEventIds: [...crisis.messageEventIds, event.data.messageEventId],
      };
    case 'AlertResumed':
      return resumed(crisis);
    case 'CrisisHandedOver':
      return { ...crisis, dutyPersonId: event.data.toPersonId };
    case 'StoodDown': {
      const { because, personIds } = event.data;
      const helpers = crisis.helpers.map((one) => ({
        ...one,
        checkBefore: null,
        hasPlace: false,
        isPaired: false,
      }));
      return {
        ...crisis,
        phase: 'stood-down',
        helpers,
        isPairStanding: false,
        stoodDown: { because, personIds },
      };
    }
    case 'CrisisClosed':
      return { ...crisis, phase: 'closed' };
    case 'AftercareAsked': {
      const { personId = null, ...item } = event.data;
      return { ...crisis, aftercare: [...crisis.aftercare, { ...item, personId, outcome: null }] };
    }
    case 'AftercareAssigned':
      return withAftercare(crisis, event.data.aftercareId, { ownerPersonId: event.data.ownerPersonId });
    case 'AftercareDone':
      return withAftercare(crisis, event.data.aftercareId, { outcome: event.data.outcome });
    case 'DebriefGiven':
      return { ...crisis, debriefs: crisis.debriefs + 1 };
    default:
      return evolveHelpers(crisis, event);
  }
}

type HelperEvent = Extract<
  Later,
  {
    type:
      | `Responder${string}`
      | `Pair${string}`
      | `SafetyCheck${string}`
      | 'MeetingPointShared'
      | 'PlaceShared';
  }
>;

function evolveHelpers(crisis: OpenCrisis, event: HelperEvent): OpenCrisis {
  switch (event.type) {
    case 'ResponderAccepted':
      return withHelper(crisis, event.data.personId, { state: 'accepted', hasSaidYes: true });
    case 'ResponderDeclined':
      return withHelper(crisis, event.data.personId, { state: 'declined' });
    case 'ResponderStopped':
      return withHelper(crisis, event.data.personId, { ...OUT, state: 'stopped' });
    case 'ResponderReleased': {
      const { personId, because } = event.data;
      return withHelper(crisis, personId, { ...OUT, state: 'released', releasedBecause: because });
    }
    case 'ResponderOnTheWay':
      return withHelper(crisis, event.data.personId, { state: 'on-the-way', isOnTheWay: true });
    case 'ResponderArrived':
      return withHelper(crisis, event.data.personId, { state: 'arrived', hasArrived: true });
    case 'ResponderUnsafe': {
      const isRunning = crisis.phase === 'alerting' || crisis.phase === 'held';
      const isStoppedByUnsafe = crisis.isStoppedByUnsafe || isRunning;
      return { ...withHelper(crisis, event.data.personId, { ...OUT, state: 'unsafe' }), isStoppedByUnsafe };
    }
    case 'ResponderHome':
      return withHelper(crisis, event.data.personId, {
        ...OUT,
        state: 'home',
        ...(event.data.feeling === undefined ? {} : { feeling: event.data.feeling }),
      });
    case 'SafetyCheckAsked':
      return withHelper(crisis, event.data.personId, { checkAskedFor: event.data.checkBefore });
    case 'SafetyCheckDone':
      return afterCheck(crisis, event.data);
    case 'SafetyCheckMissed':
      return withHelper(crisis, event.data.personId, { ...OUT, state: 'missed-check' });
    case 'PairFormed':
      return { ...paired(crisis, event.data.personIds, event.data.checkBefore), isNextWaveDue: false };
    case 'PairJoined':
      return paired(crisis, [event.data.personId], event.data.checkBefore);
    case 'PairBroken':
      return broken(crisis);
    case 'MeetingPointShared':
      return crisis;
    case 'PlaceShared':
      return withHelpers(crisis, event.data.personIds, { hasPlace: true });
    default:
      return never(event);
  }
}

/** Whoever does not stand has no place, no meeting point and no clock that runs. */
const OUT = { isPaired: false, hasPlace: false, checkBefore: null } as const;

type Data<T extends CrisisEvent['type']> = Extract<CrisisEvent, { type: T }>['data'];

function opened(data: Data<'CrisisOpened'>): OpenCrisis {
  const { place: _place, meetingPoint: _point, signalId = null, ...facts } = data;
  return {
    ...facts,
    status: 'open',
    phase: 'professionals',
    version: 0,
    decisiveVersion: 0,
    signalId,
    knownYes: hardYes(data),
    isRefused: false,
    refusedBy: [],
    waves: [],
    helpers: [],
    messageEventIds: [],
    isPairStanding: false,
    isNextWaveDue: false,
    nextWaveTurns: 0,
    isStoppedByUnsafe: false,
    backups: [],
    stoodDown: null,
    aftercare: [],
    debriefs: 0,
  };
}

function hardYes({ answers, dangers }: Data<'CrisisOpened'>): HardRule[] {
  const rules = ['violence', 'fire', 'suicide', 'child'] as const;
  return rules.filter((rule) => answers[rule] === 'yes' || dangers.includes(rule));
}

function alerted(crisis: OpenCrisis, data: Data<'WaveAlerted'>): OpenCrisis {
  const { wave, personIds, expiresAt, isLast } = data;
  const known = crisis.helpers.map((one) =>
    personIds.includes(one.personId) ? newlyAsked(one, one.personId, wave) : one,
  );
  const isNew = (personId: Id) => !crisis.helpers.some(is(personId));
  const added = personIds.filter(isNew).map((personId) => newlyAsked(undefined, personId, wave));
  return {
    ...crisis,
    phase: 'alerting',
    waves: [...crisis.waves, { wave, personIds, expiresAt, isLast, isExpired: false }],
    helpers: [...known, ...added],
    isNextWaveDue: false,
    isStoppedByUnsafe: false,
  };
}

/** Asked again after there were enough, somebody keeps what was true of this person before. */
function newlyAsked(before: Helper | undefined, personId: Id, wave: number): Helper {
  return {
    personId,
    wave,
    state: 'asked',
    hasSaidYes: before?.hasSaidYes ?? false,
    isPaired: false,
    wasPaired: before?.wasPaired ?? false,
    hasPlace: false,
    hasArrived: false,
    isOnTheWay: false,
    checkBefore: null,
    checkAskedFor: null,
    releasedBecause: null,
    feeling: before?.feeling ?? null,
  };
}

function expired(one: Wave, wave: number): Wave {
  return one.wave === wave ? { ...one, isExpired: true } : one;
}

/** After the residents, or instead of them: no wave follows. */
function afterBackup(crisis: OpenCrisis, { why, personIds }: Data<'BackupRequested'>): OpenCrisis {
  const backups = [...crisis.backups, { why, asked: personIds.length }];
  const endsAlert = why === 'not-enough' && (crisis.phase === 'alerting' || crisis.phase === 'held');
  return endsAlert ? { ...crisis, backups, phase: 'professionals' } : { ...crisis, backups };
}

/** One judgement for each reason to wait: that a message changes nothing does not say that it is safe there. */
function resumed(crisis: OpenCrisis): OpenCrisis {
  const isStoppedByUnsafe = crisis.phase === 'held' && crisis.isStoppedByUnsafe;
  return { ...crisis, phase: 'alerting', isStoppedByUnsafe, ...wavesAfterHolding(crisis) };
}

function wavesAfterHolding(crisis: OpenCrisis): Pick<OpenCrisis, 'isNextWaveDue' | 'nextWaveTurns'> {
  const isDue = crisis.isNextWaveDue || crisis.waves.at(-1)?.isExpired === true;
  return { isNextWaveDue: isDue, nextWaveTurns: crisis.nextWaveTurns + 1 };
}

function afterCheck(crisis: OpenCrisis, { personId, checkBefore }: Data<'SafetyCheckDone'>): OpenCrisis {
  const before = crisis.helpers.find(is(personId));
  if (before?.state !== 'missed-check') return withHelper(crisis, personId, { checkBefore });
  return withHelper(crisis, personId, { checkBefore, state: whereabouts(before) });
}

/** What was true of somebody before silence fell. */
function whereabouts({ hasArrived, isOnTheWay }: Helper): 'arrived' | 'on-the-way' | 'accepted' {
  if (hasArrived) return 'arrived';
  return isOnTheWay ? 'on-the-way' : 'accepted';
}

function paired(crisis: OpenCrisis, personIds: readonly Id[], checkBefore: string): OpenCrisis {
  const next = withHelpers(crisis, personIds, { isPaired: true, wasPaired: true, checkBefore });
  return { ...next, isPairStanding: true };
}

/** Place and point are hidden from all; the clock of whoever is left runs on, for this person may be outside. */
function broken(crisis: OpenCrisis): OpenCrisis {
  const helpers = crisis.helpers.map((one) => ({ ...one, isPaired: false, hasPlace: false }));
  const nextWaveTurns = crisis.nextWaveTurns + 1;
  return { ...crisis, helpers, isPairStanding: false, isNextWaveDue: true, nextWaveTurns };
}

function withAftercare(crisis: OpenCrisis, aftercareId: Id, change: Partial<AftercareItem>): OpenCrisis {
  const aftercare = crisis.aftercare.map((item) =>
    item.aftercareId === aftercareId ? { ...item, ...change } : item,
  );
  return { ...crisis, aftercare };
}

function withHelper(crisis: OpenCrisis, personId: Id, change: Partial<Helper>): OpenCrisis {
  return withHelpers(crisis, [personId], change);
}

function withHelpers(crisis: OpenCrisis, personIds: readonly Id[], change: Partial<Helper>): OpenCrisis {
  const helpers = crisis.helpers.map((one) =>
    personIds.includes(one.personId) ? { ...one, ...change } : one,
  );
  return { ...crisis, helpers };
}

function is(personId: Id) {
  return (one: Helper) => one.personId === personId;
}
