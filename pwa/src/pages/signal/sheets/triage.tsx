import type { Step, Theme } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { shortDay } from '../../../models/work-dates.ts';
import { phone } from '../../../ui/icons.ts';
import { Days } from '../../../ui/work-days.tsx';
import { calendar, doorOpen } from '../../../ui/work-icons.ts';
import { kindIcons } from '../../../ui/work-item.tsx';
import { Writing } from '../../../ui/work-notes.tsx';
import { Checks, Picks } from '../../../ui/work-picks.tsx';
import { app } from '../../work-context.ts';
import { FormOf, picked, proposedDays, type SheetParts, text } from '../sheet-parts.tsx';

const words = sheetWords.triage;
const THEMES = (Object.keys(lists.themes) as Theme[]).map((value) => ({ value, label: lists.themes[value] }));

/** A worry starts with going by; a wish starts with looking for who or what fits. */
export function stepChoices(kind: SignalView['kind']) {
  const visit = { value: 'check-in', label: lists.steps['check-in'].short, icon: doorOpen } as const;
  const call = { value: 'call-back', label: words.call, icon: phone } as const;
  const match = {
    value: 'find-match',
    label: lists.steps['find-match'].short,
    icon: kindIcons[kind],
  } as const;
  const later = { value: 'decide', label: words.later, icon: calendar } as const;
  return kind === 'concern' ? [visit, call, later] : [match, visit, call, later];
}

function stepName(step: Step): string {
  return lists.steps[step].short.toLowerCase();
}

/** The first human look. The system may have suggested something; only what stands here counts. */
export function TriageSheet(parts: SheetParts) {
  const { model, view } = parts;
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
      <Picks
        name="step"
        legend={words.step}
        options={stepChoices(view.kind)}
        value={step}
        onPick={change('step')}
        error={errors.step}
      />
      <Days
        name="on"
        legend={words.when}
        proposed={proposedDays('today')}
        today={app.today.value}
        value={on === '' ? null : on}
        onPick={change('on')}
        error={errors.on}
      />
      <Picks
        name="urgency"
        legend={words.urgency}
        look="low"
        options={[
          { value: 'ordinary', label: words.urgencyOrdinary },
          { value: 'today', label: words.urgencyToday },
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
      <Writing
        label={words.note}
        readers="team"
        value={text(draft, 'note')}
        onInput={change('note')}
        error={errors.note}
      />
    </FormOf>
  );
}
