import { describe, expect, it } from 'vitest';
import { addDays, clockTime, dayName, localDateOf, longDay, nextWorkingDay, shortDay } from './work-dates.ts';

const AMSTERDAM = 'Europe/Amsterdam';
const WEEKDAYS = [1, 2, 3, 4, 5];

describe('local dates of the district', () => {
  it('take the day of the district, not that of the device', () => {
    expect(localDateOf('2026-11-23T23:30:00.000Z', AMSTERDAM)).toBe('2026-11-24');
    expect(localDateOf('2026-11-23T22:30:00.000Z', AMSTERDAM)).toBe('2026-11-23');
    expect(localDateOf('2026-11-23T23:30:00.000Z', 'America/Lima')).toBe('2026-11-23');
  });

  it('count days over the change of the clock and over the year', () => {
    expect(addDays('2026-10-24', 1)).toBe('2026-10-25');
    expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('skip the days on which nobody works', () => {
    expect(nextWorkingDay('2026-11-24', WEEKDAYS)).toBe('2026-11-25');
    expect(nextWorkingDay('2026-11-27', WEEKDAYS)).toBe('2026-11-30');
    expect(nextWorkingDay('2026-11-27', [])).toBe('2026-11-28');
  });

  it('are written as a Dutch reader expects them', () => {
    expect(clockTime('2026-11-24T16:00:00.000Z', AMSTERDAM)).toBe('17.00');
    expect(clockTime('2026-11-23T23:05:00.000Z', AMSTERDAM)).toBe('00.05');
    expect(longDay('2026-11-24')).toBe('dinsdag 24 november');
    expect(shortDay('2026-11-25')).toBe('wo\u00a025\u00a0nov');
  });

  it('are named by how far they are from today', () => {
    expect(dayName('2026-11-24', '2026-11-24')).toBe('today');
    expect(dayName('2026-11-25', '2026-11-24')).toBe('tomorrow');
    expect(dayName('2026-11-23', '2026-11-24')).toBe('yesterday');
    expect(dayName('2026-12-01', '2026-11-24')).toBe('other');
  });
});
