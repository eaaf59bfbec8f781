import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { shortDay } from '../../../models/work-dates.ts';
import { Days } from '../../../ui/work-days.tsx';
import { Writing } from '../../../ui/work-notes.tsx';
import { Picks } from '../../../ui/work-picks.tsx';
import { app } from '../../work-context.ts';
import { FormOf, picked, proposedDays, type SheetParts, text } from '../sheet-parts.tsx';
import { stepChoices } from './triage.tsx';

/** A step on a day. */
export function FollowUpSheet(parts: SheetParts) {
  const { model } = parts;
  const words = sheetWords.followUp;
  const draft = model.draft('follow-up').value;
  const errors = model.fieldErrors.value;
  const change = (field: string) => (value: string) => model.change('follow-up', { [field]: value });
  const on = text(draft, 'on');
  return (
    <FormOf
      parts={parts}
      name="follow-up"
      title={words.title}
      save={on === '' ? sheetWords.triage.saveOpen : words.save(shortDay(on))}
    >
      <Days
        name="on"
        legend={words.when}
        proposed={proposedDays('tomorrow')}
        today={app.today.value}
        value={on === '' ? null : on}
        onPick={change('on')}
        error={errors.on}
      />
      <Writing
        label={words.what}
        readers="team"
        value={text(draft, 'what')}
        onInput={change('what')}
        error={errors.what}
      />
    </FormOf>
  );
}

/** The planned step was taken; an open message always has a next one. */
export function FollowUpDoneSheet(parts: SheetParts) {
  const { model, view } = parts;
  const words = sheetWords.followUpDone;
  const draft = model.draft('follow-up-done').value;
  const errors = model.fieldErrors.value;
  const change = (field: string) => (value: string) => model.change('follow-up-done', { [field]: value });
  const step = picked(draft, 'step', lists.steps);
  const on = text(draft, 'on');
  const isWhole = step !== null && on !== '';
  const save = isWhole
    ? words.save(lists.steps[step].short.toLowerCase(), shortDay(on))
    : sheetWords.triage.saveOpen;
  return (
    <FormOf parts={parts} name="follow-up-done" title={words.title} save={save}>
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
        proposed={proposedDays('tomorrow')}
        today={app.today.value}
        value={on === '' ? null : on}
        onPick={change('on')}
        error={errors.on}
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
