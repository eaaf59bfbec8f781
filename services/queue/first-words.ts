/** The first words of a message: a new one has no title, so they stand there. */
import { FIRST_WORDS_CHARACTERS_MAX, FIRST_WORDS_MAX } from './limits.ts';

/** White space that was typed for its looks becomes one space; what does not fit is left out, after a whole word. */
export function firstWords(text: string): string {
  // No more than this is looked at, however long the message is.
  const beginning = text.slice(0, 4 * FIRST_WORDS_CHARACTERS_MAX);
  const words = beginning.split(/\s+/u).filter((word) => word !== '');
  const [first, ...others] = words;
  if (first === undefined) return '';
  let line = cut(first);
  let taken = 1;
  for (const word of others.slice(0, FIRST_WORDS_MAX - 1)) {
    const longer = `${line} ${word}`;
    if ([...longer].length > FIRST_WORDS_CHARACTERS_MAX) break;
    line = longer;
    taken++;
  }
  const isWhole = taken === words.length && line.length >= first.length && beginning.length === text.length;
  return isWhole ? line : `${line}…`;
}

/** One word without spaces may be longer than the line; a character is never cut in two. */
function cut(word: string): string {
  const characters = [...word];
  return characters.length > FIRST_WORDS_CHARACTERS_MAX
    ? characters.slice(0, FIRST_WORDS_CHARACTERS_MAX).join('')
    : word;
}
