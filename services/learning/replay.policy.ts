/** Events of one matter to its moments: the state after each event holds nothing of a later one. Pure. */
import type { CrisisEvent, PageEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { SignalEvent } from '@bijspringen/contracts/signals/events.ts';
import { foldCrisis } from './crisis.policy.ts';
import { moveTo } from './fold.policy.ts';
import { foldPage, foldShown } from './page.policy.ts';
import type { Happening, Replay } from './replay.state.ts';
import { withActor } from './replay.state.ts';
import { foldSignal } from './signal.policy.ts';

/** A replay begins with what was raised, or with a crisis that was opened without it. */
export function begins(type: string): boolean {
  return type === 'SignalRaised' || type === 'CrisisOpened';
}

export function begin(at: string): Replay {
  return { about: 'signal', at, open: [], crisis: null, people: [], clocks: [] };
}

/** The moment after one more event, and the lane of whoever did it. */
export function foldReplay(replay: Replay, happening: Happening): { replay: Replay; by: string } {
  const { replay: known, key: by } = withActor(moveTo(replay, happening.at), happening.actor);
  return { replay: openOrOver(folded(known, happening, by), happening), by };
}

function folded(replay: Replay, happening: Happening, by: string): Replay {
  const { type, data, stream } = happening;
  // The log was checked when it was read; here its shape only has to be told apart by its category.
  const event = { type, data } as unknown;
  if (stream.startsWith('signal-')) return foldSignal(replay, event as SignalEvent, by);
  if (stream.startsWith('crisis-')) return foldCrisis(replay, event as CrisisEvent);
  if (stream.startsWith('page-')) return foldPage(replay, event as PageEvent, stream);
  return type === 'DeliveryShown' ? foldShown(replay, happening) : replay;
}

const OPENS = ['SignalRaised', 'SignalReopened', 'CrisisOpened'];
const ENDS = ['SignalClosed', 'SignalWithdrawn', 'CrisisClosed'];

/** A signal with a crisis is one replay, and open until both are closed. */
function openOrOver(replay: Replay, { type, stream }: Happening): Replay {
  if (!OPENS.includes(type) && !ENDS.includes(type)) return replay;
  const others = replay.open.filter((one) => one !== stream);
  return { ...replay, open: OPENS.includes(type) ? [...others, stream] : others };
}
