import { t } from '../i18n/words.ts';
import { dial } from './call.tsx';
import { Icon } from './icon.tsx';
import { phone } from './icons.ts';
import './top.css';

export type TopProps = {
  /** The district under the name; nothing until it is known. */
  district?: string | undefined;
  /** Without it "Snel weg" is a form button that asks the server to leave. */
  onExit?: (() => void) | undefined;
  /** Where the brand leads; the pages without JavaScript have a first page of their own. */
  home?: string;
};

/** The house with two lit windows. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <path
        class="brand-wall"
        d="M3 33V15L18 3l15 12v18z"
        stroke="currentColor"
        stroke-width="2.5"
        stroke-linejoin="round"
      />
      <path class="brand-lit" d="M9.5 28v-7a3.75 3.75 0 0 1 7.5 0v7zM19 28v-7a3.75 3.75 0 0 1 7.5 0v7z" />
    </svg>
  );
}

/** Who we are; "Snel weg" and 112 in the same corner of every public screen. */
export function Top({ district, onExit, home = '/' }: TopProps) {
  return (
    <header class="top">
      <a class="brand" href={home}>
        <BrandMark />
        <span class="brand-words">
          {t('app.name')}
          {district && <small>{district}</small>}
        </span>
        <span class="only-heard">, {t('app.to-start')}</span>
      </a>
      <form class="exit" method="post" action="/snel-weg">
        <button
          class="btn-exit"
          type={onExit ? 'button' : 'submit'}
          aria-label={t('exit.label')}
          {...(onExit && { onClick: onExit })}
        >
          {t('exit.button')}
        </button>
      </form>
      <a class="btn-112" href={dial('112')} aria-label={t('call.112-label')}>
        <Icon of={phone} small />
        112
      </a>
    </header>
  );
}
