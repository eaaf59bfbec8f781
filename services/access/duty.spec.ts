/** The directory on who has duty when, who may be asked, and how alerts run: from the events of the roster and of people. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { districtEvents, personEvents } from '@bijspringen/contracts/people/events.ts';
import { defaultEscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import { availabilityEvents, rosterEvents, type Shift } from '@bijspringen/contracts/roster/events.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import { createCatalogue, type EventDraft } from '@bijspringen/kernel/catalogue.ts';
import { createMemoryStore } from '@bijspringen/kernel/event-store/memory.ts';
import { createReader, type Reader } from '@bijspringen/kernel/projections/reader.ts';
import { openTemporaryVault } from '@bijspringen/kernel/testing/temporary-vault.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projection } from './access.projection.ts';
import { createDirectory } from './create-directory.ts';
import type { Directory } from './directory.ts';

const catalogue = createCatalogue(
  { person: personEvents, district: districtEvents, roster: rosterEvents, availability: availabilityEvents },
  {},
);
const [districtId, elsewhere, organisationId, otherOrganisation] = Array.from({ length: 4 }, () =>
  randomUUID(),
) as [string, string, string, string];
const [FIRST, SECOND, THIRD] = [randomUUID(), randomUUID(), randomUUID()];
const at = (time: string) => `2026-11-24T${time}:00.000Z`;

let store: ReturnType<typeof createMemoryStore>;
let vault: ReturnType<typeof openTemporaryVault>;
let reader: Reader;
let directory: Directory;
let opened: string[];

beforeEach(async () => {
  opened = [];
  store = createMemoryStore();
  vault = openTemporaryVault({ readLog: ({ subject }) => opened.push(subject) });
  reader = await openReader();
  directory = createDirectory({ vault, readModel: (each) => reader.readModel(each) });
  for (const personId of [FIRST, SECOND, THIRD]) await officer('RoleGranted', personId);
});
afterEach(async () => {
  await reader.close();
  await store.close();
  await vault.close();
});

const readFolder = () => join(vault.folder, 'read');
const openReader = () =>
  createReader({
    store,
    fromStored: catalogue.fromStored,
    projections: [projection],
    folder: readFolder(),
    log: () => {},
  });

/** Appends as the command handler would, and waits until it can be read. */
async function happened(stream: `${string}-${string}`, draft: EventDraft): Promise<void> {
  await vault.ensureKeys(catalogue.subjectsOf([draft]));
  const eventId = randomUUID();
  const metadata = {
    at: at('08:00'),
    actor: { kind: 'system', part: 'setup' },
    districtId,
    organisationId,
    purpose: 'running-the-service',
    legalBasis: 'public-task',
    commandId: randomUUID(),
    commandDigest: 'aa',
    correlationId: randomUUID(),
  } as const;
  const past = await store.readStream(stream);
  const event = { id: eventId, ...catalogue.toStored(draft, { stream, eventId }, vault), metadata };
  const { position } = await store.append(stream, [event], past.length === 0 ? 'no-stream' : past.length - 1);
  await reader.waitFor(position);
}

async function planned(other: Partial<Shift> = {}, organisation = organisationId): Promise<Shift> {
  const shift: Shift = {
    shiftId: randomUUID(),
    personId: FIRST,
    districtIds: [districtId],
    place: 'first',
    from: at('09:00'),
    until: at('17:00'),
    ...other,
  };
  await happened(`roster-${organisation}`, { type: 'ShiftPlanned', data: shift });
  return shift;
}
const handedOver = (shift: Shift, { from, to = SECOND }: { from: string; to?: string }) => {
  const newShiftId = randomUUID();
  const data = {
    shiftId: shift.shiftId,
    fromPersonId: shift.personId,
    toPersonId: to,
    newShiftId,
    from,
    until: shift.until,
    crisisIds: [],
  };
  return happened(`roster-${organisationId}`, { type: 'DutyHandedOver', data });
};
/** A role in both districts, given or taken away. */
async function officer(type: 'RoleGranted' | 'RoleRevoked', personId: string): Promise<void> {
  for (const where of [districtId, elsewhere]) {
    const data = { role: 'duty-officer', districtId: where, organisationId };
    await happened(`person-${personId}`, { type, data });
  }
}
const onDuty = (moment: string, where = districtId) =>
  directory.onDuty(where, moment).map(({ personId, place, until }) => [personId, place, until]);

