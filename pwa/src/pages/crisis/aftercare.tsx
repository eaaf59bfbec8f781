import { aftercareOutcome } from '@bijspringen/contracts/crisis/values.ts';
import type { AftercareView } from '@bijspringen/contracts/crisis/views.ts';
import { work } from '../../i18n/work.nl.ts';
import { crisisLists, dutyWords, aftercareWords as words } from '../../i18n/work-crisis.nl.ts';
import { shortMoment } from '../../i18n/work-say.ts';
import type { WorkAftercareModel } from '../../models/work-crisis-aftercare.model.ts';
import { localDateOf } from '../../models/work-dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { Door } from '../../ui/door.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { circleAlert, clock, heart } from '../../ui/icons.ts';
import { clockPassed } from '../../ui/work-icons.ts';
import { Picks } from '../../ui/work-picks.tsx';
import { Sheet } from '../../ui/work-sheet.tsx';
import { app } from '../work-context.ts';
import { crises } from './crisis-context.ts';

export type Officer = { personId: string; name: string | null; isYou: boolean };

/** "Spreek Bewoner B": a role in the list; the name comes with the opened item. */
function whoOf(item: AftercareView): string {
  if (item.for === 'reporter') return words.who(words.reporter);
  return words.who(item.for === 'person' ? words.person : item.label);
}

function Item({ item }: { item: AftercareView }) {
  const isPassed = Date.parse(item.before) <= app.here.value.now.getTime();
  const when = shortMoment(item.before, app.here.value);
  return (
    <li>
      <button class="go" type="button" onClick={() => crises.aftercare.show(item)}>
        <Door icon={heart} tone="lamp" />
        <span class="go-words">
          <b>{whoOf(item)}</b>
          <small>
            {words.rounds[item.round]}
            {item.feeling !== null && `. ${crisisLists.feelings[item.feeling]}`}
            {!item.isYours && `. ${words.ofOther}`}
          </small>
          <span class={isPassed ? 'promise late' : 'promise'}>
            <Icon of={isPassed ? clockPassed : clock} />
            <span>{isPassed ? words.passed(when) : words.before(when)}</span>
          </span>
        </span>
      </button>
    </li>
  );
}

function Items({ items }: { items: readonly AftercareView[] }) {
  return (
    <ul class="stack-s">
      {items.map((item) => (
        <Item key={item.aftercareId} item={item} />
      ))}
    </ul>
  );
}

/** Whom to speak to afterwards, mine first; what is for another day is folded. */
export function AftercareList({ items }: { items: readonly AftercareView[] }) {
  const { timeZone } = app.here.value;
  const isForToday = ({ before }: AftercareView) => localDateOf(before, timeZone) <= app.today.value;
  const open = items.filter((each) => each.outcome === null);
  const today = open.filter(isForToday);
  const rest = open.filter((each) => !isForToday(each));
  if (open.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="aftercare-title">
      <h2 id="aftercare-title">{words.title}</h2>
      <Items items={today} />
      {rest.length > 0 && (
        <details open={today.length === 0}>
          <summary>{words.later(rest.length)}</summary>
          <Items items={rest} />
        </details>
      )}
    </section>
  );
}

function Contact({ item }: { item: AftercareView }) {
  if (item.phone !== null) {
    return <Call number={item.phone} title={words.call(item.name ?? item.label)} showNumber />;
  }
  return <p class="note inside">{item.isYours ? words.noNumber : words.notYours}</p>;
}

type PartProps = { model: WorkAftercareModel; item: AftercareView };

function Outcome({ model, item }: PartProps) {
  const errors = model.fieldErrors.value;
  return (
    <>
      {item.name !== null && item.name !== item.label && <p class="lead">{item.name}</p>}
      {item.feeling !== null && <p class="note reader">{crisisLists.feelings[item.feeling]}</p>}
      <Contact item={item} />
      <Picks
        name="aftercare-outcome"
        legend={words.outcome}
        look="large"
        options={aftercareOutcome.options.map((value) => ({ value, label: words.outcomes[value] }))}
        value={model.outcome.value}
        error={errors.outcome}
        onPick={(picked) => {
          model.outcome.value = picked;
        }}
      />
      <Field
        name="note"
        label={words.note}
        hint={words.noteHint}
        value={model.note.value}
        onInput={(text) => {
          model.note.value = text;
        }}
        error={errors.note}
        isLong
        notNeeded={model.outcome.value !== 'not-needed'}
      />
      <button class="link" type="button" onClick={() => model.giveAway()}>
        {words.giveTo}
      </button>
    </>
  );
}

function Give({ model, officers }: { model: WorkAftercareModel; officers: readonly Officer[] }) {
  const others = officers.filter((each) => each.personId !== model.open.value?.ownerPersonId);
  const error = model.fieldErrors.value.to;
  if (others.length === 0) return <p class="lead">{words.noOfficers}</p>;
  return (
    <>
      <Picks
        name="aftercare-to"
        legend={words.giveToWho}
        look="list"
        options={others.map((each) => ({
          value: each.personId,
          label: each.isYou ? dutyWords.you : (each.name ?? dutyWords.unknownName),
        }))}
        value={model.toPersonId.value}
        error={error}
        onPick={(picked) => {
          model.toPersonId.value = picked;
        }}
      />
      {error && others.length === 0 && <FieldError id="aftercare-to-error">{error}</FieldError>}
    </>
  );
}

/** One talk: name and number only now, and what came of it. */
export function AftercareSheet({
  officers,
  onSaved,
}: {
  officers: readonly Officer[];
  onSaved: (position: string) => void;
}) {
  const model = crises.aftercare;
  const item = model.open.value;
  if (item === null) return null;
  const isGiving = model.isGiving.value;
  async function submit(): Promise<void> {
    const position = await (isGiving ? model.give() : model.save());
    if (position !== null) onSaved(position);
  }
  return (
    <Sheet
      title={isGiving ? words.giveTo : whoOf(item)}
      onClose={() => model.close()}
      isFilled={model.note.value !== ''}
      errors={model.fieldErrors.value}
      onSubmit={() => void submit()}
    >
      {model.problem.value !== null && (
        <Banner tone="heed" icon={circleAlert} title={model.problem.value} isNews>
          {work.problem.keepText}
        </Banner>
      )}
      {isGiving ? <Give model={model} officers={officers} /> : <Outcome model={model} item={item} />}
      <div class="sheet-end">
        <Button type="submit">{isGiving ? words.give : words.save}</Button>
      </div>
    </Sheet>
  );
}
