import { describe, expect, it } from 'vitest';
import { type Candidate, choose } from './choice.policy.ts';
import { A, at, B, C, D, E } from './crisis.fixture.ts';
import { isSamePhone, livesThere } from './same-home.policy.ts';
import { dutyEndsAt, nextDuty } from './shift.policy.ts';

const can = (personId: string, lastAskedAt: string | null = null): Candidate => ({
  personId,
  reasons: [],
  lastAskedAt,
});
const cannot = (personId: string, ...reasons: Candidate['reasons']): Candidate => ({
  personId,
  reasons,
  lastAskedAt: null,
});

describe('who is asked', () => {
  it('is whoever was asked least recently, and then whoever was invited first', () => {
    const chosen = choose([can(A, at('02:00')), can(B), can(C, at('01:00')), can(D)], 3);
    expect(chosen.personIds).toEqual([B, D, C]);
    expect(chosen).toMatchObject({ isAnyoneLeft: true, passedOver: [{ why: 'not-in-this-wave', count: 1 }] });
  });

  it('is nobody whom anything keeps away, and each counts once', () => {
    const chosen = choose(
      [cannot(A, 'not-available', 'minor'), cannot(B, 'minor'), cannot(C, 'lives-there'), can(D)],
      6,
    );
    expect(chosen).toEqual({
      personIds: [D],
      passedOver: [
        { why: 'minor', count: 2 },
        { why: 'lives-there', count: 1 },
      ],
      isAnyoneLeft: false,
    });
  });

  it('is nobody in an empty district', () => {
    expect(choose([], 6)).toEqual({ personIds: [], passedOver: [], isAnyoneLeft: false });
  });
});

describe('living at the place', () => {
  it.each([
    ['Lisdodde 14', 'lisdodde 14'],
    ['Lisdodde 14', 'bij nr 14 op de Lisdodde'],
    ['Kadelaan 3b', 'Kadelaan 3B, achter'],
    ['Lisdodde 14, 2e verdieping', 'Lisdodde 14'],
    ['Rietkraag 31', 'galerij Rietkraag'],
    ['Cafélaan 2', 'cafelaan 2'],
  ])('%s is %s', (home, place) => {
    expect(livesThere(home, place)).toBe(true);
  });

  it.each([
    ['Lisdodde 14', 'Lisdodde 16'],
    ['Lisdodde 14', 'Kadelaan 14'],
    ['Rietkraag 31', 'galerij Rietkraag 3e'],
    ['14', 'Lisdodde 14'],
    ['Lisdodde 14', 'bij de deur'],
  ])('%s is not %s', (home, place) => {
    expect(livesThere(home, place)).toBe(false);
  });
});

describe('the same telephone', () => {
  it('is told with or without +31, spaces and words around it', () => {
    expect(isSamePhone('0000-000 002', 'bel 0000 000002 na vijven')).toBe(true);
    expect(isSamePhone('0600000000', '+31 6 0000 0000')).toBe(true);
    expect(isSamePhone('0031600000000', '06-00000000')).toBe(true);
  });

  it('is no other number, and too few digits are none', () => {
    expect(isSamePhone('0600000001', '0600000000')).toBe(false);
    expect(isSamePhone('112', 'bel 112')).toBe(false);
  });
});

describe('the end of a duty', () => {
  const span = (personId: string, from: string, until: string) => ({
    personId,
    from: at(from),
    until: at(until),
  });
  const owned = (since: string, before = '10:30') => ({ since: at(since), before: at(before) });

  it('is the end of the shift that runs, with what follows on it', () => {
    const shifts = [span(E, '00:00', '07:00'), span(E, '07:00', '09:00'), span(E, '15:00', '23:00')];
    expect(dutyEndsAt(shifts, E, owned('02:40'))).toBe(at('09:00'));
  });

  it('is the end of a shift that begins before the talk is due, and no later one', () => {
    expect(dutyEndsAt([span(E, '08:00', '12:00')], E, owned('02:40'))).toBe(at('12:00'));
    expect(dutyEndsAt([span(E, '15:00', '23:00')], E, owned('02:40'))).toBe(at('02:40'));
    expect(dutyEndsAt([], E, owned('02:40'))).toBe(at('02:40'));
  });

  it('is followed by the duty of somebody else, at once or later', () => {
    const shifts = [span(E, '00:00', '07:00'), span(D, '06:00', '15:00'), span(C, '01:00', '03:00')];
    expect(nextDuty(shifts, E, at('07:00'))).toBe(at('07:00'));
    expect(nextDuty([span(D, '09:00', '15:00')], E, at('07:00'))).toBe(at('09:00'));
    expect(nextDuty([span(E, '09:00', '15:00')], E, at('07:00'))).toBe(null);
  });
});
