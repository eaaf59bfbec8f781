import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { work } from '../i18n/work.nl.ts';
import { FieldError } from './field.tsx';
import { Icon } from './icon.tsx';
import { speech } from './icons.ts';
import { lock } from './work-icons.ts';

/** Who reads it decides the look: dashed and locked for the team, the lamp for the neighbour. */
export function Note({ readers, children }: { readers: 'team' | 'neighbour'; children: ComponentChildren }) {
  const isTeam = readers === 'team';
  return (
    <div class={isTeam ? 'note inside' : 'note reader'}>
      <b>
        <Icon of={isTeam ? lock : speech} small />
        {isTeam ? work.teamReads : work.neighbourReads}
      </b>
      {children}
    </div>
  );
}

export type WritingProps = {
  label: string;
  hint?: string;
  readers: 'team' | 'neighbour';
  value: string;
  onInput: (value: string) => void;
  isRequired?: boolean;
  rows?: number;
  error?: string | undefined;
};

/** A text field that says who will read what is typed in it. */
export function Writing(props: WritingProps) {
  const { label, hint, readers, value, onInput, error, rows = 2 } = props;
  const id = useId();
  const isTeam = readers === 'team';
  return (
    <div class={`field writing ${isTeam ? 'inside' : 'reader'}${error ? ' wrong' : ''}`}>
      <label for={id}>
        {label} {!props.isRequired && <span class="not-needed">{work.notNeeded}</span>}
      </label>
      <p class="hint who" id={`${id}-hint`}>
        <Icon of={isTeam ? lock : speech} small />
        <span>
          {isTeam ? work.teamReads : work.neighbourReads}
          {hint && `. ${hint}`}
        </span>
      </p>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <textarea
        class="input"
        id={id}
        rows={rows}
        dir="auto"
        value={value}
        aria-invalid={error !== undefined}
        aria-required={props.isRequired === true}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
