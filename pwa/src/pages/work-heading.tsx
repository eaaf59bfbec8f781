import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { work } from '../i18n/work.nl.ts';

export type HeadingProps = {
  children: ComponentChildren;
  focusKey?: string;
  /** It stands beside another screen, which has the focus and names the window. */
  isBeside?: boolean;
};

/** The heading of a screen. It takes the focus when the screen opens, so that a screen reader starts there. */
export function Heading({ children, focusKey, isBeside = false }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isBeside) return;
    document.title = `${heading.current?.textContent ?? ''} · ${work.app}`;
    heading.current?.focus({ preventScroll: true });
  }, [focusKey, isBeside]);
  return (
    <h1 tabIndex={-1} ref={heading} dir="auto">
      {children}
    </h1>
  );
}
