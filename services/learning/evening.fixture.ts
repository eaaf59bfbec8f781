/** A night on the gallery, from the neighbour's message to the talk afterwards, as its rooms write it in the log. */
import { randomUUID } from 'node:crypto';
import { crisisEvents, pageEvents } from '@bijspringen/contracts/crisis/events.ts';
import { deliveryEvents } from '@bijspringen/contracts/notifications/events.ts';
import type { Actor } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { derivedId } from '@bijspringen/kernel/derived-id.ts';
import type { NewEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import { APPEND_EVENTS_MAX } from '@bijspringen/kernel/limits.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';

const catalogue = createCatalogue(
  { signal: signalEvents, crisis: crisisEvents, page: pageEvents, delivery: deliveryEvents },
  {},
);

export type Told = { minute: number; stream: StreamName; actor: Actor; type: string; data: object };
export type Cast = { officer: Id; second: Id; caretaker: Id; residents: readonly Id[] };
export type Matter = { districtId: Id; organisationId: Id; signalId: Id; crisisId: Id };
type Keys = Pick<Kernel['vault'], 'hold'>;

export const WORDS = 'er staat iemand in haar nachthemd op de galerij, ze roept en het is koud';
export const LESSON = 'Ik stond drie minuten alleen in de hal. Zeg duidelijker: blijf binnen.';
/** 02.13 on a winter's night at Waterkant. */
export const BEGAN = '2026-11-22T01:13:00.000Z';

const REPORTER: Actor = { kind: 'reporter' };
const TIMER: Actor = { kind: 'system', part: 'timer' };
const SENDER: Actor = { kind: 'system', part: 'sender' };
const as = (role: 'duty-officer' | 'crisis-trained-resident' | 'social-caretaker', personId: Id): Actor => ({
  kind: 'person',
  personId,
  role,
});

const at = (began: string, minute: number) => new Date(Date.parse(began) + minute * 60_000).toISOString();

/** Minutes count from the message. Everything ends: the crisis and the signal are closed. */
export function anEvening(
  vault: Keys,
  matter: Matter,
  { cast, began = BEGAN }: { cast: Cast; began?: string },
): Told[] {
  const told: Told[] = [];
  const { signalId, crisisId } = matter;
  const signal: StreamName = `signal-${signalId}`;
  const crisis: StreamName = `crisis-${crisisId}`;
  const page: StreamName = `page-${derivedId('page', signalId)}`;
  const [a = '', b = '', c = '', ...rest] = cast.residents;
  const held = (words: string) => vault.hold(words, `matter-${signalId}`);
  const by = (actor: Actor, stream: StreamName) => (minute: number, type: string, data: object) =>
    void told.push({ minute, stream, actor, type, data });
  const officer = by(as('duty-officer', cast.officer), crisis);
  const timer = by(TIMER, crisis);
  const resident = (personId: Id) => by(as('crisis-trained-resident', personId), crisis);
  const shown = (minute: number, personId: Id, kind: string) => {
    const stream: StreamName = `delivery-${derivedId('delivery', signalId, personId, kind)}`;
    by(SENDER, stream)(minute, 'DeliveryClaimed', {
      ...{ kind, personId, attempt: 1 },
      ...{ deviceId: derivedId('device', personId), causeEventId: signalId },
      ...{ leaseUntil: at(began, minute + 1), expiresAt: at(began, minute + 6) },
    });
    by(TIMER, stream)(minute, 'DeliveryShown', {});
  };
  const next = { step: 'read', before: at(began, 12 * 60) };

  by(REPORTER, signal)(0, 'SignalRaised', {
    ...{ kind: 'concern', origin: 'public', text: held(WORDS), place: held('Lisdodde 12') },
    ...{ followCodeHmac: signalId, seen: 'now', gate: { dangers: ['injured'], emergencyCalled: 'yes' } },
    ...{ language: 'nl', readFirst: ['gate-injured'], isLate: false, next },
    ...{ readBefore: at(began, 40 * 60), answerBefore: at(began, 60 * 60), dutyReadBefore: at(began, 15) },
    ...{ owner: { role: 'social-caretaker', personId: cast.caretaker } },
  });
  by(TIMER, page)(0, 'DutyPaged', {
    ...{ signalId, why: 'gate', step: 1, personIds: [cast.officer], acknowledgeBefore: at(began, 3) },
  });
  shown(1, cast.officer, 'page');
  by(as('duty-officer', cast.officer), page)(3, 'PageAcknowledged', { personId: cast.officer });
  by(as('duty-officer', cast.officer), signal)(3, 'SignalRead', { next });
  officer(6, 'CrisisOpened', {
    ...{ signalId, dutyPersonId: cast.officer, dangers: ['injured'], emergency: 'called-by-neighbour' },
    answers: { violence: 'no', fire: 'no', suicide: 'no', child: 'no' },
    ...{ tasks: ['bring-blanket', 'be-near'], needed: 2, endsAt: at(began, 66) },
    ...{ place: held('Lisdodde 12, tweede galerij'), meetingPoint: held('hal van Lisdodde') },
    policy: { waveSize: 6, wavesMax: 3, waveMinutes: 6, pageMinutes: 3, checkMinutes: 10, alertMinutes: 60 },
  });
  officer(6, 'WaveAlerted', {
    ...{ wave: 1, personIds: [a, b, c, ...rest], passedOver: [{ why: 'not-available', count: 2 }] },
    ...{ expiresAt: at(began, 12), isLast: false },
  });
  for (const personId of [a, b, c]) shown(6, personId, 'alert');
  resident(a)(7, 'ResponderDeclined', { personId: a, why: 'cannot' });
  resident(b)(8, 'ResponderAccepted', { personId: b });
  resident(c)(11, 'ResponderAccepted', { personId: c });
  resident(c)(11, 'PairFormed', { personIds: [b, c], checkBefore: at(began, 21) });
  resident(c)(11, 'MeetingPointShared', { personIds: [b, c] });
  for (const personId of rest) {
    resident(c)(11, 'ResponderReleased', { personId, because: 'enough' });
  }
  resident(b)(12, 'ResponderOnTheWay', { personId: b });
  resident(c)(13, 'ResponderOnTheWay', { personId: c });
  resident(b)(15, 'ResponderArrived', { personId: b });
  resident(c)(16, 'ResponderArrived', { personId: c });
  resident(c)(16, 'PlaceShared', { personIds: [b, c] });
  for (const personId of [b, c]) timer(19, 'SafetyCheckAsked', { personId, checkBefore: at(began, 21) });
  resident(b)(19, 'SafetyCheckDone', { personId: b, checkBefore: at(began, 29) });
  resident(c)(20, 'SafetyCheckDone', { personId: c, checkBefore: at(began, 30) });
  officer(27, 'StoodDown', { because: 'help-arrived', personIds: [b, c], askedPersonIds: [] });
  for (const [n, personId] of [b, c].entries()) {
    officer(27, 'AftercareAsked', {
      ...{ aftercareId: derivedId('aftercare', crisisId, n), for: 'responder', personId, round: 'first' },
      ...{ before: at(began, 8 * 60 + 17), ownerPersonId: cast.officer },
    });
  }
  resident(b)(42, 'ResponderHome', { personId: b, feeling: 'fine' });
  resident(c)(43, 'ResponderHome', { personId: c, feeling: 'heavy' });
  officer(45, 'CrisisClosed', { note: held('overgedragen aan de ambulance') });
  resident(b)(60, 'DebriefGiven', { personId: b, text: vault.hold(LESSON, `worker-${b}`) });
  for (const n of [0, 1]) {
    officer(8 * 60 + 12, 'AftercareDone', {
      aftercareId: derivedId('aftercare', crisisId, n),
      outcome: 'spoken',
    });
  }
  const caretaker = by(as('social-caretaker', cast.caretaker), signal);
  caretaker(30 * 60, 'FeedbackGiven', { sentence: 'contact-made' });
  caretaker(31 * 60, 'SignalClosed', {
    ...{ reason: 'helped', sentence: 'helped', retention: 'followed-up-12-months' },
  });
  return told;
}

/** Appends a story in its order, what follows in one stream together, and waits until it can be read. */
export async function tell(
  { vault, store, waitFor }: Pick<Kernel, 'vault' | 'store' | 'waitFor'>,
  matter: Matter,
  { told, began = BEGAN }: { told: readonly Told[]; began?: string },
): Promise<{ ids: Id[]; position: Position | null }> {
  await vault.ensureKeys(catalogue.subjectsOf(told));
  const versions = new Map<StreamName, number>();
  const ids: Id[] = [];
  let position: Position | null = null;
  for (const run of runsOf(told)) {
    const [{ stream }] = run;
    const events = run.map((one) => stored(one, { vault, matter, began }));
    const version = versions.get(stream) ?? (await store.readStream(stream)).length - 1;
    position = (await store.append(stream, events, version < 0 ? 'no-stream' : version)).position;
    versions.set(stream, version + events.length);
    ids.push(...events.map(({ id }) => id));
  }
  await waitFor(position);
  return { ids, position };
}

type Run = [Told, ...Told[]];

function runsOf(told: readonly Told[]): Run[] {
  const runs: Run[] = [];
  for (const one of told) {
    const last = runs.at(-1);
    if (last?.[0].stream === one.stream && last.length < APPEND_EVENTS_MAX) last.push(one);
    else runs.push([one]);
  }
  return runs;
}

type Storing = { vault: Kernel['vault']; matter: Matter; began: string };

function stored({ minute, stream, actor, ...draft }: Told, { vault, matter, began }: Storing): NewEvent {
  const id = randomUUID();
  return {
    id,
    ...catalogue.toStored(draft, { stream, eventId: id }, vault),
    metadata: {
      ...{ at: at(began, minute), actor, purpose: 'crisis-response', legalBasis: 'vital-interest' },
      ...{ districtId: matter.districtId, organisationId: matter.organisationId },
      ...{ commandId: id, commandDigest: '', correlationId: matter.signalId },
    },
  };
}
