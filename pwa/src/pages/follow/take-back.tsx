import { t } from '../../i18n/words.ts';
import { follow } from '../../models/follow.ts';
import { goTo } from '../../router.ts';
import { Button } from '../../ui/button.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Trouble } from './trouble.tsx';

/** Says what taking back means, before it happens. */
export function TakeBack() {
  return (
    <Screen title={t('follow.take-back-title')}>
      <Trouble />
      <h1>{t('follow.take-back-title')}</h1>
      <p>{t('follow.take-back-means')}</p>
      <div class="end stack-s">
        <Button onClick={() => follow.keepIt()}>{t('follow.take-back-no')}</Button>
        <Button look="second-choice" onClick={() => follow.takeBack()}>
          {t('follow.take-back-yes')}
        </Button>
      </div>
    </Screen>
  );
}

export function TakenBack() {
  const title = t('follow.taken-back');
  return (
    <Screen title={title}>
      <h1>{title}</h1>
      <p>{t('follow.taken-back-hint')}</p>
      <Button
        onClick={() => {
          follow.forget();
          goTo('/');
        }}
      >
        {t('app.to-start')}
      </Button>
    </Screen>
  );
}
