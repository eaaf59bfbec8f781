/** Plants words that stand nowhere else, and looks for them, in whatever way they may have been written down. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes that must not be found. `name` says which and in which writing, and never shows them. */
export type Needle = { name: string; bytes: Buffer };
export type Found = { file: string; needle: string; at: number };

const WORD_LETTERS = 16;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/**
 * A Dutch sentence with three words of its own. Look for the words, not for the sentence: a database cuts long texts into
 * pages. The same label gives the same sentence, in another process too.
 */
export function plantText(label: string): { text: string; words: string[] } {
  const words = [0, 1, 2].map((number) => plantedWord(`${label} ${number}`));
  const [name, street, pet] = words;
  const text = `Mevrouw ${name} uit de ${street}straat heeft haar kanarie ${pet} al één week niet gehoord, en dat is niets voor haar.`;
  return { text, words };
}

function plantedWord(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest().subarray(0, WORD_LETTERS);
  return [...bytes].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}

/** Every writing of the needle that is looked for: as text in UTF-8 and UTF-16, in hex, in base64 at any alignment. */
export function needlesOf(name: string, plain: string | Uint8Array): Needle[] {
  const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : Buffer.from(plain);
  const needles: Needle[] = [
    { name: `${name} as it is`, bytes },
    { name: `${name} in hex`, bytes: Buffer.from(bytes.toString('hex'), 'latin1') },
    { name: `${name} in upper-case hex`, bytes: Buffer.from(bytes.toString('hex').toUpperCase(), 'latin1') },
  ];
  if (typeof plain === 'string') {
    const wide = Buffer.from(plain, 'utf16le');
    needles.push({ name: `${name} in UTF-16 LE`, bytes: wide });
    needles.push({ name: `${name} in UTF-16 BE`, bytes: Buffer.from(wide).swap16() });
  }
  for (const writing of ['base64', 'base64url'] as const) {
    for (const shift of [0, 1, 2])
      needles.push({ name: `${name} in ${writing}, ${shift}`, bytes: aligned(bytes, shift, writing) });
  }
  return needles;
}

const BITS_OF_BYTE = 8;
const BITS_OF_CHARACTER = 6;

/** The characters of base64 that depend on these bytes alone, when `shift` other bytes stand before them. */
function aligned(bytes: Buffer, shift: number, writing: 'base64' | 'base64url'): Buffer {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString(writing);
  const from = Math.ceil((shift * BITS_OF_BYTE) / BITS_OF_CHARACTER);
  const to = Math.floor(((shift + bytes.length) * BITS_OF_BYTE) / BITS_OF_CHARACTER);
  return Buffer.from(text.slice(from, to), 'latin1');
}

/** Where any of the needles stands in a file of the folder or below it, each needle once a file. */
export function searchFolder(folder: string, needles: readonly Needle[]): Found[] {
  return filesBelow(folder).flatMap((file) => searchBytes(file, readFileSync(join(folder, file)), needles));
}

/** Where any of the needles stands in these bytes. */
export function searchBytes(file: string, bytes: Uint8Array, needles: readonly Needle[]): Found[] {
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return needles.flatMap((needle) => {
    const at = haystack.indexOf(needle.bytes);
    return at < 0 ? [] : [{ file, needle: needle.name, at }];
  });
}

/** The files that were searched, so that a test can say that the one it means was among them. */
export function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(folder.length + 1)).sort();
}
