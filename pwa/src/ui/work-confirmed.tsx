import type { ComponentChildren } from 'preact';
import { work } from '../i18n/work.nl.ts';
import { Icon } from './icon.tsx';
import { check } from './icons.ts';
import { cross } from './work-icons.ts';

export type ConfirmedProps = {
  /** What was saved and what happens next. Stays until it is put away: nobody has to read fast. */
  children: ComponentChildren;
  onUndo?: (() => void) | undefined;
  onDismiss: () => void;
};

/** Quiet, read out politely, with the way back where people slip. */
export function Confirmed({ children, onUndo, onDismiss }: ConfirmedProps) {
  return (
    <div class="banner done confirmed">
      <Icon of={check} />
      <div>
        <p role="status">{children}</p>
        {onUndo && (
          <button class="link" type="button" onClick={onUndo}>
            {work.undo}
          </button>
        )}
      </div>
      <button class="icon-btn" type="button" aria-label={work.dismiss} onClick={onDismiss}>
        <Icon of={cross} small />
      </button>
    </div>
  );
}
