import type { Shift } from '@bijspringen/contracts/roster/events.ts';
import { describe, expect, it } from 'vitest';
import { gapsIn } from './gaps.policy.ts';

const HERE = 'here';
const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour)).toISOString();
const shift = (from: number, until: number, other: Partial<Shift> = {}): Shift => ({
  shiftId: `${from}`,
  personId: 'officer',
  districtIds: [HERE],
  place: 'first',
  from: at(from),
  until: at(until),
  ...other,
});
const gap = (from: number, until: number) => ({ from: at(from), until: at(until) });
const gaps = (...shifts: Shift[]) => gapsIn(shifts, { districtId: HERE, ...gap(8, 20) });

describe('nobody is first on duty', () => {
  it('all the time, without a shift', () => expect(gaps()).toEqual([gap(8, 20)]));
  it('never, where shifts follow each other', () => expect(gaps(shift(14, 22), shift(6, 14))).toEqual([]));
  it('before, between and after', () =>
    expect(gaps(shift(15, 18), shift(10, 12))).toEqual([gap(8, 10), gap(12, 15), gap(18, 20)]));
  it('where there is only a second', () =>
    expect(gaps(shift(8, 20, { place: 'second' }))).toEqual([gap(8, 20)]));
  it('where somebody is first in another district', () =>
    expect(gaps(shift(8, 20, { districtIds: ['elsewhere'] }))).toEqual([gap(8, 20)]));
  it('not where one first has several districts', () =>
    expect(gaps(shift(8, 20, { districtIds: ['elsewhere', HERE] }))).toEqual([]));
  it('beside shifts of other days, and one that was handed over before it began', () =>
    expect(gaps(shift(0, 8), shift(10, 10), shift(20, 23))).toEqual([gap(8, 20)]));
  it('never in no time at all', () =>
    expect(gapsIn([shift(8, 9)], { districtId: HERE, ...gap(20, 8) })).toEqual([]));
});
