import { RESPONDER_AGREEMENT_EDITION } from '@bijspringen/contracts/people/values.ts';
import type { Availability } from '@bijspringen/contracts/roster/events.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { describe, expect, it } from 'vitest';
import type { Responder } from './directory.ts';
import {
  isAvailableAt,
  isTrainedOn,
  mayBeAlerted,
  missingForAlert,
  trainedUntil,
} from './responder.policy.ts';

const ZONE = 'Europe/Amsterdam';
const NONE: Availability['hours'] = [];
/** Monday 23 November 2026, in winter time: local time is one hour later than UTC. */
const monday = (localTime: string) => {
  const [hours = '', minutes = ''] = localTime.split(':');
  return new Date(Date.UTC(2026, 10, 23, Number(hours) - 1, Number(minutes))).toISOString();
};
const isAvailable = (availability: Availability | null, instant: string) =>
  isAvailableAt(availability, instant, ZONE);

describe('a training', () => {
  const trainings = [
    { on: '2024-03-01', validUntil: '2026-03-01' },
    { on: '2026-06-01', validUntil: '2026-11-23' },
  ];
  it.each([
    ['the day before it', '2024-02-29', false],
    ['its first day', '2024-03-01', true],
    ['its last day', '2026-03-01', true],
    ['the day after it', '2026-03-02', false],
    ['the last day of the next one', '2026-11-23', true],
    ['the day after that', '2026-11-24', false],
  ])('on %s', (_, day, isValid) => expect(isTrainedOn(trainings, day)).toBe(isValid));

  it('lasts until the last of them, gone by or not', () => {
    expect(trainedUntil(trainings)).toBe('2026-11-23');
    expect(trainedUntil([])).toBeNull();
  });
});

describe('somebody who', () => {
  it('never said when, is never asked', () => expect(isAvailable(null, monday('12:00'))).toBe(false));

  it('said "now" is asked until the moment that was named, and always without one', () => {
    const until = monday('14:00');
    expect(isAvailable({ mode: 'now', hours: NONE }, monday('03:00'))).toBe(true);
    expect(isAvailable({ mode: 'now', until, hours: NONE }, monday('13:59'))).toBe(true);
    expect(isAvailable({ mode: 'now', until, hours: NONE }, until)).toBe(false);
  });

  it('said "now" until a moment is asked in the weekly hours after it', () => {
    const hours = [{ weekday: 1, from: '12:00', to: '16:00' }];
    const availability: Availability = { mode: 'now', until: monday('14:00'), hours };
    expect(isAvailable(availability, monday('09:00'))).toBe(true);
    expect(isAvailable(availability, monday('15:59'))).toBe(true);
    expect(isAvailable(availability, monday('16:00'))).toBe(false);
  });

  it('paused is not asked, and without an end never', () => {
    const hours = [{ weekday: 1, from: '00:00', to: '00:00' }];
    const until = monday('14:00');
    expect(isAvailable({ mode: 'paused', hours }, monday('15:00'))).toBe(false);
    expect(isAvailable({ mode: 'paused', until, hours }, monday('13:59'))).toBe(false);
    expect(isAvailable({ mode: 'paused', until, hours }, until)).toBe(true);
    expect(isAvailable({ mode: 'paused', until, hours: NONE }, monday('15:00'))).toBe(false);
  });
});

