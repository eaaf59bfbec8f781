import { peopleListWords as words } from '../../i18n/work-roster.nl.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { Sheet } from '../../ui/work-sheet.tsx';
import { planning } from '../roster/roster-context.ts';
import { app } from '../work-context.ts';

type DayFieldProps = {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  error: string | undefined;
  max?: string;
};

/** A day on the phone's own calendar. */
function DayField({ id, label, value, onInput, error, max }: DayFieldProps) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <input
        class="input"
        type="date"
        id={id}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        {...(max !== undefined && { max })}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

/** A training that somebody did, and until when it counts. */
export function TrainingSheet() {
  const { peopleList } = planning;
  const one = peopleList.training.value;
  if (one === null) return null;
  const draft = peopleList.trainingDraft.value;
  const errors = peopleList.fieldErrors.value;
  return (
    <Sheet
      title={words.recordTitle(one.name ?? words.unknownName)}
      onClose={() => peopleList.closeTraining()}
      errors={errors}
      onSubmit={() => void peopleList.saveTraining()}
    >
      {peopleList.refusal.value !== null && (
        <Banner tone="heed" icon={circleAlert} title={peopleList.refusal.value} isNews />
      )}
      <DayField
        id="training-on"
        label={words.on}
        value={draft.on}
        max={app.today.value}
        error={errors.on}
        onInput={(on) => peopleList.changeTraining({ on })}
      />
      <DayField
        id="training-until"
        label={words.validUntil}
        value={draft.validUntil}
        error={errors.validUntil}
        onInput={(validUntil) => peopleList.changeTraining({ validUntil })}
      />
      <div class="sheet-end">
        <Button type="submit">{words.save}</Button>
      </div>
    </Sheet>
  );
}
