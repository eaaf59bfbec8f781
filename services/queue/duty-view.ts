/** `GET /api/duty`: calls, running crises, talks that are due, and who could come; opened for whoever looks. */
import { type Directory, mayBeAlerted } from '@bijspringen/access/index.ts';
import type { DutyView } from '@bijspringen/contracts/crisis/views.ts';
import { defaultEscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import type { Id, Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Sealed } from '@bijspringen/contracts/shared/personal.ts';
import type { Kernel } from '@bijspringen/kernel/service.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import { aftercareLabel, byDue } from './duty.policy.ts';
import { projection } from './duty.projection.ts';
import { type DutyAftercare, dutyAftercare, dutyCrises, dutyPages } from './duty-rows.ts';
import type { OpenedTexts } from './opened-texts.ts';
import { projection as queueProjection } from './queue.projection.ts';
import { signalTexts } from './queue-rows.ts';

export type DutyTools = {
  kernel: Kernel;
  directory: Directory;
  texts: Pick<OpenedTexts, 'read'>;
  /** The first instant of tomorrow in that district. */
  endOfDay: (districtId: Id, now: string) => string;
  timeZone: (districtId: Id) => string;
};

type Asked = { personId: Id; districts: readonly Id[]; now: string; position: Position };

/** Of the districts in which whoever looks may see duty. */
export async function dutyViewOf(tools: DutyTools, asked: Asked): Promise<DutyView> {
  const { kernel, directory } = tools;
  const { personId, districts, now, position } = asked;
  const database = kernel.readModel(projection).database();
  const onDuty = onDutyIn(directory, asked);
  const dutyDistrict = districts.find((districtId) =>
    directory.onDuty(districtId, now).some((each) => each.personId === personId),
  );
  const policyOf = dutyDistrict ?? districts[0];
  return {
    now,
    isOnDuty: dutyDistrict !== undefined,
    onDuty,
    pages: await pagesIn(tools, asked),
    crises: districts
      .flatMap((districtId) => dutyCrises(database, districtId))
      .map(({ officer, ...crisis }) => ({ ...crisis, isYours: officer === personId })),
    aftercare: aftercareIn(tools, asked),
    residentsNow: residentsIn(tools, asked),
    policy: policyOf === undefined ? defaultEscalationPolicy : directory.escalationPolicy(policyOf).policy,
    position,
  };
}

/** A shift that covers several districts is one. */
function onDutyIn(directory: Directory, { personId, districts, now }: Asked): DutyView['onDuty'] {
  const shifts = new Map(
    districts.flatMap((districtId) => directory.onDuty(districtId, now)).map((each) => [each.shiftId, each]),
  );
  return [...shifts.values()].map(({ place, until, ...duty }) => ({
    personId: duty.personId,
    name: directory.personName(duty.personId),
    place,
    until,
    isYou: duty.personId === personId,
  }));
}

async function pagesIn({ kernel, texts }: DutyTools, asked: Asked): Promise<DutyView['pages']> {
  const database = kernel.readModel(projection).database();
  const pages = asked.districts.flatMap((districtId) => dutyPages(database, districtId));
  const signalIds = pages.flatMap(({ signalId }) => signalId ?? []);
  const opened = await texts.read(signalTexts(kernel.readModel(queueProjection).database(), signalIds));
  return pages.map(({ pageId, signalId, crisisId, why, at, before, personIds, status }) => ({
    pageId,
    signalId,
    crisisId,
    why,
    at,
    acknowledgeBefore: before,
    isYours: personIds.includes(asked.personId),
    isUnanswered: status !== 'calling',
    firstWords: signalId === null ? null : (opened.get(signalId)?.firstWords ?? null),
  }));
}

function aftercareIn(tools: DutyTools, { personId, districts, now }: Asked): DutyView['aftercare'] {
  const database = tools.kernel.readModel(projection).database();
  return districts
    .flatMap((districtId) => {
      const endOfDay = tools.endOfDay(districtId, now);
      return dutyAftercare(database, districtId).map((row) => ({
        ...row,
        endOfDay,
        isYours: row.owner === personId,
      }));
    })
    .sort(byDue)
    .map((row) => ({
      aftercareId: row.aftercareId,
      crisisId: row.crisisId,
      for: row.for,
      round: row.round,
      label: aftercareLabel(row.for, row.askedBefore),
      ...(row.isYours ? reachOf(tools, row) : { name: null, phone: null }),
      feeling: row.feeling,
      before: row.before,
      ownerPersonId: row.owner,
      isYours: row.isYours,
      outcome: null,
      note: null,
    }));
}

/** Whom to ring, for who is going to: the first name that a helper agreed to, or what the neighbour left. */
function reachOf({ kernel, directory }: DutyTools, row: DutyAftercare) {
  const open = (sealed: Sealed<string> | null | undefined) => {
    if (sealed === null || sealed === undefined) return null;
    const plain = kernel.vault.open(sealed, 'work-queue');
    return plain === FORGOTTEN ? null : plain;
  };
  if (row.for === 'reporter') return { name: null, phone: open(row.contact) };
  const contact = row.personId === null ? null : directory.contact(row.personId);
  return { name: open(contact?.firstName), phone: open(contact?.phone) };
}

/** How many could be asked at this moment; a resident of two districts counts once. */
function residentsIn({ directory, timeZone }: DutyTools, { districts, now }: Asked): number {
  const able = districts.flatMap((districtId) =>
    directory
      .responders(districtId)
      .filter((responder) => mayBeAlerted(responder, now, timeZone(districtId)))
      .map(({ personId }) => personId),
  );
  return new Set(able).size;
}
