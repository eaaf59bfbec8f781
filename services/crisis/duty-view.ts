/** A crisis as the duty officer sees it; a coordinator reads it without names, numbers and places. */
import type { DutyCrisisView } from '@bijspringen/contracts/crisis/views.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { aftercareViews } from './aftercare-view.ts';
import type { Reach } from './crisis.queries.ts';
import type { Helper, OpenCrisis } from './crisis.state.ts';
import { isRunning, standing } from './crisis-now.policy.ts';
import { labelOf, openContact, openWords } from './opened-words.ts';
import { readSignal, type SignalFacts } from './signal-facts.ts';
import { timelineOf } from './timeline.ts';
import type { CrisisTools, Loaded } from './tools.ts';
import { isWaveLeft } from './waves.policy.ts';

export type Viewer = {
  personId: Id;
  now: string;
  /** And where they meet: only who decides and the two who go know that. */
  maySeeNames: boolean;
};

export async function dutyViewOf(
  tools: CrisisTools,
  loaded: Loaded,
  viewer: Viewer,
): Promise<DutyCrisisView> {
  const { crisis, crisisId, opened, events, district } = loaded;
  const { vault } = tools.kernel;
  const found = crisis.signalId === null ? null : await readSignal(tools.kernel, crisis.signalId);
  const signal = found === null || isRefusal(found) ? null : found;
  const stoodDown = crisis.stoodDown;
  // From the stand-down on every place is hidden, here too.
  const isHidden = stoodDown !== null || crisis.phase === 'closed' || !viewer.maySeeNames;
  return {
    as: 'duty-officer',
    crisisId,
    version: crisis.version,
    signalId: crisis.signalId,
    phase: crisis.phase,
    openedAt: events[0]?.recorded.metadata.at ?? viewer.now,
    endsAt: crisis.endsAt,
    isYours: crisis.dutyPersonId === viewer.personId,
    dutyName: tools.directory.personName(crisis.dutyPersonId),
    answers: opened.answers,
    dangers: [...new Set([...crisis.dangers, ...crisis.knownYes])],
    emergency: crisis.emergency,
    emergencyAt: lastAt(loaded, 'EmergencyCalled') ?? events[0]?.recorded.metadata.at ?? viewer.now,
    tasks: [...crisis.tasks],
    needed: crisis.needed,
    place: isHidden ? null : openWords(vault, opened.place),
    meetingPoint: isHidden ? null : openWords(vault, opened.meetingPoint),
    refusedBy: [...new Set([...crisis.refusedBy, ...crisis.knownYes])],
    backup: backupOf(loaded),
    held: heldOf(tools, loaded, signal),
    isStoppedByUnsafe: isRunning(crisis) && crisis.isStoppedByUnsafe,
    waves: wavesOf(loaded),
    nextWaveAt: nextWaveAt(crisis, viewer.now),
    responders: respondersOf(tools, loaded, viewer),
    standing: standing(crisis).length,
    stoodDown:
      stoodDown === null
        ? null
        : { at: lastAt(loaded, 'StoodDown') ?? viewer.now, because: stoodDown.because },
    aftercare: aftercareViews(tools, loaded, viewer, signal),
    officers: tools.directory.onDuty(district.districtId, viewer.now).map(({ personId }) => ({
      personId,
      name: tools.directory.personName(personId),
      isYou: personId === viewer.personId,
    })),
    timeline: timelineOf(tools, loaded),
    position: events.at(-1)?.recorded.position ?? '',
  };
}

function lastAt({ events }: Loaded, type: Loaded['events'][number]['type']): string | null {
  return events.findLast((event) => event.type === type)?.recorded.metadata.at ?? null;
}

function backupOf({ events }: Loaded): DutyCrisisView['backup'] {
  const last = events.findLast((event) => event.type === 'BackupRequested');
  if (last === undefined) return null;
  return { why: last.data.why, at: last.recorded.metadata.at, asked: last.data.personIds.length };
}

function heldOf(tools: CrisisTools, loaded: Loaded, signal: SignalFacts | null): DutyCrisisView['held'] {
  if (loaded.crisis.phase !== 'held') return null;
  const last = loaded.events.findLast((event) => event.type === 'AlertHeld');
  if (last === undefined) return null;
  const sealed = signal?.messages.get(last.data.messageEventId);
  return { since: last.recorded.metadata.at, text: openWords(tools.kernel.vault, sealed) };
}

function wavesOf({ crisis, events }: Loaded): DutyCrisisView['waves'] {
  return events.flatMap((event) => {
    if (event.type !== 'WaveAlerted') return [];
    const { wave, expiresAt, isLast, personIds, passedOver } = event.data;
    const isExpired = crisis.waves.find((one) => one.wave === wave)?.isExpired === true;
    const { at } = event.recorded.metadata;
    return [{ wave, at, expiresAt, isExpired, isLast, asked: personIds.length, passedOver }];
  });
}

function nextWaveAt(crisis: OpenCrisis, now: string): string | null {
  if (crisis.phase !== 'alerting' || crisis.isStoppedByUnsafe || !isWaveLeft(crisis)) return null;
  if (standing(crisis).length >= 2) return null;
  const last = crisis.waves.at(-1);
  if (crisis.isNextWaveDue || last === undefined) return now;
  return last.isLast ? null : last.expiresAt;
}

function respondersOf(tools: CrisisTools, loaded: Loaded, viewer: Viewer): DutyCrisisView['responders'] {
  const { crisis, crisisId } = loaded;
  const reach = tools.rows.reachOf(crisisId);
  const isClosed = crisis.phase === 'closed';
  return crisis.helpers.map((helper, index) => {
    const { personId, wave, checkBefore, feeling } = helper;
    const isShown = helper.hasSaidYes && !isClosed && viewer.maySeeNames;
    const contact = isShown ? openContact(tools, personId) : { firstName: null, phone: null };
    return {
      personId,
      label: labelOf(index),
      wave,
      state: stateOf(crisis, helper),
      since: sinceOf(loaded, personId),
      reach: reachOf(tools, reach, personId),
      ...contact,
      checkBefore,
      feeling,
    };
  });
}

function stateOf(crisis: OpenCrisis, { state, wave }: Helper): DutyCrisisView['responders'][number]['state'] {
  const isExpired = crisis.waves.find((one) => one.wave === wave)?.isExpired === true;
  return state === 'asked' && isExpired ? 'no-answer' : state;
}

function reachOf({ rows }: CrisisTools, known: ReadonlyMap<Id, Reach>, personId: Id): Reach {
  return known.get(personId) ?? (rows.hasDevice(personId) ? 'not-sent' : 'no-device');
}

/** When the last thing happened that changed where this person stands. */
function sinceOf({ events }: Loaded, personId: Id): string {
  const last = events.findLast(
    (event) =>
      (event.type.startsWith('Responder') || event.type === 'SafetyCheckMissed') &&
      'personId' in event.data &&
      event.data.personId === personId,
  );
  const asked = events.findLast(
    (event) => event.type === 'WaveAlerted' && event.data.personIds.includes(personId),
  );
  return [last, asked].reduce((since, event) => later(since, event?.recorded.metadata.at), '');
}

function later(a: string, b: string | undefined): string {
  return b !== undefined && b > a ? b : a;
}
