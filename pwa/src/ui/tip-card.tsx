import { t } from '../i18n/words.ts';
import { Door } from './door.tsx';
import { speech } from './icons.ts';
import './tip-card.css';

const steps = ['come', 'listen', 'share', 'near', 'help'] as const;
/** Beside the question two sentences are enough; the whole card has its own page. */
const SHORT_STEPS = 2;

/** Sentences to say, for who wants help to begin. Never for somebody who is afraid. */
export function TipCard({ isShort }: { isShort?: boolean }) {
  const shown = isShort ? steps.slice(0, SHORT_STEPS) : steps;
  return (
    <section class="panel tip-card">
      {isShort && (
        <div class="row tip-head">
          <Door icon={speech} tone="lamp" />
          <h2>{t('tips.title')}</h2>
        </div>
      )}
      <ol class="tip-steps">
        {shown.map((step) => (
          <li key={step}>
            <b>{t(`tips.${step}`)}</b>
            <p class="words">{t(`tips.${step}-say`)}</p>
          </li>
        ))}
      </ol>
      <p>{t('tips.when')}</p>
      {isShort && (
        <a class="link" href="/tips">
          {t('tips.more')}
        </a>
      )}
    </section>
  );
}
