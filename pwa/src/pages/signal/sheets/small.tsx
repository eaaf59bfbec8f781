import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { phone, speech } from '../../../ui/icons.ts';
import { mail } from '../../../ui/work-icons.ts';
import { Writing } from '../../../ui/work-notes.tsx';
import { Picks } from '../../../ui/work-picks.tsx';
import { FormOf, picked, type SheetParts, text } from '../sheet-parts.tsx';

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
      <Writing
        label={words.note}
        readers="team"
        value={text(draft, 'note')}
        onInput={(note) => model.change('informing', { note })}
        error={errors.note}
      />
    </FormOf>
  );
}

/** For the team only. */
export function NoteSheet(parts: SheetParts) {
  const { model } = parts;
  const words = sheetWords.note;
  return (
    <FormOf parts={parts} name="note" title={words.title} save={words.save}>
      <Writing
        label={words.label}
        hint={words.hint}
        readers="team"
        rows={4}
        isRequired
        value={text(model.draft('note').value, 'note')}
        onInput={(note) => model.change('note', { note })}
        error={model.fieldErrors.value.note}
      />
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
  const { model } = parts;
  const words = sheetWords.reopen;
  return (
    <FormOf parts={parts} name="reopen" title={words.title} save={words.save}>
      <Writing
        label={words.note}
        readers="team"
        rows={3}
        value={text(model.draft('reopen').value, 'note')}
        onInput={(note) => model.change('reopen', { note })}
        error={model.fieldErrors.value.note}
      />
    </FormOf>
  );
}
