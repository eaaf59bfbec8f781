/** The fictional district Waterkant and who works there, as roles only. Begun again, nothing is written twice. */
import assert from 'node:assert/strict';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { derivedId, streamIdFor } from '@bijspringen/kernel/derived-id.ts';
import { toLocalDate } from '@bijspringen/kernel/local-time.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import {
  acceptInvitation,
  invitePerson,
  joinOrganisation,
  openDistrict,
  type Place,
  SETUP,
} from '../set-up.ts';
import { waterkantHelpRoutes } from './help-routes.ts';
import { contacts, makeReady, responders } from './responders.ts';

/** The same command for the same step, at every start of every demo. */
const stepId = (step: string): Id => derivedId('waterkant', step);

const WATERKANT_ORGANISATION_ID = stepId('organisation');
const WATERKANT_DISTRICT_ID = stepId('district');
const TIME_ZONE = 'Europe/Amsterdam';

const RESPONDER: Role = 'crisis-trained-resident';

export type Persona = { persona: string; name: string; roles: readonly Role[] };

/** Who may be logged in as in the demo. */
export const personas: readonly Persona[] = [
  { persona: 'caretaker', name: 'Sociale huismeester', roles: ['social-caretaker'] },
  { persona: 'second-caretaker', name: 'Tweede sociale huismeester', roles: ['social-caretaker'] },
  { persona: 'coordinator', name: 'Coördinator', roles: ['coordinator'] },
  { persona: 'second-coordinator', name: 'Tweede coördinator', roles: ['coordinator'] },
  { persona: 'duty-officer', name: 'Dienstdoende', roles: ['duty-officer'] },
  { persona: 'second-duty-officer', name: 'Tweede dienstdoende', roles: ['duty-officer'] },
  ...responders.map(({ persona, firstName }) => ({ persona, name: firstName, roles: [RESPONDER] })),
  { persona: 'administrator', name: 'Beheerder', roles: ['administrator'] },
];

const inviteId = (persona: string) => stepId(`invite ${persona}`);

/** The person behind a persona; null when there is no such persona. */
export function personOf(persona: string): Id | null {
  const isKnown = personas.some((each) => each.persona === persona);
  return isKnown ? streamIdFor(inviteId(persona), 'person') : null;
}

export type Waterkant = { districtId: Id; organisationId: Id; people: Readonly<Record<string, Id>> };

/**
 * Opens Waterkant with its organisation and people through the real commands, and waits until it can be read. A test may
 * lay it in another time zone, so that it is night there now.
 */
export async function seedWaterkant(
  kernel: Kernel,
  { timeZone = TIME_ZONE }: { timeZone?: string } = {},
): Promise<Waterkant> {
  const districtId = WATERKANT_DISTRICT_ID;
  const organisationId = WATERKANT_ORGANISATION_ID;
  const place = { districtId, organisationId, actor: SETUP };
  written(
    await joinOrganisation(kernel, {
      ...place,
      name: 'Welzijn Waterkant (verzonnen)',
      commandId: stepId('join organisation'),
    }),
  );
  written(
    await openDistrict(kernel, {
      ...place,
      commandId: stepId('open district'),
      facts: {
        name: 'Waterkant',
        organisationId,
        workingHours: {
          timeZone,
          weekdays: [1, 2, 3, 4, 5],
          hours: { from: '09:00', to: '17:00' },
          phone: { from: '10:00', to: '12:00' },
          sameDayUntil: '15:00',
        },
        helpRoutes: waterkantHelpRoutes,
        places: ['Lisdodde', 'Rietkraag', 'Kadelaan', 'Sluisplein'],
      },
    }),
  );
  const people: Record<string, Id> = {};
  // One after another: the order of invitation is the order in which people are found and asked.
  for (const persona of personas) people[persona.persona] = await letIn(kernel, place, persona);
  const today = toLocalDate(kernel.clock.now().toISOString(), timeZone);
  const made = contacts.map((contact) =>
    makeReady(kernel, { ...contact, ...place, personId: personIn(people, contact.persona), today, stepId }),
  );
  await Promise.all(made);
  await kernel.waitFor(await kernel.store.head());
  return { districtId, organisationId, people };
}

/** Invites and lets accept. */
async function letIn(kernel: Kernel, place: Place, { persona, name, roles }: Persona): Promise<Id> {
  const commandId = inviteId(persona);
  const invitation = await invitePerson(kernel, { ...place, name, roles, commandId });
  // An older release opened this demo with another name or other roles: they stay, and the person came in then.
  if (isRefusal(invitation) && invitation.refused === 'command-reused')
    return streamIdFor(commandId, 'person');
  const { personId, secret } = written(invitation);
  written(
    await acceptInvitation(kernel, { ...place, personId, secret, commandId: stepId(`accept ${persona}`) }),
  );
  return personId;
}

function personIn(people: Readonly<Record<string, Id>>, persona: string): Id {
  const personId = people[persona];
  assert(personId !== undefined, `no such persona: ${persona}`);
  return personId;
}

function written<T extends object>(outcome: T): Exclude<T, { refused: unknown }> {
  assert(!isRefusal(outcome), `the demo district was refused: ${JSON.stringify(outcome)}`);
  return outcome as Exclude<T, { refused: unknown }>;
}
