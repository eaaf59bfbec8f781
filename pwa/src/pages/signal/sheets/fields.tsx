/** Fields that several sheets ask for, bound to the draft of their sheet. */
import * as lists from '../../../i18n/work-lists.nl.ts';
import type { FormSheet } from '../../../models/work-sheets.ts';
import { Days } from '../../../ui/work-days.tsx';
import { Writing } from '../../../ui/work-notes.tsx';
import { Picks } from '../../../ui/work-picks.tsx';
import { app } from '../../work-context.ts';
import { picked, proposedDays, type SheetParts, text } from '../sheet-parts.tsx';
import { stepChoices } from './step-choices.ts';

type FieldProps = { parts: SheetParts; sheet: FormSheet };

/** On which day, with two days proposed. */
export function DayField({
  parts: { model },
  sheet,
  legend,
  from,
}: FieldProps & { legend: string; from: 'today' | 'tomorrow' }) {
  const on = text(model.draft(sheet).value, 'on');
  return (
    <Days
      name="on"
      legend={legend}
      proposed={proposedDays(from)}
      today={app.today.value}
      value={on === '' ? null : on}
      onPick={(day) => model.change(sheet, { on: day })}
      error={model.fieldErrors.value.on}
    />
  );
}

/** What comes next. */
export function StepField({ parts: { model, view }, sheet, legend }: FieldProps & { legend: string }) {
  return (
    <Picks
      name="step"
      legend={legend}
      options={stepChoices(view.kind)}
      value={picked(model.draft(sheet).value, 'step', lists.steps)}
      onPick={(step) => model.change(sheet, { step })}
      error={model.fieldErrors.value.step}
    />
  );
}

/** Words that only the team reads. */
export function TeamField({
  parts: { model },
  sheet,
  field = 'note',
  ...shown
}: FieldProps & { field?: string; label: string; hint?: string; rows?: number; isRequired?: boolean }) {
  return (
    <Writing
      {...shown}
      readers="team"
      value={text(model.draft(sheet).value, field)}
      onInput={(value) => model.change(sheet, { [field]: value })}
      error={model.fieldErrors.value[field]}
    />
  );
}
