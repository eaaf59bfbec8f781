/** One aftercare talk: what came of it, or to whom it goes. */
import type { AftercareView } from '@bijspringen/contracts/crisis/views.ts';
import { createModel, signal } from '@preact/signals';
import type { Outcome } from '../api/work.ts';
import type { CrisisApi } from '../api/work-crisis.ts';
import { aftercareWords } from '../i18n/work-crisis.nl.ts';
import { createCommandIds } from './work-commands.ts';
import { inWords, isSessionOver } from './work-problems.ts';
import type { FieldErrors } from './work-sheets.ts';

export type AftercareOutcome = Exclude<AftercareView['outcome'], null>;
export type AftercareDeps = {
  api: Pick<CrisisApi, 'aftercare' | 'assignAftercare'>;
  sessionEnded: () => void;
};

export const WorkAftercare = createModel((deps: AftercareDeps) => {
  const open = signal<AftercareView | null>(null);
  const isGiving = signal(false);
  const outcome = signal<AftercareOutcome | null>(null);
  const note = signal('');
  const toPersonId = signal<string | null>(null);
  const fieldErrors = signal<FieldErrors>({});
  const problem = signal<string | null>(null);
  const isSaving = signal(false);
  /** What was just saved, in words. */
  const saved = signal<string | null>(null);
  const commands = createCommandIds();

  function clear(): void {
    isGiving.value = false;
    outcome.value = null;
    note.value = '';
    toPersonId.value = null;
    fieldErrors.value = {};
    problem.value = null;
  }

  async function send(
    what: { name: string; body: object; words: string },
    call: (commandId: string) => Promise<Outcome<{ position: string }>>,
  ): Promise<string | null> {
    if (isSaving.value) return null;
    isSaving.value = true;
    problem.value = null;
    const answer = await call(commands.idFor(what.name, what.body));
    isSaving.value = false;
    if (!answer.ok) {
      fieldErrors.value = answer.problem.fields;
      problem.value = Object.keys(answer.problem.fields).length > 0 ? null : inWords(answer.problem);
      if (isSessionOver(answer.problem)) deps.sessionEnded();
      return null;
    }
    commands.done(what.name);
    saved.value = what.words;
    open.value = null;
    clear();
    return answer.value.position;
  }

  /** Not calling somebody at all is a choice that a colleague must be able to understand later. */
  function check(): FieldErrors {
    const errors: FieldErrors = {};
    if (outcome.value === null) errors.outcome = aftercareWords.outcomeMissing;
    if (outcome.value === 'not-needed' && note.value.trim() === '') errors.note = aftercareWords.noteNeeded;
    return errors;
  }

  return {
    open,
    isGiving,
    outcome,
    note,
    toPersonId,
    fieldErrors,
    problem,
    isSaving,
    saved,
    show(item: AftercareView) {
      clear();
      saved.value = null;
      open.value = item;
    },
    close() {
      open.value = null;
      clear();
    },
    giveAway() {
      isGiving.value = true;
      fieldErrors.value = {};
    },
    dismiss() {
      saved.value = null;
    },
    /** The position at which it stands, or null when it was not saved. */
    async save(): Promise<string | null> {
      const item = open.value;
      fieldErrors.value = check();
      const chosen = outcome.value;
      if (item === null || chosen === null || Object.keys(fieldErrors.value).length > 0) return null;
      const text = note.value.trim();
      const body = { outcome: chosen, ...(text !== '' && { note: text }) };
      return await send({ name: `done ${item.aftercareId}`, body, words: aftercareWords.done }, (commandId) =>
        deps.api.aftercare(item.crisisId, item.aftercareId, { commandId, ...body }),
      );
    },
    async give(): Promise<string | null> {
      const item = open.value;
      const ownerPersonId = toPersonId.value;
      if (item === null) return null;
      if (ownerPersonId === null) {
        fieldErrors.value = { to: aftercareWords.giveMissing };
        return null;
      }
      const body = { ownerPersonId };
      return await send(
        { name: `give ${item.aftercareId}`, body, words: aftercareWords.given },
        (commandId) => deps.api.assignAftercare(item.crisisId, item.aftercareId, { commandId, ...body }),
      );
    },
    forget() {
      open.value = null;
      saved.value = null;
      clear();
    },
  };
});
export type WorkAftercareModel = InstanceType<typeof WorkAftercare>;
