/** What others in an alert see and ring, and what is agreed before an alert may come. */
import type { ProfileView } from '@bijspringen/contracts/people/api.ts';
import { computed, createModel, signal } from '@preact/signals';
import type { WorkProblem } from '../api/work.ts';
import type { SettingsApi } from '../api/work-settings.ts';
import { settingsWords as words } from '../i18n/work-settings.nl.ts';
import { createCommandIds } from './work-commands.ts';
import { isSessionOver } from './work-problems.ts';
import { FIRST_NAME_MAX, HOME_MAX, PHONE_MAX, PHONE_MIN } from './work-settings-limits.ts';
import type { FieldErrors } from './work-sheets.ts';

export type SettingsDeps = {
  api: Pick<SettingsApi, 'profile' | 'giveProfile' | 'acceptAgreement'>;
  sessionEnded: () => void;
};

export type ProfileField = 'firstName' | 'phone' | 'home';
/** The signs that a number is written with. */
const NUMBER = /^[+0-9 ()-]+$/;

export const WorkSettings = createModel((deps: SettingsDeps) => {
  const view = signal<ProfileView | null>(null);
  const problem = signal<WorkProblem | null>(null);
  const firstName = signal('');
  const phone = signal('');
  const home = signal('');
  const isAdult = signal(false);
  const fieldErrors = signal<FieldErrors>({});
  /** Goes up with every refused try, so that the summary takes the focus again. */
  const refusals = signal(0);
  const isSaving = signal(false);
  const saved = signal<'none' | 'profile' | 'agreement'>('none');
  const commands = createCommandIds();
  const fields = { firstName, phone, home };

  function take(fresh: ProfileView): void {
    view.value = fresh;
    problem.value = null;
    firstName.value = fresh.firstName ?? '';
    phone.value = fresh.phone ?? '';
    home.value = fresh.home ?? '';
    isAdult.value = fresh.isAdult;
  }

  function check(): FieldErrors {
    const errors: FieldErrors = {};
    const name = firstName.value.trim();
    const number = phone.value.trim();
    if (name === '') errors.firstName = words.profile.firstNameMissing;
    if (name.length > FIRST_NAME_MAX) errors.firstName = words.profile.tooLong;
    const isNumber = number.length >= PHONE_MIN && number.length <= PHONE_MAX && NUMBER.test(number);
    if (number !== '' && !isNumber) errors.phone = words.profile.phoneWrong;
    if (home.value.trim().length > HOME_MAX) errors.home = words.profile.tooLong;
    return errors;
  }

  function failed(failure: WorkProblem): void {
    fieldErrors.value = failure.fields;
    refusals.value += 1;
    problem.value = Object.keys(failure.fields).length > 0 ? null : failure;
    if (isSessionOver(failure)) deps.sessionEnded();
  }

  function profile() {
    const number = phone.value.trim();
    const street = home.value.trim();
    return {
      firstName: firstName.value.trim(),
      ...(number !== '' && { phone: number }),
      ...(street !== '' && { home: street }),
      isAdult: isAdult.value,
    };
  }

  return {
    view,
    problem,
    ...fields,
    isAdult,
    fieldErrors,
    refusals,
    isSaving,
    saved,
    hasAgreed: computed(
      () => view.value !== null && view.value.agreementEdition === view.value.currentAgreementEdition,
    ),
    async load() {
      const outcome = await deps.api.profile();
      if (outcome.ok) take(outcome.value);
      else {
        problem.value = outcome.problem;
        if (isSessionOver(outcome.problem)) deps.sessionEnded();
      }
    },
    change(field: ProfileField, typed: string) {
      fields[field].value = typed;
      saved.value = 'none';
    },
    turnAdult() {
      isAdult.value = !isAdult.value;
      saved.value = 'none';
    },
    async save() {
      if (isSaving.value) return;
      saved.value = 'none';
      problem.value = null;
      fieldErrors.value = check();
      if (Object.keys(fieldErrors.value).length > 0) {
        refusals.value += 1;
        return;
      }
      const body = profile();
      isSaving.value = true;
      const outcome = await deps.api.giveProfile({ commandId: commands.idFor('profile', body), ...body });
      isSaving.value = false;
      if (!outcome.ok) return failed(outcome.problem);
      commands.done('profile');
      take(outcome.value);
      saved.value = 'profile';
    },
    /** The edition that stands on the screen, and no other. */
    async agree(edition: number) {
      if (isSaving.value) return;
      saved.value = 'none';
      const body = { edition };
      isSaving.value = true;
      const commandId = commands.idFor('agreement', body);
      const outcome = await deps.api.acceptAgreement({ commandId, ...body });
      isSaving.value = false;
      if (!outcome.ok) return failed(outcome.problem);
      commands.done('agreement');
      view.value = outcome.value;
      saved.value = 'agreement';
    },
    forget() {
      view.value = null;
      firstName.value = '';
      phone.value = '';
      home.value = '';
      isAdult.value = false;
      problem.value = null;
      fieldErrors.value = {};
      saved.value = 'none';
    },
  };
});
export type WorkSettingsModel = InstanceType<typeof WorkSettings>;
