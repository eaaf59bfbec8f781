import type { DutyCrisisView } from '@bijspringen/contracts/crisis/views.ts';
import { crisisEventLines, crisisLists, liveWords as words } from '../../i18n/work-crisis.nl.ts';
import { timeOf } from './crisis-parts.tsx';
import { concerned, type Responder } from './duty-now.tsx';

type Wave = DutyCrisisView['waves'][number];

function stateOf(responder: Responder): string {
  return `${words.label(responder.label)} ${words.states[responder.state]}`;
}

/** Whoever comes stands above; here is whoever does not, and whether the phone showed it. */
function Rest({ wave, view }: { wave: Wave; view: DutyCrisisView }) {
  const shownAbove = new Set(concerned(view).map((each) => each.personId));
  const rest = view.responders.filter((each) => each.wave === wave.wave && !shownAbove.has(each.personId));
  return (
    <ul>
      {rest.map((responder) => (
        <li class="state" key={responder.personId}>
          <span class="door quiet" aria-hidden="true">
            {responder.label}
          </span>
          <span class="grow">
            <b>{stateOf(responder)}</b>
            <span class="when">
              {words.since(timeOf(responder.since))}. {words.reach[responder.reach]}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function PassedOver({ wave }: { wave: Wave }) {
  const counted = wave.passedOver.filter((each) => each.count > 0);
  if (counted.length === 0) return null;
  return (
    <details>
      <summary>{words.passedOver}</summary>
      <ul class="small-list">
        {counted.map((each) => (
          <li key={each.why}>
            {each.count} {crisisLists.passedOver[each.why]}
          </li>
        ))}
      </ul>
    </details>
  );
}

function OneWave({ wave, view }: { wave: Wave; view: DutyCrisisView }) {
  return (
    <section class="stack-s">
      <h2>{words.wave(wave.wave, timeOf(wave.at))}</h2>
      <p class="second small">
        {wave.isExpired ? words.waveOver(timeOf(wave.expiresAt)) : words.waveOpen(timeOf(wave.expiresAt))}.{' '}
        {wave.isLast && words.lastWave}
      </p>
      <Rest wave={wave} view={view} />
      <PassedOver wave={wave} />
    </section>
  );
}

function isRunning(view: DutyCrisisView): boolean {
  return view.phase === 'alerting' || view.phase === 'held';
}

/** The groups that were asked, the newest first, and when the next one goes. */
export function Waves({ view }: { view: DutyCrisisView }) {
  if (view.waves.length === 0) return null;
  const next = view.nextWaveAt === null ? words.noNextWave : words.nextWave(timeOf(view.nextWaveAt));
  return (
    <>
      {[...view.waves].reverse().map((wave) => (
        <OneWave key={wave.wave} wave={wave} view={view} />
      ))}
      {isRunning(view) && (
        <p class="second small">
          {next} {words.endsAt(timeOf(view.endsAt))}
        </p>
      )}
    </>
  );
}

/** What happened, in order; folded, because what is so now stands above. */
export function Timeline({ view }: { view: DutyCrisisView }) {
  const lines = view.timeline.flatMap((line) => {
    const text = crisisEventLines[line.type];
    return text === undefined ? [] : [{ ...line, text }];
  });
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>{words.timeline}</summary>
      <ol class="small-list">
        {lines.map((line) => (
          <li key={line.eventId}>
            <time>{timeOf(line.at)}</time>
            <span class="grow">
              {line.who !== null && `${words.label(line.who)} `}
              {line.text}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
