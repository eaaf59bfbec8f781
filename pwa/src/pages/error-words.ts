import { t, type WordKey } from '../i18n/words.ts';

/** The sentences of the fields that need something, by the name of the field. */
export function errorWords(errors: Partial<Record<string, WordKey>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([field, words]) => (words ? [[field, t(words)]] : [])),
  );
}
