import type { Language } from '@bijspringen/contracts/signals/values.ts';
import { useState } from 'preact/hooks';
import { chooseLanguage, language, languageCodes, languageFacts, t } from '../i18n/words.ts';
import { cameFrom, goTo } from '../router.ts';
import { BackButton } from '../ui/back.tsx';
import { Banner } from '../ui/banner.tsx';
import { Icon } from '../ui/icon.tsx';
import { check, wifiOff } from '../ui/icons.ts';
import { Screen } from '../ui/screen.tsx';
import '../ui/choice.css';

function LanguageRow({ code, onChoose }: { code: Language; onChoose: (code: Language) => void }) {
  const facts = languageFacts[code];
  const isChosen = language.value === code;
  return (
    <li>
      <button
        type="button"
        class={isChosen ? 'choice chosen language' : 'choice language'}
        aria-pressed={isChosen}
        lang={code}
        dir={facts.direction}
        onClick={() => onChoose(code)}
      >
        <span class="go-words">{facts.name}</span>
        {isChosen && <Icon of={check} />}
      </button>
    </li>
  );
}

/** Each language in its own words. */
export function LanguagePage() {
  const [failed, setFailed] = useState(false);
  async function choose(code: Language): Promise<void> {
    const spoken = await chooseLanguage(code);
    setFailed(!spoken);
    if (spoken) goTo(cameFrom.peek());
  }
  return (
    <Screen title={t('language.title')}>
      <h1>
        {t('language.title')}
        {language.value !== 'en' && (
          <span class="dutch" lang="en" dir="ltr">
            Choose your language
          </span>
        )}
      </h1>
      {failed && <Banner tone="heed" icon={wifiOff} title={t('app.page-failed')} isNews />}
      <ul class="stack-s">
        {languageCodes.map((code) => (
          <LanguageRow key={code} code={code} onChoose={(chosen) => void choose(chosen)} />
        ))}
      </ul>
      <BackButton />
    </Screen>
  );
}
