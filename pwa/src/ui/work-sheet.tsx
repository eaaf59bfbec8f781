import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { work } from '../i18n/work.nl.ts';
import { Icon } from './icon.tsx';
import { cross } from './work-icons.ts';

export type SheetProps = {
  /** The one question. */
  title: string;
  onClose: () => void;
  /** With something filled in, a tap beside the sheet does nothing. */
  isFilled?: boolean;
  isWide?: boolean;
  /** What is refused at the fields; the first of them takes the focus. */
  errors?: Readonly<Record<string, string>>;
  onSubmit?: () => void;
  children: ComponentChildren;
};

const FOCUSABLE = 'a[href], button, input, textarea, select, [tabindex="0"]';

/** Browsers without a modal dialog: Tab goes round inside the sheet, Escape closes it. */
function keepInside(dialog: HTMLDialogElement, event: KeyboardEvent, close: () => void): void {
  if (event.key === 'Escape') {
    close();
    return;
  }
  if (event.key !== 'Tab') return;
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.tabIndex >= 0);
  const [first, last] = [stops.at(0), stops.at(-1)];
  const isAtEdge = event.shiftKey ? document.activeElement === first : document.activeElement === last;
  if (!isAtEdge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** One question above the page. Focus goes in, stays in, and comes back to where it was. */
export function Sheet({ title, onClose, isFilled, isWide, errors, onSubmit, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (typeof element?.showModal === 'function') element.showModal();
    else element?.setAttribute('open', '');
    heading.current?.focus();
    return () => {
      if (typeof element?.close === 'function' && element.open) element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  useEffect(() => {
    const element = dialog.current;
    if (element === null || typeof element.showModal === 'function') return;
    const listen = (event: KeyboardEvent) => keepInside(element, event, onClose);
    element.addEventListener('keydown', listen);
    return () => element.removeEventListener('keydown', listen);
  }, [onClose]);

  useEffect(() => {
    dialog.current?.querySelector<HTMLElement>('.wrong input, .wrong textarea')?.focus();
  }, [errors]);

  return (
    <dialog
      class={isWide ? 'sheet wide' : 'sheet'}
      ref={dialog}
      aria-labelledby={titleId}
      aria-modal="true"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current && !isFilled) onClose();
      }}
    >
      <form
        class="sheet-in"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <div class="sheet-head">
          <h2 class="sheet-title" id={titleId} tabIndex={-1} ref={heading}>
            {title}
          </h2>
          <button class="icon-btn" type="button" aria-label={work.close} onClick={onClose}>
            <Icon of={cross} />
          </button>
        </div>
        {children}
      </form>
    </dialog>
  );
}
