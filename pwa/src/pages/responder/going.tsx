/** With two: where to meet, who comes, and what to do when it is not safe. */
import type { ResponderView } from '@bijspringen/contracts/crisis/views.ts';
import type { ComponentChildren } from 'preact';
import { responderWords as words } from '../../i18n/work-responder.nl.ts';
import { dial } from '../../ui/call.tsx';
import { Icon } from '../../ui/icon.tsx';
import { check, clock, phone, users, wifiOff } from '../../ui/icons.ts';
import { cross, hand } from '../../ui/work-icons.ts';
import { lightbulb } from '../../ui/work-icons-crisis.ts';
import { Heading } from '../work-heading.tsx';
import {
  CrisisTop,
  DangerButton,
  LampButton,
  Pair,
  QuietButton,
  Thumb,
  Told,
  timeOf,
} from './responder-parts.tsx';
import type { ScreenProps } from './responder-props.ts';

export function Unsafe({ own }: Pick<ScreenProps, 'own'>) {
  return (
    <DangerButton icon={hand} onTap={() => void own.answer({ answer: 'unsafe' })}>
      {words.go.unsafe}
    </DangerButton>
  );
}

/** Everybody who can be rung now: the others who come, and the duty officer. */
export function Calls({ view }: Pick<ScreenProps, 'view'>) {
  const numbers = [
    ...view.partners.flatMap((partner) =>
      partner.phone === null
        ? []
        : [{ number: partner.phone, label: words.go.call(partner.firstName ?? words.someone) }],
    ),
    ...(view.dutyPhone === null ? [] : [{ number: view.dutyPhone, label: words.go.callDuty }]),
  ];
  if (numbers.length === 0) return null;
  return (
    <div class="calls">
      {numbers.map(({ number, label }) => (
        <a key={`${number} ${label}`} class="btn second-choice" href={dial(number)}>
          <Icon of={phone} small />
          {label}
        </a>
      ))}
    </div>
  );
}

function partnerLine({ firstName, state }: ResponderView['partners'][number]): string {
  const name = firstName ?? words.someone;
  if (state === 'arrived') return words.go.hasArrived(name);
  return state === 'on-the-way' ? words.go.isOnTheWay(name) : words.go.comes(name);
}

/** What to do and never to do, for each of the tasks that were asked. */
function Tasks({ view }: Pick<ScreenProps, 'view'>) {
  return (
    <section class="stack">
      <h2>{words.go.does}</h2>
      <Told facts={view.tasks.map((task) => ({ icon: check, text: words.tasks[task].does }))} />
      <h2>{words.go.doesNot}</h2>
      <Told facts={view.tasks.map((task) => ({ icon: cross, text: words.tasks[task].doesNot }))} />
    </section>
  );
}

function Smaller({ view, own }: ScreenProps) {
  const hasAsked = own.waiting.value.some((tap) => tap.answer === 'backup');
  return (
    <div class="stack-s">
      <button class="btn second-choice" type="button" onClick={() => void own.answer({ answer: 'backup' })}>
        {words.go.more}
      </button>
      {own.lastTaken.value === 'backup' && !hasAsked && <p role="status">{words.go.moreSent}</p>}
      {!view.hasArrived && !view.isOnTheWay && (
        <button class="btn plain" type="button" onClick={() => void own.answer({ answer: 'arrived' })}>
          {words.go.alreadyArrived}
        </button>
      )}
      <button class="btn plain" type="button" onClick={() => void own.answer({ answer: 'decline' })}>
        {words.go.stop}
      </button>
    </div>
  );
}

function CheckLine({ view }: Pick<ScreenProps, 'view'>) {
  if (view.checkBefore === null) return null;
  return <Told facts={[{ icon: clock, text: words.go.check(timeOf(view.checkBefore)) }]} />;
}

/** Without a connection nobody knows whether two still stand, so no place stands on the screen. */
function PlaceHidden() {
  return (
    <>
      <div class="place-hidden">
        <Icon of={wifiOff} />
        <Heading focusKey="place-hidden">{words.hidden.title}</Heading>
      </div>
      <p>{words.hidden.place}</p>
      <p>{words.hidden.wait}</p>
    </>
  );
}

type PlaceProps = Pick<ScreenProps, 'view'> & { label: string; children: ComponentChildren };

