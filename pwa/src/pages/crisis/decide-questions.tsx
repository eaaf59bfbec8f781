import {
  emergencyStatus,
  type HardRule,
  hardRules,
  NEEDED_MAX,
  NEEDED_MIN,
  safetyAnswer,
  task,
} from '@bijspringen/contracts/crisis/values.ts';
import { crisisLists, dutyWords, decideWords as words } from '../../i18n/work-crisis.nl.ts';
import type { WorkOpeningModel } from '../../models/work-crisis-open.model.ts';
import { Call } from '../../ui/call.tsx';
import { Field, FieldError } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { shieldAlert } from '../../ui/icons.ts';
import { Picks } from '../../ui/work-picks.tsx';

type Props = { model: WorkOpeningModel };

/** A danger that is known asks for 112 before anything else. */
function isDanger(model: WorkOpeningModel): boolean {
  return model.ruledOut.value.length > 0 || (model.prospect.value?.dangers.length ?? 0) > 0;
}

/** 112 first, asked with nothing filled in. */
export function EmergencyQuestion({ model }: Props) {
  const { emergency } = model.decision.value;
  return (
    <section class="panel" id="emergency" tabIndex={-1}>
      <Picks
        name="emergency-choice"
        legend={words.emergency}
        hint={words.emergencyHint}
        look="list"
        options={emergencyStatus.options.map((value) => ({ value, label: crisisLists.emergency[value] }))}
        value={emergency}
        error={model.fieldErrors.value.emergency}
        onPick={(picked) => model.change({ emergency: picked })}
      />
      {emergency === 'not-called' && isDanger(model) && (
        <p class="note heed" role="status">
          {words.emergencyFirst}
        </p>
      )}
      {emergency !== 'called-by-neighbour' && emergency !== 'called-by-us' && (
        <Call number="112" look="outline" title={dutyWords.call112} hint={dutyWords.call112Hint} />
      )}
    </section>
  );
}

function SafetyQuestion({ model, rule }: Props & { rule: HardRule }) {
  const question = crisisLists.hardRules[rule].question;
  if (model.prospect.value?.knownYes.includes(rule)) {
    return (
      <div class="stack-s">
        <h3>{question}</h3>
        <p class="known-yes">
          <Icon of={shieldAlert} small />
          {words.knownYes}
        </p>
      </div>
    );
  }
  return (
    <div id={rule} tabIndex={-1}>
      <Picks
        name={`answer-${rule}`}
        legend={question}
        look="low"
        options={safetyAnswer.options.map((value) => ({ value, label: words.answers[value] }))}
        value={model.decision.value.answers[rule] ?? null}
        error={model.fieldErrors.value[rule]}
        onPick={(picked) => model.answer(rule, picked)}
      />
    </div>
  );
}

/** All four, each with its own answer; "weet ik niet" keeps residents away like a yes. */
export function SafetyQuestions({ model }: Props) {
  return (
    <section class="panel" aria-labelledby="decide-questions">
      <h2 id="decide-questions">{words.questions}</h2>
      <p class="second small">{words.questionsHint}</p>
      {hardRules.map((rule) => (
        <SafetyQuestion key={rule} model={model} rule={rule} />
      ))}
    </section>
  );
}

/** Only what is on the list, each with what residents do and what they never do. */
export function TaskQuestion({ model }: Props) {
  const { tasks } = model.decision.value;
  const error = model.fieldErrors.value.tasks;
  return (
    <fieldset class={error ? 'stack-s wrong' : 'stack-s'} id="tasks" tabIndex={-1}>
      <legend class="question">{words.tasks}</legend>
      {error && <FieldError id="tasks-error">{error}</FieldError>}
      {task.options.map((each) => (
        <label key={each} class={tasks.includes(each) ? 'task chosen' : 'task'}>
          <input
            type="checkbox"
            name="tasks"
            value={each}
            checked={tasks.includes(each)}
            onChange={() => model.toggle(each)}
          />
          <span class="grow">
            <b>{crisisLists.tasks[each].name}</b>
            <small>
              <b>{words.doThis}:</b> {crisisLists.tasks[each].do}
            </small>
            <small>
              <b>{words.dontThis}:</b> {crisisLists.tasks[each].dont}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Only where no message says it. */
export function PlaceQuestion({ model }: Props) {
  if (model.prospect.value?.place !== null) return null;
  return (
    <Field
      name="place"
      label={words.place}
      hint={words.placeHint}
      value={model.decision.value.place}
      onInput={(place) => model.change({ place })}
      error={model.fieldErrors.value.place}
      isRequired
    />
  );
}

export function MeetingQuestion({ model }: Props) {
  return (
    <Field
      name="meetingPoint"
      label={words.meetingPoint}
      hint={words.meetingPointHint}
      value={model.decision.value.meetingPoint}
      onInput={(meetingPoint) => model.change({ meetingPoint })}
      error={model.fieldErrors.value.meetingPoint}
      isRequired
    />
  );
}

const COUNTS = Array.from({ length: NEEDED_MAX - NEEDED_MIN + 1 }, (_, index) => String(NEEDED_MIN + index));

export function NeededQuestion({ model }: Props) {
  return (
    <div id="needed" tabIndex={-1}>
      <Picks
        name="needed-choice"
        legend={words.needed}
        hint={words.neededHint}
        look="low"
        options={COUNTS.map((value) => ({ value, label: value }))}
        value={String(model.decision.value.needed)}
        error={model.fieldErrors.value.needed}
        onPick={(picked) => model.change({ needed: Number(picked) })}
      />
    </div>
  );
}
