import {
  type PlainError,
  type PlainField,
  type PlainForm,
  plainFields,
} from '@bijspringen/contracts/signals/plain.ts';
import type { ComponentChildren } from 'preact';
import { language, t, type WordKey } from '../i18n/words.ts';
import type { FieldErrors } from '../ui/error-summary.tsx';

export const RAISE_PATH = '/zonder-script/doorgeven';
export const FOLLOW_PATH = '/zonder-script/volg';

type PlainFormProps = {
  action: string;
  form: PlainForm;
  /** Fields that this page asks for itself; everything else travels along unseen. */
  asked: readonly PlainField[];
  children: ComponentChildren;
};

/** A form that carries what was filled in before, and the language. Nothing is kept in a cookie or in the address. */
export function PlainFormBox({ action, form, asked, children }: PlainFormProps) {
  const filled: PlainForm = { language: language.value, ...form };
  const carried = plainFields.filter((field) => filled[field] !== undefined && !asked.includes(field));
  return (
    <form class="stack plain-form" method="post" action={action} noValidate>
      {carried.map((field) => (
        <input key={field} type="hidden" name={field} value={filled[field]} />
      ))}
      {children}
    </form>
  );
}

/** Which sentence belongs to a field's error. */
export function errorSentences(errors: readonly PlainError[], form: PlainForm): FieldErrors {
  const key = ({ field, code }: PlainError): WordKey => {
    if (field === 'text') return code === 'too-long' ? 'error.text-long' : textError(form);
    if (field === 'place') return code === 'too-long' ? 'error.place-long' : 'error.place';
    if (field === 'contact') return 'error.contact-long';
    if (field === 'followCode') return code === 'missing' ? 'error.code' : 'problem.code-unknown';
    if (field === 'answer') return 'error.answer';
    return 'problem.invalid-input';
  };
  return Object.fromEntries(errors.map((error) => [error.field, t(key(error))]));
}

function textError({ kind }: PlainForm): WordKey {
  switch (kind) {
    case 'concern':
      return 'error.text-concern';
    case 'help':
      return 'error.text-help';
    case 'wish':
      return 'error.text-wish';
    case 'offer':
      return 'error.text-offer';
    default:
      return 'error.message';
  }
}

/** Errors above the form; links to the field work without a script. */
export function PlainErrors({ errors }: { errors: FieldErrors }) {
  const fields = Object.entries(errors);
  if (fields.length === 0) return null;
  return (
    <div class="error-summary" role="alert">
      <h2>{t('error.title')}</h2>
      <ul>
        {fields.map(([field, sentence]) => (
          <li key={field}>
            <a href={`#${field}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A field of a plain page is filled in by the browser itself. */
export const byBrowser = () => undefined;
