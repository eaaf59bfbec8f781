/** Before anybody goes: the question, whether you know somebody, and waiting indoors for a second. */
import { responderWords as words } from '../../i18n/work-responder.nl.ts';
import { clock, helpingHand, users } from '../../ui/icons.ts';
import { footprints } from '../../ui/work-icons-crisis.ts';
import { Heading } from '../work-heading.tsx';
import { CrisisTop, LampButton, Pair, QuietButton, Thumb, Told, timeOf } from './responder-parts.tsx';
import type { ScreenProps } from './responder-props.ts';

function tasksShort({ view }: ScreenProps): string {
  return view.tasks.map((task) => words.tasks[task].short).join(' ');
}

export function Asked(props: ScreenProps) {
  const { view, own } = props;
  const facts = [
    { icon: helpingHand, text: tasksShort(props) },
    ...(view.answerBefore === null
      ? []
      : [{ icon: clock, text: words.asked.before(timeOf(view.answerBefore)) }]),
  ];
  return (
    <>
      <CrisisTop title={words.alert} />
      <div class="page">
        <Heading focusKey="asked">{words.asked.title}</Heading>
        <div class="beside">
          <Pair names={[]} isYou={false} />
          <p>
            <b>{words.asked.neverAlone}</b> {words.asked.withTwo}
          </p>
        </div>
        <Told large facts={facts} />
        <Thumb>
          <p class="second small">{words.asked.sayNo}</p>
          <QuietButton onTap={() => void own.answer({ answer: 'decline' })}>{words.asked.cannot}</QuietButton>
          <LampButton onTap={() => own.come()}>{words.asked.come}</LampButton>
        </Thumb>
      </div>
    </>
  );
}

/** Its own step, so that nobody taps past it. */
export function KnowSomeone({ own }: ScreenProps) {
  return (
    <>
      <CrisisTop title={words.alert} />
      <div class="page">
        <Heading focusKey="know-someone">{words.knows.title}</Heading>
        <p class="large-words">{words.knows.rather}</p>
        <p>{words.knows.why}</p>
        <p>
          <button class="link" type="button" onClick={() => own.back()}>
            {words.back}
          </button>
        </p>
        <Thumb>
          <QuietButton onTap={() => void own.answer({ answer: 'decline', knowsSomeone: true })}>
            {words.knows.yes}
          </QuietButton>
          <LampButton onTap={() => void own.answer({ answer: 'accept' })}>{words.knows.no}</LampButton>
        </Thumb>
      </div>
    </>
  );
}

/** Tapped, and not with us yet. Nobody goes on a yes that nobody has. */
export function SendingYes({ own }: ScreenProps) {
  const isOffline = own.isOffline.value;
  return (
    <>
      <CrisisTop title={words.alert} />
      <div class="page">
        <Pair names={[]} isYou big />
        <Heading focusKey="sending-yes">{words.sendingYes.title}</Heading>
        <p class="large-words" role="status">
          {isOffline ? words.sendingYes.offline : words.sendingYes.busy}
        </p>
        <Thumb>
          <QuietButton onTap={() => void own.answer({ answer: 'decline' })}>
            {words.waitIndoors.ratherNot}
          </QuietButton>
        </Thumb>
      </div>
    </>
  );
}

export function WaitIndoors({ own }: ScreenProps) {
  return (
    <>
      <CrisisTop title={words.alert} />
      <div class="page">
        <Pair names={[]} isYou big />
        <Heading focusKey="wait-indoors">{words.waitIndoors.title}</Heading>
        <Told
          large
          facts={[
            { icon: users, text: words.waitIndoors.seeking },
            { icon: clock, text: words.waitIndoors.hear },
            { icon: footprints, text: words.waitIndoors.shoes },
          ]}
        />
        <Thumb>
          <QuietButton onTap={() => void own.answer({ answer: 'decline' })}>
            {words.waitIndoors.ratherNot}
          </QuietButton>
        </Thumb>
      </div>
    </>
  );
}
