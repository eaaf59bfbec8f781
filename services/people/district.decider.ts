/** A district: its hours, its help routes, its streets, and how alerts run there. */
import type { DistrictEvent } from '@bijspringen/contracts/people/events.ts';
import type { EscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import { type Decider, type Decision, never, refuse } from '@bijspringen/kernel/decider.ts';

type Facts = Extract<DistrictEvent, { type: 'DistrictOpened' }>['data'];
export type DistrictCommand =
  | { type: 'OpenDistrict'; facts: Facts }
  | { type: 'SetEscalationPolicy'; policy: EscalationPolicy };
/** `policy` is null while nobody set one: then the default of the release holds. */
export type DistrictState = { status: 'unknown' } | { status: 'open'; policy: EscalationPolicy | null };

function evolve(district: DistrictState, event: DistrictEvent): DistrictState {
  switch (event.type) {
    case 'DistrictOpened':
      return { status: 'open', policy: null };
    case 'EscalationPolicySet':
      return district.status === 'unknown' ? district : { ...district, policy: event.data };
    default:
      return never(event);
  }
}

function openDistrict(facts: Facts, district: DistrictState): Decision<DistrictEvent> {
  return district.status === 'open' ? [] : [{ type: 'DistrictOpened', data: facts }];
}

function setPolicy(policy: EscalationPolicy, district: DistrictState): Decision<DistrictEvent> {
  if (district.status === 'unknown') return refuse('not-found');
  if (district.policy !== null && isSame(district.policy, policy)) return [];
  return [{ type: 'EscalationPolicySet', data: policy }];
}

function decide(command: DistrictCommand, district: DistrictState): Decision<DistrictEvent> {
  switch (command.type) {
    case 'OpenDistrict':
      return openDistrict(command.facts, district);
    case 'SetEscalationPolicy':
      return setPolicy(command.policy, district);
    default:
      return never(command);
  }
}

function isSame(a: EscalationPolicy, b: EscalationPolicy): boolean {
  return (
    a.waveSize === b.waveSize &&
    a.wavesMax === b.wavesMax &&
    a.waveMinutes === b.waveMinutes &&
    a.pageMinutes === b.pageMinutes &&
    a.checkMinutes === b.checkMinutes &&
    a.alertMinutes === b.alertMinutes
  );
}

export const districtDecider: Decider<DistrictState, DistrictCommand, DistrictEvent> = {
  category: 'district',
  initialState: { status: 'unknown' },
  evolve,
  decide,
};
