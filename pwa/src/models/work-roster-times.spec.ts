import { describe, expect, it } from 'vitest';
import { clockOf, instantAt, shiftSpan } from './work-roster-times.ts';

const ZONE = 'Europe/Amsterdam';

describe('a time of day as people type it', () => {
  it('is read with a point or a colon, with or without the first nought', () => {
    expect(clockOf('17.00')).toBe('17:00');
    expect(clockOf(' 7:30 ')).toBe('07:30');
    expect(clockOf('00.05')).toBe('00:05');
  });

  it('is refused when no clock says it', () => {
    for (const typed of ['', '24.00', '17.60', '1700', 'vijf uur', '17.00 uur'])
      expect(clockOf(typed)).toBeNull();
  });
});

describe('the instant of a clock on a wall in the district', () => {
  it('is an hour before UTC says so in winter, and two in summer', () => {
    expect(instantAt('2026-11-22', '17:00', ZONE)).toBe('2026-11-22T16:00:00.000Z');
    expect(instantAt('2026-07-01', '17:00', ZONE)).toBe('2026-07-01T15:00:00.000Z');
  });

  it('is the next moment that exists when the clock goes forward', () => {
    expect(instantAt('2026-03-29', '02:30', ZONE)).toBe('2026-03-29T01:00:00.000Z');
  });

  it('is the first of the two when the clock goes back', () => {
    expect(instantAt('2026-10-25', '02:30', ZONE)).toBe('2026-10-25T00:30:00.000Z');
  });

  it('does not depend on where the phone is', () => {
    expect(instantAt('2026-11-22', '09:07', 'Asia/Kathmandu')).toBe('2026-11-22T03:22:00.000Z');
    expect(instantAt('2026-11-22', '09:07', 'Pacific/Kiritimati')).toBe('2026-11-21T19:07:00.000Z');
  });
});

describe('a shift', () => {
  it('ends on the same day, or on the next when it ends at or before it begins', () => {
    const on = '2026-11-28';
    expect(shiftSpan({ on, from: '07:00', until: '17:00' }, ZONE)).toEqual({
      from: '2026-11-28T06:00:00.000Z',
      until: '2026-11-28T16:00:00.000Z',
    });
    expect(shiftSpan({ on, from: '23:00', until: '07:00' }, ZONE).until).toBe('2026-11-29T06:00:00.000Z');
    expect(shiftSpan({ on, from: '07:00', until: '07:00' }, ZONE).until).toBe('2026-11-29T06:00:00.000Z');
  });
});
