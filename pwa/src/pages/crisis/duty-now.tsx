import type { DutyCrisisView } from '@bijspringen/contracts/crisis/views.ts';
import { crisisLists, liveWords as words } from '../../i18n/work-crisis.nl.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { dial } from '../../ui/call.tsx';
import { Icon } from '../../ui/icon.tsx';
import { circleAlert, phone, speech } from '../../ui/icons.ts';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { timeOf } from './crisis-parts.tsx';
import type { DutyCrisisProps } from './duty-crisis.tsx';

export type Responder = DutyCrisisView['responders'][number];

/** Said yes, and counts for the pair. */
const STANDING: readonly Responder['state'][] = ['accepted', 'on-the-way', 'arrived'];
/** Said yes once, and is somebody to think of now. */
const CONCERNED: readonly Responder['state'][] = [...STANDING, 'missed-check', 'unsafe', 'home'];

export function standing(view: DutyCrisisView): Responder[] {
  return view.responders.filter((each) => STANDING.includes(each.state));
}
export function concerned(view: DutyCrisisView): Responder[] {
  return view.responders.filter((each) => CONCERNED.includes(each.state));
}

/** The reporter wrote: no group goes and everybody waits until this was judged. */
export function Held({ view, sheets }: DutyCrisisProps) {
  return (
    <Banner tone="heed" icon={speech} title={words.heldTitle} isNews>
      <p>{words.heldHint}</p>
      <blockquote class="words held-words" dir="auto">
        {view.held?.text ?? words.heldGone}
      </blockquote>
      <Judgement sheets={sheets} />
    </Banner>
  );
}

/** A helper fled: nobody goes there until this was judged. Whom to call first must not lie below the fold. */
export function Unsafe({ view, sheets }: DutyCrisisProps) {
  const fled = view.responders.filter((each) => each.state === 'unsafe');
  const [first] = fled;
  const who = fled.length === 1 && first !== undefined ? words.label(first.label) : words.somebody;
  return (
    <Banner tone="danger" icon={circleAlert} title={words.unsafeTitle(who)} isNews>
      <div class="stack-s">
        <p>{words.unsafeHint}</p>
        {fled.map(({ personId, label, phone: number }) =>
          number === null ? null : (
            <Button key={personId} look="second-choice" icon={phone} href={dial(number)}>
              {words.ring(words.label(label))}
            </Button>
          ),
        )}
        <Judgement sheets={sheets} />
      </div>
    </Banner>
  );
}

/** A coordinator looks and does not decide. */
function Judgement({ sheets }: Pick<DutyCrisisProps, 'sheets'>) {
  if (!app.hasRole('duty-officer')) return null;
  return (
    <div class="two">
      <Button look="second-choice" onClick={() => void sheets.judge('go-on')}>
        {words.goOn}
      </Button>
      <Button look="second-choice" onClick={() => void sheets.judge('stand-down')}>
        {words.heldStop}
      </Button>
    </div>
  );
}

/** Two doors: dashed while free, lit when somebody comes. */
function Pair({ view }: { view: DutyCrisisView }) {
  const come = standing(view);
  const places = Math.max(view.needed, come.length);
  return (
    <span class="pair" aria-hidden="true">
      {Array.from({ length: Math.min(places, 3) }, (_, index) => {
        const one = come[index];
        return (
          <span key={index} class={one === undefined ? 'door large free' : 'door large lamp'}>
            {one?.label ?? ''}
          </span>
        );
      })}
    </span>
  );
}

function headline(view: DutyCrisisView): { title: string; hint: string } {
  const come = standing(view);
  if (view.phase === 'closed') return { title: words.closed, hint: words.hidden };
  if (view.stoodDown !== null) {
    const { at, because } = view.stoodDown;
    const why = words.stoodDownAt(timeOf(at), crisisLists.standDown[because]);
    return { title: words.stoodDown, hint: `${why} ${words.hidden}` };
  }
  if (view.phase === 'professionals') {
    const isShort = view.backup?.why === 'not-enough';
    return { title: isShort ? words.notEnough : words.professionals, hint: words.professionalsHint };
  }
  if (come.length === 0) return { title: words.none, hint: askedHint(view) };
  if (view.phase === 'held') return { title: words.wait(come.length), hint: words.heldHint };
  if (view.isStoppedByUnsafe) return { title: words.wait(come.length), hint: askedHint(view) };
  if (come.length === 1) return { title: words.one, hint: `${words.oneHint} ${askedHint(view)}` };
  const areThere = come.every((each) => each.state === 'arrived');
  const title = areThere ? words.bothThere(come.length) : words.two(come.length);
  const isFull = come.length >= view.needed;
  return { title, hint: isFull ? words.restKnows : askedHint(view) };
}

function askedHint(view: DutyCrisisView): string {
  return words.asked(view.responders.length);
}

const LATER: readonly Responder['state'][] = ['missed-check', 'unsafe'];

function Detail({ responder }: { responder: Responder }) {
  const { state, since, checkBefore, feeling } = responder;
  return (
    <>
      <span class="when">
        {words.since(timeOf(since))}
        {checkBefore !== null && !LATER.includes(state) && `. ${words.check(timeOf(checkBefore))}`}
        {feeling !== null && `. ${crisisLists.feelings[feeling]}`}
      </span>
      {state === 'missed-check' && <span class="when now">{words.checkMissed}</span>}
      {state === 'unsafe' && <span class="when now">{words.unsafe}</span>}
    </>
  );
}

function Person({ responder }: { responder: Responder }) {
  const isLit = STANDING.includes(responder.state);
  const isLate = LATER.includes(responder.state);
  const tone = isLit ? 'lamp' : isLate ? 'danger' : 'quiet';
  return (
    <li class="state">
      <span class={`door ${tone}`} aria-hidden="true">
        {responder.label}
      </span>
      <span class="grow">
        <b>
          {words.label(responder.label)} {words.states[responder.state]}
        </b>
        {responder.firstName !== null && responder.firstName !== words.label(responder.label) && (
          <span class="when">{responder.firstName}</span>
        )}
        <Detail responder={responder} />
      </span>
      {responder.phone !== null && (
        <a
          class="icon-btn ring"
          href={dial(responder.phone)}
          aria-label={words.ring(responder.firstName ?? words.label(responder.label))}
        >
          <Icon of={phone} />
        </a>
      )}
    </li>
  );
}

/** In one sentence how it stands, and who comes. */
export function Now(props: DutyCrisisProps) {
  const { view } = props;
  const { title, hint } = headline(view);
  const people = concerned(view);
  const hasPair = view.phase === 'alerting' || view.phase === 'held';
  return (
    <>
      <div class="beside" role="status">
        {hasPair && <Pair view={view} />}
        <div class="grow">
          <Heading focusKey={view.crisisId}>{title}</Heading>
          <p class="second small">{hint}</p>
        </div>
      </div>
      {people.length > 0 && (
        <section class="panel" aria-label={words.who}>
          <ul>
            {people.map((responder) => (
              <Person key={responder.personId} responder={responder} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
