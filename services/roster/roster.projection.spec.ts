import { DatabaseSync } from 'node:sqlite';
import { type CrisisEvent, crisisEvents } from '@bijspringen/contracts/crisis/events.ts';
import { type DeviceEvent, deviceEvents } from '@bijspringen/contracts/notifications/events.ts';
import { defaultEscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import { type RosterEvent, rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import type { RecordedEvent } from '@bijspringen/kernel/event-store/port.ts';
import { sealedFor } from '@bijspringen/kernel/testing/sealed-for.ts';
import { someEvent } from '@bijspringen/kernel/testing/some-events.ts';
import { describe, expect, it } from 'vitest';
import { hasDevice, openCrisesOf, projection, shiftOf } from './roster.projection.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [WATERKANT, ZONKANT] = [uuid(1), uuid(2)];
const [OFFICER, COLLEAGUE] = [uuid(11), uuid(12)];
const [CRISIS, OTHER_CRISIS] = [uuid(21), uuid(22)];
const [SHIFT, NEXT_SHIFT] = [uuid(31), uuid(32)];
const [PHONE, OTHER_PHONE] = [uuid(41), uuid(42)];
const FROM = '2026-11-24T16:00:00.000Z';
const UNTIL = '2026-11-25T06:00:00.000Z';

type Told = {
  stream: `${string}-${string}`;
  event: CrisisEvent | DeviceEvent | RosterEvent;
  districtId: string;
};
const schemas = { ...crisisEvents, ...deviceEvents, ...rosterEvents };

const crisis = (id: string, event: CrisisEvent, districtId = WATERKANT): Told => ({
  stream: streamName('crisis', id),
  event,
  districtId,
});
const device = (id: string, event: DeviceEvent): Told => ({
  stream: streamName('device', id),
  event,
  districtId: WATERKANT,
});
const roster = (event: RosterEvent): Told => ({
  stream: streamName('roster', uuid(3)),
  event,
  districtId: WATERKANT,
});

function rowsAfter(...told: readonly Told[]): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(projection.schema);
  const take = projection.open(database);
  for (const [index, { stream, event, districtId }] of told.entries()) {
    const parsed = schemas[event.type].data.safeParse(event.data);
    if (!parsed.success) throw new Error(`${event.type} has another shape: ${parsed.error.message}`);
    const draft = someEvent({ type: event.type, data: event.data });
    const metadata = { ...draft.metadata, districtId };
    const recorded: RecordedEvent = { ...draft, metadata, stream, version: index, position: `test:${index}` };
    take(recorded);
  }
  return database;
}

const opened: CrisisEvent = {
  type: 'CrisisOpened',
  data: {
    dutyPersonId: OFFICER,
    answers: { violence: 'no', fire: 'no', suicide: 'no', child: 'no' },
    dangers: [],
    emergency: 'called-by-us',
    tasks: ['be-near'],
    needed: 2,
    place: sealedFor('matter', 'Lisdodde 14'),
    meetingPoint: sealedFor('matter', 'bij de brug'),
    policy: defaultEscalationPolicy,
    endsAt: UNTIL,
  },
};
const toColleague: CrisisEvent = {
  type: 'CrisisHandedOver',
  data: { fromPersonId: OFFICER, toPersonId: COLLEAGUE },
};
const stoodDown: CrisisEvent = {
  type: 'StoodDown',
  data: { because: 'help-arrived', personIds: [], askedPersonIds: [] },
};

describe('open crises', () => {
  const both = [WATERKANT, ZONKANT];

  it('belong to who opened them, in the order of opening, in the districts that are asked', () => {
    const rows = rowsAfter(crisis(CRISIS, opened), crisis(OTHER_CRISIS, opened, ZONKANT));
    expect(openCrisesOf(rows, OFFICER, both)).toEqual([CRISIS, OTHER_CRISIS]);
    expect(openCrisesOf(rows, OFFICER, [ZONKANT])).toEqual([OTHER_CRISIS]);
    expect(openCrisesOf(rows, COLLEAGUE, both)).toEqual([]);
  });

  it('belong to who took them over', () => {
    const rows = rowsAfter(crisis(CRISIS, opened), crisis(CRISIS, toColleague));
    expect(openCrisesOf(rows, OFFICER, both)).toEqual([]);
    expect(openCrisesOf(rows, COLLEAGUE, both)).toEqual([CRISIS]);
  });

  it.each<[string, CrisisEvent[], number]>([
    ['stay open where residents were refused', [{ type: 'AlertRefused', data: { rules: ['fire'] } }], 1],
    ['are over when stood down', [stoodDown], 0],
    ['are over when closed', [{ type: 'CrisisClosed', data: {} }], 0],
    ['do not open again by a hand-over afterwards', [stoodDown, toColleague], 0],
  ])('%s', (_, events, left) => {
    const rows = rowsAfter(crisis(CRISIS, opened), ...events.map((event) => crisis(CRISIS, event)));
    const officers = [OFFICER, COLLEAGUE].flatMap((each) => openCrisesOf(rows, each, both));
    expect(officers).toHaveLength(left);
  });
});

describe('shifts', () => {
  const planned: RosterEvent = {
    type: 'ShiftPlanned',
    data: {
      shiftId: SHIFT,
      personId: OFFICER,
      districtIds: [WATERKANT, ZONKANT],
      place: 'first',
      from: FROM,
      until: UNTIL,
    },
  };

  it('are known with who has them, also after they were taken out', () => {
    const cancelled: RosterEvent = { type: 'ShiftCancelled', data: { shiftId: SHIFT } };
    const rows = rowsAfter(roster(planned), roster(cancelled));
    expect(shiftOf(rows, SHIFT)).toEqual({ personId: OFFICER, districtIds: [WATERKANT, ZONKANT] });
    expect(shiftOf(rows, NEXT_SHIFT)).toBeNull();
  });

  it('that were handed over are two: the old one and the new one', () => {
    const data = {
      shiftId: SHIFT,
      fromPersonId: OFFICER,
      toPersonId: COLLEAGUE,
      newShiftId: NEXT_SHIFT,
      from: FROM,
      until: UNTIL,
      crisisIds: [],
    };
    const rows = rowsAfter(roster(planned), roster({ type: 'DutyHandedOver', data }));
    expect(shiftOf(rows, SHIFT)?.personId).toBe(OFFICER);
    expect(shiftOf(rows, NEXT_SHIFT)).toEqual({ personId: COLLEAGUE, districtIds: [WATERKANT, ZONKANT] });
  });
});

describe('phones', () => {
  const subscribed = (personId: string): DeviceEvent => ({
    type: 'DeviceSubscribed',
    data: {
      personId,
      endpointHmac: 'aa',
      subscription: sealedFor('worker', { endpoint: '', p256dh: '', auth: '' }),
    },
  });
  const removed: DeviceEvent = { type: 'DeviceRemoved', data: { because: 'gone' } };

  it('can be woken until the last of them is removed', () => {
    const two = [device(PHONE, subscribed(OFFICER)), device(OTHER_PHONE, subscribed(OFFICER))];
    expect(hasDevice(rowsAfter(), OFFICER)).toBe(false);
    expect(hasDevice(rowsAfter(...two, device(PHONE, removed)), OFFICER)).toBe(true);
    expect(hasDevice(rowsAfter(...two, device(PHONE, removed), device(OTHER_PHONE, removed)), OFFICER)).toBe(
      false,
    );
  });

  it('belong to who subscribed last', () => {
    const rows = rowsAfter(device(PHONE, subscribed(OFFICER)), device(PHONE, subscribed(COLLEAGUE)));
    expect(hasDevice(rows, OFFICER)).toBe(false);
    expect(hasDevice(rows, COLLEAGUE)).toBe(true);
  });
});
