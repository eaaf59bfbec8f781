import { type RosterEvent, rosterEvents, type Shift } from '@bijspringen/contracts/roster/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { specify } from '@bijspringen/kernel/testing/specification.ts';
import { describe, it } from 'vitest';
import { rosterDecider } from './roster.decider.ts';

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [NIGHT, EVENING, NEXT] = [uuid(1), uuid(2), uuid(3)];
const [FIRST, SECOND, THIRD] = [uuid(11), uuid(12), uuid(13)];
const [WATERKANT, ZONKANT] = [uuid(21), uuid(22)];
const CRISIS = uuid(31);
const at = (time: string) => `2026-11-24T${time}:00.000Z`;

const night: Shift = {
  shiftId: NIGHT,
  personId: FIRST,
  districtIds: [WATERKANT],
  place: 'first',
  from: at('16:00'),
  until: '2026-11-25T06:00:00.000Z',
};
const planned = (shift: Shift): RosterEvent => ({ type: 'ShiftPlanned', data: shift });
const cancelled: RosterEvent = { type: 'ShiftCancelled', data: { shiftId: NIGHT } };
const takenOver = (from: string, crisisIds: string[] = []): RosterEvent => ({
  type: 'DutyHandedOver',
  data: {
    shiftId: NIGHT,
    fromPersonId: FIRST,
    toPersonId: SECOND,
    newShiftId: NEXT,
    from,
    until: night.until,
    crisisIds,
  },
});
const plan = (shift: Shift, isOfficer = true) => ({ type: 'PlanShift', shift, isOfficer }) as const;
const cancel = (openCrisisIds: string[] = []) =>
  ({ type: 'CancelShift', shiftId: NIGHT, openCrisisIds }) as const;
const handOver = (openCrisisIds: string[] = [], isOfficer = true) =>
  ({
    type: 'HandOverShift',
    shiftId: NIGHT,
    toPersonId: SECOND,
    newShiftId: NEXT,
    openCrisisIds,
    isOfficer,
  }) as const;

const roster = specify(rosterDecider, {
  catalogue: createCatalogue({ roster: rosterEvents }, {}),
  context: { now: at('09:00') },
});

describe('planning a shift', () => {
  it('happens once', () => {
    roster.given().when(plan(night)).then(planned(night));
    roster.given(planned(night)).when(plan(night)).thenNothing();
  });

  it('is refused without an end after its beginning', () => {
    roster
      .given()
      .when(plan({ ...night, until: night.from }))
      .thenRefuses('invalid-input', 'until');
    roster
      .given()
      .when(plan({ ...night, until: at('15:00') }))
      .thenRefuses('invalid-input', 'until');
  });

  it('is at most a day and a night long', () => {
    const long = { ...night, until: '2026-11-25T16:00:00.000Z' };
    roster.given().when(plan(long)).then(planned(long));
    roster
      .given()
      .when(plan({ ...long, until: '2026-11-25T16:00:00.001Z' }))
      .thenRefuses('invalid-input', 'until');
  });

  it('may have begun, and not be over', () => {
    roster
      .given()
      .when(plan(night), { now: at('23:00') })
      .then(planned(night));
    roster.given().when(plan(night), { now: night.until }).thenRefuses('shift-over', 'until');
  });

  it('is for duty officers of every one of its districts', () =>
    roster.given().when(plan(night, false)).thenRefuses('no-such-officer', 'personId'));
});

describe('two shifts at one time', () => {
  const evening: Shift = {
    ...night,
    shiftId: EVENING,
    personId: SECOND,
    from: at('20:00'),
    until: at('22:00'),
  };

  it('do not both have a first in one district', () => {
    roster.given(planned(night)).when(plan(evening)).thenRefuses('shift-overlaps', 'from');
    const both = { ...evening, districtIds: [ZONKANT, WATERKANT] };
    roster.given(planned(night)).when(plan(both)).thenRefuses('shift-overlaps', 'from');
  });

  it('have one in each of two districts', () => {
    const elsewhere = { ...evening, districtIds: [ZONKANT] };
    roster.given(planned(night)).when(plan(elsewhere)).then(planned(elsewhere));
  });

  it('touch, and do not overlap, where one ends when the other begins', () => {
    const before = { ...evening, from: at('12:00'), until: night.from };
    const after = { ...evening, from: night.until, until: '2026-11-25T16:00:00.000Z' };
    roster.given(planned(night)).when(plan(before)).then(planned(before));
    roster.given(planned(night)).when(plan(after)).then(planned(after));
    const tooLong = { ...before, until: '2026-11-24T16:00:00.001Z' };
    roster.given(planned(night)).when(plan(tooLong)).thenRefuses('shift-overlaps', 'from');
  });

  it('are a first and a second, or two seconds', () => {
    const second: Shift = { ...evening, place: 'second' };
    const another: Shift = { ...second, shiftId: NEXT, personId: THIRD };
    roster.given(planned(night)).when(plan(second)).then(planned(second));
    roster.given(planned(night), planned(second)).when(plan(another)).then(planned(another));
    const again: Shift = { ...second, shiftId: NEXT };
    roster.given(planned(second)).when(plan(again)).thenRefuses('shift-overlaps', 'from');
  });

  it('let a second be first as well, where there is none', () => {
    const second: Shift = { ...night, shiftId: EVENING, place: 'second' };
    roster.given(planned(second)).when(plan(night)).then(planned(night));
  });

  it('are one after the other was taken out', () =>
    roster.given(planned(night), cancelled).when(plan(evening)).then(planned(evening)));
});

