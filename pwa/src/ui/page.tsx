import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { dutch, facts, language, t } from '../i18n/words.ts';
import { Houses } from './houses.tsx';
import { Icon } from './icon.tsx';
import { languages, phone } from './icons.ts';
import { Top, type TopProps } from './top.tsx';

export type PublicPageProps = TopProps & {
  /** What the page asks or says; also the title of the window. */
  title: string;
  children: ComponentChildren;
  /** Stands in the night block above the page, with or without the row of houses. */
  night?: ComponentChildren;
  houses?: boolean;
  /** The whole page is about danger: brick. */
  isDanger?: boolean;
  isDemo?: boolean | undefined;
};

let isFirstPage = true;

/** After a step the heading gets the focus, so that a screen reader starts where the eye does. */
function useHeadingFocus(title: string) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
    if (isFirstPage) {
      isFirstPage = false;
      return;
    }
    const heading = box.current?.querySelector<HTMLElement>('h1');
    if (heading && !heading.hasAttribute('tabindex')) heading.tabIndex = -1;
    heading?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [title]);
  return box;
}

/** Help and language, in the same place at the end of every public screen. */
export function Foot({ isDemo }: { isDemo?: boolean | undefined }) {
  const unchecked = language.value !== 'nl' && !facts.value.checked;
  return (
    <nav class="foot" aria-label={t('foot.label')}>
      <a href="/hulplijnen">
        <Icon of={phone} small />
        {t('start.help-routes')}
      </a>
      <a href="/taal">
        <Icon of={languages} small />
        {t('language.link')}
      </a>
      {unchecked && (
        <p>
          {t('app.unchecked')}{' '}
          <span lang="nl" dir="ltr">
            {dutch('app.unchecked')}
          </span>
        </p>
      )}
      {isDemo && <p>{t('app.demo')}</p>}
    </nav>
  );
}

/** A public screen: the top bar, one question, and at the end what is the same everywhere. */
export function PublicPage(props: PublicPageProps) {
  const { title, children, night, houses, isDanger } = props;
  const box = useHeadingFocus(title);
  const top = <Top district={props.district} onExit={props.onExit} />;
  return (
    <div class={isDanger ? 'screen full-danger' : 'screen'} ref={box}>
      {night ? <div class="night night-top">{top}</div> : top}
      {night ? (
        <main class="night-main" id="content">
          <div class="night">
            <div class="night-in">{night}</div>
            {houses && <Houses />}
          </div>
          <div class="page">{children}</div>
        </main>
      ) : (
        <main class="page" id="content">
          {children}
        </main>
      )}
      <Foot isDemo={props.isDemo} />
    </div>
  );
}
