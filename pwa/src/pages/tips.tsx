import { t } from '../i18n/words.ts';
import { BackButton } from '../ui/back.tsx';
import { Screen } from '../ui/screen.tsx';
import { TipCard } from '../ui/tip-card.tsx';

/** The whole tip card, for who wants to begin a conversation. */
export function Tips() {
  return (
    <Screen title={t('tips.title')}>
      <div>
        <h1>{t('tips.title')}</h1>
        <p class="lead">{t('tips.lead')}</p>
      </div>
      <TipCard />
      <p>{t('tips.no')}</p>
      <p>{t('tips.not')}</p>
      <BackButton />
    </Screen>
  );
}
