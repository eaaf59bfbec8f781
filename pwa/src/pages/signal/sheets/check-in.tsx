import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { shortDay } from '../../../models/work-dates.ts';
import { phoneRinging, speech } from '../../../ui/icons.ts';
import { doorClosed, hand } from '../../../ui/work-icons.ts';
import { Picks } from '../../../ui/work-picks.tsx';
import { FormOf, picked, type SheetParts, text } from '../sheet-parts.tsx';
import { DayField, TeamField } from './fields.tsx';

const words = sheetWords.checkIn;
const outcomes = [
  { value: 'reached', label: lists.outcomes.reached.choice, icon: speech },
  { value: 'not-home', label: lists.outcomes['not-home'].choice, icon: doorClosed },
  { value: 'does-not-want', label: lists.outcomes['does-not-want'].choice, icon: hand },
  { value: 'call-back', label: lists.outcomes['call-back'].choice, icon: phoneRinging },
] as const;

/** Two taps: how it went, and save. The day is proposed; the rest may stay empty. */
export function CheckInSheet(parts: SheetParts) {
  const { model } = parts;
  const draft = model.draft('check-in').value;
  const errors = model.fieldErrors.value;
  const change = (field: string) => (value: string) => model.change('check-in', { [field]: value });
  const outcome = picked(draft, 'outcome', lists.outcomes);
  const on = text(draft, 'on');
  return (
    <FormOf
      parts={parts}
      name="check-in"
      title={words.title}
      save={on === '' ? words.saveOpen : words.save(shortDay(on))}
    >
      <Picks
        name="outcome"
        legend={words.title}
        isLegendHeard
        options={outcomes}
        value={outcome}
        onPick={change('outcome')}
        error={errors.outcome}
      />
      <DayField parts={parts} sheet="check-in" legend={words.again[outcome ?? 'not-home']} from="tomorrow" />
      <TeamField parts={parts} sheet="check-in" field="wish" label={words.wish} hint={words.wishHint} />
      <TeamField parts={parts} sheet="check-in" label={words.note} />
    </FormOf>
  );
}
