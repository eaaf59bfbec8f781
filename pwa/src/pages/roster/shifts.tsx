import type { RosterView } from '@bijspringen/contracts/roster/api.ts';
import { useState } from 'preact/hooks';
import { rosterWords as words } from '../../i18n/work-roster.nl.ts';
import { capital } from '../../i18n/work-say.ts';
import { localDateOf, longDay } from '../../models/work-dates.ts';
import type { Shift } from '../../models/work-roster.model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { chevron } from '../../ui/icons.ts';
import { timeOf } from '../crisis/crisis-parts.tsx';
import { app } from '../work-context.ts';
import { planning } from './roster-context.ts';

/** A week of duties never shows as fifty lines: today and tomorrow, and the rest when asked for. */
const DAYS_SHOWN = 2;

/** When, who, and as what; who it is stands in bold when it is you. */
function Row({ shift }: { shift: Shift }) {
  return (
    <li>
      <button class="shift-row" type="button" onClick={() => planning.roster.open(shift)}>
        <span class="shift-words">
          <span class="second small">
            <time>
              {timeOf(shift.from)}–{timeOf(shift.until)}
            </time>{' '}
            {words.asPlace[shift.place]}
          </span>
          <span>
            {shift.isYou ? <b>{words.you}</b> : (shift.name ?? words.unknownName)}
            {shift.openCrises > 0 && <span class="when">{words.openCrises(shift.openCrises)}</span>}
          </span>
        </span>
        <Icon of={chevron} turns small />
      </button>
    </li>
  );
}

function byDay(shifts: readonly Shift[]): [string, Shift[]][] {
  const days = new Map<string, Shift[]>();
  const sorted = [...shifts].sort((a, b) => a.from.localeCompare(b.from) || a.place.localeCompare(b.place));
  for (const shift of sorted) {
    const day = localDateOf(shift.from, app.here.value.timeZone);
    days.set(day, [...(days.get(day) ?? []), shift]);
  }
  return [...days];
}

function Day({ day, shifts }: { day: string; shifts: readonly Shift[] }) {
  return (
    <section class="stack-s" aria-label={longDay(day)}>
      <h3>{capital(longDay(day))}</h3>
      <ul class="shift-rows">
        {shifts.map((shift) => (
          <Row key={shift.shiftId} shift={shift} />
        ))}
      </ul>
    </section>
  );
}

/** The duties of the shown week, by day; past ones are no longer of use here. */
export function Shifts({ view }: { view: RosterView }) {
  const [isWhole, setIsWhole] = useState(false);
  const now = app.here.value.now.getTime();
  const days = byDay(view.shifts.filter((each) => Date.parse(each.until) > now));
  const shown = isWhole ? days : days.slice(0, DAYS_SHOWN);
  return (
    <section class="stack" aria-labelledby="shifts-title">
      <h2 id="shifts-title">{words.shifts}</h2>
      {days.length === 0 && <p class="second">{words.noShifts}</p>}
      {shown.map(([day, shifts]) => (
        <Day key={day} day={day} shifts={shifts} />
      ))}
      {shown.length < days.length && (
        <Button look="second-choice" onClick={() => setIsWhole(true)}>
          {words.showWeek}
        </Button>
      )}
    </section>
  );
}
