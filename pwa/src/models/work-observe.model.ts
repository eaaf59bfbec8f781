/** Twenty seconds on the stairs: what, from whom, where; and a code to hand over. */
import { formatFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import {
  type Kind,
  PLACE_MAX_CHARACTERS,
  TEXT_MAX_CHARACTERS,
} from '@bijspringen/contracts/signals/values.ts';
import { createModel, signal } from '@preact/signals';
import { newFollowCode } from '../api/ids.ts';
import type { WorkApi } from '../api/work.ts';
import { work } from '../i18n/work.nl.ts';
import { createCommandIds } from './work-commands.ts';
import { inWords, isSessionOver } from './work-problems.ts';
import type { FieldErrors } from './work-sheets.ts';

export type Observation = {
  text: string;
  place: string;
  origin: 'own-observation' | 'told';
  kind: Kind;
  readFirst: boolean;
};
export type Noted = { signalId: string; code: string; formattedCode: string; wasTold: boolean };

export type ObserveDeps = {
  api: Pick<WorkApi, 'observe'>;
  sessionEnded: () => void;
};

const EMPTY: Observation = {
  text: '',
  place: '',
  origin: 'own-observation',
  kind: 'concern',
  readFirst: false,
};

function check(observation: Observation): FieldErrors {
  const errors: FieldErrors = {};
  if (observation.text.trim() === '') errors.text = work.observe.textMissing;
  else if (observation.text.trim().length > TEXT_MAX_CHARACTERS)
    errors.text = work.problem.tooLong(TEXT_MAX_CHARACTERS);
  // A concern is about somebody somewhere; a wish needs no place.
  if (observation.kind === 'concern' && observation.place.trim() === '')
    errors.place = work.observe.placeMissing;
  if (observation.place.trim().length > PLACE_MAX_CHARACTERS)
    errors.place = work.problem.tooLong(PLACE_MAX_CHARACTERS);
  return errors;
}

export const WorkObserve = createModel((deps: ObserveDeps) => {
  const draft = signal<Observation>(EMPTY);
  const fieldErrors = signal<FieldErrors>({});
  const problem = signal<string | null>(null);
  /** Goes up with every refused try, so that the summary takes the focus again. */
  const refusals = signal(0);
  const isSaving = signal(false);
  const noted = signal<Noted | null>(null);
  const commands = createCommandIds();
  /** Made once for this form, so that trying again hands over the code that the server already has. */
  let code: string | null = null;

  return {
    draft,
    fieldErrors,
    problem,
    refusals,
    isSaving,
    noted,
    change(changed: Partial<Observation>) {
      draft.value = { ...draft.value, ...changed };
    },
    async save() {
      if (isSaving.value) return;
      const filled = draft.value;
      fieldErrors.value = check(filled);
      problem.value = null;
      if (Object.keys(fieldErrors.value).length > 0) {
        refusals.value += 1;
        return;
      }
      code ??= newFollowCode();
      const place = filled.place.trim();
      const body = {
        origin: filled.origin,
        kind: filled.kind,
        text: filled.text.trim(),
        followCode: code,
        ...(place === '' ? {} : { place }),
        ...(filled.readFirst ? { readFirst: true } : {}),
      };
      isSaving.value = true;
      const outcome = await deps.api.observe({ commandId: commands.idFor('observe', body), ...body });
      isSaving.value = false;
      if (!outcome.ok) {
        fieldErrors.value = outcome.problem.fields;
        refusals.value += 1;
        if (Object.keys(outcome.problem.fields).length === 0) problem.value = inWords(outcome.problem);
        if (isSessionOver(outcome.problem)) deps.sessionEnded();
        return;
      }
      commands.done('observe');
      noted.value = {
        signalId: outcome.value.signalId,
        code,
        formattedCode: formatFollowCode(code),
        wasTold: filled.origin === 'told',
      };
      code = null;
      draft.value = EMPTY;
    },
    /** The code is shown once; leaving the screen or writing another forgets it. */
    again() {
      noted.value = null;
      fieldErrors.value = {};
      problem.value = null;
    },
    forget() {
      noted.value = null;
      draft.value = EMPTY;
      code = null;
    },
  };
});
export type WorkObserveModel = InstanceType<typeof WorkObserve>;