describe('taking a shift out', () => {
  it('happens once', () => {
    roster.given(planned(night)).when(cancel()).then(cancelled);
    roster.given(planned(night), cancelled).when(cancel()).thenNothing();
  });

  it('needs one that exists and is not over', () => {
    roster.given().when(cancel()).thenRefuses('not-found');
    roster.given(planned(night)).when(cancel(), { now: night.until }).thenRefuses('shift-over');
  });

  it('is refused while it runs and its person has an open crisis', () => {
    roster
      .given(planned(night))
      .when(cancel([CRISIS]), { now: night.from })
      .thenRefuses('crisis-without-officer');
    roster.given(planned(night)).when(cancel(), { now: night.from }).then(cancelled);
  });

  it('may happen before it began, whatever that person has now', () =>
    roster
      .given(planned(night))
      .when(cancel([CRISIS]), { now: at('15:59') })
      .then(cancelled));

  it('is no way to plan it again under the same command', () =>
    roster.given(planned(night), cancelled).when(plan(night)).thenNothing());
});

describe('handing over', () => {
  it('gives the rest of it to another, with every open crisis, once', () => {
    const now = at('22:00');
    roster
      .given(planned(night))
      .when(handOver([CRISIS]), { now })
      .then(takenOver(now, [CRISIS]));
    roster
      .given(planned(night), takenOver(now, [CRISIS]))
      .when(handOver([CRISIS]), { now: at('23:00') })
      .thenNothing();
  });

  it('gives all of it before it began, and no crisis of somebody else’s duty', () =>
    roster
      .given(planned(night))
      .when(handOver([CRISIS]))
      .then(takenOver(night.from)));

  it('is to another duty officer', () => {
    roster.given(planned(night)).when(handOver([], false)).thenRefuses('no-such-officer', 'toPersonId');
    roster
      .given(planned(night))
      .when({ ...handOver(), toPersonId: FIRST })
      .thenRefuses('invalid-input', 'toPersonId');
  });

  it('needs a shift that is not over', () => {
    roster.given().when(handOver()).thenRefuses('not-found');
    roster.given(planned(night)).when(handOver(), { now: night.until }).thenRefuses('shift-over');
    roster.given(planned(night), cancelled).when(handOver()).thenRefuses('not-found');
  });

  it('is over for the old shift, from then on', () => {
    const other = { ...handOver(), newShiftId: EVENING, toPersonId: THIRD };
    const past = [planned(night), takenOver(at('22:00'))];
    roster
      .given(...past)
      .when(other, { now: at('23:00') })
      .thenRefuses('shift-over');
    roster
      .given(planned(night), takenOver(night.from))
      .when(other, { now: at('15:00') })
      .thenRefuses('shift-over');
  });

  it('goes on from whoever has it now', () =>
    roster
      .given(planned(night), takenOver(at('22:00')))
      .when(
        { ...handOver([CRISIS]), shiftId: NEXT, newShiftId: EVENING, toPersonId: THIRD },
        { now: at('23:00') },
      )
      .then({
        type: 'DutyHandedOver',
        data: {
          shiftId: NEXT,
          fromPersonId: SECOND,
          toPersonId: THIRD,
          newShiftId: EVENING,
          from: at('23:00'),
          until: night.until,
          crisisIds: [CRISIS],
        },
      }));

  it('lets the second person be first, and nobody be second twice', () => {
    const second: Shift = { ...night, shiftId: EVENING, personId: SECOND, place: 'second' };
    roster.given(planned(night), planned(second)).when(handOver()).then(takenOver(night.from));
    const other: Shift = { ...second, shiftId: NIGHT, personId: FIRST };
    roster
      .given(planned(second), planned(other))
      .when(handOver())
      .thenRefuses('shift-overlaps', 'toPersonId');
  });
});
