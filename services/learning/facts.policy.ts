/**
 * What a replay may say of each event besides who and when: a list of what is allowed, so that a field that is added one
 * day stays out until somebody decided on it. Nothing sealed, no id of a person, no feeling. Pure.
 */
import type { CrisisEvent, PageEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { ReplayRole } from '@bijspringen/contracts/learning/values.ts';
import type { ReplayStep } from '@bijspringen/contracts/learning/views.ts';
import type { DeliveryEvent } from '@bijspringen/contracts/notifications/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import type { Happening, Replay } from './replay.state.ts';

type Facts = ReplayStep['facts'];
type Possible = Record<string, string | number | boolean | readonly string[] | undefined>;
type Replayed = SignalEvent | CrisisEvent | PageEvent | DeliveryEvent;
type Data<T extends Replayed['type']> = Extract<Replayed, { type: T }>['data'];
/** `who` gives people as `responder:A,responder:B`. */
type Who = (personIds: readonly (Id | undefined)[], role: ReplayRole) => string;
type Tell<T extends Replayed['type']> = (data: Data<T>, who: Who) => Possible;

/** Steps of the way to a phone that nobody saw; only that it was shown, or failed, is a step. */
export const LEFT_OUT: readonly DeliveryEvent['type'][] = [
  'DeliveryClaimed',
  'DeliveryAccepted',
  'DeliveryOpened',
  'DeliveryCancelled',
  'DeliveryExpired',
];

const nothing = () => ({});
const helper = (data: { personId: Id }, who: Who) => ({ who: who([data.personId], 'responder') });
const helpers = (data: { personIds: readonly Id[] }, who: Who) => ({
  who: who(data.personIds, 'responder'),
});
const check = (data: { personId: Id; checkBefore: string }, who: Who) => ({
  ...helper(data, who),
  before: data.checkBefore,
});

const ofSignals: { readonly [T in SignalEvent['type']]: Tell<T> } = {
  SignalRaised: ({ kind, origin, seen, gate, readFirst, isLate }) => ({
    ...{ kind, origin, seen, readFirst, isLate },
    dangers: gate?.dangers,
    emergency: gate?.emergencyCalled,
  }),
  SignalRead: nothing,
  QuestionAsked: ({ ready }) => ({ ready }),
  QuestionAnswered: ({ answer, readFirst }) => ({ answer, readFirst }),
  MessageAdded: ({ readFirst }) => ({ readFirst }),
  SignalTriaged: ({ themes, urgency, next }) => ({ themes, urgency, step: next.step, before: next.before }),
  SignalAssigned: ({ owner }) => ({ role: owner.role }),
  NoteAdded: nothing,
  SignalLinked: nothing,
  SignalUnlinked: nothing,
  CheckInDone: ({ outcome }) => ({ outcome }),
  FollowUpPlanned: ({ next }) => ({ before: next.before }),
  FollowUpDone: nothing,
  SubjectInformed: ({ how }) => ({ how }),
  FeedbackGiven: ({ sentence }) => ({ sentence }),
  PromiseMissed: ({ promise, before }) => ({ promise, before }),
  SignalClosed: ({ reason, sentence }) => ({ reason, sentence }),
  SignalReopened: ({ readFirst }) => ({ readFirst }),
  SignalWithdrawn: nothing,
};

const ofCrises: { readonly [T in CrisisEvent['type']]: Tell<T> } = {
  CrisisOpened: ({ answers, dangers, emergency, tasks, needed, endsAt }) => ({
    ...answers,
    ...{ dangers, emergency, tasks, needed },
    before: endsAt,
  }),
  AlertRefused: ({ rules }) => ({ rules }),
  DangerNoted: ({ rule, by }) => ({ rule, by }),
  EmergencyCalled: ({ emergency }) => ({ emergency }),
  WaveAlerted: (data, who) => ({
    ...helpers(data, who),
    wave: data.wave,
    asked: data.personIds.length,
    passedOver: data.passedOver.reduce((sum, { count }) => sum + count, 0),
    before: data.expiresAt,
    isLast: data.isLast,
  }),
  WaveExpired: ({ wave, standing }) => ({ wave, standing }),
  BackupRequested: ({ why, personIds }, who) => ({
    why,
    asked: personIds.length,
    who: who(personIds, 'duty-officer'),
  }),
  ResponderAccepted: helper,
  ResponderDeclined: (data, who) => ({ ...helper(data, who), why: data.why }),
  ResponderStopped: helper,
  PairFormed: (data, who) => ({ ...helpers(data, who), before: data.checkBefore }),
  PairJoined: check,
  PairBroken: ({ because, leftPersonIds }, who) => ({ because, who: who(leftPersonIds, 'responder') }),
  MeetingPointShared: helpers,
  PlaceShared: helpers,
  ResponderOnTheWay: helper,
  ResponderArrived: helper,
  SafetyCheckAsked: check,
  SafetyCheckDone: check,
  SafetyCheckMissed: check,
  ResponderUnsafe: helper,
  ResponderReleased: (data, who) => ({ ...helper(data, who), because: data.because }),
  AlertHeld: helpers,
  AlertResumed: helpers,
  CrisisHandedOver: ({ toPersonId }, who) => ({ who: who([toPersonId], 'duty-officer') }),
  StoodDown: (data, who) => ({ ...helpers(data, who), because: data.because }),
  // How somebody felt belongs to the talk afterwards, and not to what others learn from.
  ResponderHome: helper,
  AftercareAsked: (data, who) => ({
    who: who([data.personId], 'responder'),
    for: data.for,
    round: data.round,
    before: data.before,
  }),
  AftercareAssigned: ({ ownerPersonId }, who) => ({ who: who([ownerPersonId], 'duty-officer') }),
  AftercareDone: ({ outcome }) => ({ outcome }),
  CrisisClosed: nothing,
  DebriefGiven: nothing,
};

const ofPages: { readonly [T in PageEvent['type']]: Tell<T> } = {
  DutyPaged: ({ why, step, personIds, acknowledgeBefore }, who) => ({
    why,
    round: step,
    who: who(personIds, 'duty-officer'),
    before: acknowledgeBefore,
  }),
  NobodyOnDuty: ({ why }) => ({ why }),
  PageAcknowledged: ({ personId }, who) => ({ who: who([personId], 'duty-officer') }),
  PageUnanswered: nothing,
};

type ToldDelivery = 'DeliveryShown' | 'DeliveryFailed';
const ofDeliveries: { readonly [T in ToldDelivery]: Tell<T> } = {
  DeliveryShown: nothing,
  DeliveryFailed: ({ why, attempt }) => ({ why, attempt }),
};

const tells: Readonly<Record<string, Tell<Replayed['type']>>> = {
  ...ofSignals,
  ...ofCrises,
  ...ofPages,
  ...ofDeliveries,
} as never;

/** Whether somebody decided what a replay says of this type. */
export const isTold = (type: string) => Object.hasOwn(tells, type);

/** The facts of an event, with people by the lanes that this moment has. A type that nobody decided on says nothing. */
export function factsOf({ type, data, delivery }: Happening, replay: Replay): Facts {
  if (!isTold(type)) return {};
  const who: Who = (personIds, role) => labels(replay, personIds, role);
  const possible = tells[type]?.(data as never, who) ?? {};
  return present({ ...possible, ...(delivery === undefined ? {} : receiptOf(delivery, replay)) });
}

function receiptOf({ personId, kind }: NonNullable<Happening['delivery']>, replay: Replay): Possible {
  if (personId === null) return { kind, who: 'neighbour:1' };
  const role = RESPONDER_KINDS.includes(kind) ? 'responder' : 'duty-officer';
  return { kind, who: labels(replay, [personId], role) };
}

/** Messages that only a resident in an alert gets. */
const RESPONDER_KINDS = ['alert', 'pair', 'wait', 'resumed', 'check', 'enough', 'released', 'stand-down'];

function labels(replay: Replay, personIds: readonly (Id | undefined)[], role: ReplayRole): string {
  const isResponder = role === 'responder';
  return personIds
    .flatMap((personId) => {
      const found = replay.people.find(
        (one) =>
          personId !== undefined && one.personId === personId && (one.role === 'responder') === isResponder,
      );
      return found === undefined ? [] : [`${found.role}:${found.label}`];
    })
    .join(',');
}

/** Without what is absent; a list with commas. */
function present(possible: Possible): Facts {
  const facts: Facts = {};
  for (const [name, value] of Object.entries(possible)) {
    if (value === undefined || value === '') continue;
    if (typeof value !== 'object') facts[name] = value;
    else if (value.length > 0) facts[name] = value.join(',');
  }
  return facts;
}