async function accepted(...roles: Role[]): Promise<string> {
  const personId = randomUUID();
  await happened(`person-${personId}`, {
    type: 'PersonInvited',
    data: {
      name: vault.hold('een naam', `worker-${personId}`),
      grants: roles.map((role) => ({ role, districtId, organisationId })),
      invitationHmac: `hmac of ${personId}`,
      expiresAt: at('23:00'),
    },
  });
  await happened(`person-${personId}`, { type: 'InvitationAccepted', data: {} });
  return personId;
}
const tell = (personId: string, draft: EventDraft) => happened(`person-${personId}`, draft);
const contactOf = (personId: string, firstName: string, rest: { phone?: string; home?: string } = {}) => {
  const hold = (plain: string) => vault.hold(plain, `worker-${personId}`);
  const { phone, home } = rest;
  const data = {
    firstName: hold(firstName),
    ...(phone === undefined ? {} : { phone: hold(phone) }),
    ...(home === undefined ? {} : { home: hold(home) }),
  };
  return tell(personId, { type: 'ContactGiven', data });
};

describe('who has duty', () => {
  it('is there from the first moment until before the last', async () => {
    const { shiftId } = await planned();
    expect(onDuty('2026-11-24T08:59:59.999Z')).toEqual([]);
    expect(directory.onDuty(districtId, at('09:00'))).toEqual([
      { personId: FIRST, shiftId, place: 'first', until: at('17:00') },
    ]);
    expect(onDuty('2026-11-24T16:59:59.999Z')).toHaveLength(1);
    expect(onDuty(at('17:00'))).toEqual([]);
  });

  it('is the first before the second, whichever was planned before, and seconds in the order of planning', async () => {
    await planned({ personId: SECOND, place: 'second' });
    await planned({ personId: THIRD, place: 'second' });
    await planned();
    expect(onDuty(at('12:00')).map(([personId]) => personId)).toEqual([FIRST, SECOND, THIRD]);
  });

  it('covers each district of the shift, and no other', async () => {
    await planned({ districtIds: [elsewhere, districtId] });
    expect(onDuty(at('12:00'))).toHaveLength(1);
    expect(onDuty(at('12:00'), elsewhere)).toHaveLength(1);
    expect(onDuty(at('12:00'), randomUUID())).toEqual([]);
  });

  it('is nobody after the shift was taken out', async () => {
    const { shiftId } = await planned();
    await happened(`roster-${organisationId}`, { type: 'ShiftCancelled', data: { shiftId } });
    expect(onDuty(at('12:00'))).toEqual([]);
    expect(directory.shifts(organisationId, at('00:00'), at('23:00'))).toEqual([]);
  });

  it('is nobody who is no duty officer there any more', async () => {
    await planned();
    await planned({ personId: SECOND, place: 'second' });
    await officer('RoleRevoked', FIRST);
    expect(onDuty(at('12:00')).map(([personId]) => personId)).toEqual([SECOND]);
  });

  it('is the other from the moment of handing over, in the same place and districts', async () => {
    const shift = await planned({ districtIds: [districtId, elsewhere] });
    await handedOver(shift, { from: at('12:00') });
    expect(onDuty('2026-11-24T11:59:59.999Z')).toEqual([[FIRST, 'first', at('12:00')]]);
    expect(onDuty(at('12:00'))).toEqual([[SECOND, 'first', at('17:00')]]);
    expect(onDuty(at('12:00'), elsewhere)).toEqual([[SECOND, 'first', at('17:00')]]);
  });
});

describe('shifts', () => {
  it('are those that touch the span, by their start, of one organisation', async () => {
    const late = await planned({
      from: at('17:00'),
      until: at('23:00'),
      districtIds: [districtId, elsewhere],
    });
    const early = await planned();
    await planned({}, otherOrganisation);
    expect(directory.shifts(organisationId, at('00:00'), at('23:00'))).toEqual([early, late]);
    expect(directory.shifts(organisationId, at('17:00'), at('23:00'))).toEqual([late]);
    expect(directory.shifts(organisationId, at('16:59'), at('17:00'))).toEqual([early]);
    expect(directory.shifts(organisationId, at('23:00'), '2026-11-25T09:00:00.000Z')).toEqual([]);
  });

  it('that were handed over before they began have no time left, and are not shown', async () => {
    const shift = await planned();
    await handedOver(shift, { from: shift.from });
    const left = directory.shifts(organisationId, at('00:00'), at('23:00'));
    expect(left.map(({ personId }) => personId)).toEqual([SECOND]);
  });
});

