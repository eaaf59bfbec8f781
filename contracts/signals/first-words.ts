/**
 * The first words of a message: a new one has no title, so they stand there. One rule for the list of the day, for the
 * page of a message and for a hint, so that a worker finds the same words back.
 */

/** What fits on two lines of a phone of 320 pixels. */
const WORDS_MAX = 8;
const CHARACTERS_MAX = 60;
/** A sentence that ends after this many words is a title by itself; the beginning of the next one only confuses. */
const SENTENCE_WORDS_MIN = 3;

/** White space that was typed for its looks becomes one space; what does not fit is left out, after a whole word. */
export function firstWords(text: string): string {
  // No more than this is looked at, however long the message is.
  const beginning = text.slice(0, 4 * CHARACTERS_MAX);
  const words = beginning.split(/\s+/u).filter((word) => word !== '');
  const [first, ...others] = words;
  if (first === undefined) return '';
  const taken = [cut(first)];
  for (const word of others.slice(0, WORDS_MAX - 1)) {
    if ([...[...taken, word].join(' ')].length > CHARACTERS_MAX) break;
    taken.push(word);
  }
  const isWhole =
    taken.length === words.length && taken[0] === first && beginning.trimEnd() === text.trimEnd();
  return isWhole ? taken.join(' ') : `${withoutLastMarks(untilSentenceEnd(taken).join(' '))}…`;
}

/** The last sentence that is whole, when there is one of some length; all of them otherwise. */
function untilSentenceEnd(words: readonly string[]): readonly string[] {
  const ends = words.findLastIndex((word) => /[.!?؟]["'”’)]*$/u.test(word)) + 1;
  return ends >= SENTENCE_WORDS_MIN ? words.slice(0, ends) : words;
}

/** "vriezer.…" and "weer,…" are marks upon marks. */
function withoutLastMarks(line: string): string {
  return line.replace(/[\s.,;:!?…،؛؟–-]+$/u, '') || line;
}

/** One word without spaces may be longer than the line; a character is never cut in two. */
function cut(word: string): string {
  const characters = [...word];
  return characters.length > CHARACTERS_MAX ? characters.slice(0, CHARACTERS_MAX).join('') : word;
}
