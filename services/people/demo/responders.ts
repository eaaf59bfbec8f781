/** The crisis-trained residents of Waterkant, as roles: how they can be reached, and what they learned and agreed to. */
import assert from 'node:assert/strict';
import { RESPONDER_AGREEMENT_EDITION } from '@bijspringen/contracts/people/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import { isRefusal } from '@bijspringen/kernel/decider.ts';
import { addDays } from '@bijspringen/kernel/local-time.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { acceptAgreement, giveContact, recordTraining } from '../readiness.ts';
import type { Place } from '../set-up.ts';

/** Days before today on which the training was, and how long it is valid. */
type Training = { daysAgo: number; validDays: number };
type DemoContact = {
  persona: string;
  firstName: string;
  phone: string;
  home?: string;
  training?: Training;
};

const VALID: Training = { daysAgo: 100, validDays: 730 };
const EXPIRED: Training = { daysAgo: 800, validDays: 730 };

/** In the order of invitation. No number can be rung: none begins with four zeros. */
export const responders = [
  resident('responder', 'A', { phone: '0000-000 001', home: 'Lisdodde 3' }),
  resident('responder-b', 'B', { phone: '0000-000 002', home: 'Lisdodde 21' }),
  resident('responder-c', 'C', { phone: '0000-000 003', home: 'Rietkraag 8' }),
  resident('responder-d', 'D', { phone: '0000-000 004', home: 'Rietkraag 40' }),
  resident('responder-e', 'E', { phone: '0000-000 005', home: 'Kadelaan 5' }),
  resident('responder-f', 'F', { phone: '0000-000 006', home: 'Kadelaan 62' }),
  // G paused: see the roster's part of the demo.
  resident('responder-g', 'G', { phone: '0000-000 007', home: 'Sluisplein 2' }),
  resident('responder-h', 'H', { phone: '0000-000 008', home: 'Sluisplein 11', training: EXPIRED }),
] as const satisfies DemoContact[];

/** Everybody whom others in an alert can ring. */
export const contacts: readonly DemoContact[] = [
  ...responders,
  { persona: 'duty-officer', firstName: 'Dienstdoende', phone: '0000-000 011' },
  { persona: 'second-duty-officer', firstName: 'Tweede dienstdoende', phone: '0000-000 012' },
];

type Ready = DemoContact & Place & { personId: Id; today: string; stepId: (step: string) => Id };

/** Gives the contact; and where there is a training, records it and accepts the agreement. */
export async function makeReady(
  kernel: Kernel,
  { persona, firstName, phone, home, training, today, stepId, ...who }: Ready,
): Promise<void> {
  const profile = { firstName, phone, ...(home === undefined ? {} : { home }), isAdult: true };
  seeded(await giveContact(kernel, { ...who, profile, commandId: stepId(`contact ${persona}`) }));
  if (training === undefined) return;
  const on = addDays(today, -training.daysAgo);
  const days = { on, validUntil: addDays(on, training.validDays), today };
  seeded(await recordTraining(kernel, { ...who, ...days, commandId: stepId(`training ${persona}`) }));
  const edition = RESPONDER_AGREEMENT_EDITION;
  const commandId = stepId(`agreement ${edition} ${persona}`);
  seeded(await acceptAgreement(kernel, { ...who, edition, commandId }));
}

function resident(
  persona: string,
  letter: string,
  facts: { phone: string; home: string; training?: Training },
) {
  return { persona, firstName: `Bewoner ${letter}`, training: VALID, ...facts };
}

/** Days follow from the day of the first start: at a later start they are others, and what was recorded stays. */
function seeded(outcome: object): void {
  const isThere = !isRefusal(outcome) || outcome.refused === 'command-reused';
  assert(isThere, `the demo's people were refused: ${JSON.stringify(outcome)}`);
}
