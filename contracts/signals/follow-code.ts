/**
 * The follow code: 65 random bits as 13 Crockford base-32 characters and one check character, shown 5-5-4.
 * The phone makes it, so that it can be shown and saved before anything is sent; the server checks the same rule.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DATA_CHARACTERS = 13;
const CODE_CHARACTERS = DATA_CHARACTERS + 1;

/** Doubling in GF(32) with x^5 + x^2 + 1: every position weighs another power of x. */
function timesX(value: number): number {
  const doubled = value << 1;
  return doubled & 32 ? (doubled ^ 37) & 31 : doubled;
}

/** The sum over GF(32) catches every single wrong character and every two that changed places. */
function checkCharacter(data: string): string {
  let sum = 0;
  for (const character of data) sum = timesX(sum) ^ ALPHABET.indexOf(character);
  return ALPHABET.charAt(timesX(sum));
}

/** A code from 13 random bytes (only the low five bits of each count). */
export function makeFollowCode(randomBytes: Uint8Array): string {
  let data = '';
  for (let i = 0; i < DATA_CHARACTERS; i++) data += ALPHABET.charAt((randomBytes[i] ?? 0) & 31);
  return data + checkCharacter(data);
}

/** What somebody typed, to a code of 14 characters; null when it cannot be one. I and L read as 1, O as 0. */
export function parseFollowCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  if (code.length !== CODE_CHARACTERS) return null;
  for (const character of code) if (!ALPHABET.includes(character)) return null;
  return checkCharacter(code.slice(0, DATA_CHARACTERS)) === code.charAt(DATA_CHARACTERS) ? code : null;
}

/** `7K4M2-RTX9H-DW3E` */
export function formatFollowCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5, 10)}-${code.slice(10)}`;
}
