/** A district: its hours, its help routes, its streets. */
import type { DistrictEvent } from '@bijspringen/contracts/people/events.ts';
import type { Decider } from '@bijspringen/kernel/decider.ts';

type Facts = Extract<DistrictEvent, { type: 'DistrictOpened' }>['data'];
export type DistrictCommand = { type: 'OpenDistrict'; facts: Facts };
export type DistrictState = { status: 'unknown' } | { status: 'open' };

export const districtDecider: Decider<DistrictState, DistrictCommand, DistrictEvent> = {
  category: 'district',
  initialState: { status: 'unknown' },
  evolve: () => ({ status: 'open' }),
  decide: (command, district) =>
    district.status === 'open' ? [] : [{ type: 'DistrictOpened', data: command.facts }],
};
