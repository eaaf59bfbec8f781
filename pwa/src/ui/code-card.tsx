import { formatFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import { useState } from 'preact/hooks';
import { t, type WordKey } from '../i18n/words.ts';
import { Button } from './button.tsx';
import { copy, printer } from './icons.ts';
import { Qr } from './qr.tsx';
import './code-card.css';

/** Where a code opens its own message; the code stands in the fragment, which never travels to a server. */
export function followLink(code: string): string {
  return `${location.origin}/volg#${code}`;
}

async function copyCode(code: string): Promise<WordKey> {
  try {
    await navigator.clipboard.writeText(formatFollowCode(code));
    return 'sent.copied';
  } catch (error) {
    // Refused by the person or the browser, or an address without https.
    console.warn('not copied', error instanceof Error ? error.name : 'unknown');
    return 'sent.copy-failed';
  }
}

/** The follow code: to read, copy, print and scan. */
export function CodeCard({ code }: { code: string }) {
  const [news, setNews] = useState<WordKey | null>(null);
  return (
    <section class="stack-s code-card">
      <h2>{t('sent.code')}</h2>
      <p class="second small">{t('sent.code-hint')}</p>
      <div class="panel code-panel">
        <p class="code" dir="ltr" translate={false}>
          {formatFollowCode(code)
            .split('-')
            .map((group) => (
              <span key={group}>{group} </span>
            ))}
        </p>
        <Qr text={followLink(code)} label={t('sent.qr')} />
      </div>
      <div class="two no-print">
        <Button look="second-choice" fit icon={copy} onClick={async () => setNews(await copyCode(code))}>
          {t('sent.copy')}
        </Button>
        <Button look="second-choice" fit icon={printer} onClick={() => window.print()}>
          {t('sent.print')}
        </Button>
      </div>
      <p role="status" class="small">
        {news && t(news)}
      </p>
    </section>
  );
}
