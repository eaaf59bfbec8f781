/** Whether somebody lives at a place, by street and number as people write them. Pure. */

type Key = { number: string | null; words: ReadonlySet<string> };

const NOISE: ReadonlySet<string> = new Set(
  (
    'aan achter bij boven de den een en het hoek huis huisnummer in naast naar nr nummer of ong ongeveer op over straat t te ' +
    'tegenover ter van voor at the near of hoog verdieping etage etg galerij portiek'
  ).split(' '),
);
const HOUSE_NUMBER = /^\d{1,5}[a-z]{0,2}$/;

function keyOf(place: string): Key {
  const plain = place
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  const tokens = plain.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '');
  const words = new Set(tokens.filter((token) => !/^\d/.test(token) && !NOISE.has(token)));
  return { number: tokens.find((token) => HOUSE_NUMBER.test(token)) ?? null, words };
}

/**
 * The same street, and the same number. Where one of both names no number it may be the same door, and then nobody is
 * asked to come to it.
 */
export function livesThere(home: string, place: string): boolean {
  const [a, b] = [keyOf(home), keyOf(place)];
  if (a.words.size === 0 || b.words.size === 0) return false;
  const isSameStreet = isWithin(a.words, b.words) || isWithin(b.words, a.words);
  return isSameStreet && (a.number === b.number || a.number === null || b.number === null);
}

function isWithin(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...words].every((word) => others.has(word));
}

/** Fewer digits than this name no telephone. */
const DIGITS_MIN = 8;

/** Whether this number stands in what somebody left to be reached: with or without +31, spaces and hyphens. */
export function isSamePhone(phone: string, contact: string): boolean {
  const own = digitsOf(phone);
  return own.length >= DIGITS_MIN && digitsOf(contact).includes(own);
}

function digitsOf(text: string): string {
  return text
    .replace(/\D/g, '')
    .replace(/^(?:00)?31(?=\d{9}$)/, '')
    .replace(/^0/, '');
}
