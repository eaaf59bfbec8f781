/** The aftercare that follows an alert, as specifications expect it. */
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import { ending, happened } from './crisis.fixture.ts';

export const itemId = (crisisId: Id, whom: string, personId: string, round: string) =>
  derivedId('aftercare', crisisId, whom, personId, round);

/** Both rounds for these helpers, the reporter unless there was none, and the person. */
export function aftercareOf(
  crisisId: Id,
  ownerPersonId: Id,
  helpers: readonly Id[],
  hasReporter = true,
): CrisisEvent[] {
  const { first, second } = ending.moments;
  return (
    [
      ['first', first],
      ['second', second],
    ] as const
  ).flatMap(([round, before]) => {
    const item = (whom: 'responder' | 'reporter' | 'person', personId?: Id) =>
      happened('AftercareAsked', {
        aftercareId: itemId(crisisId, whom, personId ?? '', round),
        for: whom,
        ...(personId === undefined ? {} : { personId }),
        round,
        before,
        ownerPersonId,
      });
    const reporter = hasReporter ? [item('reporter')] : [];
    return [...helpers.map((personId) => item('responder', personId)), ...reporter, item('person')];
  });
}
