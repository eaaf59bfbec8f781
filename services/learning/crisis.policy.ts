/** What the events of a crisis change in a moment. Pure. */
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import { awaitFrom, change, endClock, learn, noLonger, startClock } from './fold.policy.ts';
import { foldHelpers } from './helpers.policy.ts';
import { type Replay, SUBJECT, withNamed, withPeople, withPerson } from './replay.state.ts';

type Data<T extends CrisisEvent['type']> = Extract<CrisisEvent, { type: T }>['data'];
type Fold<T extends CrisisEvent['type']> = (replay: Replay, data: Data<T>) => Replay;

/** Types that are absent here and in `helpers.policy.ts` are steps, and that is all. */
const folds: { readonly [T in CrisisEvent['type']]?: Fold<T> } = {
  CrisisOpened(replay, { dutyPersonId, endsAt, signalId }) {
    const { replay: known, key } = withPerson(replay, dutyPersonId, 'duty-officer');
    const leads = change(known, [key], () => ({ doing: 'leads' as const }));
    const knows = learn(leads, [key], 'crisis', ...(signalId === undefined ? [] : (['text'] as const)));
    const begun = startClock(knows, { key: 'alert', what: 'alert', before: endsAt });
    return { ...begun, about: 'crisis', crisis: { leader: key, isHeld: false, isOver: false } };
  },
  AlertRefused: (replay) => endClock(replay, 'alert', 'stopped'),
  WaveAlerted(replay, { wave, personIds, expiresAt }) {
    const { replay: known, keys } = withPeople(replay, personIds, 'responder');
    const asked = change(known, keys, () => ({ doing: null, isWaiting: false }));
    const begun = startClock(asked, { key: `wave ${wave}`, what: 'wave', before: expiresAt });
    return awaitFrom(begun, keys, { what: 'answer' });
  },
  WaveExpired(replay, { wave, standing }) {
    const ended = endClock(replay, `wave ${wave}`, standing >= PAIR ? 'kept' : 'passed');
    const silent = ended.people
      .filter(({ awaited }) => awaited.some(({ what }) => what === 'answer'))
      .map(({ key }) => key);
    return noLonger(
      change(ended, silent, () => ({ doing: 'no-answer' as const })),
      { what: 'answer' },
    );
  },
  BackupRequested(replay, { personIds, why }) {
    const { replay: known } = withPeople(replay, personIds, 'duty-officer');
    return why === 'not-enough' ? endClock(known, 'alert', 'stopped') : known;
  },
  AlertHeld(replay, { personIds }) {
    const { replay: known, keys } = withPeople(replay, personIds, 'responder');
    const waiting = change(known, keys, () => ({ isWaiting: true }));
    const held = withCrisis(waiting, { isHeld: true });
    const leader = leaderOf(held);
    return awaitFrom(learn(held, leader, 'wrote-again'), leader, { what: 'judgement' });
  },
  AlertResumed(replay, { personIds }) {
    const { replay: known, keys } = withPeople(replay, personIds, 'responder');
    const going = change(known, keys, (one) => ({ isWaiting: one.isPaired !== true }));
    return judged(withCrisis(going, { isHeld: false }));
  },
  CrisisHandedOver(replay, { toPersonId }) {
    const { replay: known, key } = withPerson(replay, toPersonId, 'duty-officer');
    const before = leaderOf(known);
    const handed = change(known, before, () => ({ doing: null }));
    const leads = change(handed, [key], () => ({ doing: 'leads' as const }));
    const moved = withCrisis(learn(leads, [key], 'crisis', 'text'), { leader: key });
    // What the one was to judge, the other is to judge now.
    return moved.crisis?.isHeld ? awaitFrom(noLonger(moved, JUDGEMENT), [key], JUDGEMENT) : moved;
  },
  StoodDown: stoodDown,
  AftercareAsked(replay, { aftercareId, for: whom, personId, before, ownerPersonId }) {
    const known =
      whom === 'person' ? withNamed(replay, SUBJECT, { role: 'person', label: '' }).replay : replay;
    const { replay: next, key } = withPerson(known, ownerPersonId, 'duty-officer');
    const key2 = aftercareKey(aftercareId);
    const who = personId === undefined ? null : withPerson(next, personId, 'responder').key;
    return awaitFrom(startClock(next, { key: key2, what: 'aftercare', who, before }), [key], {
      what: 'aftercare',
      about: aftercareId,
    });
  },
  AftercareAssigned(replay, { aftercareId, ownerPersonId }) {
    const awaited = { what: 'aftercare' as const, about: aftercareId };
    const { replay: known, key } = withPerson(noLonger(replay, awaited), ownerPersonId, 'duty-officer');
    return awaitFrom(known, [key], awaited);
  },
  AftercareDone: (replay, { aftercareId }) =>
    noLonger(endClock(replay, aftercareKey(aftercareId), 'kept'), { what: 'aftercare', about: aftercareId }),
  CrisisClosed(replay) {
    const free = change(replay, leaderOf(replay), () => ({ doing: null }));
    return withCrisis(endClock(free, 'alert', 'stopped'), { isOver: true });
  },
};

const PAIR = 2;
const JUDGEMENT = { what: 'judgement' } as const;
const aftercareKey = (aftercareId: string) => `aftercare ${aftercareId}`;

/** The moment after an event of the crisis. */
export function foldCrisis(replay: Replay, event: CrisisEvent): Replay {
  const fold = folds[event.type] as Fold<CrisisEvent['type']> | undefined;
  return fold === undefined ? foldHelpers(replay, event) : fold(replay, event.data as never);
}

/** Every place is hidden, every answer stops being awaited; whoever said yes is asked to go home and say so. */
function stoodDown(replay: Replay, { because, personIds, askedPersonIds }: Data<'StoodDown'>): Replay {
  const { replay: known, keys } = withPeople(replay, personIds, 'responder');
  const { replay: all, keys: asked } = withPeople(known, askedPersonIds, 'responder');
  const responders = all.people.filter(({ role }) => role === 'responder').map(({ key }) => key);
  const hidden = change(all, responders, () => ({ isPaired: false, hasPoint: false, hasPlace: false }));
  const told = learn(hidden, [...keys, ...asked], 'over');
  const home = change(told, keys, () => ({ doing: 'goes-home' as const, isWaiting: false }));
  const ended = endClock(home, 'alert', because === 'sixty-minutes' ? 'passed' : 'stopped');
  const quiet = endClock(ended, ({ what }) => what === 'wave' || what === 'check', 'stopped');
  const free = noLonger(noLonger(quiet, { what: 'answer' }), { what: 'check' });
  return withCrisis(judged(awaitFrom(free, keys, { what: 'home' })), { isHeld: false, isOver: true });
}

/** Whoever judged has read it. */
function judged(replay: Replay): Replay {
  const read = change(replay, leaderOf(replay), (one) => ({
    codes: one.codes.filter((code) => code !== 'wrote-again'),
  }));
  return noLonger(read, JUDGEMENT);
}

function leaderOf(replay: Replay): string[] {
  return replay.crisis === null ? [] : [replay.crisis.leader];
}

function withCrisis(replay: Replay, changed: Partial<NonNullable<Replay['crisis']>>): Replay {
  return replay.crisis === null ? replay : { ...replay, crisis: { ...replay.crisis, ...changed } };
}
