import { moment } from '../../i18n/work-say.ts';
import { settingsWords as words } from '../../i18n/work-settings.nl.ts';
import type { Mode, Until } from '../../models/work-availability.model.ts';
import { cellOf, dayParts, isInParts } from '../../models/work-availability.ts';
import { inWords } from '../../models/work-problems.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { check, circleAlert } from '../../ui/icons.ts';
import { Picks } from '../../ui/work-picks.tsx';
import { app } from '../work-context.ts';
import { availability } from './settings-context.ts';

const said = words.availability;
const MODES: readonly Mode[] = ['now', 'hours', 'paused'];
const UNTILS: readonly Until[] = ['open', 'tomorrow', 'week'];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Seven days of four parts: a table of real check boxes. */
function Hours() {
  const cells = availability.cells.value;
  const view = availability.view.value;
  return (
    <fieldset class="hours" aria-describedby="hours-hint">
      <legend>{said.hours}</legend>
      <p class="hint" id="hours-hint">
        {said.hoursHint}
      </p>
      {view !== null && !isInParts(view.hours) && <p class="hint">{said.ownHours}</p>}
      {availability.isHoursMissing.value && <FieldError id="hours-error">{said.hoursMissing}</FieldError>}
      <table>
        <thead>
          <tr>
            <td />
            {dayParts.map((part) => (
              <th key={part} scope="col">
                {said.parts[part]}
                <small>{said.partHours[part]}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday) => (
            <tr key={weekday}>
              <th scope="row">
                <abbr title={said.daysLong[weekday - 1]}>{said.days[weekday - 1]}</abbr>
              </th>
              {dayParts.map((part) => {
                const cell = cellOf(weekday, part);
                return (
                  <td key={part}>
                    <label class={cells.includes(cell) ? 'cell chosen' : 'cell'}>
                      <input
                        type="checkbox"
                        checked={cells.includes(cell)}
                        aria-label={said.cell(said.daysLong[weekday - 1] ?? '', said.parts[part])}
                        onChange={() => availability.toggle(cell)}
                      />
                    </label>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

/** When an alert may come to this person. */
export function When() {
  const view = availability.view.value;
  const problem = availability.problem.value;
  const mode = availability.mode.value;
  if (view === null && problem === null) return <div class="coming" />;
  return (
    <section class="panel" aria-labelledby="settings-when">
      <h2 id="settings-when">{said.title}</h2>
      {view !== null && <p>{view.isAvailableNow ? said.isNow : said.isNotNow}</p>}
      {view?.until && <p class="hint">{said.untilMoment(moment(view.until, app.here.value))}</p>}
      <Picks
        name="mode"
        legend={said.title}
        isLegendHeard
        look="list"
        options={MODES.map((value) => ({ value, label: said.modes[value] }))}
        value={mode}
        onPick={(picked) => availability.pickMode(picked)}
      />
      {(mode === 'now' || mode === 'paused') && (
        <Picks
          name="until"
          legend={said.until}
          look="low"
          options={UNTILS.map((value) => ({ value, label: said.untils[value] }))}
          value={availability.until.value}
          onPick={(picked) => availability.pickUntil(picked)}
        />
      )}
      {mode === 'hours' && <Hours />}
      <p class="hint">{said.always}</p>
      {problem !== null && <Banner tone="heed" icon={circleAlert} title={inWords(problem)} isNews />}
      {mode !== null && (
        <Button look="second-choice" onClick={() => void availability.save()}>
          {said.save}
        </Button>
      )}
      <div role="status">
        {availability.isSaved.value && <Banner tone="done" icon={check} title={said.saved} />}
      </div>
    </section>
  );
}
