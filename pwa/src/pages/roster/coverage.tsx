import type { RosterView } from '@bijspringen/contracts/roster/api.ts';
import { rosterWords as words } from '../../i18n/work-roster.nl.ts';
import { shortDay } from '../../models/work-dates.ts';

const PARTS = ['night', 'morning', 'afternoon', 'evening'] as const;
/** From this many a wave has somebody to spare when a third keeps silent. */
const ENOUGH_MIN = 4;

function lookOf(count: number): 'none' | 'few' | '' {
  if (count === 0) return 'none';
  return count < ENOUGH_MIN ? 'few' : '';
}

/** How many residents could be asked, by day and part of the day; said by number, word and shape. */
export function Coverage({ view }: { view: RosterView }) {
  return (
    <section class="stack-s" aria-labelledby="coverage-title">
      <h2 id="coverage-title">{words.coverage}</h2>
      <p class="second small">{words.coverageHint}</p>
      <table class="cover">
        <caption class="only-heard">{words.coverageCaption}</caption>
        <thead>
          <tr>
            <td />
            {view.coverage.map((day) => {
              const [name, date] = shortDay(day.on).split('\u00a0');
              return (
                <th scope="col" key={day.on}>
                  {name}
                  <br />
                  {date}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">{words.parts[part]}</th>
              {view.coverage.map((day) => (
                <td key={day.on} class={lookOf(day[part])}>
                  {day[part]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul class="cover-key">
        <li>
          <span class="chip go-on">{ENOUGH_MIN}+</span>
          {words.enough}
        </li>
        <li>
          <span class="chip few">1–{ENOUGH_MIN - 1}</span>
          {words.few}
        </li>
        <li>
          <span class="chip none">0</span>
          {words.none}
        </li>
      </ul>
    </section>
  );
}
