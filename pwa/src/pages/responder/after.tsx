/** When it is not safe, when it is over, and home. */

import { feeling as feelings } from '@bijspringen/contracts/crisis/values.ts';
import type { ResponderView } from '@bijspringen/contracts/crisis/views.ts';
import { responderWords as words } from '../../i18n/work-responder.nl.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { Houses } from '../../ui/houses.tsx';
import { phoneRinging } from '../../ui/icons.ts';
import { Picks } from '../../ui/work-picks.tsx';
import { Heading } from '../work-heading.tsx';
import { beforeWhen, CrisisTop, LampButton, QuietButton, Thumb } from './responder-parts.tsx';
import type { ScreenProps } from './responder-props.ts';

/** Go away from there, and ring. The whole screen says so. */
export function UnsafeScreen({ view, own }: ScreenProps) {
  const isUnsent = own.isOffline.value && own.waiting.value.some((tap) => tap.answer === 'unsafe');
  return (
    <div class="full-danger">
      <CrisisTop title={words.alert} />
      <div class="page">
        <Heading focusKey="unsafe">{words.unsafe.title}</Heading>
        <p class="large-words">{words.unsafe.light}</p>
        <Call look="giant" number="112" title={words.unsafe.call112} hint={words.unsafe.call112Hint} />
        <p class="large-words" role="status">
          {isUnsent ? words.unsafe.sending : words.unsafe.duty}
        </p>
        {view.dutyPhone !== null && <Call number={view.dutyPhone} title={words.go.callDuty} />}
        <Thumb>
          <QuietButton onTap={() => void own.answer({ answer: 'home' })}>{words.unsafe.home}</QuietButton>
        </Thumb>
      </div>
    </div>
  );
}

function aftercareWords(view: ResponderView): string | null {
  const [first, second] = view.aftercareAt.map(beforeWhen);
  if (first === undefined) return null;
  return second === undefined ? words.aftercareOne(first) : words.aftercare(first, second);
}

function Aftercare({ view }: Pick<ScreenProps, 'view'>) {
  const said = aftercareWords(view);
  return said === null ? null : <Banner tone="lamp" icon={phoneRinging} title={said} />;
}

const over = {
  'too-late': words.tooLate,
  enough: words.enough,
  released: words.released,
  declined: words.declined,
  stopped: words.stopped,
} as const;

/** Over for this person: thanked, calm, and nothing to do. */
export function Over({ view, own, which }: ScreenProps & { which: keyof typeof over }) {
  const { title, ...lines } = over[which];
  return (
    <>
      <div class="night">
        <CrisisTop title={words.alert} onNight />
        <div class="night-in">
          <Heading focusKey={which}>{title}</Heading>
        </div>
        <Houses />
      </div>
      <div class="page">
        {Object.values(lines).map((line) => (
          <p key={line} class="large-words">
            {line}
          </p>
        ))}
        <Aftercare view={view} />
        {view.dutyPhone !== null && which === 'stopped' && (
          <Call number={view.dutyPhone} title={words.go.callDuty} />
        )}
        <Thumb>
          {which === 'stopped' && (
            <LampButton onTap={() => void own.answer({ answer: 'home' })}>{words.standDown.home}</LampButton>
          )}
          {which !== 'stopped' && (
            <Button look="second-choice" href="/werk">
              {words.toApp}
            </Button>
          )}
        </Thumb>
      </div>
    </>
  );
}

/** "Ga naar huis. Dank je." */
export function StandDown({ view, own }: ScreenProps) {
  const feeling = own.feeling.value;
  return (
    <>
      <div class="night with-question">
        <CrisisTop title={words.alert} onNight />
        <div class="night-in">
          <Heading focusKey="stood-down">{words.standDown.title}</Heading>
        </div>
        <Houses />
      </div>
      <div class="page">
        <p>{words.standDown.hidden}</p>
        <Picks
          name="feeling"
          legend={words.standDown.how}
          look="list"
          options={feelings.options.map((value) => ({ value, label: words.feelings[value] }))}
          value={feeling}
          onPick={(chosen) => own.choose(chosen)}
        />
        {feeling === 'talk-now' && view.dutyPhone !== null && (
          <Call number={view.dutyPhone} title={words.go.callDuty} />
        )}
        <Aftercare view={view} />
        <Thumb>
          <LampButton onTap={() => void own.answer({ answer: 'home', feeling })}>
            {words.standDown.home}
          </LampButton>
        </Thumb>
      </div>
    </>
  );
}

export function Home({ view, own }: ScreenProps) {
  const feeling = view.feeling ?? own.feeling.value;
  return (
    <>
      <div class="night">
        <CrisisTop title={words.alert} onNight />
        <div class="night-in">
          <Heading focusKey="home">{words.home.title}</Heading>
        </div>
        <Houses />
      </div>
      <div class="page">
        {feeling === 'talk-now' ? (
          <>
            <p class="large-words">{words.home.talkNow}</p>
            {view.dutyPhone !== null && <Call number={view.dutyPhone} title={words.go.callDuty} />}
          </>
        ) : (
          <p class="large-words">{words.home.rest}</p>
        )}
        <Aftercare view={view} />
        <Thumb>
          <Button look="second-choice" href="/werk">
            {words.toApp}
          </Button>
        </Thumb>
      </div>
    </>
  );
}
