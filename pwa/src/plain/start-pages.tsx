import type { PlainPage } from '@bijspringen/contracts/signals/plain.ts';
import { language, languageCodes, languageFacts, t } from '../i18n/words.ts';
import { dangerWords } from '../pages/raise/gate.tsx';
import { Beside } from '../ui/beside.tsx';
import { Button } from '../ui/button.tsx';
import { Call } from '../ui/call.tsx';
import { Go } from '../ui/go.tsx';
import { Icon } from '../ui/icon.tsx';
import { heart, helpingHand, sprout, users } from '../ui/icons.ts';
import { FOLLOW_PATH, PlainFormBox, RAISE_PATH } from './form.tsx';

const ofLanguage = () => `taal=${language.value}`;
const raise = (kind: string) => `${RAISE_PATH}?kind=${kind}&${ofLanguage()}`;

function PlainLanguages() {
  return (
    <ul class="row">
      {languageCodes.map((code) => (
        <li key={code} lang={code} dir={languageFacts[code].direction}>
          <a class="btn plain fit" href={`/zonder-script?taal=${code}`}>
            {languageFacts[code].name}
          </a>
        </li>
      ))}
    </ul>
  );
}

export function PlainStart({ helpRoutes }: Extract<PlainPage, { page: 'start' }>) {
  const numbers = helpRoutes.filter((route) => route.number !== null && route.code !== 'own-district');
  return (
    <>
      <Call number="112" look="outline" title={<Beside words="start.call" />} />
      <ul class="stack-s">
        <li>
          <Go href={raise('concern')} icon={heart} title={t('start.concern')} />
        </li>
        <li>
          <Go href={raise('wish')} icon={sprout} tone="wish" title={t('start.wish')} />
        </li>
        <li>
          <Go href={raise('offer')} icon={users} tone="wish" title={t('start.offer')} />
        </li>
        <li>
          <Go href={raise('help')} icon={helpingHand} title={t('start.help')} />
        </li>
      </ul>
      <p class="second start-code">
        <span>{t('start.no-account')}</span>{' '}
        <a href={`${FOLLOW_PATH}?${ofLanguage()}`}>{t('start.have-code')}</a>
      </p>
      <section class="stack-s" id="hulplijnen">
        <h2>{t('routes.title')}</h2>
        {numbers.map((route) => (
          <Call key={route.code} number={route.number ?? ''} title={t(`route.${route.code}`)} showNumber />
        ))}
      </section>
      <section class="stack-s">
        <h2>{t('language.title')}</h2>
        <PlainLanguages />
      </section>
    </>
  );
}

export function PlainGate({ form }: Extract<PlainPage, { page: 'gate' }>) {
  const chosen = (form.dangers ?? '').split(',');
  return (
    <PlainFormBox
      action={RAISE_PATH}
      form={{ ...form, step: 'gate' }}
      asked={['dangers', 'emergencyCalled', 'do']}
    >
      <h1>
        <Beside words="gate.title" />
      </h1>
      <p class="lead">
        <Beside words="gate.first" />
      </p>
      <Call number="112" look="danger" title={<Beside words="gate.call" />} />
      <h2>{t('gate.happening')}</h2>
      <ul class="rows danger">
        {dangerWords.map(({ danger, words, icon }) => (
          <li key={danger}>
            <button type="submit" name="do" value={danger} class="go">
              <Icon of={icon} />
              <span class="go-words">
                <Beside words={words} />
              </span>
              {chosen.includes(danger) && <span class="gate-chosen">{t('gate.chosen')}</span>}
            </button>
          </li>
        ))}
      </ul>
      <Button type="submit" name="do" value="none">
        <Beside words="gate.no" />
      </Button>
      <Button type="submit" name="do" value="called" look="second-choice">
        <Beside words="gate.called" />
      </Button>
    </PlainFormBox>
  );
}

export function PlainCall112({ form }: Extract<PlainPage, { page: 'call-112' }>) {
  return (
    <PlainFormBox action={RAISE_PATH} form={{ ...form, step: 'call-112' }} asked={['do']}>
      <h1>
        <Beside words="emergency.title" />
      </h1>
      <Call number="112" look="giant" title={<Beside words="call.112" />} />
      <h2>{t('emergency.say')}</h2>
      <ol class="say">
        <li>{t('emergency.where')}</li>
        <li>{t('emergency.what')}</li>
        <li>{t('emergency.injured')}</li>
      </ol>
      <p>{t('emergency.stay')}</p>
      <Button type="submit" name="do" value="called">
        {t('emergency.called')}
      </Button>
      <Button type="submit" name="do" value="not-called" look="second-choice">
        {t('gate.not-called')}
      </Button>
      <Button type="submit" name="do" value="more" look="second-choice">
        {t('emergency.more')}
      </Button>
      <Button type="submit" name="do" value="back" look="plain">
        {t('emergency.back')}
      </Button>
    </PlainFormBox>
  );
}
