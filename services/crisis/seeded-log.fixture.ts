/** A log with Waterkant in it: officers, residents, shifts and what a neighbour wrote, in the shape of real events. */
import { randomUUID } from 'node:crypto';
import { crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import { deliveryEvents, deviceEvents } from '@bijspringen/contracts/notifications/events.ts';
import { districtEvents, type Grant, personEvents } from '@bijspringen/contracts/people/events.ts';
import { defaultEscalationPolicy, type EscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import { availabilityEvents, rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import type { Actor, Metadata, Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import type { Gate } from '@bijspringen/contracts/signals/values.ts';
import { createCatalogue, type EventDraft } from '@bijspringen/kernel/catalogue.ts';
import type { Clock } from '@bijspringen/kernel/clock.ts';
import type { EventStore, NewEvent, StreamName } from '@bijspringen/kernel/event-store/port.ts';
import type { Vault } from '@bijspringen/kernel/vault/port.ts';
import { at, OFFICER, SECOND, uuid } from './crisis.fixture.ts';

export const WATERKANT = uuid('d1');
export const ORGANISATION = uuid('ee');
export const COORDINATOR = uuid('cc');
export const ELSEWHERE_OFFICER = uuid('0f9');
const ELSEWHERE = uuid('d2');

export const catalogue = createCatalogue(
  {
    crisis: crisisEvents,
    signal: signalEvents,
    district: districtEvents,
    person: personEvents,
    roster: rosterEvents,
    availability: availabilityEvents,
    device: deviceEvents,
    delivery: deliveryEvents,
  },
  {},
);

export type Written = { text?: string; place?: string; gate?: Gate; contact?: string };
export type Seed = { policy: Partial<EscalationPolicy> | null; residents: readonly Id[]; shifts: boolean };
type About = { districtId?: Id; actor?: Actor; correlationId?: Id };
type Tools = { store: EventStore; vault: Vault; clock: Pick<Clock, 'now'> };

export function createSeededLog({ store, vault, clock }: Tools) {
  const grantsOf = new Map<Id, readonly Grant[]>();

  async function append(stream: StreamName, drafts: readonly EventDraft[], about: About = {}) {
    await vault.ensureKeys(catalogue.subjectsOf(drafts));
    const metadata = metadataOf(clock.now().toISOString(), about);
    const events = drafts.map((draft): NewEvent => {
      const id = randomUUID();
      return { id, ...catalogue.toStored(draft, { stream, eventId: id }, vault), metadata };
    });
    const version = (await store.readStream(stream)).length - 1;
    return (await store.append(stream, events, version < 0 ? 'no-stream' : version)).position;
  }

  async function available(personId: Id, mode: 'now' | 'paused') {
    return append(`availability-${personId}`, [{ type: 'AvailabilityChanged', data: { mode, hours: [] } }]);
  }

  /** Somebody with a role in a district, and as a resident everything that an alert asks for. */
  async function person(
    personId: Id,
    role: Role,
    { districtId = WATERKANT, organisationId = ORGANISATION, home = homeOf(personId) } = {},
  ) {
    const grants = [{ role, districtId, organisationId }];
    grantsOf.set(personId, grants);
    await append(`person-${personId}`, personEventsOf(personId, { grants, home }, vault));
    if (role === 'crisis-trained-resident') await available(personId, 'now');
  }

  async function shift(personId: Id, place: 'first' | 'second', from: string, until: string) {
    const data = { shiftId: randomUUID(), personId, districtIds: [WATERKANT], place, from, until };
    await append(`roster-${ORGANISATION}`, [{ type: 'ShiftPlanned', data }]);
  }

  return {
    grantsOf,
    append,
    available,
    person,
    shift,
    async seed({ policy, residents, shifts }: Seed) {
      for (const districtId of [WATERKANT, ELSEWHERE]) {
        await append(`district-${districtId}`, [districtOpened()], { districtId });
      }
      const data = { ...defaultEscalationPolicy, ...policy };
      if (policy) await append(`district-${WATERKANT}`, [{ type: 'EscalationPolicySet', data }]);
      await person(OFFICER, 'duty-officer');
      await person(SECOND, 'duty-officer');
      await person(ELSEWHERE_OFFICER, 'duty-officer', { districtId: ELSEWHERE });
      await person(COORDINATOR, 'coordinator');
      for (const personId of residents) await person(personId, 'crisis-trained-resident');
      if (!shifts) return;
      await shift(OFFICER, 'first', '2026-11-21T22:00:00.000Z', at('07:00'));
      await shift(SECOND, 'second', '2026-11-21T22:00:00.000Z', at('15:00'));
    },
    async raise(written: Written) {
      const signalId = randomUUID();
      const about = { actor: { kind: 'reporter' }, correlationId: signalId } as const;
      await append(`signal-${signalId}`, [signalRaised(signalId, written, vault)], about);
      return signalId;
    },
    async writes(signalId: Id, text: string, actor: Actor) {
      const next = { step: 'read-message', before: at('17:00') };
      const data = { text: vault.hold(text, `matter-${signalId}`), readFirst: [], next };
      await append(`signal-${signalId}`, [{ type: 'MessageAdded', data }], {
        actor,
        correlationId: signalId,
      });
    },
  };
}

/** A number that is nobody's: `0000-000 010` for A. */
export function phoneOf(personId: Id): string {
  const number = Number.parseInt(personId.slice(0, 8), 16);
  return `0000-000 ${String(number).padStart(3, '0')}`;
}

function homeOf(personId: Id): string {
  return `Kadelaan ${personId.slice(6, 8)}`;
}

type Holding = Pick<Vault, 'hold'>;

function personEventsOf(
  personId: Id,
  { grants, home }: { grants: readonly Grant[]; home: string },
  vault: Holding,
): EventDraft[] {
  const hold = (text: string) => vault.hold(text, `worker-${personId}`);
  const name = personId.replace(/^0+/, '').split('-')[0] ?? '';
  const invited = { name: hold(`Naam ${name}`), grants, invitationHmac: personId, expiresAt: at('23:00') };
  const contact = { firstName: hold(`Roepnaam ${name}`), phone: hold(phoneOf(personId)), home: hold(home) };
  return [
    { type: 'PersonInvited', data: invited },
    { type: 'InvitationAccepted', data: {} },
    { type: 'ContactGiven', data: contact },
    { type: 'AdulthoodConfirmed', data: {} },
    { type: 'TrainingCompleted', data: { training: 'crisis', on: '2026-01-10', validUntil: '2027-01-10' } },
    { type: 'AgreementAccepted', data: { agreement: 'crisis-responder', edition: 1 } },
  ];
}

function metadataOf(now: string, { districtId = WATERKANT, actor, correlationId }: About): Metadata {
  const commandId = randomUUID();
  return {
    at: now,
    actor: actor ?? { kind: 'system', part: 'setup' },
    districtId,
    organisationId: ORGANISATION,
    purpose: 'early-help',
    legalBasis: 'public-task',
    commandId,
    commandDigest: '',
    correlationId: correlationId ?? commandId,
  };
}

function districtOpened(): EventDraft {
  const workingHours = {
    timeZone: 'Europe/Amsterdam',
    weekdays: [1, 2, 3, 4, 5],
    hours: { from: '09:00', to: '17:00' },
    phone: null,
    sameDayUntil: '15:00',
  };
  const facts = { name: 'Waterkant', organisationId: ORGANISATION, workingHours, helpRoutes: [], places: [] };
  return { type: 'DistrictOpened', data: facts };
}

function signalRaised(signalId: Id, written: Written, vault: Holding): EventDraft {
  const { text = 'ze roept op de galerij', place = 'Rietkraag 3e', gate, contact } = written;
  const subject = `matter-${signalId}` as const;
  const data = {
    kind: 'concern',
    origin: 'public',
    text: vault.hold(text, subject),
    place: vault.hold(place, subject),
    ...(contact === undefined ? {} : { contact: vault.hold(contact, `reporter-${signalId}`) }),
    gate: gate ?? { dangers: ['place'], emergencyCalled: 'yes' },
    followCodeHmac: signalId,
    language: 'nl',
    readFirst: [],
    isLate: false,
    readBefore: at('17:00'),
    answerBefore: at('17:00'),
    informBefore: '2026-12-22T09:00:00.000Z',
    owner: { role: 'social-caretaker' },
    next: { step: 'read', before: at('17:00') },
  };
  return { type: 'SignalRaised', data };
}
