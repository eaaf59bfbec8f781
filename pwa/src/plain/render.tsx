/** Pages without JavaScript: whole HTML documents of the app's own parts and words, rendered by the host. */
import type { PlainPage } from '@bijspringen/contracts/signals/plain.ts';
import { renderToString } from 'preact-render-to-string';
import { nl } from '../i18n/nl.ts';
import { facts, language, languageCodes, languageFacts, speak, t } from '../i18n/words.ts';
import { Banner } from '../ui/banner.tsx';
import { Beside } from '../ui/beside.tsx';
import { Top } from '../ui/top.tsx';
import { PlainFollow, PlainFollowCode, PlainSent } from './follow-pages.tsx';
import { PlainCheck, PlainWhat, PlainWhere } from './raise-pages.tsx';
import { PlainCall112, PlainGate, PlainStart } from './start-pages.tsx';

const words = new Map(
  await Promise.all(languageCodes.map(async (code) => [code, await languageFacts[code].load()] as const)),
);

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function Body(page: PlainPage) {
  switch (page.page) {
    case 'start':
      return <PlainStart {...page} />;
    case 'gate':
      return <PlainGate {...page} />;
    case 'call-112':
      return <PlainCall112 {...page} />;
    case 'what':
      return <PlainWhat {...page} />;
    case 'where':
      return <PlainWhere {...page} />;
    case 'check':
      return <PlainCheck {...page} />;
    case 'sent':
      return <PlainSent {...page} />;
    case 'follow-code':
      return <PlainFollowCode {...page} />;
    case 'follow':
      return <PlainFollow {...page} />;
    case 'taken-back':
      return (
        <Banner tone="done" title={t('follow.taken-back')}>
          {t('follow.taken-back-hint')}
        </Banner>
      );
    case 'problem':
      return <Banner tone="heed" title={page.title} isNews />;
  }
}

function PlainFoot({ isDemo }: PlainPage) {
  return (
    <nav class="foot" aria-label={t('foot.label')}>
      <a href={`/zonder-script?taal=${language.value}#hulplijnen`}>{t('start.help-routes')}</a>
      {language.value !== 'nl' && !facts.value.checked && (
        <p>
          <Beside words="app.unchecked" />
        </p>
      )}
      {isDemo && <p>{t('app.demo')}</p>}
    </nav>
  );
}

function titleOf(page: PlainPage): string {
  switch (page.page) {
    case 'sent':
      return t('sent.title');
    case 'gate':
      return t('gate.title');
    case 'call-112':
      return t('emergency.title');
    case 'follow':
    case 'follow-code':
    case 'taken-back':
      return t('follow.title');
    default:
      return t('start.title');
  }
}

/** The whole document. The pages carry no script, and say that the browser keeps its own history. */
export function renderPlain(page: PlainPage): string {
  speak(page.language, words.get(page.language) ?? nl);
  const title = titleOf(page);
  const inside = renderToString(
    <div id="app">
      <div class={page.page === 'call-112' ? 'screen full-danger' : 'screen'}>
        <Top district={page.districtName} home="/zonder-script" />
        <main class="page" id="content">
          {page.page === 'start' && <h1>{title}</h1>}
          <Body {...page} />
          <p class="small">{t('exit.history')}</p>
        </main>
        <PlainFoot {...page} />
      </div>
    </div>,
  );
  return `<!doctype html>
<html lang="${page.language}" dir="${facts.value.direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no"><link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/plain.css"><title>${escapeText(title)} · ${escapeText(t('app.name'))}</title></head>
<body>${inside}</body></html>
`;
}
