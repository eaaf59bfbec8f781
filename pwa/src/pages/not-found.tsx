import { t } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Screen } from '../ui/screen.tsx';

export function NotFound() {
  return (
    <Screen title={t('app.no-page')}>
      <h1>{t('app.no-page')}</h1>
      <p>{t('app.no-page-hint')}</p>
      <Button href="/">{t('app.to-start')}</Button>
    </Screen>
  );
}
