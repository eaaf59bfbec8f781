/** The chosen language and its words. Dutch is always there; every other language is fetched when it is chosen. */
import type { Language } from '@bijspringen/contracts/signals/values.ts';
import { computed, signal } from '@preact/signals';
import type { WordKey, Words } from './nl.ts';
import { nlFirst } from './nl-first.ts';

export type { WordKey, Words } from './nl.ts';

type LanguageFacts = {
  /** Its name in the language itself. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** Whether somebody who speaks it has checked every sentence. The screen says so when nobody has. */
  checked: boolean;
  /** Dates and times, with the digits that Dutch numbers and clocks use. */
  locale: string;
  load: () => Promise<Words>;
};

export const languageFacts: Record<Language, LanguageFacts> = {
  nl: {
    name: 'Nederlands',
    direction: 'ltr',
    checked: true,
    locale: 'nl-NL',
    load: async () => (await import('./nl.ts')).nl,
  },
  en: {
    name: 'English',
    direction: 'ltr',
    checked: false,
    locale: 'en-GB',
    load: async () => (await import('./en.ts')).en,
  },
  tr: {
    name: 'Türkçe',
    direction: 'ltr',
    checked: false,
    locale: 'tr-TR',
    load: async () => (await import('./tr.ts')).tr,
  },
  ar: {
    name: 'العربية',
    direction: 'rtl',
    checked: false,
    locale: 'ar-u-nu-latn',
    load: async () => (await import('./ar.ts')).ar,
  },
};
export const languageCodes = Object.keys(languageFacts) as Language[];

/** The Dutch that is here so far; the rest comes with the screens that speak it (`later-words.ts`). */
const dutchWords = signal<Partial<Words>>(nlFirst);
const spoken = signal<{ language: Language; words: Partial<Words> }>({ language: 'nl', words: {} });
export const language = computed(() => spoken.value.language);
export const facts = computed(() => languageFacts[spoken.value.language]);

/** Puts `{name}` in a sentence; a name that is not given stays visible, so that a mistake shows. */
export function fill(sentence: string, values: Record<string, string> = {}): string {
  return sentence.replace(/\{([a-z-]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The words of a key in the chosen language. */
export function t(key: WordKey, values?: Record<string, string>): string {
  return fill(spoken.value.words[key] ?? dutchWords.value[key] ?? key, values);
}

/** The Dutch words of a key: beside a translation that nobody checked. */
export function dutch(key: WordKey, values?: Record<string, string>): string {
  return fill(dutchWords.value[key] ?? key, values);
}

/** More Dutch words, for every screen that follows. */
export function addDutch(words: Partial<Words>): void {
  dutchWords.value = { ...dutchWords.peek(), ...words };
}

/** Speaks with words that are already here; also what a server uses before it renders a page. */
export function speak(chosen: Language, words: Words): void {
  spoken.value = { language: chosen, words };
}

const STORED = 'bijspringen.language';

function isLanguage(value: string | null | undefined): value is Language {
  return value !== null && value !== undefined && value in languageFacts;
}

/** Fetches a language, speaks it, and remembers it on this phone. False when it could not be fetched. */
export async function chooseLanguage(chosen: Language): Promise<boolean> {
  try {
    const words = await languageFacts[chosen].load();
    speak(chosen, words);
    localStorage.setItem(STORED, chosen);
    return true;
  } catch (error) {
    console.warn('language not loaded', error instanceof Error ? error.name : 'unknown');
    return language.peek() === chosen;
  }
}

/** What was chosen before, else the first language of the phone that we speak, else Dutch. */
export function preferredLanguage(): Language {
  const stored = readStored();
  if (isLanguage(stored)) return stored;
  const first = navigator.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((code) => isLanguage(code));
  return isLanguage(first) ? first : 'nl';
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    // A browser that forbids storage still speaks: it only does not remember.
    return null;
  }
}