describe('crisis-trained residents', () => {
  it('come in the order of invitation, with all that decides, and nothing opened', async () => {
    const nothing = await accepted('crisis-trained-resident');
    const ready = await accepted('social-caretaker', 'crisis-trained-resident');
    await accepted('social-caretaker');
    await contactOf(ready, 'Bewoner A', { home: 'Lisdodde 3' });
    await tell(ready, { type: 'AdulthoodConfirmed', data: {} });
    for (const on of ['2024-01-01', '2026-01-01']) {
      const data = { training: 'crisis', on, validUntil: '2027-01-01' };
      await tell(ready, { type: 'TrainingCompleted', data });
    }
    await tell(ready, {
      type: 'AgreementAccepted',
      data: { agreement: 'crisis-responder', edition: 1 },
    });
    const availability = { mode: 'hours', hours: [{ weekday: 1, from: '09:00', to: '12:00' }] };
    await happened(`availability-${ready}`, { type: 'AvailabilityChanged', data: availability });
    const [first, second, ...others] = directory.responders(districtId);
    expect(others).toEqual([]);
    expect(first).toEqual({
      personId: nothing,
      isAdult: false,
      trainings: [],
      agreementEdition: null,
      availability: null,
      contact: null,
    });
    expect(second).toMatchObject({
      personId: ready,
      isAdult: true,
      trainings: [
        { on: '2024-01-01', validUntil: '2027-01-01' },
        { on: '2026-01-01', validUntil: '2027-01-01' },
      ],
      agreementEdition: 1,
      availability,
      contact: { phone: null },
    });
    expect(second?.contact?.firstName).toMatch(/^s1\./);
    expect(opened).toEqual([]);
    expect(directory.responder(ready)).toEqual(second);
    expect(directory.responder(randomUUID())).toBeNull();
    expect(directory.responders(elsewhere)).toEqual([]);
  });

  it('are gone when the role is taken away, and one only once whatever else they are', async () => {
    const personId = await accepted('crisis-trained-resident', 'duty-officer');
    expect(directory.responders(districtId)).toHaveLength(1);
    const data = { role: 'crisis-trained-resident', districtId, organisationId };
    await tell(personId, { type: 'RoleRevoked', data });
    expect(directory.responders(districtId)).toEqual([]);
  });
});

describe('a contact', () => {
  it('is the one given last, and sealed; what is left out is gone', async () => {
    const personId = await accepted('duty-officer');
    expect(directory.contact(personId)).toBeNull();
    await contactOf(personId, 'Eerste', { phone: '0000-000 001', home: 'Lisdodde 3' });
    await contactOf(personId, 'Tweede', { phone: '0000-000 002' });
    const contact = directory.contact(personId);
    expect(contact?.home).toBeNull();
    if (contact?.phone == null) throw new Error('no phone');
    expect([vault.open(contact.firstName, 'people'), vault.open(contact.phone, 'people')]).toEqual([
      'Tweede',
      '0000-000 002',
    ]);
  });
});

describe('the escalation policy', () => {
  it('is the default until one is set, for that district', async () => {
    expect(directory.escalationPolicy(districtId)).toEqual({
      policy: defaultEscalationPolicy,
      isDefault: true,
    });
    const policy = { ...defaultEscalationPolicy, wavesMax: 1 };
    await happened(`district-${districtId}`, { type: 'EscalationPolicySet', data: policy });
    expect(directory.escalationPolicy(districtId)).toEqual({ policy, isDefault: false });
    expect(directory.escalationPolicy(elsewhere).isDefault).toBe(true);
  });
});

describe('the rows of duty', () => {
  it('come out the same when they are built again', async () => {
    const shift = await planned({ districtIds: [districtId, elsewhere] });
    await handedOver(shift, { from: at('12:00') });
    const personId = await accepted('crisis-trained-resident');
    await contactOf(personId, 'Bewoner A');
    await tell(personId, {
      type: 'TrainingCompleted',
      data: { training: 'crisis', on: '2026-01-01', validUntil: '2027-01-01' },
    });
    await happened(`availability-${personId}`, {
      type: 'AvailabilityChanged',
      data: { mode: 'now', hours: [] },
    });
    const rowsOf = () =>
      ['shift', 'shift_district', 'contact', 'training', 'availability'].map((table) =>
        reader.readModel(projection).database().prepare(`SELECT * FROM ${table}`).all(),
      );
    const before = rowsOf();
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    await reader.close();
    rmSync(readFolder(), { recursive: true });
    reader = await openReader();
    await reader.ready();
    expect(rowsOf()).toEqual(before);
  });
});
