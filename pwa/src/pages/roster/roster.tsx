import type { RosterView } from '@bijspringen/contracts/roster/api.ts';
import { useEffect } from 'preact/hooks';
import { dutyWords } from '../../i18n/work-crisis.nl.ts';
import { rosterWords as words } from '../../i18n/work-roster.nl.ts';
import { capital, moment, shortMoment } from '../../i18n/work-say.ts';
import { useBackCloses } from '../../ui/back-closes.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { Door } from '../../ui/door.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { Confirmed } from '../../ui/work-confirmed.tsx';
import { person, plus } from '../../ui/work-icons.ts';
import { timeOf } from '../crisis/crisis-parts.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { NotThere } from '../work-not-there.tsx';
import { Coverage } from './coverage.tsx';
import { planning } from './roster-context.ts';
import { RosterSheets } from './roster-sheets.tsx';
import { Shifts } from './shifts.tsx';
import '../crisis/crisis.css';
import './roster.css';

/** "Ik neem nu over": only for who may have duty, and not for who has it already. */
function TakeOver() {
  const { roster } = planning;
  const { first } = roster.now.value;
  const isOfficer = roster.view.value?.officers.some((each) => each.isYou) ?? false;
  if (!isOfficer || first?.isYou === true) return null;
  return (
    <Button look="second-choice" onClick={() => void roster.takeOver()}>
      {words.takeOver}
    </Button>
  );
}

/** Who answers now; without anybody that is said first, with what to do. */
function Now() {
  const { first, second } = planning.roster.now.value;
  if (first === null) {
    return (
      <>
        <Banner tone="heed" icon={circleAlert} title={words.nobodyTitle}>
          {words.nobody}
        </Banner>
        <Call number="112" look="outline" title={dutyWords.call112} hint={dutyWords.call112Hint} />
        <TakeOver />
      </>
    );
  }
  const nameOf = (shift: typeof first) => (shift.isYou ? words.you : (shift.name ?? words.unknownName));
  return (
    <section class="panel lamp" aria-label={words.now}>
      <div class="beside">
        <Door icon={person} tone="lamp" />
        <div class="grow">
          <p class="small">{words.now}</p>
          <h2>{nameOf(first)}</h2>
          <p class="small">{words.until(moment(first.until, app.here.value))}</p>
          {second !== null && (
            <p class="small">
              {words.second}: {nameOf(second)}
            </p>
          )}
        </div>
      </div>
      <TakeOver />
    </section>
  );
}

/** The first hole; the others by number, so that one thing is done at a time. */
function Gaps({ view }: { view: RosterView }) {
  const now = app.here.value.now.getTime();
  const [gap, ...rest] = view.gaps.filter((each) => Date.parse(each.until) > now);
  if (gap === undefined) return <p class="second small">{words.noGaps}</p>;
  const when = `${capital(shortMoment(gap.from, app.here.value).replace(/\u00a0uur$/, ''))}–${timeOf(gap.until)}\u00a0uur`;
  const isCoordinator = app.hasRole('coordinator');
  return (
    <Banner tone="heed" icon={circleAlert} title={words.gap(when)}>
      <p>
        {words.gapHint} {rest.length > 0 && words.gapRest(rest.length)}
      </p>
      <button class="link" type="button" onClick={() => planning.roster.plan(app.today.value, gap)}>
        {isCoordinator ? words.fillGap : words.fillGapSelf}
      </button>
    </Banner>
  );
}

function NoView() {
  const { roster } = planning;
  return <NotThere problem={roster.problem.value} words={words} again={() => void roster.load()} />;
}

function News() {
  const { roster } = planning;
  const { refusal, said, sheet } = roster;
  if (sheet.value === null && refusal.value !== null)
    return <Banner tone="heed" icon={circleAlert} title={refusal.value} isNews />;
  return said.value === null ? null : <Confirmed onDismiss={() => roster.dismiss()}>{said.value}</Confirmed>;
}

function Inside({ view }: { view: RosterView }) {
  const { roster } = planning;
  return (
    <>
      <div class="duty-cols">
        <div>
          <Now />
          <Gaps view={view} />
          <Coverage view={view} />
        </div>
        <div>
          <Shifts view={view} />
          <Button look="second-choice" icon={plus} onClick={() => roster.plan(app.today.value)}>
            {words.plan}
          </Button>
          <nav class="two" aria-label={words.week}>
            <Button look="second-choice" onClick={() => void roster.turn(-1)}>
              {words.previous}
            </Button>
            <Button look="second-choice" onClick={() => void roster.turn(1)}>
              {words.next}
            </Button>
          </nav>
        </div>
      </div>
      <RosterSheets view={view} />
    </>
  );
}

/** Who has duty now and this week, where nobody has, and how many residents could come. */
export function Roster() {
  const { roster } = planning;
  const changes = app.queue.moved.value;
  useEffect(() => {
    if (roster.from.value === null) void roster.show(app.today.value);
    else void roster.load();
  }, [changes]);
  useBackCloses({ isOpen: () => roster.sheet.value !== null, close: () => roster.close() });
  const view = roster.view.value;
  return (
    <div class="duty-room wide">
      <Heading>{words.title}</Heading>
      <News />
      {view === null ? <NoView /> : <Inside view={view} />}
    </div>
  );
}
