import type { Responder } from '@bijspringen/access/index.ts';
import { RESPONDER_AGREEMENT_EDITION } from '@bijspringen/contracts/people/values.ts';
import type { Availability } from '@bijspringen/contracts/roster/events.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { describe, expect, it } from 'vitest';
import { coverageOf } from './coverage.policy.ts';

/** A Tuesday. */
const TUESDAY = '2026-11-24';
const firstName = 's1.first' as unknown as Sealed<string>;

function resident(availability: Availability | null, other: Partial<Responder> = {}): Responder {
  return {
    personId: 'resident',
    isAdult: true,
    trainings: [{ on: '2026-01-01', validUntil: '2027-01-01' }],
    agreementEdition: RESPONDER_AGREEMENT_EDITION,
    availability,
    contact: { firstName, phone: null, home: null },
    ...other,
  };
}
const always: Availability = { mode: 'now', hours: [] };
const inHours = (...hours: Availability['hours']): Availability => ({ mode: 'hours', hours });
const coverage = (responders: Responder[], days = 1, fromDate = TUESDAY) =>
  coverageOf(responders, { fromDate, days, timeZone: 'Europe/Amsterdam' });
const counts = (night: number, morning: number, afternoon: number, evening: number) => ({
  night,
  morning,
  afternoon,
  evening,
});

describe('residents who could be asked', () => {
  it('are nobody where nobody is', () =>
    expect(coverage([])).toEqual([{ on: TUESDAY, ...counts(0, 0, 0, 0) }]));

  it('count all day when they always can', () =>
    expect(coverage([resident(always), resident(always)])).toEqual([{ on: TUESDAY, ...counts(2, 2, 2, 2) }]));

  it('count where they are there for all of it, not for a part', () => {
    const evening = inHours({ weekday: 2, from: '17:00', to: '23:00' });
    const longer = inHours({ weekday: 2, from: '17:00', to: '00:00' });
    expect(coverage([resident(evening), resident(longer)])).toEqual([{ on: TUESDAY, ...counts(0, 0, 0, 1) }]);
  });

  it('count as many as there are at the thinnest moment', () => {
    const early = inHours({ weekday: 2, from: '12:00', to: '15:00' });
    const late = inHours({ weekday: 2, from: '15:00', to: '18:00' });
    expect(coverage([resident(early), resident(late)])).toEqual([{ on: TUESDAY, ...counts(0, 0, 1, 0) }]);
    const tooLate = inHours({ weekday: 2, from: '15:01', to: '18:00' });
    expect(coverage([resident(early), resident(tooLate)])[0]?.afternoon).toBe(0);
  });

  it('count in the night that began the evening before', () => {
    const nights = inHours({ weekday: 1, from: '22:00', to: '07:00' });
    expect(coverage([resident(nights)], 2)).toEqual([
      { on: TUESDAY, ...counts(1, 0, 0, 0) },
      { on: '2026-11-25', ...counts(0, 0, 0, 0) },
    ]);
  });

  it('count until the last day of their training', () => {
    const trainings = [{ on: '2026-01-01', validUntil: TUESDAY }];
    expect(coverage([resident(always, { trainings })], 2).map((each) => each.morning)).toEqual([1, 0]);
  });

  it('do not count without contact, adulthood, the agreement of today, or a word about when', () =>
    expect(
      coverage([
        resident(always, { contact: null }),
        resident(always, { isAdult: false }),
        resident(always, { agreementEdition: null }),
        resident(null),
        resident({ mode: 'paused', hours: [] }),
      ]),
    ).toEqual([{ on: TUESDAY, ...counts(0, 0, 0, 0) }]));

  it('count again after a pause', () => {
    const until = '2026-11-24T11:00:00.000Z';
    const hours = [{ weekday: 2, from: '00:00', to: '00:00' }];
    expect(coverage([resident({ mode: 'paused', until, hours })])).toEqual([
      { on: TUESDAY, ...counts(0, 0, 1, 1) },
    ]);
  });

  it('count on the days on which the clock changes too', () => {
    const nights = inHours({ weekday: 6, from: '22:00', to: '06:00' });
    expect(coverage([resident(nights)], 1, '2026-10-25')[0]).toMatchObject(counts(1, 0, 0, 0));
    expect(coverage([resident(nights)], 1, '2026-03-29')[0]).toMatchObject(counts(1, 0, 0, 0));
  });
});
