import { hardRules } from '@bijspringen/contracts/crisis/values.ts';
import type { DutyCrisisView } from '@bijspringen/contracts/crisis/views.ts';
import { crisisLists, liveWords as words } from '../../i18n/work-crisis.nl.ts';
import { Button } from '../../ui/button.tsx';
import { timeOf } from './crisis-parts.tsx';
import type { DutyCrisisProps } from './duty-crisis.tsx';
import { concerned } from './duty-now.tsx';

function isRunning(view: DutyCrisisView): boolean {
  return view.phase === 'alerting' || view.phase === 'held';
}

/** Whoever decides from far down the page must know that it may be old. */
function Stale({ crisis }: Pick<DutyCrisisProps, 'crisis'>) {
  const isLive = crisis.liveState.value === 'live' || crisis.liveState.value === 'connecting';
  if (isLive && !crisis.isOffline.value && crisis.problem.value === null) return null;
  const since = crisis.lastLiveAt.value ?? crisis.fetchedAt.value;
  return since === null ? null : <p class="small stale">{words.staleSince(timeOf(since))}</p>;
}

/** Under the thumb while residents are asked or on their way. */
export function MainActions({ view, crisis, sheets }: DutyCrisisProps) {
  if (!isRunning(view)) return null;
  return (
    <div class="thumb stay">
      <Stale crisis={crisis} />
      <Button onClick={() => sheets.open('help-arrived')}>{words.helpArrived}</Button>
      <div class="two">
        <Button look="second-choice" onClick={() => sheets.open('stop')}>
          {words.stop}
        </Button>
        <Button look="second-choice" onClick={() => void sheets.nextWave()}>
          {words.moreHelp}
        </Button>
      </div>
    </div>
  );
}

/** A danger that becomes known now sends everybody home at once; it is asked once more first. */
export function Dangers({ view, sheets }: DutyCrisisProps) {
  if (!isRunning(view)) return null;
  return (
    <section class="stack-s" aria-labelledby="crisis-danger">
      <h2 id="crisis-danger">{words.dangerTitle}</h2>
      <p class="second small">{words.dangerHint}</p>
      <div class="danger-buttons">
        {hardRules.map((rule) => (
          <button key={rule} class="btn hazard" type="button" onClick={() => sheets.openDanger(rule)}>
            {crisisLists.hardRules[rule].button}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Taking over or giving away, and the message it began with. */
export function OtherActions({ view, sheets }: DutyCrisisProps) {
  const me = view.officers.find((each) => each.isYou);
  const isOpen = view.phase !== 'closed';
  return (
    <section class="stack-s" aria-label={words.actions}>
      {isOpen && !view.isYours && me !== undefined && (
        <Button look="second-choice" onClick={() => void sheets.takeOver(me.personId)}>
          {words.takeOver}
        </Button>
      )}
      {isOpen && view.isYours && (
        <Button look="second-choice" onClick={() => sheets.open('hand-over')}>
          {words.handOver}
        </Button>
      )}
      {view.signalId !== null && (
        <Button look="plain" href={`/werk/bericht/${view.signalId}`}>
          {words.toSignal}
        </Button>
      )}
    </section>
  );
}

/** After the end: who is not home yet, and closing. */
export function After({ view, sheets }: DutyCrisisProps) {
  if (view.phase !== 'stood-down' && view.phase !== 'professionals') return null;
  const people = concerned(view);
  const away = people.filter((each) => each.state !== 'home').map((each) => each.label);
  return (
    <section class="stack-s">
      {people.length > 0 && <p>{away.length === 0 ? words.allHome : words.notHome(away.join(', '))}</p>}
      <Button
        look={view.phase === 'stood-down' ? 'filled' : 'second-choice'}
        onClick={() => sheets.open('closing')}
      >
        {words.close}
      </Button>
    </section>
  );
}
