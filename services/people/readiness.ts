/** What makes somebody ready for an alert, written down: contact, adulthood, training, agreement; and how alerts run. */
import type { profileBody } from '@bijspringen/contracts/people/api.ts';
import type { EscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { streamName } from '@bijspringen/kernel/derived-id.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import type * as z from 'zod/mini';
import { districtDecider } from './district.decider.ts';
import { personDecider } from './person.decider.ts';
import { contextOf, type Place } from './set-up.ts';

type Tools = Pick<Kernel, 'handle' | 'vault'>;
type Who = Place & { personId: Id; commandId: Id };
type Profile = Omit<z.output<typeof profileBody>, 'commandId'>;

/** Somebody's first name, number and street for alerts, sealed under their own key; what is left out is taken away. */
export async function giveContact(
  { handle, vault }: Tools,
  { personId, commandId, profile, ...place }: Who & { profile: Profile },
) {
  const { firstName, phone, home, isAdult } = profile;
  const subject = `worker-${personId}` as const;
  const contact = {
    firstName: vault.hold(firstName, subject),
    ...(phone === undefined ? {} : { phone: vault.hold(phone, subject) }),
    ...(home === undefined ? {} : { home: vault.hold(home, subject) }),
  };
  const context = contextOf(place, commandId, profile);
  const command = { type: 'GiveContact', contact, isAdult } as const;
  return handle(personDecider, streamName('person', personId), command, context);
}

/** A crisis training that somebody completed. `today` is the date in the district. */
export async function recordTraining(
  { handle }: Tools,
  { personId, commandId, on, validUntil, today, ...place }: Who & Training,
) {
  const context = contextOf(place, commandId, { on, validUntil });
  const command = { type: 'RecordTraining', on, validUntil, today } as const;
  return handle(personDecider, streamName('person', personId), command, context);
}
type Training = { on: string; validUntil: string; today: string };

/** The agreement of a crisis-trained resident, in the edition that was shown. */
export async function acceptAgreement(
  { handle }: Tools,
  { personId, commandId, edition, ...place }: Who & { edition: number },
) {
  const context = contextOf(place, commandId, { edition });
  const command = { type: 'AcceptAgreement', edition } as const;
  return handle(personDecider, streamName('person', personId), command, context);
}

/** How alerts run in the district of `place` from now on. */
export async function setEscalationPolicy(
  { handle }: Tools,
  { commandId, policy, ...place }: Place & { commandId: Id; policy: EscalationPolicy },
) {
  const context = contextOf(place, commandId, { policy });
  const command = { type: 'SetEscalationPolicy', policy } as const;
  return handle(districtDecider, streamName('district', place.districtId), command, context);
}
