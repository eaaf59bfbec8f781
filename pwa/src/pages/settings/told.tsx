import { Icon } from '../../ui/icon.tsx';
import type { IconPaths } from '../../ui/icons.ts';

/** A list of short sentences with the same icon. */
export function Told({ icon, lines }: { icon: IconPaths; lines: readonly string[] }) {
  return (
    <ul class="told-list">
      {lines.map((line) => (
        <li key={line}>
          <Icon of={icon} small />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  );
}
