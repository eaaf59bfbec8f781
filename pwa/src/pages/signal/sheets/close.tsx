import { type ClosingReason, closingRules, closingSentence } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { Icon } from '../../../ui/icon.tsx';
import { clock, eyeOff } from '../../../ui/icons.ts';
import { Note } from '../../../ui/work-notes.tsx';
import { Picks } from '../../../ui/work-picks.tsx';
import { FormOf, picked, type SheetParts } from '../sheet-parts.tsx';
import { TeamField } from './fields.tsx';

const words = sheetWords.close;

/** Only reasons that fit this kind; taking back is the neighbour's own, so it is last. */
function reasonsFor(kind: SignalView['kind']): ClosingReason[] {
  const all = Object.keys(closingRules) as ClosingReason[];
  return all.filter((reason) => closingRules[reason].kinds.includes(kind));
}

/** What closing does: what the neighbour reads, and how long the words stay. */
function Means({ reason, view }: { reason: ClosingReason; view: SignalView }) {
  const rule = closingRules[reason];
  const isUntold = rule.tellsPerson && view.informBefore !== null && !view.isInformed;
  return (
    <div class="stack-s">
      <p>
        {words.because} <b>{lists.closing[reason].choice}</b>
      </p>
      <Note readers="neighbour">
        <p>{lists.sentences[closingSentence(reason, view.kind)]}</p>
      </Note>
      <p class="with-icon">
        <Icon of={clock} small />
        <span>{lists.retention[rule.retention]}</span>
      </p>
      {isUntold && (
        <p class="with-icon">
          <Icon of={eyeOff} small />
          <span>{words.stillToTell}</span>
        </p>
      )}
    </div>
  );
}

function Reasons({ parts, error }: { parts: SheetParts; error: string | undefined }) {
  return (
    <Picks
      name="reason"
      legend={words.title}
      isLegendHeard
      look="list"
      options={reasonsFor(parts.view.kind).map((value) => ({
        value,
        label: lists.closing[value].choice,
        small: lists.closing[value].hint,
      }))}
      value={null}
      onPick={(value) => parts.model.change('close', { reason: value })}
      error={error}
    />
  );
}

/** A reason, then what it means, then the one button: closing asks to confirm by showing what will be read. */
export function CloseSheet(parts: SheetParts) {
  const { model, view } = parts;
  const draft = model.draft('close').value;
  const errors = model.fieldErrors.value;
  const reason = picked(draft, 'reason', lists.closing);
  return (
    <FormOf
      parts={parts}
      name="close"
      title={reason === null ? words.title : words.confirmTitle}
      save={words.save}
    >
      {reason === null ? (
        <Reasons parts={parts} error={errors.reason} />
      ) : (
        <>
          <Means reason={reason} view={view} />
          <button class="link" type="button" onClick={() => model.change('close', { reason: null })}>
            {words.change}
          </button>
          <TeamField parts={parts} sheet="close" label={words.note} />
        </>
      )}
    </FormOf>
  );
}