function PlacePanel({ view, label, children }: PlaceProps) {
  return (
    <section class="panel lamp">
      <div class="beside">
        <Pair names={view.partners.map((partner) => partner.firstName)} isYou />
        <p>{label}</p>
      </div>
      {children}
      {view.partners.map((partner) => (
        <p key={`${partner.firstName} ${partner.state}`}>{partnerLine(partner)}</p>
      ))}
    </section>
  );
}

export function Go(props: ScreenProps) {
  const { view, own } = props;
  const isHidden = view.meetingPoint === null;
  const primary = view.isOnTheWay ? 'arrived' : 'on-the-way';
  return (
    <>
      <CrisisTop title={view.partners.length > 1 ? words.go.titleMore : words.go.title} />
      <div class="page">
        {isHidden ? (
          <section class="panel lamp">
            <PlaceHidden />
          </section>
        ) : (
          <PlacePanel view={view} label={words.go.to}>
            <Heading focusKey={`go ${view.hasArrived}`}>{view.meetingPoint}</Heading>
          </PlacePanel>
        )}
        {!isHidden && (
          <p>
            <b>{words.go.waitThere}</b> {words.go.notTheDoor}
          </p>
        )}
        <Calls view={view} />
        <CheckLine view={view} />
        <Tasks view={view} />
        <Smaller {...props} />
        <Thumb apart>
          <Unsafe own={own} />
          {view.hasArrived ? (
            <LampButton onTap={() => void own.answer({ answer: 'safety-check' })}>
              {words.together.safeAlone}
            </LampButton>
          ) : (
            <LampButton onTap={() => void own.answer({ answer: primary })}>
              {view.isOnTheWay ? words.go.arrived : words.go.onMyWay}
            </LampButton>
          )}
        </Thumb>
      </div>
    </>
  );
}

export function Together(props: ScreenProps) {
  const { view, own } = props;
  return (
    <>
      <CrisisTop title={words.together.title} />
      <div class="page">
        {view.place === null ? (
          <section class="panel lamp">
            <PlaceHidden />
          </section>
        ) : (
          <PlacePanel view={view} label={words.together.place}>
            <Heading focusKey="together">{view.place}</Heading>
          </PlacePanel>
        )}
        <p>
          <b>{words.together.keepTogether}</b>
        </p>
        <Calls view={view} />
        <CheckLine view={view} />
        <Tasks view={view} />
        <Smaller {...props} />
        <Thumb apart>
          <Unsafe own={own} />
          <LampButton onTap={() => void own.answer({ answer: 'safety-check' })}>
            {words.together.safeAlone}
          </LampButton>
        </Thumb>
      </div>
    </>
  );
}

/** The other stopped, or the reporter wrote: wait, with no place on the screen. */
export function Wait({ view, own, why }: ScreenProps & { why: 'waitOther' | 'waitHeld' }) {
  const said = words[why];
  const facts =
    why === 'waitOther'
      ? [
          { icon: users, text: words.waitOther.alone },
          { icon: clock, text: words.waitOther.seeking },
          { icon: lightbulb, text: words.waitOther.light },
        ]
      : [
          { icon: users, text: words.waitHeld.news },
          { icon: clock, text: words.waitHeld.hear },
          { icon: lightbulb, text: words.waitHeld.light },
        ];
  return (
    <>
      <CrisisTop title={words.alert} />
      <div class="page">
        <Heading focusKey={why}>{said.title}</Heading>
        <Told facts={facts} />
        <Calls view={view} />
        <Thumb apart>
          <QuietButton onTap={() => void own.answer({ answer: 'decline' })}>{words.go.stop}</QuietButton>
          <Unsafe own={own} />
        </Thumb>
      </div>
    </>
  );
}

/** One question and two answers; the place comes back after it. */
export function Check({ view, own, isMissed }: ScreenProps & { isMissed: boolean }) {
  const facts = isMissed
    ? [words.checkMissed.heard, words.checkMissed.hidden]
    : view.checkBefore === null
      ? []
      : [words.check.before(timeOf(view.checkBefore))];
  return (
    <>
      <CrisisTop title={words.alert} />
      <div class="page">
        <Heading focusKey={isMissed ? 'check-missed' : 'check'}>
          {isMissed ? words.checkMissed.title : words.check.title}
        </Heading>
        {facts.map((fact) => (
          <p key={fact} class="large-words">
            {fact}
          </p>
        ))}
        <Calls view={view} />
        <Thumb apart>
          <Unsafe own={own} />
          <LampButton onTap={() => void own.answer({ answer: 'safety-check' })}>
            {words.check.safe}
          </LampButton>
        </Thumb>
      </div>
    </>
  );
}
