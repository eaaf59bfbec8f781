/** An organisation that takes part in a district's work. */
import type { OrganisationEvent } from '@bijspringen/contracts/people/events.ts';
import type { Decider } from '@bijspringen/kernel/decider.ts';

export type OrganisationCommand = { type: 'JoinOrganisation'; name: string };
export type Organisation = { status: 'unknown' } | { status: 'joined' };

export const organisationDecider: Decider<Organisation, OrganisationCommand, OrganisationEvent> = {
  category: 'organisation',
  initialState: { status: 'unknown' },
  evolve: () => ({ status: 'joined' }),
  decide: (command, organisation) =>
    organisation.status === 'joined' ? [] : [{ type: 'OrganisationJoined', data: { name: command.name } }],
};
