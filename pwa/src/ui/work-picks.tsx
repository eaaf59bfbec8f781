import { FieldError } from './field.tsx';
import { Icon } from './icon.tsx';
import type { IconPaths } from './icons.ts';

export type Pick<V extends string> = { value: V; label: string; small?: string; icon?: IconPaths };
export type PicksProps<V extends string> = {
  name: string;
  /** Already said by the sheet's heading? Then it is only heard. */
  legend: string;
  isLegendHeard?: boolean;
  hint?: string;
  options: readonly Pick<V>[];
  value: V | null;
  onPick: (value: V) => void;
  /** `large`: two beside each other with an icon; `low`: as many as fit; `pair`: two low ones; `list`: under each other. */
  look?: 'large' | 'low' | 'pair' | 'list';
  error?: string | undefined;
};

/** A few large answers: real radios, so that arrow keys and screen readers know them. */
export function Picks<V extends string>(props: PicksProps<V>) {
  const { name, legend, hint, options, value, onPick, look = 'large', error } = props;
  const isOfThree = look === 'large' && options.length === 3;
  return (
    <fieldset class={error ? 'picks-field wrong' : 'picks-field'}>
      <legend class={props.isLegendHeard ? 'only-heard' : ''}>{legend}</legend>
      {hint && <p class="hint">{hint}</p>}
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
      <div class={look === 'pair' ? 'picks low pair' : `picks ${look}${isOfThree ? ' of-three' : ''}`}>
        {options.map((option) => (
          <label key={option.value} class={option.value === value ? 'pick chosen' : 'pick'}>
            <input
              class="only-heard"
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-describedby={error ? `${name}-error` : undefined}
              onChange={() => onPick(option.value)}
            />
            {option.icon && <Icon of={option.icon} />}
            <span class="pick-words">
              {option.label}
              {option.small && <small>{option.small}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export type ChecksProps<V extends string> = {
  name: string;
  legend: string;
  hint?: string;
  options: readonly { value: V; label: string }[];
  values: readonly string[];
  onToggle: (value: V) => void;
  error?: string | undefined;
};

/** More than one may be chosen. */
export function Checks<V extends string>({
  name,
  legend,
  hint,
  options,
  values,
  onToggle,
  error,
}: ChecksProps<V>) {
  return (
    <fieldset class={error ? 'picks-field wrong' : 'picks-field'} id={name}>
      <legend>{legend}</legend>
      {hint && <p class="hint">{hint}</p>}
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
      <div class="picks checks">
        {options.map((option) => (
          <label key={option.value} class={values.includes(option.value) ? 'pick chosen' : 'pick'}>
            <input
              class="only-heard"
              type="checkbox"
              name={name}
              value={option.value}
              checked={values.includes(option.value)}
              onChange={() => onToggle(option.value)}
            />
            <span class="pick-words">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
