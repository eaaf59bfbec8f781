import { timeInWords } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { follow } from '../../models/follow.ts';
import { goTo } from '../../router.ts';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Trouble } from './trouble.tsx';

async function throwAway(): Promise<void> {
  await follow.discardKept();
  goTo('/');
}

/** A message that never left this phone, opened with its code. */
export function KeptHere() {
  const here = follow.keptHere.value;
  if (!here) return null;
  return (
    <Screen title={t('unsent.title')}>
      <Trouble />
      <h1>{t('unsent.title')}</h1>
      <p>{t('start.kept')}</p>
      <Call number="112" look="danger" title={t('unsent.call')} hint={t('unsent.call-works')} />
      <section class="panel">
        <p class="second small">
          {t('unsent.yours')}, <time>{timeInWords(new Date(here.writtenAtMs).toISOString())}</time>
        </p>
        <p dir="auto" class="own-words">
          {here.text ?? t('follow.forgotten')}
        </p>
      </section>
      <div class="end stack-s">
        <Button onClick={() => follow.sendKept()}>{t('check.send')}</Button>
        <Button look="second-choice" onClick={throwAway}>
          {t('unsent.throw-away')}
        </Button>
        <Button look="plain" onClick={() => follow.forget()}>
          {t('app.back')}
        </Button>
      </div>
    </Screen>
  );
}
