/** Deciding: what is known, what the duty officer answers, and opening the crisis. Nothing is filled in for safety or 112. */
import {
  type EmergencyStatus,
  type HardRule,
  hardRules,
  MEETING_POINT_MAX_CHARACTERS,
  NEEDED_MIN,
  type SafetyAnswer,
  type Task,
} from '@bijspringen/contracts/crisis/values.ts';
import type { CrisisProspect } from '@bijspringen/contracts/crisis/views.ts';
import { computed, createModel, signal } from '@preact/signals';
import type { WorkProblem } from '../api/work.ts';
import type { CrisisApi } from '../api/work-crisis.ts';
import { crisisLists, decideWords as words } from '../i18n/work-crisis.nl.ts';
import { createCommandIds } from './work-commands.ts';
import { isSessionOver } from './work-problems.ts';
import type { FieldErrors } from './work-sheets.ts';

export type Decision = {
  emergency: EmergencyStatus | null;
  answers: Partial<Record<HardRule, SafetyAnswer>>;
  tasks: readonly Task[];
  meetingPoint: string;
  place: string;
  needed: number;
};
export type OpenDeps = { api: Pick<CrisisApi, 'prospect' | 'open'>; sessionEnded: () => void };

const EMPTY: Decision = {
  emergency: null,
  answers: {},
  tasks: ['be-near', 'wait-for-help'],
  meetingPoint: '',
  place: '',
  needed: NEEDED_MIN,
};

/** A yes that the neighbour or an earlier crisis gave stands, whatever is answered here. */
export function answersOf(decision: Decision, knownYes: readonly string[]): Decision['answers'] {
  const known = hardRules.filter((rule) => knownYes.includes(rule));
  return { ...decision.answers, ...Object.fromEntries(known.map((rule) => [rule, 'yes' as const])) };
}

function safetyErrors({ emergency }: Decision, answers: Decision['answers']): FieldErrors {
  const errors: FieldErrors = {};
  if (emergency === null) errors.emergency = words.emergencyMissing;
  for (const rule of hardRules)
    if (answers[rule] === undefined) errors[rule] = words.answerMissing(crisisLists.hardRules[rule].button);
  return errors;
}

function wordErrors(decision: Decision, prospect: CrisisProspect | null): FieldErrors {
  const errors: FieldErrors = {};
  if (decision.tasks.length === 0) errors.tasks = words.tasksMissing;
  const point = decision.meetingPoint.trim();
  if (point === '') errors.meetingPoint = words.meetingPointMissing;
  if (point.length > MEETING_POINT_MAX_CHARACTERS)
    errors.meetingPoint = words.meetingPointTooLong(MEETING_POINT_MAX_CHARACTERS);
  if ((prospect?.place ?? null) === null && decision.place.trim() === '') errors.place = words.placeMissing;
  return errors;
}

export const WorkOpening = createModel((signalId: string | null, deps: OpenDeps) => {
  const prospect = signal<CrisisProspect | null>(null);
  const problem = signal<WorkProblem | null>(null);
  const decision = signal<Decision>(EMPTY);
  const fieldErrors = signal<FieldErrors>({});
  /** Goes up with every refused try, so that the summary takes the focus again. */
  const refusals = signal(0);
  const refusal = signal<WorkProblem | null>(null);
  const isSending = signal(false);
  const commands = createCommandIds();

  const answers = computed(() => answersOf(decision.value, prospect.value?.knownYes ?? []));
  /** Rules that this would break, said before anything is sent. */
  const ruledOut = computed(() => hardRules.filter((rule) => answers.value[rule] === 'yes'));

  /** What stands in the way of asking residents for now, and can still change. */
  const notYet = computed((): 'answers' | 'emergency' | null => {
    if (ruledOut.value.length > 0) return null;
    const hasDanger = (prospect.value?.dangers.length ?? 0) > 0;
    if (hasDanger && decision.value.emergency === 'not-called') return 'emergency';
    return hardRules.some((rule) => answers.value[rule] === 'unknown') ? 'answers' : null;
  });

  async function load(): Promise<void> {
    const outcome = await deps.api.prospect(signalId);
    if (outcome.ok) {
      prospect.value = outcome.value;
      problem.value = null;
      return;
    }
    problem.value = outcome.problem;
    if (isSessionOver(outcome.problem)) deps.sessionEnded();
  }

  /** Without residents nobody meets anywhere; the server still wants a point, so the place stands in for it. */
  function bodyOf(alertsResidents: boolean) {
    const { violence, fire, suicide, child } = answers.value;
    const { emergency, tasks, needed } = decision.value;
    if (emergency === null || !violence || !fire || !suicide || !child) return null;
    const place = decision.value.place.trim();
    const point = decision.value.meetingPoint.trim() || words.noPoint;
    return {
      ...(signalId !== null && { signalId }),
      answers: { violence, fire, suicide, child },
      emergency,
      tasks: tasks.length === 0 ? [...EMPTY.tasks] : [...tasks],
      needed,
      meetingPoint: point.slice(0, MEETING_POINT_MAX_CHARACTERS),
      ...(place !== '' && { place }),
      alertsResidents,
    };
  }

  function check(wantsResidents: boolean): FieldErrors {
    const safety = safetyErrors(decision.value, answers.value);
    const written = wordErrors(decision.value, prospect.value);
    if (wantsResidents) return { ...safety, ...written };
    return { ...safety, ...(written.place !== undefined && { place: written.place }) };
  }

  return {
    prospect,
    problem,
    decision,
    answers,
    ruledOut,
    notYet,
    fieldErrors,
    refusals,
    refusal,
    isSending,
    load,
    change(changed: Partial<Decision>) {
      decision.value = { ...decision.value, ...changed };
    },
    answer(rule: HardRule, given: SafetyAnswer) {
      decision.value = { ...decision.value, answers: { ...decision.value.answers, [rule]: given } };
      // Half of what was asked for is not on the screen any more.
      if (given === 'yes') fieldErrors.value = {};
    },
    toggle(task: Task) {
      const { tasks } = decision.value;
      const changed = tasks.includes(task) ? tasks.filter((each) => each !== task) : [...tasks, task];
      decision.value = { ...decision.value, tasks: changed };
    },
    /** The id of the crisis that is open now, or null with the reason on the screen. */
    async open(wantsResidents: boolean): Promise<string | null> {
      if (isSending.value) return null;
      refusal.value = null;
      fieldErrors.value = check(wantsResidents);
      const body = bodyOf(wantsResidents);
      if (Object.keys(fieldErrors.value).length > 0 || body === null) {
        refusals.value += 1;
        return null;
      }
      isSending.value = true;
      const outcome = await deps.api.open({ commandId: commands.idFor('open', body), ...body });
      isSending.value = false;
      if (outcome.ok) {
        commands.done('open');
        return outcome.value.crisisId;
      }
      fieldErrors.value = outcome.problem.fields;
      refusals.value += 1;
      if (Object.keys(outcome.problem.fields).length === 0) refusal.value = outcome.problem;
      if (isSessionOver(outcome.problem)) deps.sessionEnded();
      else if (outcome.problem.code !== 'offline') void load();
      return null;
    },
  };
});
export type WorkOpeningModel = InstanceType<typeof WorkOpening>;
