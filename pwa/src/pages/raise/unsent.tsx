import { useEffect } from 'preact/hooks';
import { timeInWords } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { districtModel } from '../../models/district.model.ts';
import { raise } from '../../models/raise.ts';
import { goTo } from '../../router.ts';
import { Beside } from '../../ui/beside.tsx';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { CodeCard } from '../../ui/code-card.tsx';
import { Door } from '../../ui/door.tsx';
import { Go } from '../../ui/go.tsx';
import { phone, wifiOff } from '../../ui/icons.ts';
import { Screen } from '../../ui/screen.tsx';
import '../../i18n/later-words.ts';

/** As soon as the phone says that there is internet, it tries by itself, while this screen is open. */
function useRetryWhenOnline(): void {
  useEffect(() => {
    const retry = () => void raise.retry();
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  }, []);
}

async function throwAway(): Promise<void> {
  await raise.throwAway();
  goTo('/');
}

function YourWords() {
  const { text, writtenAt } = raise.draft.value;
  return (
    <section class="panel">
      <p class="second small">
        {t('unsent.yours')}
        {writtenAt && (
          <>
            , <time>{timeInWords(writtenAt, districtModel.district.value?.workingHours.timeZone)}</time>
          </>
        )}
      </p>
      <p dir="auto" class="own-words">
        {text}
      </p>
    </section>
  );
}

/** Not sent: says so in so many words, what happens by itself and what does not. */
export function Unsent() {
  useRetryWhenOnline();
  const isKept = raise.isKept.value;
  return (
    <Screen title={t('unsent.title')}>
      <div class="stack">
        <Door icon={wifiOff} tone="heed" large />
        <h1>
          <Beside words="unsent.title" />
        </h1>
        <p>{t(isKept ? 'unsent.kept' : 'unsent.offline')}</p>
      </div>
      <Call number="112" look="danger" title={<Beside words="unsent.call" />} hint={t('unsent.call-works')} />
      <YourWords />
      {isKept && <CodeCard code={raise.draft.value.followCode} />}
      <ul>
        <li>
          <Go
            href="/hulplijnen"
            icon={phone}
            title={t('unsent.help-routes')}
            hint={t('unsent.help-routes-hint')}
          />
        </li>
      </ul>
      <div class="end stack-s">
        <p role="status" class="second small center">
          {raise.isSending.value && t('check.sending')}
        </p>
        <Button onClick={() => raise.retry()}>{t('unsent.retry')}</Button>
        <Button look="plain" onClick={throwAway}>
          {t('unsent.throw-away')}
        </Button>
      </div>
    </Screen>
  );
}
