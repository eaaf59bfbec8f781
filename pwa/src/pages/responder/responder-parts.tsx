/** What every screen of a resident in an alert is made of: the top with 112, the doors, a few facts, two answers. */
import type { ComponentChildren } from 'preact';
import { responderWords as words } from '../../i18n/work-responder.nl.ts';
import { capital } from '../../i18n/work-say.ts';
import { clockTime, dayName, localDateOf, longDay, shortDay } from '../../models/work-dates.ts';
import { dial } from '../../ui/call.tsx';
import { Icon } from '../../ui/icon.tsx';
import { type IconPaths, phone } from '../../ui/icons.ts';
import { BrandMark } from '../../ui/top.tsx';
import { app } from '../work-context.ts';

export function timeOf(instant: string): string {
  return clockTime(instant, app.here.value.timeZone);
}

/** "vandaag vóór 10.30 uur", "op dinsdag 24 november vóór 10.30 uur" */
export function beforeWhen(instant: string): string {
  const { now, timeZone } = app.here.value;
  const day = localDateOf(instant, timeZone);
  const name = dayName(day, localDateOf(now, timeZone));
  const said = { today: words.today, tomorrow: words.tomorrow, yesterday: null, other: null }[name];
  return words.aftercareBefore(said ?? words.onDay(longDay(day)), clockTime(instant, timeZone));
}

/** Who we are, what time it is, and 112 in its corner. */
export function CrisisTop({ title, onNight }: { title: string; onNight?: boolean }) {
  const { now, timeZone } = app.here.value;
  const day = capital(shortDay(localDateOf(now, timeZone)));
  return (
    <header class={onNight ? 'top on-night' : 'top'}>
      <span class="brand">
        <BrandMark />
        <span class="brand-name">
          {title}
          <small>{words.at(day, clockTime(now, timeZone))}</small>
        </span>
      </span>
      <a class="btn-112" href={dial('112')} aria-label={words.call112}>
        <Icon of={phone} small />
        112
      </a>
    </header>
  );
}

/** The letter on somebody's door: of the last word of the name, so that "Bewoner C" is a C. */
function letterOf(name: string | null): string {
  return name?.trim().split(/\s+/).at(-1)?.charAt(0).toUpperCase() ?? '?';
}

/** Two doors: dashed is free, lit is somebody. */
export function Pair({
  names,
  isYou,
  big,
}: {
  names: readonly (string | null)[];
  isYou: boolean;
  big?: boolean;
}) {
  const free = Math.max(0, 2 - names.length - (isYou ? 1 : 0));
  const label = free === 0 ? words.pair(sayNames(names)) : words.free(free);
  return (
    <span class={big ? 'pair big' : 'pair'} role="img" aria-label={label}>
      {isYou && <span class="door lamp">{words.you}</span>}
      {names.map((name, index) => (
        <span key={`${index} ${name}`} class="door lamp">
          {letterOf(name)}
        </span>
      ))}
      {Array.from({ length: free }, (_, index) => (
        <span key={`free ${index}`} class="door free">
          {isYou ? '?' : index + 1}
        </span>
      ))}
    </span>
  );
}

/** "Bewoner B en Bewoner C" */
export function sayNames(names: readonly (string | null)[]): string {
  const said = names.map((name) => name ?? words.someone);
  if (said.length < 2) return said[0] ?? words.someone;
  return `${said.slice(0, -1).join(', ')} ${words.and} ${said.at(-1)}`;
}

export type Fact = { icon: IconPaths; text: string };

/** At most three. */
export function Told({ facts, large }: { facts: readonly Fact[]; large?: boolean }) {
  return (
    <ul class={large ? 'told large' : 'told'}>
      {facts.map((fact) => (
        <li key={fact.text}>
          <Icon of={fact.icon} />
          <span>{fact.text}</span>
        </li>
      ))}
    </ul>
  );
}

/** The end of the page, under the thumb. `apart`: two answers that must never be mixed up. */
export function Thumb({ children, apart }: { children: ComponentChildren; apart?: boolean }) {
  return <div class={apart ? 'thumb apart' : 'thumb'}>{children}</div>;
}

export type AnswerProps = { children: ComponentChildren; onTap: () => void };

/** The one lit button of a screen: 88 px high. */
export function LampButton({ children, onTap }: AnswerProps) {
  return (
    <button class="btn big lamp" type="button" onClick={onTap}>
      {children}
    </button>
  );
}

export function QuietButton({ children, onTap }: AnswerProps) {
  return (
    <button class="btn second-choice tall" type="button" onClick={onTap}>
      {children}
    </button>
  );
}

export function DangerButton({ children, onTap, icon }: AnswerProps & { icon: IconPaths }) {
  return (
    <button class="btn danger tall" type="button" onClick={onTap}>
      <Icon of={icon} />
      {children}
    </button>
  );
}
