import type { Kind } from '@bijspringen/contracts/signals/values.ts';
import { useEffect } from 'preact/hooks';
import { work } from '../../i18n/work.nl.ts';
import * as lists from '../../i18n/work-lists.nl.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { kindIcons } from '../../ui/work-item.tsx';
import { Picks } from '../../ui/work-picks.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { Handover } from './handover.tsx';

const KINDS: readonly Kind[] = ['concern', 'help', 'wish', 'offer'];

function ReadFirst() {
  const { draft, change } = app.observe;
  const isOn = draft.value.readFirst;
  return (
    <label class={isOn ? 'switch on' : 'switch'}>
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        aria-describedby="read-first-hint"
        onChange={(event) => change({ readFirst: event.currentTarget.checked })}
      />
      <span>
        <b>{work.observe.readFirst}</b>
        <small id="read-first-hint">{work.observe.readFirstHint}</small>
      </span>
    </label>
  );
}

/** What, from whom, which kind, where: the order in which one says it on the stairs. */
function Fields() {
  const { draft, fieldErrors, change } = app.observe;
  const value = draft.value;
  return (
    <>
      <Field
        name="text"
        label={work.observe.text}
        hint={work.observe.textHint}
        value={value.text}
        onInput={(text) => change({ text })}
        error={fieldErrors.value.text}
        isLong
        isRequired
      />
      <Picks
        name="origin"
        legend={work.observe.from}
        look="low"
        options={[
          { value: 'own-observation', label: work.observe.fromOwn },
          { value: 'told', label: work.observe.fromTold },
        ]}
        value={value.origin}
        onPick={(origin) => change({ origin })}
      />
      <Field
        name="place"
        label={work.observe.place}
        hint={work.observe.placeHint}
        value={value.place}
        onInput={(place) => change({ place })}
        error={fieldErrors.value.place}
        suggestions={app.district.value?.places ?? []}
        notNeeded={value.kind !== 'concern'}
      />
      <Picks
        name="kind"
        legend={work.observe.kind}
        look="pair"
        options={KINDS.map((kind) => ({
          value: kind,
          label: lists.kinds[kind].choice,
          icon: kindIcons[kind],
        }))}
        value={value.kind}
        onPick={(kind) => change({ kind })}
      />
      <ReadFirst />
    </>
  );
}

/** Twenty seconds to note what was seen or told; then the code to hand over. */
export function Observe() {
  const { observe } = app;
  const noted = observe.noted.value;
  useEffect(() => () => observe.again(), []);
  if (noted !== null) return <Handover noted={noted} />;
  return (
    <form
      class="page observe"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void observe.save();
      }}
    >
      <Heading>{work.observe.title}</Heading>
      <ErrorSummary errors={observe.fieldErrors.value} shown={observe.refusals.value} />
      {observe.problem.value !== null && (
        <Banner tone="heed" icon={circleAlert} title={observe.problem.value} isNews>
          {work.problem.keepText}
        </Banner>
      )}
      <Fields />
      <div class="end">
        <Button type="submit">{observe.isSaving.value ? work.saving : work.observe.save}</Button>
      </div>
    </form>
  );
}
