import type { Step, Theme } from '@bijspringen/contracts/signals/values.ts';
import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { shortDay } from '../../../models/work-dates.ts';
import { Checks, Picks } from '../../../ui/work-picks.tsx';
import { FormOf, picked, type SheetParts, text } from '../sheet-parts.tsx';
import { DayField, StepField, TeamField } from './fields.tsx';

const words = sheetWords.triage;
const THEMES = (Object.keys(lists.themes) as Theme[]).map((value) => ({ value, label: lists.themes[value] }));

function stepName(step: Step): string {
  return lists.steps[step].short.toLowerCase();
}

/** The first human look. The system may have suggested something; only what stands here counts. */
export function TriageSheet(parts: SheetParts) {
  const { model } = parts;
  const draft = model.draft('triage').value;
  const errors = model.fieldErrors.value;
  const change = (field: string) => (value: string) => model.change('triage', { [field]: value });
  const step = picked(draft, 'step', lists.steps);
  const on = text(draft, 'on');
  const themes = Array.isArray(draft.themes) ? draft.themes : [];
  const toggle = (theme: Theme) =>
    model.change('triage', {
      themes: themes.includes(theme) ? themes.filter((t) => t !== theme) : [...themes, theme],
    });
  const save = step === null || on === '' ? words.saveOpen : words.save(stepName(step), shortDay(on));
  return (
    <FormOf parts={parts} name="triage" title={words.title} save={save}>
      <StepField parts={parts} sheet="triage" legend={words.step} />
      <DayField parts={parts} sheet="triage" legend={words.when} from="today" />
      <Picks
        name="urgency"
        legend={words.urgency}
        look="list"
        options={[
          { value: 'ordinary', label: words.urgencyOrdinary },
          { value: 'today', label: words.urgencyToday },
          { value: 'now', label: words.urgencyNow, small: words.urgencyNowMeans },
        ]}
        value={picked(draft, 'urgency', lists.urgencies) ?? 'ordinary'}
        onPick={change('urgency')}
      />
      <Checks
        name="themes"
        legend={words.themes}
        hint={words.themesHint}
        options={THEMES}
        values={themes}
        onToggle={toggle}
        error={errors.themes}
      />
      <TeamField parts={parts} sheet="triage" label={words.note} />
    </FormOf>
  );
}
