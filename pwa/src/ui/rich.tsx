import { t, type WordKey } from '../i18n/words.ts';

/** A sentence whose filled-in words stand in bold: who, which day, before which time. */
export function Rich({ words, values }: { words: WordKey; values: Record<string, string> }) {
  // Without values the names stay in the sentence, and each marks its own place.
  const parts = t(words).split(/(\{[a-z-]+\})/);
  return (
    <>
      {parts.map((part) => {
        const value = part.startsWith('{') ? values[part.slice(1, -1)] : undefined;
        return value === undefined ? part : <b key={part}>{value}</b>;
      })}
    </>
  );
}
