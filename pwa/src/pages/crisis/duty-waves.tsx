import type { DutyCrisisView } from '@bijspringen/contracts/crisis/views.ts';
import { crisisEventLines, crisisLists, liveWords as words } from '../../i18n/work-crisis.nl.ts';
import { Icon } from '../../ui/icon.tsx';
import { users } from '../../ui/icons.ts';
import { timeOf } from './crisis-parts.tsx';
import { concerned, type Responder } from './duty-now.tsx';

type Wave = DutyCrisisView['waves'][number];

/** Who need not be told apart any more once they have said no, or were thanked. */
const TOGETHER = ['declined', 'no-answer', 'stopped', 'released'] as const;
type Together = (typeof TOGETHER)[number];

function isTogether(state: Responder['state']): state is Together {
  return TOGETHER.some((each) => each === state);
}

/** One line for each who may still come, one for all who stand alike. */
function linesOf(rest: readonly Responder[]): Responder[][] {
  const lines = new Map<string, Responder[]>();
  for (const each of rest) {
    const key = isTogether(each.state) ? each.state : each.personId;
    lines.set(key, [...(lines.get(key) ?? []), each]);
  }
  return [...lines.values()];
}

/** "D, E en F" */
function labelsOf(line: readonly Responder[]): string {
  const labels = line.map((each) => each.label);
  const last = labels.at(-1) ?? '';
  return labels.length === 1 ? last : `${labels.slice(0, -1).join(', ')}${words.and}${last}`;
}

function titleOf(line: readonly Responder[], first: Responder): string {
  if (line.length === 1 || !isTogether(first.state))
    return `${words.label(first.label)} ${words.states[first.state]}`;
  return words.many(labelsOf(line), words.statesOfMany[first.state]);
}

/** Accepted by a push service is not delivered: only shown counts. */
function reachInWords(line: readonly Responder[], first: Responder): string {
  if (line.length === 1) return words.reach[first.reach];
  const shown = line.filter((each) => each.reach === 'shown' || each.reach === 'opened').length;
  return words.shownAt(shown, line.length);
}

function Line({ line }: { line: readonly Responder[] }) {
  const [first] = line;
  if (first === undefined) return null;
  return (
    <li class="state">
      <span class="door quiet" aria-hidden="true">
        {line.length === 1 ? first.label : <Icon of={users} />}
      </span>
      <span class="grow">
        <b>{titleOf(line, first)}</b>
        <span class="when">
          {words.since(timeOf(first.since))}. {reachInWords(line, first)}
        </span>
      </span>
    </li>
  );
}

/** Whoever comes stands above; here is whoever does not, and whether the phone showed it. */
function Rest({ wave, view }: { wave: Wave; view: DutyCrisisView }) {
  const shownAbove = new Set(concerned(view).map((each) => each.personId));
  const rest = view.responders.filter((each) => each.wave === wave.wave && !shownAbove.has(each.personId));
  return (
    <ul>
      {linesOf(rest).map((line) => (
        <Line key={line[0]?.personId} line={line} />
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

/** Until when an answer counts; nothing once there are enough, or all is over. */
function untilWhen(wave: Wave, view: DutyCrisisView): string {
  if (wave.isExpired) return `${words.waveOver(timeOf(wave.expiresAt))}.`;
  if (!isRunning(view) || view.standing >= view.needed) return '';
  return `${words.waveOpen(timeOf(wave.expiresAt))}.`;
}

function OneWave({ wave, view }: { wave: Wave; view: DutyCrisisView }) {
  return (
    <section class="stack-s">
      <h2>{words.wave(wave.wave, timeOf(wave.at))}</h2>
      <p class="second small">
        {untilWhen(wave, view)} {wave.isLast && words.lastWave}
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
