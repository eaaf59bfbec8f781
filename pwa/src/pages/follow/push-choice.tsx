import { pushKey } from '@bijspringen/contracts/notifications/api.ts';
import { useEffect } from 'preact/hooks';
import { request } from '../../api/client.ts';
import { deleteFollowPush, putFollowPush } from '../../api/follow-push.ts';
import { newCommandId } from '../../api/ids.ts';
import { phonePush } from '../../api/phone-push.ts';
import { t } from '../../i18n/words.ts';
import { FollowPush } from '../../models/follow-push.model.ts';
import { localStore } from '../../models/stored.ts';
import { Button } from '../../ui/button.tsx';

async function hash(code: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const push = new FollowPush({
  api: { put: putFollowPush, remove: deleteFollowPush },
  phone: phonePush,
  publicKey: () => request({ path: '/api/push/key', answer: pushKey }),
  newCommandId,
  hash,
  store: localStore(),
});

/** A push on this phone when there is an answer; only where one is possible, and nothing before somebody wants it. */
export function PushChoice({ code }: { code: string }) {
  useEffect(() => void push.look(code), [code]);
  const state = push.state.value;
  const news = push.news.value;
  if (state === 'looking' || state === 'impossible') return null;
  return (
    <section class="panel flat" aria-labelledby="push-choice">
      <h2 id="push-choice">{state === 'on' ? t('follow.push-is-on') : t('follow.push-ask')}</h2>
      {state !== 'on' && <p>{t('follow.push-hint')}</p>}
      <div role="status">
        {state === 'blocked' && <p>{t('follow.push-blocked')}</p>}
        {state === 'failed' && <p>{t('follow.push-failed')}</p>}
        {news === 'off' && <p>{t('follow.push-is-off')}</p>}
      </div>
      {state === 'on' ? (
        <Button look="second-choice" onClick={() => void push.turnOff(code)}>
          {t('follow.push-off')}
        </Button>
      ) : (
        <Button look="second-choice" onClick={() => void push.turnOn(code)}>
          {t('follow.push-on')}
        </Button>
      )}
    </section>
  );
}
