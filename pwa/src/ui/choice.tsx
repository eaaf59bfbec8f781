import type { ComponentChildren } from 'preact';
import { t } from '../i18n/words.ts';
import { FieldError } from './field.tsx';
import './choice.css';

export type Option<V extends string> = { value: V; label: string };
export type ChoiceProps<V extends string> = {
  name: string;
  legend: string;
  options: readonly Option<V>[];
  value: V | undefined;
  onChoose: (value: V) => void;
  hint?: ComponentChildren;
  error?: string | undefined;
  /** Short answers stand beside each other. */
  side?: boolean;
  notNeeded?: boolean;
};

/** Real radios in large cards. Choosing never goes on by itself. */
export function Choice<V extends string>(props: ChoiceProps<V>) {
  const { name, legend, options, value, onChoose, hint, error, side } = props;
  return (
    <fieldset
      class={error ? 'field wrong' : undefined}
      id={name}
      tabIndex={-1}
      {...(error && { 'aria-describedby': `${name}-error` })}
    >
      <legend>
        {legend}
        {props.notNeeded && (
          <>
            {' '}
            <span class="not-needed">{t('app.not-needed')}</span>
          </>
        )}
        {hint && <span class="hint block">{hint}</span>}
      </legend>
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
      <div class={side ? 'choices side' : 'choices'}>
        {options.map((option) => (
          <label key={option.value} class={option.value === value ? 'choice chosen' : 'choice'}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
