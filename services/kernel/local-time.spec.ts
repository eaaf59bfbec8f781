import type { WorkingHours } from '@bijspringen/contracts/people/values.ts';
import { describe, expect, it } from 'vitest';
import {
  answerBefore,
  atLocalTime,
  countsAsComeIn,
  easterSunday,
  endOfWorkingDay,
  isDutchPublicHoliday,
  isWorkingDay,
  isWorkingNow,
  nextWorkingDay,
  readBefore,
  toLocalDate,
} from './local-time.ts';

const waterkant: WorkingHours = {
  timeZone: 'Europe/Amsterdam',
  weekdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '17:00' },
  phone: { from: '10:00', to: '12:00' },
  sameDayUntil: '15:00',
};
const local = (date: string, time: string) => atLocalTime(date, time, waterkant.timeZone);

describe('local time', () => {
  it('is an hour ahead of UTC in winter and two in summer', () => {
    expect(local('2026-01-15', '17:00')).toBe('2026-01-15T16:00:00.000Z');
    expect(local('2026-07-15', '17:00')).toBe('2026-07-15T15:00:00.000Z');
  });

  it('has the date of the wall, not of Greenwich', () => {
    expect(toLocalDate('2026-01-14T23:30:00.000Z', waterkant.timeZone)).toBe('2026-01-15');
    expect(toLocalDate('2026-07-14T21:59:59.999Z', waterkant.timeZone)).toBe('2026-07-14');
    expect(toLocalDate('2026-07-14T22:00:00.000Z', waterkant.timeZone)).toBe('2026-07-15');
  });

  it('moves a time that the spring change skips on by an hour', () => {
    expect(local('2026-03-29', '01:59')).toBe('2026-03-29T00:59:00.000Z');
    expect(local('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(local('2026-03-29', '03:30')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('takes the first of two when the autumn change repeats a time', () => {
    expect(local('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(local('2026-10-25', '03:00')).toBe('2026-10-25T02:00:00.000Z');
  });

  it('keeps the promised hour over both clock changes', () => {
    expect(readBefore(local('2026-03-28', '23:30'), waterkant)).toBe('2026-03-30T15:00:00.000Z');
    expect(readBefore('2026-10-25T00:30:00.000Z', waterkant)).toBe('2026-10-26T16:00:00.000Z');
    expect(readBefore('2026-10-25T01:30:00.000Z', waterkant)).toBe('2026-10-26T16:00:00.000Z');
  });
});

describe('Dutch public holidays', () => {
  const known = [
    '2020-04-12',
    '2021-04-04',
    '2022-04-17',
    '2023-04-09',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2028-04-16',
    '2029-04-01',
    '2030-04-21',
    '2031-04-13',
    '2032-03-28',
    '2033-04-17',
    '2034-04-09',
    '2035-03-25',
    '2036-04-13',
    '2037-04-05',
    '2038-04-25',
    '2039-04-10',
    '2040-04-01',
  ];

  it.each(known)('has Easter on %s', (easter) => {
    expect(easterSunday(Number(easter.slice(0, 4)))).toBe(easter);
  });

  it('are, in 2026, exactly these', () => {
    const days = Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    expect(days.filter(isDutchPublicHoliday)).toEqual([
      '2026-01-01',
      '2026-04-05',
      '2026-04-06',
      '2026-04-27',
      '2026-05-14',
      '2026-05-24',
      '2026-05-25',
      '2026-12-25',
      '2026-12-26',
    ]);
  });

  it('have Koningsdag on 26 April when the 27th is a Sunday', () => {
    expect(isDutchPublicHoliday('2025-04-26')).toBe(true);
    expect(isDutchPublicHoliday('2025-04-27')).toBe(false);
    expect(isDutchPublicHoliday('2031-04-26')).toBe(true);
    expect(isDutchPublicHoliday('2026-04-26')).toBe(false);
  });

  it('have Bevrijdingsdag once in five years', () => {
    expect(
      ['2024', '2025', '2026', '2029', '2030'].filter((year) => isDutchPublicHoliday(`${year}-05-05`)),
    ).toEqual(['2025', '2030']);
  });

  it('do not have Goede Vrijdag', () => {
    expect(isDutchPublicHoliday('2026-04-03')).toBe(false);
    expect(isWorkingDay('2026-04-03', waterkant)).toBe(true);
  });
});

describe('working days', () => {
  it('leave out the weekend and a holiday', () => {
    expect(isWorkingDay('2026-11-20', waterkant)).toBe(true);
    expect(isWorkingDay('2026-11-21', waterkant)).toBe(false);
    expect(isWorkingDay('2026-12-25', waterkant)).toBe(false);
  });

  it('last from the first minute until before the last', () => {
    expect(isWorkingNow(local('2026-11-20', '08:59'), waterkant)).toBe(false);
    expect(isWorkingNow(local('2026-11-20', '09:00'), waterkant)).toBe(true);
    expect(isWorkingNow(local('2026-11-20', '16:59'), waterkant)).toBe(true);
    expect(isWorkingNow(local('2026-11-20', '17:00'), waterkant)).toBe(false);
    expect(isWorkingNow(local('2026-11-21', '12:00'), waterkant)).toBe(false);
  });

  it('are counted from the day after', () => {
    expect(nextWorkingDay('2026-11-20', waterkant)).toBe('2026-11-23');
    expect(nextWorkingDay('2026-11-20', waterkant, 3)).toBe('2026-11-25');
    expect(nextWorkingDay('2026-12-24', waterkant)).toBe('2026-12-28');
    expect(nextWorkingDay('2026-12-31', waterkant)).toBe('2027-01-04');
    expect(nextWorkingDay('2026-11-20', waterkant, 0)).toBe('2026-11-20');
  });

  it('that nobody works are a wrong setting, not an endless search', () => {
    expect(() => nextWorkingDay('2026-11-20', { ...waterkant, weekdays: [] })).toThrow(/weekday/);
  });

  it('may be one a week', () => {
    const mondays = { ...waterkant, weekdays: [1] };
    expect(nextWorkingDay('2026-03-30', mondays)).toBe('2026-04-13');
  });
});

describe('a signal', () => {
  it('raised a second before 15:00 is read the same day', () => {
    expect(readBefore('2026-11-20T13:59:59.999Z', waterkant)).toBe(local('2026-11-20', '17:00'));
  });

  it('raised on Friday at 15:00 exactly is read on Monday', () => {
    expect(readBefore('2026-11-20T14:00:00.000Z', waterkant)).toBe(local('2026-11-23', '17:00'));
  });

  it('raised in the night of a working day is read that day', () => {
    expect(readBefore(local('2026-11-20', '00:00'), waterkant)).toBe(local('2026-11-20', '17:00'));
  });

  it('raised on Saturday is read on Monday, however early', () => {
    expect(readBefore(local('2026-11-21', '08:00'), waterkant)).toBe(local('2026-11-23', '17:00'));
  });

  it('raised at Christmas is read on the first working day', () => {
    expect(readBefore(local('2026-12-25', '10:00'), waterkant)).toBe(local('2026-12-28', '17:00'));
    expect(readBefore(local('2025-12-24', '16:00'), waterkant)).toBe(local('2025-12-29', '17:00'));
  });

  it('raised in the night of New Year is read on the first working day', () => {
    expect(readBefore(local('2025-12-31', '23:59'), waterkant)).toBe(local('2026-01-02', '17:00'));
    expect(readBefore(local('2026-01-01', '00:01'), waterkant)).toBe(local('2026-01-02', '17:00'));
  });

  it('raised around a Koningsdag that moved to Saturday loses no working day', () => {
    expect(readBefore(local('2025-04-25', '15:30'), waterkant)).toBe(local('2025-04-28', '17:00'));
    expect(readBefore(local('2026-04-27', '10:00'), waterkant)).toBe(local('2026-04-28', '17:00'));
  });

  it('is answered two working days after the working day on which it counts as come in', () => {
    expect(answerBefore(local('2026-11-16', '10:00'), waterkant)).toBe(local('2026-11-18', '17:00'));
    expect(answerBefore(local('2026-11-16', '15:00'), waterkant)).toBe(local('2026-11-19', '17:00'));
    expect(answerBefore(local('2026-11-20', '14:59'), waterkant)).toBe(local('2026-11-24', '17:00'));
    expect(answerBefore(local('2026-11-21', '10:00'), waterkant)).toBe(local('2026-11-25', '17:00'));
    expect(answerBefore(local('2026-12-24', '16:00'), waterkant)).toBe(local('2026-12-30', '17:00'));
  });

  it('counts as come in on a day that is worked', () => {
    expect(countsAsComeIn(local('2026-05-14', '10:00'), waterkant)).toBe('2026-05-15');
    expect(countsAsComeIn(local('2026-05-22', '16:00'), waterkant)).toBe('2026-05-26');
  });
});

it('a next step on a date is due at the end of hours, also on a day nobody works', () => {
  expect(endOfWorkingDay('2026-11-23', waterkant)).toBe('2026-11-23T16:00:00.000Z');
  expect(endOfWorkingDay('2026-11-22', waterkant)).toBe('2026-11-22T16:00:00.000Z');
});
