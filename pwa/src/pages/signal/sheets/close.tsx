import { type ClosingReason, closingRules } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { Icon } from '../../../ui/icon.tsx';
import { clock, eyeOff } from '../../../ui/icons.ts';
import { Note, Writing } from '../../../ui/work-notes.tsx';
import { Picks } from '../../../ui/work-picks.tsx';
import { FormOf, picked, type SheetParts, text } from '../sheet-parts.tsx';

const words = sheetWords.close;

/** Only reasons that fit this kind; taking back is the neighbour's own, so it is last. */
function reasonsFor(kind: SignalView['kind']): ClosingReason[] {
  const all = Object.keys(closingRules) as ClosingReason[];
  return all.filter((reason) => closingRules[reason].kinds.includes(kind));
}

/** What closing does: what the neighbour reads, and how long the words stay. */
function Means({ reason, view }: { reason: ClosingReason; view: SignalView }) {
  const rule = closingRules[reason];
  const isUntold = view.kind === 'concern' && !view.isInformed && view.informBefore !== null;
  return (
    <div class="stack-s">
      <p class="label">{words.confirmTitle}</p>
      <Note readers="neighbour">
        <p>{lists.sentences[rule.sentence]}</p>
      </Note>
      <p class="with-icon">
        <Icon of={clock} small />
        <span>{lists.retention[rule.retention]}</span>
      </p>
      {isUntold && (
        <p class="with-icon">
          <Icon of={eyeOff} small />
          <span>{words.informFirst}</span>
        </p>
      )}
    </div>
  );
}

/** A reason, then what it means, then the one button: closing asks to confirm by showing what will be read. */
export function CloseSheet(parts: SheetParts) {
  const { model, view } = parts;
  const draft = model.draft('close').value;
  const errors = model.fieldErrors.value;
  const reason = picked(draft, 'reason', lists.closing);
  return (
    <FormOf parts={parts} name="close" title={words.title} save={words.save}>
      <Picks
        name="reason"
        legend={words.title}
        isLegendHeard
        look="list"
        options={reasonsFor(view.kind).map((value) => ({
          value,
          label: lists.closing[value].choice,
          small: lists.closing[value].hint,
        }))}
        value={reason}
        onPick={(value) => model.change('close', { reason: value })}
        error={errors.reason}
      />
      {reason !== null && <Means reason={reason} view={view} />}
      <Writing
        label={words.note}
        readers="team"
        value={text(draft, 'note')}
        onInput={(note) => model.change('close', { note })}
        error={errors.note}
      />
    </FormOf>
  );
}
