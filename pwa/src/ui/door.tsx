import { Icon } from './icon.tsx';
import type { IconPaths } from './icons.ts';
import './door.css';

export type DoorTone = 'action' | 'wish' | 'info' | 'heed' | 'danger' | 'lamp' | 'quiet';

/** Our one shape, with an icon. Its colour says what it is about, never how bad it is. */
export function Door({
  icon,
  tone = 'action',
  large,
}: {
  icon: IconPaths;
  tone?: DoorTone;
  large?: boolean;
}) {
  return (
    <span class={`door ${tone}${large ? ' large' : ''}`}>
      <Icon of={icon} />
    </span>
  );
}
