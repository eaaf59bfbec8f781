/** The alert as one resident sees it: nothing of the signal, the person, or the others who were asked. */
import type { ResponderView } from '@bijspringen/contracts/crisis/views.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import type { Helper } from './crisis.state.ts';
import { hasRunOut, helperOf, isRunning, isStanding } from './crisis-now.policy.ts';
import { openContact, openWords } from './opened-words.ts';
import { partnersOf, responderScreen, seesMeetingPoint, seesPlace } from './responder-screen.policy.ts';
import type { CrisisTools, Loaded } from './tools.ts';

export function responderViewOf(
  tools: CrisisTools,
  loaded: Loaded,
  { personId, now }: { personId: Id; now: string },
): ResponderView | Refusal {
  const { crisis, crisisId, opened, events } = loaded;
  const helper = helperOf(crisis, personId);
  if (helper === null) return refuse('not-asked');
  const { vault } = tools.kernel;
  const screen = responderScreen(crisis, helper, now);
  const wave = crisis.waves.find((one) => one.wave === helper.wave);
  // After its last moment nothing is shown any more, also before the timer has said that it is over.
  const isOver = hasRunOut(crisis, now);
  const takesPart = isRunning(crisis) && !isOver && isStanding(helper);
  return {
    as: 'responder',
    crisisId,
    version: crisis.version,
    screen,
    askedAt: askedAt(loaded, helper),
    answerBefore: screen === 'asked' ? (wave?.expiresAt ?? null) : null,
    tasks: screen === 'asked' || takesPart ? [...crisis.tasks] : [],
    meetingPoint: !isOver && seesMeetingPoint(crisis, helper) ? openWords(vault, opened.meetingPoint) : null,
    place: !isOver && seesPlace(crisis, helper) ? openWords(vault, opened.place) : null,
    partners: (isOver ? [] : partnersOf(crisis, helper)).map((one) => ({
      ...openContact(tools, one.personId),
      state: one.state,
    })),
    dutyPhone: maySeeDutyPhone(loaded, helper) ? openContact(tools, crisis.dutyPersonId).phone : null,
    isOnTheWay: helper.isOnTheWay,
    hasArrived: helper.hasArrived,
    checkBefore: takesPart ? helper.checkBefore : null,
    aftercareAt: crisis.aftercare
      .filter((item) => item.personId === personId)
      .map(({ before }) => before)
      .sort(),
    feeling: helper.feeling,
    now,
    position: events.at(-1)?.recorded.position ?? '',
  };
}

/** Until the crisis is closed, also for somebody who stopped or is not safe. */
function maySeeDutyPhone({ crisis }: Loaded, helper: Helper): boolean {
  return helper.hasSaidYes && crisis.phase !== 'closed';
}

function askedAt({ events }: Loaded, { personId, wave }: Helper): string {
  const asked = events.find(
    (event) =>
      event.type === 'WaveAlerted' && event.data.wave === wave && event.data.personIds.includes(personId),
  );
  if (asked === undefined) throw new Error('somebody who was asked was asked in a wave');
  return asked.recorded.metadata.at;
}
