import { Door, type DoorTone } from './door.tsx';
import { Icon } from './icon.tsx';
import { chevron, type IconPaths } from './icons.ts';
import './choice.css';

export type GoProps = {
  href: string;
  icon: IconPaths;
  tone?: DoorTone;
  title: string;
  hint?: string;
  onClick?: () => void;
};

/** A card that opens something. A worry, a wish and taking part get the same card in the same size. */
export function Go({ href, icon, tone, title, hint, onClick }: GoProps) {
  return (
    <a class="go" href={href} {...(onClick && { onClick })}>
      <Door icon={icon} {...(tone && { tone })} />
      <span class="go-words">
        <b>{title}</b>
        {hint && <small>{hint}</small>}
      </span>
      <Icon of={chevron} turns />
    </a>
  );
}
