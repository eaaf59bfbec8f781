/** Whether two descriptions may be of one place. A hint for a human who looks, never a ground to merge or to hurry. */

/** What is left of a place: its house number and the words that name it. */
export type PlaceKey = { number: string | null; words: ReadonlySet<string> };

const NOISE = new Set([
  ...[
    'aan',
    'achter',
    'bij',
    'boven',
    'de',
    'den',
    'een',
    'en',
    'het',
    'hoek',
    'huis',
    'huisnummer',
    'in',
    'naast',
  ],
  ...[
    'naar',
    'nr',
    'nummer',
    'of',
    'ong',
    'ongeveer',
    'op',
    'over',
    'straat',
    't',
    'te',
    'tegenover',
    'ter',
    'van',
  ],
  ...['voor', 'at', 'the', 'near', 'of', 'hoog', 'verdieping', 'etage', 'etg'],
]);
const HOUSE_NUMBER = /^\d{1,5}[a-z]{0,2}$/;

/** Lower case, without accents, little words and floors; null when nothing is left that names a place. */
export function placeKey(place: string): PlaceKey | null {
  const plain = place
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  const tokens = plain.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '');
  const words = new Set(tokens.filter((token) => !/^\d/.test(token) && !NOISE.has(token)));
  if (words.size === 0) return null;
  return { number: tokens.find((token) => HOUSE_NUMBER.test(token)) ?? null, words };
}

/** The same house number, or none on both sides, and all words of the shorter one in the longer. */
export function maybeSamePlace(a: PlaceKey, b: PlaceKey): boolean {
  return a.number === b.number && (isWithin(a.words, b.words) || isWithin(b.words, a.words));
}

function isWithin(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...words].every((word) => others.has(word));
}
