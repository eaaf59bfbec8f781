import { useState } from 'preact/hooks';
import { work } from '../i18n/work.nl.ts';
import { dayAsName } from '../i18n/work-say.ts';
import { addDays, shortDay } from '../models/work-dates.ts';
import { PLAN_DAYS_MAX } from '../models/work-limits.ts';
import { FieldError } from './field.tsx';
import { Picks } from './work-picks.tsx';

export type DaysProps = {
  name: string;
  legend: string;
  /** Local dates to offer; the first stands chosen already. */
  proposed: readonly string[];
  today: string;
  value: string | null;
  onPick: (localDate: string) => void;
  error?: string | undefined;
};

const OTHER = 'other';

/** A proposed day is one tap; any other day is the phone's own calendar. */
export function Days({ name, legend, proposed, today, value, onPick, error }: DaysProps) {
  const [isOther, setIsOther] = useState(value !== null && !proposed.includes(value));
  const options = [
    ...proposed.map((day) => ({ value: day, label: dayAsName(day, today), small: shortDay(day) })),
    { value: OTHER, label: work.when.otherDay, small: work.when.otherDaySmall },
  ];
  return (
    <div class="stack-s">
      <Picks
        name={name}
        legend={legend}
        options={options}
        look="low"
        value={isOther ? OTHER : value}
        error={isOther ? undefined : error}
        onPick={(picked) => {
          setIsOther(picked === OTHER);
          if (picked !== OTHER) onPick(picked);
        }}
      />
      {isOther && (
        <div class={error ? 'field wrong' : 'field'}>
          <label for={`${name}-day`}>{work.when.pickDay}</label>
          {error && <FieldError id={`${name}-day-error`}>{error}</FieldError>}
          <input
            class="input"
            type="date"
            id={`${name}-day`}
            min={today}
            max={addDays(today, PLAN_DAYS_MAX)}
            value={value ?? ''}
            aria-invalid={error !== undefined}
            aria-describedby={error ? `${name}-day-error` : undefined}
            onInput={(event) => onPick(event.currentTarget.value)}
          />
        </div>
      )}
    </div>
  );
}
