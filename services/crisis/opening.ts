/** Opens a crisis: who may, about what, what is known already, who is asked. */
import { authorize, type District, type Principal } from '@bijspringen/access/index.ts';
import type { OpenCrisisBody } from '@bijspringen/contracts/crisis/api.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Danger } from '@bijspringen/contracts/signals/values.ts';
import { isRefusal, type Refusal, refuse } from '@bijspringen/kernel/decider.ts';
import { streamIdFor, streamName } from '@bijspringen/kernel/derived-id.ts';
import { problemResponse } from '@bijspringen/kernel/http/problem.ts';
import type { Answer } from '@bijspringen/kernel/http/route.ts';
import { FORGOTTEN } from '@bijspringen/kernel/vault/port.ts';
import { chooseWave } from './choosing.ts';
import { rulesAgainst } from './opening.policy.ts';
import { NOBODY, UNKNOWN_REPORTER } from './recipients.ts';
import { dangersAt } from './same-place.ts';
import { readSignal, type SignalFacts } from './signal-facts.ts';
import { actorOf, backupFor, type CrisisTools, command, mayDecide, positionOf, subjectOf } from './tools.ts';

export type Where = { signal: SignalFacts | null; district: District };
type Opening = { body: OpenCrisisBody; principal: Principal; now: string };

/** The signal's district; or the one that was named; or the one where this person has duty. */
export async function whereOf(
  tools: CrisisTools,
  asked: { signalId?: Id | undefined; districtId?: Id | undefined },
  principal: Principal,
  now: string,
): Promise<Where | Refusal> {
  const signal = asked.signalId === undefined ? null : await readSignal(tools.kernel, asked.signalId);
  if (signal !== null && isRefusal(signal)) return signal;
  const districtId = signal?.districtId ?? asked.districtId ?? ownDistrict(tools, principal, now);
  const district = districtId === null ? null : tools.directory.district(districtId);
  if (district === null) return refuse('not-found');
  const allowed = authorize(principal, 'crisis.decide', {
    districtId: district.districtId,
    organisationId: district.organisationId,
  });
  return allowed === true ? { signal, district } : refuse(allowed);
}

function ownDistrict({ directory }: CrisisTools, principal: Principal, now: string): Id | null {
  if (principal.kind !== 'person') return null;
  const own = principal.grants
    .filter(({ role }) => role === 'duty-officer')
    .map(({ districtId }) => districtId);
  const onDuty = own.find((districtId) =>
    directory.onDuty(districtId, now).some(({ personId }) => personId === principal.personId),
  );
  return onDuty ?? own[0] ?? null;
}

/** What was ever answered with yes about this signal and what stands beside it. */
export function knownDangers({ rows }: CrisisTools, signal: SignalFacts | null): Danger[] {
  if (signal === null) return [];
  return [...new Set([...(signal.gate?.dangers ?? []), ...rows.dangersOf(signal.signalId)])];
}

/** Openings about one signal come one after the other, so that two officers at once make one crisis. */
export function createOpening(tools: CrisisTools) {
  const underWay = new Map<Id, Promise<unknown>>();

  return async (asked: Opening): Promise<Answer> => {
    const where = await whereOf(tools, asked.body, asked.principal, asked.now);
    if (isRefusal(where)) return where;
    const key = where.signal?.signalId;
    if (key === undefined) return openHere(tools, asked, where);
    for (let other = underWay.get(key); other; other = underWay.get(key)) await other;
    const opening = openHere(tools, asked, where);
    const ended = opening.then(
      () => underWay.delete(key),
      () => underWay.delete(key),
    );
    underWay.set(key, ended);
    return opening;
  };
}

async function openHere(tools: CrisisTools, asked: Opening, where: Where): Promise<Answer> {
  const { body, principal, now } = asked;
  const { signal, district } = where;
  if (principal.kind !== 'person') return refuse('not-signed-in');
  const crisisId = streamIdFor(body.commandId, 'crisis');
  const refusal = await refuseOpening(tools, { crisisId, where, personId: principal.personId, now });
  if (refusal) return refusal;
  const place = body.place ?? placeOf(tools, signal);
  if (place === null) return problemResponse('invalid-input', [PLACE_MISSING]);
  const dangers =
    signal === null ? await dangersAt(tools, { district, place, now }) : knownDangers(tools, signal);
  const { policy } = tools.directory.escalationPolicy(district.districtId);
  const mayAsk = body.alertsResidents && rulesAgainst({ ...body, dangers }).length === 0;
  const choice = mayAsk
    ? chooseWave(tools, {
        crisisId,
        district,
        now,
        size: policy.waveSize,
        crisis: null,
        place: null,
        typedPlace: place,
        reporter: signal?.reporter ?? UNKNOWN_REPORTER,
      })
    : NOBODY;
  const { districtId, organisationId } = district;
  const signalId = signal?.signalId;
  const matter = { crisisId, signalId: signalId ?? null, districtId, organisationId };
  const hold = (text: string) => tools.kernel.vault.hold(text, subjectOf(matter));
  const { answers, emergency, tasks, needed, alertsResidents } = body;
  const handled = await command(
    tools,
    matter,
    {
      type: 'OpenCrisis',
      signalId,
      dutyPersonId: principal.personId,
      ...{ answers, dangers, emergency, tasks, needed, alertsResidents, policy, choice },
      place: hold(place),
      meetingPoint: hold(body.meetingPoint),
      backupPersonIds: backupFor(tools, districtId, now, principal.personId),
    },
    { commandId: body.commandId, actor: actorOf(principal, 'crisis.decide', district), content: body },
  );
  if (isRefusal(handled)) return handled;
  const { state } = handled;
  if (state.status === 'none') throw new Error('a crisis that was just opened is there');
  const count = state.waves[0]?.personIds.length ?? 0;
  return { created: { crisisId, position: positionOf(handled), refused: state.refusedBy, asked: count } };
}

/** A repeat of the same opening goes on, and hears what it led to. */
async function refuseOpening(
  tools: CrisisTools,
  { crisisId, where, personId, now }: { crisisId: Id; where: Where; personId: Id; now: string },
): Promise<Refusal | null> {
  const { kernel, rows } = tools;
  const past = await kernel.store.readStream(streamName('crisis', crisisId));
  if (past.length > 0) return null;
  if (!mayDecide(tools, { district: where.district, crisis: null }, personId, now))
    return refuse('not-on-duty');
  // What was opened, linked or answered a moment ago has to count.
  await kernel.waitFor(await kernel.store.head());
  const running = where.signal === null ? null : rows.openFor(where.signal.signalId);
  return running === null ? null : refuse('crisis-running');
}

function placeOf({ kernel }: CrisisTools, signal: SignalFacts | null): string | null {
  if (signal === null || signal.place === null) return null;
  const plain = kernel.vault.open(signal.place, 'crisis');
  return plain === FORGOTTEN ? null : plain;
}

const PLACE_MISSING = {
  field: 'place',
  code: 'missing',
  message: 'Vul in waar het is. Bijvoorbeeld een straat en een nummer.',
};
