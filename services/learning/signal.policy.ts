/** What the events of a signal change in a moment. Pure. */
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import { awaitFrom, change, endClock, learn, noLonger, startClock } from './fold.policy.ts';
import { NEIGHBOUR, type Replay, withNamed, withPerson } from './replay.state.ts';

type Data<T extends SignalEvent['type']> = Extract<SignalEvent, { type: T }>['data'];
/** What one type of event changes; `by` is the lane of whoever did it. */
type Fold<T extends SignalEvent['type']> = (replay: Replay, data: Data<T>, by: string) => Replay;

/** Types that are absent move nobody's knowledge and no clock: they are steps, and that is all. */
const folds: { readonly [T in SignalEvent['type']]?: Fold<T> } = {
  SignalRaised: raised,
  SignalRead: read,
  QuestionAsked(replay, _data, by) {
    const read = byWorker(replay, by);
    const answered = endClock(read, 'answer', 'kept');
    return awaitFrom(learn(answered, [NEIGHBOUR], 'was-asked'), [NEIGHBOUR], { what: 'question' });
  },
  QuestionAnswered: (replay) => newText(noLonger(replay, { what: 'question' })),
  MessageAdded: newText,
  SignalTriaged: (replay, _data, by) => byWorker(replay, by),
  SignalAssigned(replay, { owner }) {
    const stopped = change(replay, pickingUp(replay), () => ({ doing: null }));
    return pickUp(stopped, owner);
  },
  FeedbackGiven(replay, { sentence }) {
    // "Ik heb je bericht gelezen" is not yet an answer.
    if (sentence === 'read') return learn(replay, [NEIGHBOUR], 'was-read');
    return learn(endClock(replay, 'answer', 'kept'), [NEIGHBOUR], 'was-answered');
  },
  PromiseMissed: (replay, { promise }) =>
    endClock(replay, promise === 'duty-read' ? 'duty-read' : promise, 'passed'),
  // Closing sends the answer that fits the reason.
  SignalClosed: (replay) => learn(over(replay, 'kept'), [NEIGHBOUR], 'was-closed'),
  SignalWithdrawn: (replay) => over(replay, 'stopped'),
  SignalReopened(replay, { owner }, by) {
    const open = pickUp(replay, owner);
    return by === NEIGHBOUR ? newText(open) : open;
  },
};

/** The moment after an event of the signal. */
export function foldSignal(replay: Replay, event: SignalEvent, by: string): Replay {
  const fold = folds[event.type] as Fold<SignalEvent['type']> | undefined;
  return fold === undefined ? replay : fold(replay, event.data as never, by);
}

function raised(replay: Replay, data: Data<'SignalRaised'>, by: string): Replay {
  const isPublic = data.origin === 'public';
  let next = isPublic ? withNamed(replay, NEIGHBOUR, { role: 'neighbour', label: '1' }).replay : replay;
  next = learn(next, [by], isPublic ? 'wrote' : 'text');
  next = startClock(next, { key: 'read', what: 'read', before: data.readBefore });
  if (data.dutyReadBefore !== undefined) {
    next = startClock(next, { key: 'duty-read', what: 'duty-read', before: data.dutyReadBefore });
  }
  if (data.origin !== 'own-observation') {
    next = startClock(next, { key: 'answer', what: 'answer', before: data.answerBefore });
  }
  return pickUp(next, data.owner);
}

/** Whoever reads it; and the neighbour sees that somebody did. */
function read(replay: Replay, _data: unknown, by: string): Replay {
  return learn(byWorker(replay, by), [NEIGHBOUR], 'was-read');
}

/** Who decides or asks has read it. */
function byWorker(replay: Replay, by: string): Replay {
  const known = change(learn(replay, [by], 'text'), [by], (one) => ({
    codes: one.codes.filter((code) => code !== 'wrote-again'),
  }));
  const kept = endClock(endClock(known, 'read', 'kept'), 'duty-read', 'kept');
  return noLonger(kept, { what: 'read' });
}

/** Nobody has read it yet: whoever picks it up is told that it is there. */
function newText(replay: Replay): Replay {
  const keys = pickingUp(replay);
  return awaitFrom(learn(replay, keys, 'wrote-again'), keys, { what: 'read' });
}

function pickUp(replay: Replay, { role, personId }: { role: string; personId?: string | undefined }): Replay {
  if (personId === undefined) return replay;
  const as = role === 'duty-officer' || role === 'coordinator' ? role : 'caretaker';
  const { replay: next, key } = withPerson(replay, personId, as);
  const picked = change(next, [key], (one) => ({ doing: one.doing ?? 'picks-up' }));
  const knows = picked.people.find((one) => one.key === key)?.codes.includes('text') ?? false;
  return knows ? picked : awaitFrom(picked, [key], { what: 'read' });
}

const pickingUp = (replay: Replay) =>
  replay.people.filter(({ doing }) => doing === 'picks-up').map(({ key }) => key);

const SIGNAL_CLOCKS = ['read', 'duty-read', 'answer'];

function over(replay: Replay, state: 'kept' | 'stopped'): Replay {
  const ended = endClock(replay, ({ what }) => SIGNAL_CLOCKS.includes(what), state);
  const free = change(ended, pickingUp(ended), () => ({ doing: null }));
  return noLonger(noLonger(free, { what: 'read' }), { what: 'question' });
}
