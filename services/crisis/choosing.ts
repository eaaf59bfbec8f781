/** Chooses who is asked. Addresses and numbers are opened here and nowhere else; only ids and counts go on. */
import {
  type Directory,
  type District,
  isAgreementCurrent,
  isAvailableAt,
  isTrainedOn,
  type Responder,
} from '@bijspringen/access/index.ts';
import type { WaveChoice } from '@bijspringen/contracts/crisis/commands.ts';
import type { PassedOver } from '@bijspringen/contracts/crisis/values.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import { toLocalDate } from '@bijspringen/kernel/local-time.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import { type Candidate, choose } from './choice.policy.ts';
import type { CrisisRows } from './crisis.queries.ts';
import type { OpenCrisis } from './crisis.state.ts';
import { isSamePhone, livesThere } from './same-home.policy.ts';

export type Choosing = {
  crisisId: Id;
  district: District;
  now: string;
  size: number;
  /** What is known of the crisis so far; null before it is opened. */
  crisis: OpenCrisis | null;
  place: Sealed<string> | null;
  /** A place that was typed just now and not sealed yet. */
  typedPlace?: string | undefined;
  reporter: Reporter;
};

/** Who wrote the signal, as far as that is known. */
export type Reporter = { personId: Id | null; contact: Sealed<string> | null };

type Tools = { kernel: Pick<Kernel, 'vault'>; directory: Directory; rows: CrisisRows };

/** Homes are opened only of those whom nothing else keeps away, and each opening goes to the read log. */
export function chooseWave(tools: Tools, asked: Choosing): WaveChoice {
  const { directory, rows } = tools;
  const { district, now, size } = asked;
  const onDuty = new Set(directory.onDuty(district.districtId, now).map(({ personId }) => personId));
  const open = opener(tools);
  const place = asked.typedPlace ?? open(asked.place);
  const contact = open(asked.reporter.contact);
  const candidates = directory.responders(district.districtId).map((responder): Candidate => {
    const { personId } = responder;
    const facts = openReasons(responder, asked, { rows, onDuty });
    const reasons = facts.length > 0 ? facts : sealedReasons(responder, { place, contact, open });
    return { personId, reasons, lastAskedAt: rows.lastAskedAt(personId) };
  });
  return choose(candidates, size);
}

function openReasons(
  responder: Responder,
  { crisisId, district, now, crisis, reporter }: Choosing,
  { rows, onDuty }: { rows: CrisisRows; onDuty: ReadonlySet<Id> },
): PassedOver[] {
  const { personId } = responder;
  const { timeZone } = district.workingHours;
  const before = crisis?.helpers.find((one) => one.personId === personId);
  const mayAgain = before === undefined || before.releasedBecause === 'enough';
  const holds: [PassedOver, boolean][] = [
    ['asked-before', !mayAgain],
    ['is-on-duty', onDuty.has(personId)],
    ['minor', !responder.isAdult],
    ['no-valid-training', !isTrainedOn(responder.trainings, toLocalDate(now, timeZone))],
    ['no-agreement', !isAgreementCurrent(responder.agreementEdition)],
    // Without a first name nobody can be told who comes along.
    ['not-available', responder.contact === null || !isAvailableAt(responder.availability, now, timeZone)],
    ['in-another-alert', rows.isInAnotherAlert(personId, crisisId)],
    ['is-reporter', reporter.personId === personId],
  ];
  return holds.flatMap(([why, isSo]) => (isSo ? [why] : []));
}

type Opened = { place: string | null; contact: string | null; open: ReturnType<typeof opener> };

function sealedReasons({ contact: own }: Responder, { place, contact, open }: Opened): PassedOver[] {
  const home = place === null ? null : open(own?.home ?? null);
  const phone = contact === null ? null : open(own?.phone ?? null);
  return [
    ...(phone !== null && contact !== null && isSamePhone(phone, contact) ? (['is-reporter'] as const) : []),
    ...(home !== null && place !== null && livesThere(home, place) ? (['lives-there'] as const) : []),
  ];
}

function opener({ kernel }: Tools) {
  return (sealed: Sealed<string> | null): string | null => {
    if (sealed === null) return null;
    const plain = kernel.vault.open(sealed, 'alert-choice');
    return plain === FORGOTTEN ? null : plain;
  };
}
