import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/words.ts';
import { FOLLOW_REFRESH_MS } from '../../limits.ts';
import { follow } from '../../models/follow.ts';
import { Button } from '../../ui/button.tsx';
import { Screen } from '../../ui/screen.tsx';
import { AskCode } from './ask-code.tsx';
import { Conversation } from './conversation.tsx';
import { KeptHere } from './kept-here.tsx';
import { TakeBack, TakenBack } from './take-back.tsx';
import './follow.css';
import '../../i18n/later-words.ts';

/** Takes the code out of the address at once, so that it stays neither on the screen nor in the history. */
function takeFragment(): string {
  const fragment = decodeURIComponent(location.hash.slice(1));
  if (fragment) history.replaceState(null, '', location.pathname);
  return fragment;
}

/** Looks again every minute while the page is on the screen, and as soon as it comes back to it. */
function useRefresh(): void {
  useEffect(() => {
    const look = () => {
      if (!document.hidden && follow.step.peek() === 'open') void follow.refresh();
    };
    const timer = setInterval(look, FOLLOW_REFRESH_MS);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
    };
  }, []);
}

function Loading() {
  return (
    <Screen title={t('follow.title')}>
      <h1>{t('follow.title')}</h1>
      <div class="coming" />
      <div class="coming" />
      <p role="status" class="second">
        {t('app.loading')}
      </p>
      <Button look="plain" onClick={() => follow.forget()}>
        {t('app.back')}
      </Button>
    </Screen>
  );
}

const steps = {
  code: AskCode,
  loading: Loading,
  open: Conversation,
  kept: KeptHere,
  'taking-back': TakeBack,
  gone: TakenBack,
};

/** Following a message with its code. */
export function Follow() {
  useEffect(() => {
    void follow.arrive(takeFragment());
    const arriveAgain = () => void follow.arrive(takeFragment());
    window.addEventListener('hashchange', arriveAgain);
    return () => window.removeEventListener('hashchange', arriveAgain);
  }, []);
  useRefresh();
  const Step = steps[follow.step.value];
  return <Step />;
}
