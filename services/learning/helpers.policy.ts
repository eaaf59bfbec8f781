/** What residents answer and are told, and what each of them knows because of it. Pure. */
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import { awaitFrom, change, endClock, learn, noLonger, startClock } from './fold.policy.ts';
import { type Person, type Replay, withPeople, withPerson } from './replay.state.ts';

type Data<T extends CrisisEvent['type']> = Extract<CrisisEvent, { type: T }>['data'];
type Fold<T extends CrisisEvent['type']> = (replay: Replay, data: Data<T>) => Replay;

const folds: { readonly [T in CrisisEvent['type']]?: Fold<T> } = {
  ResponderAccepted(replay, { personId }) {
    const { replay: known, key } = lane(replay, personId);
    const yes = change(answered(known, key), [key], () => ({ doing: 'waits-inside', isWaiting: true }));
    return learn(yes, [key], 'alert');
  },
  ResponderDeclined(replay, { personId }) {
    const { replay: known, key } = lane(replay, personId);
    const no = change(answered(known, key), [key], () => ({ doing: 'declined' }));
    return learn(no, [key], 'alert');
  },
  ResponderStopped: (replay, { personId }) => out(replay, personId, 'stopped'),
  ResponderUnsafe: (replay, { personId }) => out(replay, personId, 'unsafe'),
  SafetyCheckMissed(replay, { personId }) {
    const { replay: known, key } = lane(replay, personId);
    return out(endClock(known, checkKey(key), 'passed'), personId, 'missed-check');
  },
  ResponderReleased(replay, { personId, because }) {
    const { replay: known, key } = lane(replay, personId);
    const left = answered(out(known, personId, 'released'), key);
    return learn(left, [key], because === 'enough' ? 'enough' : 'stay-home');
  },
  ResponderHome(replay, { personId }) {
    const { replay: known, key } = lane(replay, personId);
    return noLonger(out(known, personId, 'home'), { what: 'home' }, [key]);
  },
  ResponderOnTheWay: (replay, { personId }) => moved(replay, personId, 'on-the-way'),
  ResponderArrived: (replay, { personId }) => moved(replay, personId, 'arrived'),
  PairFormed: (replay, { personIds, checkBefore }) =>
    endClock(paired(replay, personIds, checkBefore), ({ what }) => what === 'wave', 'kept'),
  PairJoined: (replay, { personId, checkBefore }) => paired(replay, [personId], checkBefore),
  PairBroken(replay, { leftPersonIds }) {
    const { replay: known, keys } = withPeople(replay, leftPersonIds, 'responder');
    const all = known.people.filter(({ isPaired }) => isPaired === true).map(({ key }) => key);
    const hidden = change(known, all, () => HIDDEN);
    return change(hidden, keys, () => ({ isWaiting: true }));
  },
  MeetingPointShared(replay, { personIds }) {
    const { replay: known, keys } = withPeople(replay, personIds, 'responder');
    return change(known, keys, () => ({ hasPoint: true }));
  },
  PlaceShared(replay, { personIds }) {
    const { replay: known, keys } = withPeople(replay, personIds, 'responder');
    return change(known, keys, () => ({ hasPlace: true }));
  },
  SafetyCheckAsked(replay, { personId }) {
    const { replay: known, key } = lane(replay, personId);
    return awaitFrom(known, [key], { what: 'check' });
  },
  SafetyCheckDone(replay, { personId, checkBefore }) {
    const { replay: known, key } = lane(replay, personId);
    const back = change(known, [key], (one) =>
      one.doing === 'missed-check' ? { doing: 'waits-inside', isWaiting: true } : {},
    );
    return checked(back, key, checkBefore);
  },
};

const HIDDEN = { isPaired: false, hasPoint: false, hasPlace: false } as const;
const checkKey = (key: string) => `check ${key}`;
const lane = (replay: Replay, personId: string) => withPerson(replay, personId, 'responder');

/** The moment after an event about residents; any other event changes nothing here. */
export function foldHelpers(replay: Replay, event: CrisisEvent): Replay {
  const fold = folds[event.type] as Fold<CrisisEvent['type']> | undefined;
  return fold === undefined ? replay : fold(replay, event.data as never);
}

function answered(replay: Replay, key: string): Replay {
  return noLonger(replay, { what: 'answer' }, [key]);
}

/** Does not stand (any more): sees no place, and no clock runs. */
function out(replay: Replay, personId: string, doing: NonNullable<Person['doing']>): Replay {
  const { replay: known, key } = lane(replay, personId);
  const left = change(known, [key], () => ({ ...HIDDEN, isWaiting: false, doing }));
  return endClock(noLonger(left, { what: 'check' }, [key]), checkKey(key), 'stopped');
}

/** On the way or there; saying so counts as a check. */
function moved(replay: Replay, personId: string, doing: 'on-the-way' | 'arrived'): Replay {
  const { replay: known, key } = lane(replay, personId);
  const going = change(known, [key], () => ({ doing }));
  return noLonger(going, { what: 'check' }, [key]);
}

function paired(replay: Replay, personIds: readonly string[], checkBefore: string): Replay {
  const { replay: known, keys } = withPeople(replay, personIds, 'responder');
  const together = change(known, keys, (one) => ({
    isPaired: true,
    isWaiting: false,
    doing: one.doing === 'waits-inside' || one.doing === null ? 'goes-together' : one.doing,
  }));
  return keys.reduce((next, key) => checked(next, key, checkBefore), together);
}

/** The check that ran is kept, and the next one runs. */
function checked(replay: Replay, key: string, before: string): Replay {
  const kept = endClock(noLonger(replay, { what: 'check' }, [key]), checkKey(key), 'kept');
  return startClock(kept, { key: checkKey(key), what: 'check', who: key, before });
}