describe('weekly hours', () => {
  const hours = (weekday: number, from: string, to: string): Availability => ({
    mode: 'hours',
    hours: [{ weekday, from, to }],
  });

  it('are from the first minute until before the last, on that weekday only', () => {
    const morning = hours(1, '09:00', '12:00');
    expect(isAvailable(morning, monday('08:59'))).toBe(false);
    expect(isAvailable(morning, monday('09:00'))).toBe(true);
    expect(isAvailable(morning, monday('11:59'))).toBe(true);
    expect(isAvailable(morning, monday('12:00'))).toBe(false);
    expect(isAvailable(morning, '2026-11-24T09:00:00.000Z')).toBe(false);
  });

  it('run past midnight into the next day', () => {
    const night = hours(7, '22:00', '06:00');
    expect(isAvailable(night, '2026-11-22T20:59:00.000Z')).toBe(false);
    expect(isAvailable(night, '2026-11-22T21:00:00.000Z')).toBe(true);
    expect(isAvailable(night, monday('00:00'))).toBe(true);
    expect(isAvailable(night, monday('05:59'))).toBe(true);
    expect(isAvailable(night, monday('06:00'))).toBe(false);
    expect(isAvailable(night, monday('22:30'))).toBe(false);
  });

  it('that end when they begin last a whole day', () => {
    const wholeDay = hours(1, '00:00', '00:00');
    expect(isAvailable(wholeDay, monday('00:00'))).toBe(true);
    expect(isAvailable(wholeDay, monday('23:59'))).toBe(true);
    expect(isAvailable(wholeDay, '2026-11-23T23:00:00.000Z')).toBe(false);
  });

  it('are those of the wall where the clock goes back, the hour that comes twice included', () => {
    // Sunday 25 October 2026: 03:00 summer time becomes 02:00.
    const night = hours(7, '02:00', '03:00');
    expect(isAvailable(night, '2026-10-24T23:59:00.000Z')).toBe(false);
    expect(isAvailable(night, '2026-10-25T00:30:00.000Z')).toBe(true);
    expect(isAvailable(night, '2026-10-25T01:30:00.000Z')).toBe(true);
    expect(isAvailable(night, '2026-10-25T02:00:00.000Z')).toBe(false);
    const evening = hours(6, '22:00', '06:00');
    expect(isAvailable(evening, '2026-10-25T04:59:00.000Z')).toBe(true);
    expect(isAvailable(evening, '2026-10-25T05:00:00.000Z')).toBe(false);
  });

  it('are those of the wall where the clock goes forward, the hour that is missing left out', () => {
    // Sunday 29 March 2026: 02:00 becomes 03:00.
    const night = hours(6, '22:00', '06:00');
    expect(isAvailable(night, '2026-03-29T03:59:00.000Z')).toBe(true);
    expect(isAvailable(night, '2026-03-29T04:00:00.000Z')).toBe(false);
    expect(isAvailable(hours(7, '02:00', '03:00'), '2026-03-29T01:00:00.000Z')).toBe(false);
    expect(isAvailable(hours(7, '02:30', '04:00'), '2026-03-29T01:29:00.000Z')).toBe(false);
    expect(isAvailable(hours(7, '02:30', '04:00'), '2026-03-29T01:30:00.000Z')).toBe(true);
  });
});

describe('somebody may be alerted', () => {
  const sealed = 's1.first' as unknown as Sealed<string>;
  const ready: Omit<Responder, 'personId'> = {
    isAdult: true,
    trainings: [{ on: '2026-01-01', validUntil: '2026-11-23' }],
    agreementEdition: RESPONDER_AGREEMENT_EDITION,
    availability: { mode: 'now', hours: NONE },
    contact: { firstName: sealed, phone: null, home: null },
  };
  const missing = (change: Partial<Responder>, at = monday('12:00')) =>
    missingForAlert({ ...ready, ...change }, at, ZONE);

  it('when nothing is missing', () => {
    expect(missing({})).toEqual([]);
    expect(mayBeAlerted(ready, monday('12:00'), ZONE)).toBe(true);
  });

  it('and each thing that is missing is named', () => {
    expect(missing({ contact: null })).toEqual(['contact']);
    expect(missing({ isAdult: false })).toEqual(['adult']);
    expect(missing({ trainings: [] })).toEqual(['training']);
    expect(missing({ agreementEdition: RESPONDER_AGREEMENT_EDITION - 1 })).toEqual(['agreement']);
    expect(missing({ agreementEdition: null })).toEqual(['agreement']);
    expect(missing({ agreementEdition: RESPONDER_AGREEMENT_EDITION + 1 })).toEqual([]);
    expect(missing({ availability: null })).toEqual(['availability']);
    expect(mayBeAlerted({ ...ready, isAdult: false }, monday('12:00'), ZONE)).toBe(false);
  });

  it('in the order of what to do first', () =>
    expect(
      missing({ contact: null, isAdult: false, trainings: [], agreementEdition: null, availability: null }),
    ).toEqual(['contact', 'adult', 'training', 'agreement', 'availability']));

  it('until the last day of the training is over in the district, not in Greenwich', () => {
    expect(missing({}, '2026-11-23T22:59:59.999Z')).toEqual([]);
    expect(missing({}, '2026-11-23T23:00:00.000Z')).toEqual(['training']);
  });
});
