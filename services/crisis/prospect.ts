/** What the duty officer needs before deciding: what was written, what is known, who could come. */

import { hardRules } from '@bijspringen/contracts/crisis/values.ts';
import type { CrisisProspect } from '@bijspringen/contracts/crisis/views.ts';
import type { Id } from '@bijspringen/contracts/shared/ids.ts';
import type { Gate } from '@bijspringen/contracts/signals/values.ts';
import { chooseWave } from './choosing.ts';
import { openWords } from './opened-words.ts';
import { knownDangers, type Where } from './opening.ts';
import { UNKNOWN_REPORTER } from './recipients.ts';
import { type CrisisTools, mayDecide } from './tools.ts';

/** Everybody who could be asked, however many there are. */
const ALL = Number.MAX_SAFE_INTEGER;

export function prospectOf(
  tools: CrisisTools,
  { signal, district }: Where,
  { personId, now }: { personId: Id; now: string },
): CrisisProspect {
  const { vault } = tools.kernel;
  const dangers = knownDangers(tools, signal);
  const choice = chooseWave(tools, {
    // Of no crisis yet, so that every alert that runs is another one.
    crisisId: '',
    district,
    now,
    size: ALL,
    crisis: null,
    place: signal?.place ?? null,
    reporter: signal?.reporter ?? UNKNOWN_REPORTER,
  });
  return {
    signalId: signal?.signalId ?? null,
    text: openWords(vault, signal?.text),
    raisedAt: signal?.raisedAt ?? null,
    place: openWords(vault, signal?.place),
    dangers,
    emergency: emergencyOf(signal?.gate ?? null),
    emergencyAt: signal?.gate == null ? null : signal.raisedAt,
    knownYes: hardRules.filter((rule) => (dangers as readonly string[]).includes(rule)),
    isOnDuty: mayDecide(tools, { district, crisis: null }, personId, now),
    couldBeAsked: choice.personIds.length,
    passedOver: choice.passedOver.map((one) => ({ ...one })),
    openCrisisId: signal === null ? null : tools.rows.openFor(signal.signalId),
    policy: tools.directory.escalationPolicy(district.districtId).policy,
  };
}

function emergencyOf(gate: Gate | null): CrisisProspect['emergency'] {
  if (gate === null || gate.emergencyCalled === 'unknown') return null;
  return gate.emergencyCalled === 'yes' ? 'called-by-neighbour' : 'not-called';
}
