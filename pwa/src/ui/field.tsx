import type { ComponentChildren } from 'preact';
import { t } from '../i18n/words.ts';
import { Icon } from './icon.tsx';
import { circleAlert } from './icons.ts';
import './field.css';

export type FieldProps = {
  /** Also the name of the field in a plain form, and where an error links to. */
  name: string;
  label: string;
  hint?: ComponentChildren;
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
  /** The label is the question of the page. */
  isTitle?: boolean;
  isRequired?: boolean;
  isLong?: boolean;
  /** Shows "(niet verplicht)" beside the label. */
  notNeeded?: boolean;
  autocomplete?: string;
  /** Suggestions under the field, never forced. */
  suggestions?: readonly string[];
  inputMode?: 'text' | 'email';
};

/** The sentence beside a field that needs something. */
export function FieldError({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p class="error" id={id}>
      <Icon of={circleAlert} small />
      <span>{children}</span>
    </p>
  );
}

/** A label as heading, a hint under it, the error in words, then the field. */
export function Field(props: FieldProps) {
  const { name, label, hint, value, onInput, error, isLong } = props;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const shared = {
    class: 'input',
    id: name,
    name,
    value,
    autocomplete: props.autocomplete ?? 'off',
    'aria-required': props.isRequired === true,
    'aria-invalid': error !== undefined,
    ...(described && { 'aria-describedby': described }),
  };
  const heading = (
    <label for={name}>
      {label}
      {props.notNeeded && (
        <>
          {' '}
          <span class="not-needed">{t('app.not-needed')}</span>
        </>
      )}
    </label>
  );
  return (
    <div class={error ? 'field wrong' : 'field'}>
      {props.isTitle ? <h1 tabIndex={-1}>{heading}</h1> : heading}
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
      {isLong ? (
        <textarea {...shared} dir="auto" rows={5} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          dir="auto"
          type="text"
          {...(props.inputMode && { inputMode: props.inputMode })}
          {...(props.suggestions && { list: `${name}-list` })}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
      {props.suggestions && (
        <datalist id={`${name}-list`}>
          {props.suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </div>
  );
}
