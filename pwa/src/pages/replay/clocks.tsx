import type { ReplayMoment } from '@bijspringen/contracts/learning/views.ts';
import { clockStates, clockWords, roleName, replayWords as words } from '../../i18n/work-replay.nl.ts';
import { clockTime, localDateOf, longDay } from '../../models/work-dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { clock as clockIcon } from '../../ui/icons.ts';
import { app } from '../work-context.ts';

type Clock = ReplayMoment['clocks'][number];
/** Of those that are over the last few. */
const OVER_SHOWN_MAX = 4;

/** "02.25 uur"; with the day where it is another one. */
function before(clock: Clock, at: string): string {
  const { timeZone } = app.here.value;
  const day = localDateOf(clock.before, timeZone);
  const time = words.at(clockTime(clock.before, timeZone));
  return day === localDateOf(at, timeZone) ? time : `${longDay(day)} ${time}`;
}

function lineOf(clock: Clock, at: string): string {
  const who = clock.who === null ? '' : roleName(clock.who);
  return clockWords[clock.what].line(who, before(clock, at));
}

/** The clock that is first stands on top. */
export function Clocks({ moment }: { moment: ReplayMoment }) {
  const running = moment.clocks
    .filter(({ state }) => state === 'running')
    .sort((a, b) => (a.before < b.before ? -1 : 1));
  const over = moment.clocks.filter(({ state }) => state !== 'running').slice(-OVER_SHOWN_MAX);
  const [first, ...rest] = running;
  return (
    <section class="stack-s" aria-labelledby="clocks-title">
      <h2 id="clocks-title">{words.clocks}</h2>
      {first === undefined ? (
        <p class="second">{words.noClock}</p>
      ) : (
        <Banner tone="heed" icon={clockIcon} title={lineOf(first, moment.at)}>
          {clockWords[first.what].or}
        </Banner>
      )}
      {rest.length > 0 && (
        <ul class="small-list replay-clocks">
          {rest.map((clock) => (
            <li key={`${clock.what} ${clock.who?.label} ${clock.from}`}>{lineOf(clock, moment.at)}</li>
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <>
          <h3 class="small second">{words.clocksOver}</h3>
          <ul class="small-list replay-clocks second">
            {over.map((clock) => (
              <li key={`${clock.what} ${clock.who?.label} ${clock.from}`}>
                {lineOf(clock, moment.at)}: <b>{clockStates[clock.state]}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
