/** Who may be alerted and what is missing, recording a training, and the six numbers of how alerts run. */
import type { PeopleView } from '@bijspringen/contracts/people/api.ts';
import { type EscalationPolicy, escalationPolicy } from '@bijspringen/contracts/people/values.ts';
import { batch, createModel, signal } from '@preact/signals';
import * as z from 'zod/mini';
import type { WorkProblem } from '../api/work.ts';
import type { RosterApi } from '../api/work-roster.ts';
import { policyWords, peopleListWords as words } from '../i18n/work-roster.nl.ts';
import { createCommandIds } from './work-commands.ts';
import { inWords, isSessionOver } from './work-problems.ts';
import type { FieldErrors } from './work-sheets.ts';

export type Person = PeopleView['people'][number];
export type Missing = keyof typeof words.missingParts;
export type PeopleListDeps = {
  api: Pick<RosterApi, 'people' | 'train' | 'policy' | 'setPolicy'>;
  /** The local date in the district. */
  today: () => string;
  sessionEnded: () => void;
};

/** The bounds of the contract, said in words before the server is asked. */
const BOUNDS: Record<keyof EscalationPolicy, readonly [min: number, max: number]> = {
  waveSize: [2, 100],
  wavesMax: [1, 10],
  waveMinutes: [1, 30],
  pageMinutes: [1, 30],
  checkMinutes: [2, 30],
  alertMinutes: [10, 240],
};
export const policyFields = Object.keys(BOUNDS) as (keyof EscalationPolicy)[];
const TRAINING_YEARS_MAX = 3;

/** What this resident still has to do, in the order in which it is asked. */
export function missingOf(person: Person, today: string): Missing[] {
  const isTrained = person.trainedUntil !== null && person.trainedUntil >= today;
  return [
    ...(person.hasContact ? [] : (['contact'] as const)),
    ...(person.isAdult ? [] : (['adult'] as const)),
    ...(isTrained ? [] : (['training'] as const)),
    ...(person.hasAgreement ? [] : (['agreement'] as const)),
  ];
}

function yearsAfter(localDate: string, years: number): string {
  return `${Number(localDate.slice(0, 4)) + years}${localDate.slice(4)}`;
}

