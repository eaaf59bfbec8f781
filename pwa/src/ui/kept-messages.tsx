import { timeInWords } from '../i18n/dates.ts';
import { t } from '../i18n/words.ts';
import { kept, newVersion } from '../models/kept.ts';
import type { Announced } from '../outbox/outbox.ts';
import { Banner } from './banner.tsx';
import { Button, LinkButton } from './button.tsx';
import { check, clock, wifiOff } from './icons.ts';

/** Only that there is a message and since when; its words are shown with its code alone. */
function Waiting({ message }: { message: Announced }) {
  const { commandId, writtenAtMs, mayGoByItself, isRefused } = message;
  const time = timeInWords(new Date(writtenAtMs).toISOString());
  const isLate = !mayGoByItself && !isRefused;
  return (
    <section class="panel">
      <Banner
        tone="heed"
        icon={isLate ? clock : wifiOff}
        title={t(isLate ? 'unsent.late-title' : 'unsent.title')}
      >
        {isRefused ? t('start.kept-refused') : t(isLate ? 'unsent.late' : 'start.kept')} ({time})
      </Banner>
      <Button look="second-choice" onClick={() => kept.send(commandId)}>
        {t(isLate ? 'unsent.late-send' : 'unsent.retry')}
      </Button>
      <Button look="plain" onClick={() => kept.discard(commandId)}>
        {t('unsent.throw-away')}
      </Button>
    </section>
  );
}

/** On the first page: what still waits to be sent, and a newer version of the app. */
export function KeptMessages() {
  const use = newVersion.value;
  return (
    <>
      {kept.messages.value.map((message) => (
        <Waiting key={message.commandId} message={message} />
      ))}
      {kept.wasSent.value && <Banner tone="done" icon={check} title={t('start.kept-sent')} isNews />}
      {use && (
        <p class="second small">
          {t('app.new-version')} <LinkButton onClick={use}>{t('app.use-new-version')}</LinkButton>
        </p>
      )}
    </>
  );
}
