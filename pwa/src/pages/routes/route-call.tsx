import type { HelpRoute } from '@bijspringen/contracts/people/values.ts';
import { localTimeInWords, weekdaysInWords } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { districtModel } from '../../models/district.model.ts';
import { Beside } from '../../ui/beside.tsx';
import { Call } from '../../ui/call.tsx';

type Plain = Exclude<HelpRoute['code'], 'emergency' | 'doctor' | 'own-district' | 'police'>;

function ownDistrictHint(): string | null {
  const hours = districtModel.district.value?.workingHours;
  if (!hours?.phone) return null;
  return t('route.own-district-hint', {
    days: weekdaysInWords(hours.weekdays),
    from: localTimeInWords(hours.phone.from),
    to: localTimeInWords(hours.phone.to),
  });
}

function hintOf(code: HelpRoute['code']): string | null {
  if (code === 'police' || code === 'emergency') return null;
  if (code === 'own-district') return ownDistrictHint();
  if (code === 'doctor') return t('route.doctor-hint');
  const plain: Plain = code;
  return t(`route.${plain}-hint`);
}

/** The doctor's number differs by region: words instead of a number that could be wrong. */
function Doctor() {
  return (
    <div class="panel flat small">
      <p>
        <b>{t('route.doctor')}</b> {t('route.doctor-hint')}
      </p>
      <p>{t('route.crisis-hint')}</p>
    </div>
  );
}

/** One help line: the whole block calls. Without a number it only says what to do. */
export function RouteCall({ route }: { route: HelpRoute }) {
  if (route.code === 'emergency')
    return <Call number="112" look="danger" title={<Beside words="route.emergency" />} />;
  const hint = hintOf(route.code);
  if (route.number === null) return route.code === 'doctor' ? <Doctor /> : null;
  return (
    <>
      <Call number={route.number} title={t(`route.${route.code}`)} hint={hint} showNumber />
      {route.code === 'suicide' && route.url && (
        <a class="link" href={route.url} rel="noreferrer">
          {t('route.suicide-chat')}
        </a>
      )}
    </>
  );
}
