import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { phone, speech } from '../../../ui/icons.ts';
import { mail } from '../../../ui/work-icons.ts';
import { Picks } from '../../../ui/work-picks.tsx';
import { FormOf, picked, type SheetParts, text } from '../sheet-parts.tsx';
import { TeamField } from './fields.tsx';

/** The person concerned was told (AVG art. 14), and how. */
export function InformingSheet(parts: SheetParts) {
  const { model } = parts;
  const words = sheetWords.informing;
  const draft = model.draft('informing').value;
  const errors = model.fieldErrors.value;
  return (
    <FormOf parts={parts} name="informing" title={words.title} save={words.save}>
      <p class="lead">{words.lead}</p>
      <Picks
        name="how"
        legend={words.title}
        isLegendHeard
        options={[
          { value: 'in-person', label: lists.informedHow['in-person'], icon: speech },
          { value: 'by-phone', label: lists.informedHow['by-phone'], icon: phone },
          { value: 'by-letter', label: lists.informedHow['by-letter'], icon: mail },
        ]}
        value={picked(draft, 'how', lists.informedHow)}
        onPick={(how) => model.change('informing', { how })}
        error={errors.how}
      />
      <TeamField parts={parts} sheet="informing" label={words.note} />
    </FormOf>
  );
}

/** For the team only. */
export function NoteSheet(parts: SheetParts) {
  const words = sheetWords.note;
  return (
    <FormOf parts={parts} name="note" title={words.title} save={words.save}>
      <TeamField parts={parts} sheet="note" label={words.label} hint={words.hint} rows={4} isRequired />
    </FormOf>
  );
}

/** Hand to a colleague, or take it. */
export function AssignSheet(parts: SheetParts) {
  const { model, view } = parts;
  const words = sheetWords.assign;
  const personId = text(model.draft('assign').value, 'personId');
  const isYou = view.colleagues.some((each) => each.personId === personId && each.isYou);
  return (
    <FormOf parts={parts} name="assign" title={words.title} save={isYou ? words.saveYou : words.save}>
      {view.colleagues.length === 0 && <p class="lead">{words.nobody}</p>}
      <Picks
        name="personId"
        legend={words.title}
        isLegendHeard
        look="list"
        options={view.colleagues.map((each) => ({
          value: each.personId,
          label: each.isYou ? words.you : each.name,
        }))}
        value={personId === '' ? null : personId}
        onPick={(picked) => model.change('assign', { personId: picked })}
        error={model.fieldErrors.value.personId}
      />
    </FormOf>
  );
}

export function ReopenSheet(parts: SheetParts) {
  const words = sheetWords.reopen;
  return (
    <FormOf parts={parts} name="reopen" title={words.title} save={words.save}>
      <TeamField parts={parts} sheet="reopen" label={words.note} rows={3} />
    </FormOf>
  );
}
