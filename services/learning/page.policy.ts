/** What calling the duty officer changes in a moment, and what a phone's receipt says. Pure. */
import type { PageEvent } from '@bijspringen/contracts/crisis/events.ts';
import { awaitFrom, endClock, learn, noLonger, startClock } from './fold.policy.ts';
import { type Happening, type Replay, withPeople, withPerson } from './replay.state.ts';

/** `page` names the call: several can run about one matter. */
export function foldPage(replay: Replay, event: PageEvent, page: string): Replay {
  const awaited = { what: 'page' as const, about: page };
  switch (event.type) {
    case 'DutyPaged': {
      const { personIds, acknowledgeBefore } = event.data;
      const { replay: known, keys } = withPeople(replay, personIds, 'duty-officer');
      // The one before it was not acknowledged in time.
      const passed = endClock(known, page, 'passed');
      const who = keys.length === 1 ? keys[0] : null;
      const begun = startClock(passed, {
        key: page,
        what: 'page',
        who: who ?? null,
        before: acknowledgeBefore,
      });
      return awaitFrom(begun, keys, awaited);
    }
    case 'PageAcknowledged': {
      const { replay: known, key } = withPerson(replay, event.data.personId, 'duty-officer');
      const taken = endClock(endClock(known, page, 'kept'), 'duty-read', 'kept');
      return noLonger(learn(taken, [key], 'was-called', 'text'), awaited);
    }
    case 'PageUnanswered':
      return endClock(replay, page, 'passed');
    case 'NobodyOnDuty':
      return replay;
  }
}

/** Only a receipt says that a phone showed it, and so that somebody could know. */
export function foldShown(replay: Replay, { delivery }: Pick<Happening, 'delivery'>): Replay {
  if (delivery === undefined || delivery.personId === null) return replay;
  const known = replay.people.filter(({ personId }) => personId === delivery.personId);
  const keysOf = (isResponder: boolean) =>
    known.filter(({ role }) => (role === 'responder') === isResponder).map(({ key }) => key);
  if (delivery.kind === 'alert') return learn(replay, keysOf(true), 'alert');
  if (delivery.kind === 'page') return learn(replay, keysOf(false), 'was-called');
  if (delivery.kind === 'backup') return learn(replay, keysOf(false), 'backup-needed');
  return replay;
}
