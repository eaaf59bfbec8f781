import { language, languageCodes, languageFacts, t } from '../i18n/words.ts';
import { districtModel } from '../models/district.model.ts';
import { raise } from '../models/raise.ts';
import { Beside } from '../ui/beside.tsx';
import { Call } from '../ui/call.tsx';
import { Go } from '../ui/go.tsx';
import { Icon } from '../ui/icon.tsx';
import { heart, helpingHand, languages, sprout, users } from '../ui/icons.ts';
import { KeptMessages } from '../ui/kept-messages.tsx';
import { Screen } from '../ui/screen.tsx';
import './start.css';

/** The other languages, each in its own words: who cannot read this page finds hers at once. */
function OtherLanguages() {
  const others = languageCodes.filter((code) => code !== language.value);
  return (
    <a class="other-languages" href="/taal">
      <Icon of={languages} small />
      <span>
        {others.map((code, index) => (
          <span key={code}>
            {index > 0 && ' · '}
            <span lang={code} dir={languageFacts[code].direction}>
              {languageFacts[code].name}
            </span>
          </span>
        ))}
      </span>
    </a>
  );
}

/** Four cards of the same weight; 112 first. */
export function StartCards() {
  return (
    <>
      <Call number="112" look="outline" title={<Beside words="start.call" />} />
      <ul class="stack-s">
        <li>
          <Go
            href="/zorgen"
            icon={heart}
            title={t('start.concern')}
            onClick={() => raise.beginAgain('concern')}
          />
        </li>
        <li>
          <Go
            href="/wens"
            icon={sprout}
            tone="wish"
            title={t('start.wish')}
            onClick={() => raise.beginAgain('wish')}
          />
        </li>
        <li>
          <Go
            href="/aanbod"
            icon={users}
            tone="wish"
            title={t('start.offer')}
            onClick={() => raise.beginAgain('offer')}
          />
        </li>
        <li>
          <Go
            href="/hulp"
            icon={helpingHand}
            title={t('start.help')}
            onClick={() => raise.beginAgain('help')}
          />
        </li>
      </ul>
      <p class="second start-code">
        <span>{t('start.no-account')}</span> <a href="/volg">{t('start.have-code')}</a>
      </p>
    </>
  );
}

/** On a narrow phone the top bar has room for the house alone; a screen reader hears the name there. */
function StartName() {
  return (
    <p class="start-name" aria-hidden="true">
      <b>{t('app.name')}</b> {districtModel.district.value?.name}
    </p>
  );
}

export function Start() {
  const night = (
    <>
      <StartName />
      <h1>{t('start.title')}</h1>
      <OtherLanguages />
    </>
  );
  return (
    <Screen title={t('start.title')} night={night} houses>
      <KeptMessages />
      <StartCards />
    </Screen>
  );
}
