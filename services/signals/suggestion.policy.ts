/**
 * What the words of a message suggest, with the words themselves as the reason. A worker decides; nothing is sorted,
 * shown or sent because of a suggestion, and how often a place is named never counts.
 */
import type { Theme } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';

type Suggestion = NonNullable<SignalView['suggestion']>;
/** More themes than this help nobody to decide. */
const THEMES_MAX = 3;
const BECAUSE_MAX = 5;

const THEME_WORDS: readonly { theme: Theme; words: RegExp }[] = [
  { theme: 'grief', words: /\b(overleden|dood is|rouw|begrafenis|weduwe|weduwnaar|passed away|vefat)\b/ },
  {
    theme: 'loneliness',
    words:
      /\b(eenzaam\w*|alleen|bijna niet meer|gordijne?n? dicht|niet bij de koffie|lonely|alone|yalniz)|الوحدة|وحيد/,
  },
  {
    theme: 'self-neglect',
    words: /\b(ruikt|stank|stinkt|vliegen|mager|verwaarlo\w*|vies|slaapt in (een |de |het )?portiek)\b/,
  },
  {
    theme: 'misunderstood-behaviour',
    words: /\b(praat (hard )?tegen|schreeuwt tegen|in zichzelf|gooi\w* met|verward)\b/,
  },
  { theme: 'money', words: /\b(schuld\w*|geldzorgen|rekening(en)?|deurwaarder|incasso|betalen)\b/ },
  { theme: 'noise', words: /\b(blaft|herrie|lawaai|gebonk|geschreeuw|muziek)\b/ },
  { theme: 'public-space', words: /\b(lamp|lantaarn\w*|vuil|container|stoeptegel|kapot bij)\b/ },
  { theme: 'data-request', words: /\b(mijn gegevens|inzage|wat weten jullie)\b/ },
  { theme: 'practical-help', words: /\b(formulier\w*|invullen|boodschappen|maken|klus\w*|fietsen?)\b/ },
  { theme: 'meeting-people', words: /\b(samen|met iemand|schaken|koken|wandelen|koffie drinken)\b/ },
  { theme: 'work-or-learning', words: /\b(werk zoeken|baan|leren|cursus|opleiding|taalles)\b/ },
  { theme: 'health', words: /\b(viel flauw|ziek\w*|ambulance|gevallen|crying|huilt)\b/ },
  { theme: 'family', words: /\b(moeder|vader|kinderen|gezin|scheiding)\b/ },
];

const TODAY_WORDS =
  /\b(vriest|geen jas|roep(t|en|e)?|2e nacht|vannacht|niet bij de koffie|[0-9]+ ?(dgn|dagen)|viel flauw|bang)\b/;

/** Themes and pace that the words suggest; null when they suggest nothing. */
export function suggest(text: string): Suggestion | null {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/ı/g, 'i');
  const found = THEME_WORDS.flatMap(({ theme, words }) => {
    const match = words.exec(plain);
    return match ? [{ theme, because: match[0].trim() }] : [];
  }).slice(0, THEMES_MAX);
  const today = TODAY_WORDS.exec(plain)?.[0].trim();
  if (found.length === 0 && today === undefined) return null;
  const because = [...found.map((each) => each.because), ...(today === undefined ? [] : [today])];
  return {
    themes: found.map((each) => each.theme),
    urgency: today === undefined ? 'ordinary' : 'today',
    because: [...new Set(because)].slice(0, BECAUSE_MAX),
  };
}
