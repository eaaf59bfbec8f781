import { dutch, facts, language, t, type WordKey } from '../i18n/words.ts';

/** Words in the chosen language, with the Dutch beside them as long as nobody has checked the translation. */
export function Beside({ words }: { words: WordKey }) {
  if (language.value === 'nl' || facts.value.checked) return <>{t(words)}</>;
  return (
    <>
      {t(words)}
      <span class="dutch" lang="nl" dir="ltr">
        {dutch(words)}
      </span>
    </>
  );
}
