import type { ReplayPerson, ReplayStep } from '@bijspringen/contracts/learning/views.ts';
import { roleName, replayWords as words } from '../../i18n/work-replay.nl.ts';
import { shortStep } from '../../i18n/work-replay-events.nl.ts';
import { clockTime } from '../../models/work-dates.ts';
import type { WorkReplayModel } from '../../models/work-replay.model.ts';
import { COLUMNS_MAX, dotAt, type Lanes as LanesNow, lanesOf } from '../../models/work-replay-people.ts';
import { app } from '../work-context.ts';

/** Units of the drawing; it grows and shrinks with the column it stands in. */
const WIDTH = 660;
const NAMES_WIDTH = 132;
const LANE = 54;
/** Words of two moments beside each other stand above and under their lane, so that they never touch. */
const ABOVE = -14;
const UNDER = 24;
const TOP = 26;

const KINDS: Readonly<Record<string, string>> = {
  ResponderAccepted: 'lit',
  PairFormed: 'lit',
  ResponderOnTheWay: 'lit',
  ResponderArrived: 'lit',
  SafetyCheckDone: 'lit',
  ResponderDeclined: 'quiet',
  ResponderReleased: 'quiet',
  ResponderStopped: 'quiet',
};

function Dot({ step, x, y, isUnder }: { step: ReplayStep; x: number; y: number; isUnder: boolean }) {
  return (
    <>
      <circle class={`dot ${KINDS[step.type] ?? ''}`} cx={x} cy={y} r={9} />
      <text class="short" x={x} y={y + (isUnder ? UNDER : ABOVE)} text-anchor="middle">
        {shortStep(step.type)}
      </text>
    </>
  );
}

type LaneProps = { lanes: LanesNow; person: ReplayPerson; y: number; xOf: (column: number) => number };

function Lane({ lanes, person, y, xOf }: LaneProps) {
  const dots = lanes.columns.flatMap((instant, column) => {
    const step = dotAt(lanes, person, column);
    return step === null
      ? []
      : [<Dot key={instant} step={step} x={xOf(column)} y={y} isUnder={column % 2 === 1} />];
  });
  return (
    <>
      <path class="lane" d={`M${NAMES_WIDTH} ${y}H${WIDTH}`} />
      <text class="name" x={0} y={y + 5}>
        {roleName(person)}
      </text>
      {dots}
    </>
  );
}

/** The last moments beside each other, up to now. To the right of now stands nothing: it has not happened yet. */
export function Lanes({ model }: { model: WorkReplayModel }) {
  const shown = model.shown.value;
  if (shown === null) return null;
  const { timeZone } = app.here.value;
  const lanes = lanesOf(
    shown.steps,
    shown.moment.people.map(({ person }) => person),
  );
  const height = TOP + Math.max(1, lanes.people.length) * LANE;
  const gap = (WIDTH - NAMES_WIDTH) / COLUMNS_MAX;
  const xOf = (column: number) => NAMES_WIDTH + gap * (column + 0.5);
  const now = xOf(lanes.columns.length - 1);
  const time = (instant: string) => clockTime(`${instant}:00.000Z`, timeZone);
  return (
    <svg
      class="replay-lanes"
      viewBox={`0 0 ${WIDTH} ${height + 26}`}
      role="img"
      aria-label={words.lanes(clockTime(shown.moment.at, timeZone))}
    >
      <path class="now" d={`M${now} 4V${height}`} />
      {lanes.people.map((person, n) => (
        <Lane key={roleName(person)} lanes={lanes} person={person} y={TOP + n * LANE + LANE / 2} xOf={xOf} />
      ))}
      <rect class="now-time" x={now - 28} y={height} width={56} height={24} rx={8} />
      {lanes.columns.map((instant, column) => (
        <text
          key={instant}
          class={column === lanes.columns.length - 1 ? 'time is-now' : 'time'}
          x={xOf(column)}
          y={height + 17}
          text-anchor="middle"
        >
          {time(instant)}
        </text>
      ))}
    </svg>
  );
}
