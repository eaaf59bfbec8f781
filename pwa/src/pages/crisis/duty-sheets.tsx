import { crisisLists, dutyWords, liveWords as words } from '../../i18n/work-crisis.nl.ts';
import type { CrisisSheet, StopReason } from '../../models/work-crisis-sheets.model.ts';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { Field } from '../../ui/field.tsx';
import { Picks } from '../../ui/work-picks.tsx';
import { Sheet } from '../../ui/work-sheet.tsx';
import type { DutyCrisisProps } from './duty-crisis.tsx';
import { standing } from './duty-now.tsx';

const STOP_REASONS: readonly StopReason[] = ['no-longer-needed', 'nobody-could-come'];

function HelpArrived() {
  return <p class="lead">{words.stopHint}</p>;
}

function Stop({ sheets }: DutyCrisisProps) {
  return (
    <>
      <p class="lead">{words.stopHint}</p>
      <Picks
        name="because"
        legend={words.stopWhy}
        look="list"
        options={STOP_REASONS.map((value) => ({ value, label: crisisLists.standDown[value] }))}
        value={sheets.because.value}
        error={sheets.fieldErrors.value.because}
        onPick={(picked) => {
          sheets.because.value = picked;
        }}
      />
    </>
  );
}

function Danger({ sheets }: DutyCrisisProps) {
  const rule = sheets.rule.value;
  if (rule === null) return null;
  return (
    <>
      <p class="lead">{words.dangerHint}</p>
      <Call number="112" look="outline" title={dutyWords.call112} hint={crisisLists.hardRules[rule].call} />
    </>
  );
}

function HandOver({ view, sheets }: DutyCrisisProps) {
  const others = view.officers.filter((each) => !each.isYou);
  if (others.length === 0) return <p class="lead">{words.handOverNone}</p>;
  return (
    <Picks
      name="hand-over-to"
      legend={words.handOverTo}
      look="list"
      options={others.map((each) => ({ value: each.personId, label: each.name ?? dutyWords.unknownName }))}
      value={sheets.toPersonId.value}
      error={sheets.fieldErrors.value.to}
      onPick={(picked) => {
        sheets.toPersonId.value = picked;
      }}
    />
  );
}

function Closing({ view, sheets }: DutyCrisisProps) {
  const away = standing(view).map((each) => each.label);
  return (
    <>
      {away.length > 0 && <p class="note inside">{words.notHome(away.join(', '))}</p>}
      <p class="lead">{words.closeHint}</p>
      <Field
        name="closing-note"
        label={words.closeNote}
        hint={words.closeNoteHint}
        value={sheets.note.value}
        onInput={(text) => {
          sheets.note.value = text;
        }}
        isLong
        notNeeded
      />
    </>
  );
}

const forms: Record<
  CrisisSheet,
  {
    title: string;
    button: string;
    Form: (props: DutyCrisisProps) => preact.JSX.Element | null;
    isDanger?: true;
  }
> = {
  'help-arrived': { title: words.helpArrivedTitle, button: words.helpArrivedButton, Form: HelpArrived },
  stop: { title: words.stopTitle, button: words.stopButton, Form: Stop },
  danger: { title: '', button: words.dangerButton, Form: Danger, isDanger: true },
  'hand-over': { title: words.handOver, button: words.handOverButton, Form: HandOver },
  closing: { title: words.closeTitle, button: words.closeButton, Form: Closing },
};

/** What is asked once more before it happens. */
export function CrisisSheets(props: DutyCrisisProps) {
  const { sheets } = props;
  const name = sheets.sheet.value;
  if (name === null) return null;
  const { title, button, Form, isDanger } = forms[name];
  const rule = sheets.rule.value;
  const heading = rule === null ? title : words.dangerConfirm(crisisLists.hardRules[rule].rule);
  const isEmpty = name === 'hand-over' && props.view.officers.every((each) => each.isYou);
  return (
    <Sheet
      key={name}
      title={heading}
      onClose={() => sheets.close()}
      isFilled={sheets.note.value !== ''}
      errors={sheets.fieldErrors.value}
      onSubmit={() => void sheets.submit()}
    >
      <Form {...props} />
      {!isEmpty && (
        <div class="sheet-end">
          {isDanger ? (
            <button class="btn hazard sure" type="submit">
              {button}
            </button>
          ) : (
            <Button type="submit">{button}</Button>
          )}
        </div>
      )}
    </Sheet>
  );
}
