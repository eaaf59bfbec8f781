/** Opening a crisis, and the hard rules that keep residents out of it. Pure. */
import type { CrisisEvent } from '@bijspringen/contracts/crisis/events.ts';
import {
  type AlertRule,
  type EmergencyStatus,
  type HardRule,
  hardRules,
  type SafetyAnswers,
} from '@bijspringen/contracts/crisis/values.ts';
import type { Danger } from '@bijspringen/contracts/signals/values.ts';
import type { Context } from '@bijspringen/kernel/decider.ts';
import type { Crisis } from './crisis.state.ts';
import type { CommandOf, Decided } from './crisis-now.policy.ts';
import { later, MINUTE_MS } from './crisis-now.policy.ts';
import { alertWave } from './waves.policy.ts';

export type Safety = { answers: SafetyAnswers; dangers: readonly Danger[]; emergency: EmergencyStatus };

/** Why residents may not be alerted; empty when they may. A yes counts from wherever it came, whatever is answered now. */
export function rulesAgainst({ answers, dangers, emergency }: Safety): AlertRule[] {
  const yes = hardRules.filter((rule) => answers[rule] === 'yes' || isAmong(rule, dangers));
  const isUnanswered = hardRules.some((rule) => answers[rule] === 'unknown' && !yes.includes(rule));
  const isDanger = yes.length > 0 || dangers.length > 0;
  return [
    ...yes,
    ...(isUnanswered ? (['unanswered'] as const) : []),
    ...(isDanger && emergency === 'not-called' ? (['emergency-first'] as const) : []),
  ];
}

function isAmong(rule: HardRule, dangers: readonly Danger[]): boolean {
  return dangers.includes(rule);
}

/** The crisis is open in any case; residents are asked in the same step, or not at all. */
export function open(command: CommandOf<'OpenCrisis'>, crisis: Crisis, { now }: Context): Decided {
  if (crisis.status !== 'none') return [];
  const { type: _type, alertsResidents, choice, backupPersonIds, ...told } = command;
  const { signalId, ...facts } = told;
  const opened: CrisisEvent = {
    type: 'CrisisOpened',
    data: {
      ...facts,
      ...(signalId === undefined ? {} : { signalId }),
      dangers: [...facts.dangers],
      tasks: [...new Set(facts.tasks)],
      endsAt: later(now, facts.policy.alertMinutes * MINUTE_MS),
    },
  };
  const backup = (why: 'residents-impossible' | 'not-enough'): CrisisEvent => ({
    type: 'BackupRequested',
    data: { why, personIds: [...backupPersonIds] },
  });
  const rules = rulesAgainst(command);
  if (rules.length > 0) {
    return [opened, { type: 'AlertRefused', data: { rules } }, backup('residents-impossible')];
  }
  if (!alertsResidents) return [opened, backup('residents-impossible')];
  // Nobody can be asked: saying so at once is better than a clock that runs for nobody.
  if (choice.personIds.length === 0) return [opened, backup('not-enough')];
  return [opened, alertWave({ policy: facts.policy, endsAt: opened.data.endsAt, waves: [] }, choice, now)];
}
