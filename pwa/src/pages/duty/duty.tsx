import type { DutyView } from '@bijspringen/contracts/crisis/views.ts';
import { useEffect } from 'preact/hooks';
import { dutyWords as words } from '../../i18n/work-crisis.nl.ts';
import { dateAndTime, moment } from '../../i18n/work-say.ts';
import { inWords } from '../../models/work-problems.ts';
import { goTo } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { Door } from '../../ui/door.tsx';
import { circleAlert, users } from '../../ui/icons.ts';
import { Confirmed } from '../../ui/work-confirmed.tsx';
import { person } from '../../ui/work-icons.ts';
import { bell } from '../../ui/work-icons-duty.ts';
import { AftercareList, AftercareSheet } from '../crisis/aftercare.tsx';
import { crises } from '../crisis/crisis-context.ts';
import { LiveLine } from '../crisis/crisis-parts.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { NotThere } from '../work-not-there.tsx';
import { Calls, Running } from './duty-lists.tsx';
import '../crisis/crisis.css';

type OnDuty = DutyView['onDuty'][number];

function nameOf(officer: OnDuty): string {
  return officer.isYou ? words.you : (officer.name ?? words.unknownName);
}

/** Who answers now. The lamp is on: somebody is there. */
function WhoHasDuty({ view }: { view: DutyView }) {
  const first = view.onDuty.find((each) => each.place === 'first');
  const second = view.onDuty.find((each) => each.place === 'second');
  if (first === undefined) return null;
  return (
    <section class="panel lamp" aria-label={words.now}>
      <div class="beside">
        <Door icon={person} tone="lamp" />
        <div class="grow">
          <p class="small">{words.now}</p>
          <h2>{nameOf(first)}</h2>
          <p class="small">{words.until(moment(first.until, app.here.value))}</p>
          {second !== undefined && (
            <p class="small">
              {words.second}: {nameOf(second)}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

/** Nobody on the roster: no alert can go out, and that is said first. */
function Nobody() {
  return (
    <>
      <Banner tone="heed" icon={circleAlert} title={words.nobodyTitle}>
        {words.nobody}
      </Banner>
      <Call number="112" look="outline" title={words.call112} hint={words.call112Hint} />
      {app.hasRole('duty-officer') && <Button href="/werk/rooster">{words.takeOver}</Button>}
    </>
  );
}

/** Somebody who has no duty now looks along, and is told what can be done. */
function NotYou({ view }: { view: DutyView }) {
  if (view.isOnDuty || view.onDuty.length === 0) return null;
  return (
    <Banner tone="quiet" icon={circleAlert} title={words.notYouTitle}>
      <p>{words.notYou}</p>
      <a class="link" href="/werk/rooster">
        {app.hasRole('duty-officer') ? words.takeOver : words.toRoster}
      </a>
    </Banner>
  );
}

function Residents({ view }: { view: DutyView }) {
  return (
    <section class="panel flat">
      <div class="beside">
        <Door icon={users} tone={view.residentsNow < 2 ? 'heed' : 'action'} />
        <div class="grow">
          <h2>{words.residentsNow(view.residentsNow)}</h2>
          <p class="second small">{words.residentsHint}</p>
        </div>
      </div>
      {view.isOnDuty && (
        <>
          <Button look="second-choice" icon={bell} href="/werk/oproep/nieuw">
            {words.open}
          </Button>
          <p class="second small">{words.openHint}</p>
        </>
      )}
    </section>
  );
}

function NoView() {
  const { duty } = crises;
  const problem = duty.problem.value;
  return (
    <>
      <NotThere problem={problem} words={words} again={() => void duty.load()} />
      {problem !== null && (
        <Call number="112" look="outline" title={words.call112} hint={words.call112Hint} />
      )}
    </>
  );
}

/** What was refused, or what was just saved; one line above the rest. */
function News() {
  const { duty, aftercare } = crises;
  const refusal = duty.refusal.value;
  if (refusal !== null) {
    return <Banner tone="heed" icon={circleAlert} title={inWords(refusal)} isNews />;
  }
  const saved = aftercare.saved.value;
  return saved === null ? null : <Confirmed onDismiss={() => aftercare.dismiss()}>{saved}</Confirmed>;
}

function isQuiet(view: DutyView): boolean {
  return view.pages.length + view.crises.length === 0 && crises.duty.aftercare.value.length === 0;
}

function Inside({ view }: { view: DutyView }) {
  const { duty } = crises;
  const isNobodyThere = view.onDuty.length === 0;
  return (
    <div class="duty-cols parts">
      <div class="upper">
        <News />
        {isNobodyThere && <Nobody />}
        <Calls
          pages={view.pages}
          onPickUp={async (page) => {
            const next = await duty.pickUp(page);
            if (next !== null && next !== '/werk/dienst') goTo(next);
          }}
        />
        <Running crises={view.crises} />
        {isQuiet(view) && !isNobodyThere && (
          <section class="panel">
            <h2>{words.quietTitle}</h2>
            <p class="second">{words.quiet}</p>
          </section>
        )}
      </div>
      <div class="lower">
        <AftercareList items={duty.aftercare.value} />
      </div>
      <div class="side">
        <WhoHasDuty view={view} />
        <NotYou view={view} />
        <Residents view={view} />
      </div>
    </div>
  );
}

/** Duty: calls first, then what runs, then whom to speak to; beside it who has duty and who could come. */
export function Duty() {
  const { duty } = crises;
  const changes = app.queue.moved.value;
  useEffect(() => {
    void duty.load();
  }, [changes]);
  const view = duty.view.value;
  const hasTalks = duty.aftercare.value.some((each) => each.outcome === null);
  return (
    <div class={hasTalks ? 'duty-room wide roomy' : 'duty-room wide'}>
      <header>
        <p class="small second">{dateAndTime(app.here.value)}</p>
        <Heading>{words.title}</Heading>
      </header>
      {view !== null && (
        <LiveLine
          liveState={app.queue.liveState.value}
          isOffline={app.queue.isOffline.value}
          isFailed={duty.problem.value !== null}
          staleSince={duty.fetchedAt.value}
          onRefresh={() => {
            app.queue.refresh();
            void duty.load();
          }}
        />
      )}
      {view === null ? <NoView /> : <Inside view={view} />}
      <AftercareSheet officers={view?.onDuty ?? []} onSaved={(position) => void duty.load(position)} />
    </div>
  );
}
