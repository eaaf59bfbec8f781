import { firstWords } from '@bijspringen/contracts/signals/first-words.ts';
import type { ReadFirst as Reason } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import * as lists from '../../i18n/work-lists.nl.ts';
import { label } from '../../i18n/work-say.ts';
import { signalWords } from '../../i18n/work-signal.nl.ts';
import { Banner } from '../../ui/banner.tsx';
import { Icon } from '../../ui/icon.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { kindIcons } from '../../ui/work-item.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';

function isWish({ kind }: SignalView): boolean {
  return kind === 'wish' || kind === 'offer';
}

function Chips({ view }: { view: SignalView }) {
  return (
    <div class="row">
      <span class={isWish(view) ? 'chip wish' : 'chip go-on'}>
        <Icon of={kindIcons[view.kind]} small />
        {lists.kinds[view.kind].chip}
      </span>
      {view.status === 'open' && !view.isRead && <span class="chip">{signalWords.status.new}</span>}
      {view.status === 'closed' && <span class="chip">{signalWords.status.closed}</span>}
      {view.status === 'withdrawn' && <span class="chip">{signalWords.status.withdrawn}</span>}
      {view.isLate && <span class="chip">{signalWords.late}</span>}
    </div>
  );
}

/** Whoever noted it asked for it: that may be the one who reads this now. */
function reasonInWords(reason: Reason, view: SignalView): string {
  if (reason !== 'worker-asks') return lists.readFirst[reason];
  const isYou = view.timeline.some((line) => line.what === 'raised' && line.by === 'you');
  return signalWords.readFirstAsked[isYou ? 'you' : 'colleague'];
}

/** Why a human reads this first, in words; the system named it, nothing was decided. */
function ReadFirst({ view }: { view: SignalView }) {
  if (view.readFirst.length === 0 || view.status !== 'open') return null;
  const isGate = view.readFirst.some((each) => each.startsWith('gate-'));
  return (
    <Banner tone={isGate ? 'danger' : 'heed'} icon={circleAlert} title={signalWords.readFirst}>
      <ul>
        {view.readFirst.map((each) => (
          <li key={each}>{reasonInWords(each, view)}</li>
        ))}
      </ul>
    </Banner>
  );
}

/** The neighbour's own words, in their own spelling, with the lamp beside them. */
export function OwnWords({ view }: { view: SignalView }) {
  const who = lists.origins[view.origin];
  return (
    <blockquote class={isWish(view) ? 'words wish' : 'words'}>
      <p dir="auto" lang={view.language}>
        {view.text ?? signalWords.forgotten}
      </p>
      <footer>{signalWords.fromNeighbour(who, label(view.raisedAt, app.here.value).toLowerCase())}</footer>
    </blockquote>
  );
}

export function SignalHead({ view }: { view: SignalView }) {
  return (
    <header class="stack">
      <Chips view={view} />
      <Heading focusKey={view.signalId}>
        {view.text === null ? signalWords.forgotten : firstWords(view.text)}
      </Heading>
      {view.place !== null && (
        <p class="second" dir="auto">
          {view.place}
        </p>
      )}
      <ReadFirst view={view} />
      <OwnWords view={view} />
    </header>
  );
}
