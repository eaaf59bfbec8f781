import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import type { ComponentChildren } from 'preact';
import { work } from '../../i18n/work.nl.ts';
import { addDays, clockTime, localDateOf, nextWorkingDay, weekdayOf } from '../../models/work-dates.ts';
import type { Draft } from '../../models/work-drafts.ts';
import type { FormSheet } from '../../models/work-sheets.ts';
import type { WorkSignalModel } from '../../models/work-signal.model.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { Sheet } from '../../ui/work-sheet.tsx';
import { app } from '../work-context.ts';

/** What every sheet gets. */
export type SheetParts = { model: WorkSignalModel; view: SignalView };

const WEEKDAYS = [1, 2, 3, 4, 5];

/** Today while there is still working time, else the next working day; and one a little later. */
export function proposedDays(from: 'today' | 'tomorrow'): [string, string] {
  const { timeZone, now } = app.here.value;
  const hours = app.district.value?.workingHours;
  const weekdays = hours?.weekdays ?? WEEKDAYS;
  const today = localDateOf(now, timeZone);
  const isWorkingNow =
    weekdays.includes(weekdayOf(today)) &&
    clockTime(now, timeZone).replace('.', ':') < (hours?.hours.to ?? '17:00');
  const first = from === 'today' && isWorkingNow ? today : nextWorkingDay(today, weekdays);
  const second =
    first === today ? nextWorkingDay(today, weekdays) : nextWorkingDay(addDays(first, 1), weekdays);
  return [first, second];
}

export function text(draft: Draft, field: string): string {
  const value = draft[field];
  return typeof value === 'string' ? value : '';
}

/** A value of a fixed list that was chosen, or null. */
export function picked<T extends string>(
  draft: Draft,
  field: string,
  from: Readonly<Record<T, unknown>>,
): T | null {
  const value = text(draft, field);
  const isKnown = (candidate: string): candidate is T => Object.hasOwn(from, candidate);
  return isKnown(value) ? value : null;
}

const WRITTEN: readonly string[] = ['note', 'wish', 'text', 'what'];

function isWritten(draft: Draft): boolean {
  return WRITTEN.some((field) => text(draft, field).trim() !== '');
}

export type FormProps = {
  parts: SheetParts;
  name: FormSheet;
  title: string;
  /** The verb and what it leads to. */
  save: string;
  children: ComponentChildren;
};

/** A sheet with one question, its answers and one filled button. */
export function FormOf({ parts, name, title, save, children }: FormProps) {
  const { model } = parts;
  const problem = model.sheetProblem.value;
  return (
    <Sheet
      title={title}
      onClose={() => model.closeSheet()}
      isFilled={isWritten(model.draft(name).value)}
      errors={model.fieldErrors.value}
      onSubmit={() => void model.save(name)}
    >
      {problem !== null && (
        <Banner tone="heed" icon={circleAlert} title={problem} isNews>
          {work.problem.keepText}
        </Banner>
      )}
      {children}
      <div class="sheet-end">
        <Button type="submit">{model.isSaving.value ? work.saving : save}</Button>
      </div>
    </Sheet>
  );
}
