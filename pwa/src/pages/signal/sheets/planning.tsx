import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { shortDay } from '../../../models/work-dates.ts';
import { FormOf, picked, type SheetParts, text } from '../sheet-parts.tsx';
import { DayField, StepField, TeamField } from './fields.tsx';

/** A step on a day. */
export function FollowUpSheet(parts: SheetParts) {
  const { model } = parts;
  const words = sheetWords.followUp;
  const draft = model.draft('follow-up').value;
  const on = text(draft, 'on');
  return (
    <FormOf
      parts={parts}
      name="follow-up"
      title={words.title}
      save={on === '' ? sheetWords.triage.saveOpen : words.save(shortDay(on))}
    >
      <DayField parts={parts} sheet="follow-up" legend={words.when} from="tomorrow" />
      <TeamField parts={parts} sheet="follow-up" field="what" label={words.what} />
    </FormOf>
  );
}

/** The planned step was taken; an open message always has a next one. */
export function FollowUpDoneSheet(parts: SheetParts) {
  const { model } = parts;
  const words = sheetWords.followUpDone;
  const draft = model.draft('follow-up-done').value;
  const step = picked(draft, 'step', lists.steps);
  const on = text(draft, 'on');
  const isWhole = step !== null && on !== '';
  const save = isWhole
    ? words.save(lists.steps[step].short.toLowerCase(), shortDay(on))
    : sheetWords.triage.saveOpen;
  return (
    <FormOf parts={parts} name="follow-up-done" title={words.title} save={save}>
      <StepField parts={parts} sheet="follow-up-done" legend={words.step} />
      <DayField parts={parts} sheet="follow-up-done" legend={words.when} from="tomorrow" />
      <TeamField parts={parts} sheet="follow-up-done" label={words.note} />
    </FormOf>
  );
}
