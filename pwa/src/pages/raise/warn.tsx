import { warningRoute } from '@bijspringen/contracts/signals/warning-words.ts';
import { t } from '../../i18n/words.ts';
import { routeOf } from '../../models/help-routes.model.ts';
import { raise } from '../../models/raise.ts';
import { Button } from '../../ui/button.tsx';
import { Screen } from '../../ui/screen.tsx';
import { RouteCall } from '../routes/route-call.tsx';
import '../../i18n/later-words.ts';

/** Offers somebody to talk to before sending. Sending stays one tap away: it never blocks. */
export function Warn() {
  const codes = raise.warnings.value.map((reason) => warningRoute[reason]);
  const routes = [...new Set([...codes, 'emergency' as const])].map((code) => routeOf(code));
  return (
    <Screen title={t('warn.title')}>
      <h1>{t('warn.title')}</h1>
      <p>{t('warn.lead')}</p>
      <ul class="stack-s">
        {routes.map((route) => (
          <li key={route.code}>
            <RouteCall route={route} />
          </li>
        ))}
      </ul>
      <div class="end stack-s">
        <p role="status" class="second small center">
          {raise.isSending.value && t('check.sending')}
        </p>
        <Button onClick={() => raise.send()}>{t('warn.send')}</Button>
        <Button look="plain" onClick={() => raise.go('check')}>
          {t('warn.back')}
        </Button>
      </div>
    </Screen>
  );
}