export const WorkPeopleList = createModel((deps: PeopleListDeps) => {
  const people = signal<readonly Person[] | null>(null);
  const policy = signal<EscalationPolicy | null>(null);
  const isDefaultPolicy = signal(false);
  const problem = signal<WorkProblem | null>(null);
  const training = signal<Person | null>(null);
  const trainingDraft = signal({ on: '', validUntil: '' });
  const policyDraft = signal<Record<keyof EscalationPolicy, string> | null>(null);
  const fieldErrors = signal<FieldErrors>({});
  const refusal = signal<string | null>(null);
  const refusals = signal(0);
  const said = signal<string | null>(null);
  const isSaving = signal(false);
  const commands = createCommandIds();

  async function load(): Promise<void> {
    const [listed, ruled] = await Promise.all([deps.api.people(), deps.api.policy()]);
    const failed = !listed.ok ? listed.problem : null;
    batch(() => {
      problem.value = failed;
      if (listed.ok) people.value = listed.value.people;
      // An administrator sees people and no policy; that is no error.
      if (ruled.ok) {
        policy.value = ruled.value.policy;
        isDefaultPolicy.value = ruled.value.isDefault;
      }
    });
    if (failed !== null && isSessionOver(failed)) deps.sessionEnded();
  }

  function refused(failure: WorkProblem): void {
    fieldErrors.value = failure.fields;
    refusals.value += 1;
    refusal.value = Object.keys(failure.fields).length > 0 ? null : inWords(failure);
    if (isSessionOver(failure)) deps.sessionEnded();
  }

  function checkTraining({ on, validUntil }: { on: string; validUntil: string }): FieldErrors {
    const errors: FieldErrors = {};
    if (on === '') errors.on = words.dateMissing;
    else if (on > deps.today()) errors.on = words.inFuture;
    if (validUntil === '') errors.validUntil = words.dateMissing;
    else if (on !== '' && validUntil <= on) errors.validUntil = words.untilTooEarly;
    else if (on !== '' && validUntil > yearsAfter(on, TRAINING_YEARS_MAX))
      errors.validUntil = words.untilTooLate;
    return errors;
  }

  function readPolicy(typed: Record<keyof EscalationPolicy, string>): {
    errors: FieldErrors;
    policy: EscalationPolicy | null;
  } {
    const errors: FieldErrors = {};
    const numbers: Record<string, number> = {};
    for (const field of policyFields) {
      const value = Number(typed[field].trim());
      const [min, max] = BOUNDS[field];
      numbers[field] = value;
      const isGood = typed[field].trim() !== '' && Number.isInteger(value) && value >= min && value <= max;
      if (!isGood) errors[field] = policyWords.between(min, max);
    }
    const parsed = z.safeParse(escalationPolicy, numbers);
    return { errors, policy: parsed.success ? parsed.data : null };
  }

  return {
    people,
    policy,
    isDefaultPolicy,
    problem,
    training,
    trainingDraft,
    policyDraft,
    fieldErrors,
    refusal,
    refusals,
    said,
    isSaving,
    load,
    openTraining(person: Person) {
      fieldErrors.value = {};
      refusal.value = null;
      said.value = null;
      trainingDraft.value = { on: deps.today(), validUntil: yearsAfter(deps.today(), 2) };
      training.value = person;
    },
    changeTraining(changed: Partial<{ on: string; validUntil: string }>) {
      trainingDraft.value = { ...trainingDraft.value, ...changed };
    },
    closeTraining() {
      training.value = null;
      fieldErrors.value = {};
      refusal.value = null;
    },
    async saveTraining() {
      const person = training.value;
      if (person === null || isSaving.value) return;
      const body = { ...trainingDraft.value };
      fieldErrors.value = checkTraining(body);
      if (Object.keys(fieldErrors.value).length > 0) return;
      isSaving.value = true;
      const name = `train ${person.personId}`;
      const outcome = await deps.api.train(person.personId, {
        commandId: commands.idFor(name, body),
        ...body,
      });
      isSaving.value = false;
      if (!outcome.ok) return refused(outcome.problem);
      commands.done(name);
      training.value = null;
      said.value = words.saved;
      await load();
    },
    openPolicy() {
      const now = policy.value;
      if (now === null) return;
      fieldErrors.value = {};
      said.value = null;
      policyDraft.value = {
        waveSize: String(now.waveSize),
        wavesMax: String(now.wavesMax),
        waveMinutes: String(now.waveMinutes),
        pageMinutes: String(now.pageMinutes),
        checkMinutes: String(now.checkMinutes),
        alertMinutes: String(now.alertMinutes),
      };
    },
    changePolicy(field: keyof EscalationPolicy, typed: string) {
      if (policyDraft.value !== null) policyDraft.value = { ...policyDraft.value, [field]: typed };
    },
    closePolicy() {
      policyDraft.value = null;
      fieldErrors.value = {};
      refusal.value = null;
    },
    async savePolicy() {
      const typed = policyDraft.value;
      if (typed === null || isSaving.value) return;
      const reading = readPolicy(typed);
      fieldErrors.value = reading.errors;
      if (reading.policy === null || Object.keys(reading.errors).length > 0) {
        refusals.value += 1;
        return;
      }
      const body = { policy: reading.policy };
      isSaving.value = true;
      const outcome = await deps.api.setPolicy({ commandId: commands.idFor('policy', body), ...body });
      isSaving.value = false;
      if (!outcome.ok) return refused(outcome.problem);
      commands.done('policy');
      policyDraft.value = null;
      said.value = policyWords.saved;
      await load();
    },
    dismiss() {
      said.value = null;
    },
    forget() {
      people.value = null;
      policy.value = null;
      training.value = null;
      policyDraft.value = null;
      said.value = null;
      problem.value = null;
    },
  };
});
export type WorkPeopleListModel = InstanceType<typeof WorkPeopleList>;
