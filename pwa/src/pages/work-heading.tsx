import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { work } from '../i18n/work.nl.ts';

/** The heading of a screen. It takes the focus when the screen opens, so that a screen reader starts there. */
export function Heading({ children, focusKey }: { children: ComponentChildren; focusKey?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading.current?.textContent ?? ''} · ${work.app}`;
    heading.current?.focus({ preventScroll: true });
  }, [focusKey]);
  return (
    <h1 tabIndex={-1} ref={heading} dir="auto">
      {children}
    </h1>
  );
}
