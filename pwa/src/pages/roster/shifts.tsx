import type { RosterView } from '@bijspringen/contracts/roster/api.ts';
import { rosterWords as words } from '../../i18n/work-roster.nl.ts';
import { capital } from '../../i18n/work-say.ts';
import { localDateOf, longDay } from '../../models/work-dates.ts';
import type { Shift } from '../../models/work-roster.model.ts';
import { Door } from '../../ui/door.tsx';
import { Icon } from '../../ui/icon.tsx';
import { chevron } from '../../ui/icons.ts';
import { person, sun } from '../../ui/work-icons.ts';
import { moon } from '../../ui/work-icons-duty.ts';
import { timeOf } from '../crisis/crisis-parts.tsx';
import { app } from '../work-context.ts';
import { planning } from './roster-context.ts';

/** A duty that runs into the next day is a night. */
function isNight(shift: Shift): boolean {
  const { timeZone } = app.here.value;
  return localDateOf(shift.from, timeZone) !== localDateOf(shift.until, timeZone);
}

function Item({ shift }: { shift: Shift }) {
  const name = shift.isYou ? words.you : (shift.name ?? words.unknownName);
  return (
    <li>
      <button class="go" type="button" onClick={() => planning.roster.open(shift)}>
        <Door
          icon={shift.isYou ? person : isNight(shift) ? moon : sun}
          tone={shift.isYou ? 'lamp' : shift.place === 'first' ? 'action' : 'quiet'}
        />
        <span class="go-words">
          <b>{name}</b>
          <small>
            {words.places[shift.place]}. {words.span(timeOf(shift.from), timeOf(shift.until))}
            {shift.openCrises > 0 && `. ${words.openCrises(shift.openCrises)}`}
          </small>
        </span>
        <Icon of={chevron} turns />
      </button>
    </li>
  );
}

function byDay(shifts: readonly Shift[]): Map<string, Shift[]> {
  const days = new Map<string, Shift[]>();
  const sorted = [...shifts].sort((a, b) => a.from.localeCompare(b.from) || a.place.localeCompare(b.place));
  for (const shift of sorted) {
    const day = localDateOf(shift.from, app.here.value.timeZone);
    days.set(day, [...(days.get(day) ?? []), shift]);
  }
  return days;
}

/** The duties of the shown week, by day; past ones are no longer of use here. */
export function Shifts({ view }: { view: RosterView }) {
  const now = app.here.value.now.getTime();
  const days = byDay(view.shifts.filter((each) => Date.parse(each.until) > now));
  return (
    <section class="stack" aria-labelledby="shifts-title">
      <h2 id="shifts-title">{words.shifts}</h2>
      {days.size === 0 && <p class="second">{words.noShifts}</p>}
      {[...days].map(([day, shifts]) => (
        <section class="stack-s" key={day} aria-label={longDay(day)}>
          <h3 class="shift-day">{capital(longDay(day))}</h3>
          <ul class="stack-s">
            {shifts.map((shift) => (
              <Item key={shift.shiftId} shift={shift} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
