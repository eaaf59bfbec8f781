/** The steps of raising with plain forms: from what was filled in to the next page, or to a message that may be sent. */
import type { PlainError, PlainForm } from '@bijspringen/contracts/signals/plain.ts';
import {
  CONTACT_MAX_CHARACTERS,
  type Danger,
  danger,
  kind,
  language,
  PLACE_MAX_CHARACTERS,
  seen,
  spoken,
  start,
  subjectKnows,
  TEXT_MAX_CHARACTERS,
} from '@bijspringen/contracts/signals/values.ts';

type Filled = PlainForm & { kind: NonNullable<ReturnType<typeof kindOf>> };

export type PlainStep =
  | { page: 'start' }
  | { page: 'gate'; form: Filled }
  | { page: 'call-112'; form: Filled; danger: Danger | null }
  | { page: 'what' | 'where' | 'check'; form: Filled; errors: readonly PlainError[] }
  | { page: 'send'; form: Filled };

function kindOf(form: PlainForm) {
  return kind.options.find((option) => option === form.kind);
}

/** A worry and a call for help meet the question about danger first; a wish and an offer do not. */
export function firstStep(form: PlainForm): PlainStep {
  const chosen = kindOf(form);
  if (chosen === undefined) return { page: 'start' };
  const filled = { ...form, kind: chosen };
  if (chosen === 'concern' || chosen === 'help') return { page: 'gate', form: filled };
  return { page: 'what', form: filled, errors: [] };
}

/** What follows on a form that came in. An unknown step starts again. */
export function nextStep(form: PlainForm): PlainStep {
  const chosen = kindOf(form);
  if (chosen === undefined) return { page: 'start' };
  const filled = { ...form, kind: chosen };
  switch (form.step) {
    case 'gate':
      return afterGate(filled);
    case 'call-112':
      return afterCall(filled);
    case 'what':
      return afterPage(filled, { here: 'what', back: null, on: 'where' });
    case 'where':
      return afterPage(filled, { here: 'where', back: 'what', on: 'check' });
    case 'check':
      return afterPage(filled, { here: 'check', back: 'where', on: 'send' });
    default:
      return firstStep(filled);
  }
}

/** The dangers that were chosen, in the order in which they were. */
export function dangersOf(form: PlainForm): Danger[] {
  const chosen = (form.dangers ?? '').split(',');
  return danger.options
    .filter((option) => chosen.includes(option))
    .sort((a, b) => chosen.indexOf(a) - chosen.indexOf(b));
}

function afterGate(form: Filled): PlainStep {
  const chosen = danger.options.find((option) => option === form.do);
  if (chosen !== undefined) {
    const dangers = [...dangersOf(form).filter((other) => other !== chosen), chosen].join(',');
    return { page: 'call-112', form: { ...form, dangers }, danger: chosen };
  }
  if (form.do === 'called') return { page: 'what', form: { ...form, emergencyCalled: 'yes' }, errors: [] };
  if (form.do !== 'none') return { page: 'gate', form };
  // Only before anything was chosen does "no danger" mean that there is none; a chosen danger is taken back by itself.
  return { page: 'what', form: { ...form, emergencyCalled: 'no' }, errors: [] };
}

function afterCall(form: Filled): PlainStep {
  const dangers = dangersOf(form);
  switch (form.do) {
    case 'called':
      return { page: 'what', form: { ...form, emergencyCalled: 'yes' }, errors: [] };
    case 'not-called':
      return { page: 'what', form: { ...form, emergencyCalled: 'no' }, errors: [] };
    case 'more':
      return { page: 'gate', form };
    case 'back':
      return { page: 'gate', form: { ...form, dangers: dangers.slice(0, -1).join(',') } };
    default:
      return { page: 'call-112', form, danger: dangers[dangers.length - 1] ?? null };
  }
}

type Around = {
  here: 'what' | 'where' | 'check';
  back: 'what' | 'where' | null;
  on: 'where' | 'check' | 'send';
};

function afterPage(form: Filled, { here, back, on }: Around): PlainStep {
  if (form.do === 'back' && back !== null) return { page: back, form, errors: [] };
  const errors = errorsOf(form, here);
  if (errors.length > 0) return { page: here, form, errors };
  return on === 'send' ? { page: 'send', form } : { page: on, form, errors: [] };
}

function errorsOf(form: Filled, page: Around['here']): PlainError[] {
  if (page === 'what') return wordsError('text', form.text, { isNeeded: true, max: TEXT_MAX_CHARACTERS });
  if (page === 'where') {
    return wordsError('place', form.place, { isNeeded: form.kind === 'concern', max: PLACE_MAX_CHARACTERS });
  }
  return wordsError('contact', form.contact, { isNeeded: false, max: CONTACT_MAX_CHARACTERS });
}

function wordsError(
  field: PlainError['field'],
  given: string | undefined,
  { isNeeded, max }: { isNeeded: boolean; max: number },
): PlainError[] {
  const length = (given ?? '').trim().length;
  if (length === 0) return isNeeded ? [{ field, code: 'missing' }] : [];
  return length > max ? [{ field, code: 'too-long' }] : [];
}

function option<V extends string>(options: readonly V[], given: string | undefined): V | undefined {
  return options.find((value) => value === given);
}

function filledIn(given: string | undefined): string | undefined {
  const trimmed = (given ?? '').trim();
  return trimmed === '' ? undefined : trimmed;
}

/** What the form says, in the shape of a raise body; the schema of `POST /api/signals` checks it. */
export function raiseBodyOf(form: Filled): Record<string, unknown> {
  const isGated = form.kind === 'concern' || form.kind === 'help';
  const body = {
    commandId: form.commandId,
    followCode: form.followCode,
    kind: form.kind,
    text: filledIn(form.text),
    place: filledIn(form.place),
    contact: filledIn(form.contact),
    seen: option(seen.options, form.seen),
    spoken: option(spoken.options, form.spoken),
    start: option(start.options, form.start),
    subjectKnows: option(subjectKnows.options, form.subjectKnows),
    language: option(language.options, form.language),
    gate: isGated
      ? { dangers: dangersOf(form), emergencyCalled: form.emergencyCalled === 'yes' ? 'yes' : 'no' }
      : undefined,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
