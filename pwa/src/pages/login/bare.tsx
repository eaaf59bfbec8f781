import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { work } from '../../i18n/work.nl.ts';
import { Call } from '../../ui/call.tsx';
import { BrandMark } from '../../ui/top.tsx';
import { app } from '../work-context.ts';

export type BareProps = { title: string; isDemo?: boolean; children: ComponentChildren };

/** A workers' page before there is a session: who we are, and the way out to the pages for neighbours. */
export function Bare({ title, isDemo, children }: BareProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${work.app}`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div class="work-bare" lang="nl" dir="ltr">
      <header class="top">
        <a class="brand" href="/">
          <BrandMark />
          <span class="brand-name">
            {work.app}
            <small>{app.district.value?.name}</small>
          </span>
        </a>
        {isDemo && <span class="demo-mark">{work.demo.mark}</span>}
      </header>
      <main class="page">
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {isDemo && <p class="note inside">{work.demo.explained}</p>}
        {children}
        <div class="end stack-s">
          <Call number="112" title={work.login.danger} look="outline slim" />
          <a class="btn plain" href="/">
            {work.nav.publicSite}
          </a>
        </div>
      </main>
    </div>
  );
}
