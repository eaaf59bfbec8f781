/** Inviting a colleague: a name, what he or she will do, and a link that is shown once. */
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import { createModel, signal } from '@preact/signals';
import type { WorkApi } from '../api/work.ts';
import { work } from '../i18n/work.nl.ts';
import { createCommandIds } from './work-commands.ts';
import { inWords, isSessionOver } from './work-problems.ts';
import type { FieldErrors } from './work-sheets.ts';

export type Invited = { name: string; link: string; expiresAt: string };
export type PeopleDeps = { api: Pick<WorkApi, 'invite'>; sessionEnded: () => void };

export const WorkPeople = createModel((deps: PeopleDeps) => {
  const name = signal('');
  const roles = signal<Role[]>([]);
  const fieldErrors = signal<FieldErrors>({});
  const problem = signal<string | null>(null);
  /** Goes up with every refused try, so that the summary takes the focus again. */
  const refusals = signal(0);
  const isSaving = signal(false);
  const invited = signal<Invited | null>(null);
  const commands = createCommandIds();

  function check(): FieldErrors {
    const errors: FieldErrors = {};
    if (name.value.trim() === '') errors.name = work.people.nameMissing;
    if (roles.value.length === 0) errors.roles = work.people.rolesMissing;
    return errors;
  }

  return {
    name,
    roles,
    fieldErrors,
    problem,
    refusals,
    isSaving,
    invited,
    rename(changed: string) {
      name.value = changed;
    },
    toggle(role: Role) {
      roles.value = roles.value.includes(role)
        ? roles.value.filter((each) => each !== role)
        : [...roles.value, role];
    },
    async invite() {
      if (isSaving.value) return;
      fieldErrors.value = check();
      problem.value = null;
      if (Object.keys(fieldErrors.value).length > 0) {
        refusals.value += 1;
        return;
      }
      const body = { name: name.value.trim(), roles: roles.value };
      isSaving.value = true;
      const outcome = await deps.api.invite({ commandId: commands.idFor('invite', body), ...body });
      isSaving.value = false;
      if (!outcome.ok) {
        fieldErrors.value = outcome.problem.fields;
        refusals.value += 1;
        if (Object.keys(outcome.problem.fields).length === 0) problem.value = inWords(outcome.problem);
        if (isSessionOver(outcome.problem)) deps.sessionEnded();
        return;
      }
      commands.done('invite');
      invited.value = { name: body.name, link: outcome.value.link, expiresAt: outcome.value.expiresAt };
      name.value = '';
      roles.value = [];
    },
    again() {
      invited.value = null;
    },
    forget() {
      invited.value = null;
      name.value = '';
      roles.value = [];
    },
  };
});
export type WorkPeopleModel = InstanceType<typeof WorkPeople>;
