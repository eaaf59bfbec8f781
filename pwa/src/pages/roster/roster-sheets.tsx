import type { RosterView } from '@bijspringen/contracts/roster/api.ts';
import { work } from '../../i18n/work.nl.ts';
import { rosterWords as words } from '../../i18n/work-roster.nl.ts';
import { capital } from '../../i18n/work-say.ts';
import { addDays, localDateOf, longDay } from '../../models/work-dates.ts';
import type { RosterSheet, Shift } from '../../models/work-roster.model.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { Days } from '../../ui/work-days.tsx';
import { Checks, Picks } from '../../ui/work-picks.tsx';
import { Sheet } from '../../ui/work-sheet.tsx';
import { timeOf } from '../crisis/crisis-parts.tsx';
import { app } from '../work-context.ts';
import { planning } from './roster-context.ts';

type ViewProps = { view: RosterView };

/** A duty officer plans only herself; a coordinator plans everyone. */
function planners(view: RosterView): RosterView['officers'] {
  return app.hasRole('coordinator') ? view.officers : view.officers.filter((each) => each.isYou);
}

function officerName(officer: RosterView['officers'][number]): string {
  return officer.isYou ? words.you : (officer.name ?? words.unknownName);
}

function When() {
  const { roster } = planning;
  const draft = roster.draft.value;
  const errors = roster.fieldErrors.value;
  const today = app.today.value;
  if (draft === null) return null;
  return (
    <>
      <Days
        name="shift-on"
        legend={words.on}
        proposed={[today, addDays(today, 1)]}
        today={today}
        value={draft.on}
        onPick={(on) => roster.change({ on })}
        error={errors.on}
      />
      <div class="two">
        <Field
          name="shift-from"
          label={words.from}
          hint={words.timeHint}
          value={draft.from}
          onInput={(from) => roster.change({ from })}
          error={errors.from}
        />
        <Field
          name="shift-until"
          label={words.untilField}
          hint={words.timeHint}
          value={draft.until}
          onInput={(until) => roster.change({ until })}
          error={errors.until}
        />
      </div>
    </>
  );
}

function Plan({ view }: ViewProps) {
  const { roster } = planning;
  const draft = roster.draft.value;
  const errors = roster.fieldErrors.value;
  if (draft === null) return null;
  return (
    <>
      <Picks
        name="shift-who"
        legend={words.who}
        look="list"
        options={planners(view).map((each) => ({ value: each.personId, label: officerName(each) }))}
        value={draft.personId}
        error={errors.who}
        onPick={(personId) => roster.change({ personId })}
      />
      <Picks
        name="shift-place"
        legend={words.place}
        look="pair"
        options={(['first', 'second'] as const).map((value) => ({
          value,
          label: words.places[value],
          small: words.placeHints[value],
        }))}
        value={draft.place}
        onPick={(place) => roster.change({ place })}
      />
      <When />
      {view.districts.length > 1 && (
        <Checks
          name="shift-districts"
          legend={words.districts}
          options={view.districts.map((each) => ({ value: each.districtId, label: each.name }))}
          values={draft.districtIds}
          onToggle={(districtId) => roster.toggleDistrict(districtId)}
          error={errors.districts}
        />
      )}
    </>
  );
}

function spanOf(shift: Shift): string {
  const day = capital(longDay(localDateOf(shift.from, app.here.value.timeZone)));
  return `${day}, ${words.span(timeOf(shift.from), timeOf(shift.until))}`;
}

/** A coordinator changes everybody's duty, a duty officer her own. */
function ShiftChoice() {
  const { roster } = planning;
  const shift = roster.chosen.value;
  if (shift === null) return null;
  const mayChange = shift.isYou || app.hasRole('coordinator');
  return (
    <>
      <p class="lead">
        {shift.isYou ? words.you : (shift.name ?? words.unknownName)}. {words.places[shift.place]}.{' '}
        {spanOf(shift)}.
      </p>
      {shift.openCrises > 0 && <p class="note inside">{words.openCrises(shift.openCrises)}</p>}
      {mayChange && (
        <>
          <Button look="second-choice" onClick={() => roster.go('hand-over')}>
            {words.handOver}
          </Button>
          <Button look="second-choice" onClick={() => roster.go('cancel')}>
            {words.cancel}
          </Button>
        </>
      )}
    </>
  );
}

function HandOver({ view }: ViewProps) {
  const { roster } = planning;
  const shift = roster.chosen.value;
  if (shift === null) return null;
  const others = view.officers.filter((each) => each.personId !== shift.personId);
  return (
    <>
      <p class="lead">{words.handOverHint(shift.openCrises)}</p>
      <Picks
        name="shift-to"
        legend={words.handOverTo}
        look="list"
        options={others.map((each) => ({ value: each.personId, label: officerName(each) }))}
        value={roster.toPersonId.value}
        error={roster.fieldErrors.value.to}
        onPick={(personId) => {
          roster.toPersonId.value = personId;
        }}
      />
    </>
  );
}

function Cancel() {
  const shift = planning.roster.chosen.value;
  return shift === null ? null : (
    <>
      <p class="lead">{spanOf(shift)}.</p>
      <p>{words.cancelHint}</p>
    </>
  );
}

type Form = { title: string; Body: (props: ViewProps) => preact.JSX.Element | null; button: string | null };
const forms: Record<RosterSheet, Form> = {
  plan: { title: words.planTitle, Body: Plan, button: words.save },
  shift: { title: words.shiftTitle, Body: ShiftChoice, button: null },
  'hand-over': { title: words.handOver, Body: HandOver, button: words.handOverButton },
  cancel: { title: words.cancelTitle, Body: Cancel, button: words.cancel },
};

async function submit(name: RosterSheet): Promise<void> {
  const { roster } = planning;
  if (name === 'plan') await roster.savePlan();
  if (name === 'hand-over') await roster.handOver();
  if (name === 'cancel') await roster.cancel();
}

export function RosterSheets({ view }: ViewProps) {
  const { roster } = planning;
  const name = roster.sheet.value;
  if (name === null) return null;
  const { title, Body, button } = forms[name];
  return (
    <Sheet
      key={name}
      title={title}
      onClose={() => roster.close()}
      isFilled={name === 'plan'}
      errors={roster.fieldErrors.value}
      onSubmit={() => void submit(name)}
    >
      {roster.refusal.value !== null && (
        <Banner tone="heed" icon={circleAlert} title={roster.refusal.value} isNews>
          {work.problem.keepText}
        </Banner>
      )}
      <Body view={view} />
      {button !== null && (
        <div class="sheet-end">
          <Button type="submit">{button}</Button>
        </div>
      )}
    </Sheet>
  );
}
