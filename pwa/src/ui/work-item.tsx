import type { QueueItem } from '@bijspringen/contracts/queue/views.ts';
import type { Kind } from '@bijspringen/contracts/signals/values.ts';
import { work } from '../i18n/work.nl.ts';
import { type Here, promiseLine, why } from '../i18n/work-say.ts';
import { signalWords } from '../i18n/work-signal.nl.ts';
import { Door, type DoorTone } from './door.tsx';
import { Icon } from './icon.tsx';
import { clock, heart, helpingHand, type IconPaths, speech, sprout } from './icons.ts';
import { calendar, clockPassed, doorOpen, gift, mail } from './work-icons.ts';

export const kindIcons: Record<Kind, IconPaths> = {
  concern: heart,
  help: helpingHand,
  wish: sprout,
  offer: gift,
};

/** The door says what it is about: what kind it is, or what there is to do. Never how bad it is. */
function doorOf(item: QueueItem): { icon: IconPaths; tone: DoorTone } {
  if (item.moment.what === 'inform') return { icon: mail, tone: 'info' };
  const isWish = item.kind === 'wish' || item.kind === 'offer';
  const tone = isWish ? 'wish' : 'action';
  if (isWish) return { icon: kindIcons[item.kind], tone };
  if (item.reason.code === 'answer-came' || item.reason.code === 'neighbour-wrote')
    return { icon: speech, tone };
  if (item.moment.step === 'check-in' || item.moment.step === 'call-back') return { icon: doorOpen, tone };
  if (item.moment.step === 'follow-up') return { icon: calendar, tone };
  return { icon: kindIcons[item.kind], tone };
}

export type ItemProps = { item: QueueItem; here: Here; isChosen: boolean; isFirst: boolean; href: string };

/** What, why, and before when. A worry and a wish are the same card. */
export function Item({ item, here, isChosen, isFirst, href }: ItemProps) {
  const line = promiseLine(item.moment, here);
  const door = doorOf(item);
  const words = item.firstWords ?? signalWords.forgotten;
  const isInform = item.moment.what === 'inform';
  const reason = why(item.reason, item);
  const kindOf = isFirst ? ' now' : '';
  return (
    <a
      class={`item${isChosen ? ' chosen' : kindOf}`}
      href={href}
      aria-current={isChosen ? 'true' : undefined}
    >
      <Door icon={door.icon} tone={door.tone} />
      <span class="item-words">
        <span class="what" dir="auto">
          {isInform ? work.today.informTitle : words}
        </span>
        <span class="why">
          {item.place !== null && <span dir="auto">{item.place}. </span>}
          {isInform ? `${reason} “${words}”` : reason}
          {!item.isYours && ` ${work.today.ofColleague}.`}
        </span>
        <span class={line.isPassed ? 'promise late' : 'promise'}>
          <Icon of={line.isPassed ? clockPassed : clock} />
          <span>{line.text}</span>
        </span>
      </span>
    </a>
  );
}
